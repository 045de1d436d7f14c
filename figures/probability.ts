/** Probability that a random layer of a few inputs is not injective, against m/n, beside every finite-size estimate and bound. */
import { injectivityBesideTheory } from "../compare/index.js";
import { given, type TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { RATIOS, STREAM_SEED } from "./sample-parameters.js";
import { axis, logAxis, panels, same, seriesEncoding } from "./style.js";

const SAMPLED = "sampled, each layer exact";
const EULER = "Euler surrogate";
const UNION = "union bound";
const DUALITY = "duality, certified";
const EXACT = "exact";
const NAMES = [SAMPLED, EXACT, EULER, UNION, DUALITY];
/** Shares below this are not drawn. */
const LEAST = 1e-5;

export const probabilityFigure = defineFigure({
  name: "probability",
  summary: "probability that a layer of n = 2 … 5 inputs is not injective, by samples, surrogate and bounds",
  title: "Probability of non-injectivity at finite size",
  parameters: {
    columns: {
      kind: "integers",
      meaning: "numbers of inputs n, 2 … 5",
      standard: [2, 3, 4, 5],
      quick: [2, 3],
      minimum: 2,
      maximum: 5,
    },
    ratios: { ...RATIOS, standard: [2, 3, 4, 5, 6, 7, 8, 9, 10], quick: [3, 5, 7], maximum: 20 },
    samples: {
      kind: "integer",
      meaning: "layers per point, 2 … 1000000",
      standard: 100,
      quick: 40,
      minimum: 2,
      maximum: 1_000_000,
    },
    seed: STREAM_SEED,
  },
  columns: [
    { name: "series", unit: "", meaning: "samples, exact probability, surrogate, or bound" },
    { name: "columns", unit: "1", meaning: "n" },
    { name: "rows", unit: "1", meaning: "m" },
    { name: "ratio", unit: "1", meaning: "m/n" },
    {
      name: "probability",
      unit: "1",
      meaning: "of non-injectivity, or the surrogate or bound; samples with one standard error",
    },
    { name: "low", unit: "1", meaning: "lower end of the 95 % Wilson interval" },
    { name: "high", unit: "1", meaning: "upper end of the 95 % Wilson interval" },
  ],
  draw({ columns, ratios, samples, seed }, step) {
    const sizes = columns.flatMap((n) =>
      ratios.map((ratio) => ({ n, m: Math.max(n, Math.round(ratio * n)) })),
    );
    const rows = sizes.flatMap(({ n, m }, i): TableRow[] => {
      step(`n = ${n}, m = ${m}`, i, sizes.length);
      const point = injectivityBesideTheory({ rows: m, columns: n, samples, seed });
      const { nonInjectivity, interval95, exact, euler, union, duality } = point;
      const size = { columns: n, rows: m, ratio: m / n };
      const [low, high] = [1 - interval95[1], 1 - interval95[0]];
      const plain = [
        [EXACT, exact === null ? Number.NaN : 1 - exact.value],
        [EULER, euler.value],
        [UNION, union.value],
        [DUALITY, Number(duality)],
      ] as const;
      return [
        { series: SAMPLED, ...size, probability: nonInjectivity, low, high },
        ...plain
          .filter(([, value]) => value >= LEAST && value <= 1)
          .map(
            ([series, value]): TableRow => ({
              series,
              ...size,
              probability: given(value),
              low: null,
              high: null,
            }),
          ),
      ];
    });
    const present = NAMES.filter((name) => rows.some(({ series }) => series === name));
    return {
      rows,
      specification: panels(...columns.map((n) => panel(n, present))),
      setting: `${samples} layers per point, seed ${seed}`,
      caption: `Probability that x ↦ ReLU(Wx) is not injective, W an m × n matrix of standard normal weights: ${samples} layers per point, each decided exactly, with 95 % Wilson intervals; the exact probability where it is known (n ≤ 2, m ≤ 3n − 2); the Euler surrogate q (Paleka 2021, chapter 4); the union bound, the expected number of cells with fewer than n positive outputs (eq. (3.4)), and certified duality, both left out where they exceed 1 and so say nothing. ${present.includes(DUALITY) ? "" : "Certified duality says nothing at any of these sizes. "}Logarithmic axis. Seed ${seed}.`,
      description: `One panel for each n of ${columns.join(", ")}: on a logarithmic axis the sampled share against m/n, beside ${present.filter((name) => name !== SAMPLED).join(", ")}.`,
      ascii: {
        x: "ratio",
        y: "probability",
        series: "series",
        logY: true,
        where: (row) => row.columns === columns[0] && Number(row.probability) > 0,
        xLabel: "m/n",
        yLabel: `probability, n = ${columns[0]}`,
      },
    };
  },
});

function panel(n: number, names: readonly string[]): Specification {
  const encoding = seriesEncoding("series", names, "points", 3);
  const here = {
    filter: {
      and: [
        { field: "columns", equal: n },
        { field: "probability", gte: LEAST },
      ],
    },
  };
  const sampled = { filter: { field: "series", equal: SAMPLED } };
  return {
    title: `n = ${n}`,
    width: 230,
    height: 170,
    layer: [
      {
        transform: [here],
        mark: { type: "line", strokeWidth: 1, clip: true },
        encoding: {
          x: axis("ratio", "m/n"),
          y: logAxis("probability", "probability of non-injectivity", [LEAST, 1]),
          ...encoding.line,
        },
      },
      {
        transform: [here, sampled, { calculate: `max(datum.low, ${LEAST})`, as: "least" }],
        mark: { type: "rule", strokeWidth: 1.2, clip: true },
        encoding: { x: same("ratio"), y: same("least"), y2: { field: "high" }, color: encoding.line.color },
      },
      {
        transform: [here],
        mark: { type: "point", filled: true, size: 26, opacity: 1, clip: true },
        encoding: { x: same("ratio"), y: same("probability"), ...encoding.point },
      },
    ],
  };
}
