/** Certified probabilities of non-injectivity at finite size against m/n, beside the union bound and, for n ≤ 2, the truth. */
import { certificate, searchFinite } from "../certified/index.js";
import { exactInjectivityProbability, expectedBadCells } from "../geometry/index.js";
import { log2Dyadic } from "../src/exact/dyadic.js";
import { given, type TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, COLOURS } from "./style.js";

const METHODS: Readonly<Record<string, readonly number[]>> = {
  "duality, certified": [1, 0],
  "union bound": [5, 3],
  exact: [1, 2],
};
/** Where the bounds of duality begin to say something as n → ∞. */
const ONSET = 7.4486;
/** √n times the range of m/n over which a bound falls from 1 to 1e-12, roughly. */
const FALL = 11;
const LEAST = 1e-12;

export const finiteBoundsFigure = defineFigure({
  name: "finite-bounds",
  summary: "certified probability that a layer of finite size is not injective, against m/n",
  title: "Probability that a Gaussian layer is not injective, bounded",
  parameters: {
    columns: {
      kind: "integers",
      meaning: "numbers of columns n, 1 … 2000",
      standard: [2, 50, 100, 200, 1000],
      quick: [2, 100],
      minimum: 1,
      maximum: 2000,
    },
    points: {
      kind: "integer",
      meaning: "values of m for each n, 3 … 100",
      standard: 10,
      quick: 5,
      minimum: 3,
      maximum: 100,
    },
  },
  columns: [
    { name: "columns", unit: "1", meaning: "n" },
    { name: "rows", unit: "1", meaning: "m" },
    { name: "ratio", unit: "1", meaning: "m/n" },
    {
      name: "method",
      unit: "",
      meaning: "duality (certified), union bound (exact count), or exact probability",
    },
    { name: "probability", unit: "1", meaning: "bound on, or value of, the probability of non-injectivity" },
  ],
  draw({ columns, points }, step) {
    const sizes = columns.flatMap((n) =>
      Array.from({ length: points }, (_, j) => ({
        n,
        m: Math.round(n * (ONSET + ((FALL / Math.sqrt(n)) * (j + 1)) / points)),
      })),
    );
    const rows = sizes.flatMap(({ n, m }, i): TableRow[] => {
      const found = valuesAt(m, n);
      step(`n = ${n}, m = ${m}`, i + 1, sizes.length);
      return Object.entries(found)
        .filter(([, value]) => value >= LEAST && value <= 1)
        .map(([method, value]) => ({
          columns: n,
          rows: m,
          ratio: m / n,
          method,
          probability: given(value),
        }));
    });
    return {
      rows,
      specification: specification(columns),
      caption:
        "Bounds on the probability that x ↦ ReLU(Wx) is not injective for an m × n matrix of standard normal weights. Duality: certified by proof at every point (docs/theorems.md, Theorem 4). Union bound: expected number of cells with fewer than n positive outputs, counted exactly (Paleka 2021, eq. (3.4)). Exact: known for n ≤ 2. Logarithmic axis.",
      description:
        "For n of 50 and more the certified bound falls from one to 1e-12 between m/n of 7.5 and 9, far to the left of the union bound; for n = 2 the union bound is the smaller one.",
      ascii: {
        x: "ratio",
        y: "probability",
        series: "method",
        logY: true,
        scattered: true,
        xLabel: "m/n",
        yLabel: "probability",
      },
    };
  },
});

function valuesAt(m: number, n: number): Record<string, number> {
  const known = exactInjectivityProbability(m, n);
  return {
    "duality, certified": Number(certificate(searchFinite({ rows: m, columns: n })).bound),
    "union bound": 2 ** log2Dyadic(expectedBadCells(m, n)),
    ...(known === undefined ? {} : { exact: failureOf(m, n) }),
  };
}

/** 1 − p for n ≤ 2 (m > 3n − 2), from the closed form and hence without cancellation. */
function failureOf(m: number, n: number): number {
  return n === 1 ? 2 ** (1 - m) : m * (m - 2) * 2 ** (1 - m);
}

function specification(columns: readonly number[]): Specification {
  const legend = { title: null, orient: "bottom", columns: 3 };
  const palette = [
    COLOURS.black,
    COLOURS.blue,
    COLOURS.vermillion,
    COLOURS.green,
    COLOURS.purple,
    COLOURS.orange,
  ];
  const encoding = {
    x: axis("ratio", "m/n", { scale: { zero: false } }),
    y: axis("probability", "probability  (logarithmic)", {
      scale: { type: "log", domain: [LEAST, 1] },
      axis: { format: ".0e", tickCount: 7 },
    }),
    color: {
      field: "columns",
      type: "nominal",
      scale: { domain: columns, range: columns.map((_, i) => palette[i % palette.length]) },
      legend: { ...legend, title: "n" },
    },
  };
  return {
    width: 380,
    height: 260,
    layer: [
      {
        mark: { type: "line", clip: true },
        encoding: {
          ...encoding,
          strokeDash: {
            field: "method",
            type: "nominal",
            scale: { domain: Object.keys(METHODS), range: Object.values(METHODS) },
            legend,
          },
          detail: { field: "method", type: "nominal" },
        },
      },
      { mark: { type: "point", filled: true, size: 18, clip: true }, encoding },
    ],
  };
}
