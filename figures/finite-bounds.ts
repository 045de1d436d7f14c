/** Certified probabilities of non-injectivity at finite size against m/n, beside the union bound and, for n ≤ 2, the truth. */
import { certificate, searchFinite } from "../certified/index.js";
import { expectedBadCells } from "../geometry/index.js";
import { log2Dyadic } from "../src/exact/dyadic.js";
import { given, type TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, COLOURS, logAxis } from "./style.js";

interface Method {
  /** Dashes of its line. */
  readonly dash: readonly number[];
  readonly value: (m: number, n: number) => number | undefined;
}

const METHODS: Readonly<Record<string, Method>> = {
  "duality, certified": {
    dash: [1, 0],
    value: (rows, columns) => Number(certificate(searchFinite({ rows, columns })).bound),
  },
  "union bound": { dash: [5, 3], value: (m, n) => 2 ** log2Dyadic(expectedBadCells(m, n)) },
  exact: { dash: [1, 2], value: failureOf },
};
/** m/n at which the bounds of duality and of counting begin to say something as n → ∞. */
const DUALITY = 7.4486;
const COUNTING = 9.0886;
const LEAST = 1e-12;

/** The range of m/n over which a method's value falls from 1 to 1e-12, roughly: each has its own at large n. */
function fallOf(method: string, n: number): readonly [start: number, length: number] {
  const length = 11 / Math.sqrt(n);
  if (method === "duality, certified") return [DUALITY, Math.min(length, 130 / n)];
  return [Math.max(DUALITY, COUNTING - 22 / n), Math.min(length, 60 / n)];
}

/** 1 − p for n ≤ 2 (m > 3n − 2), from the closed form and hence without cancellation. */
function failureOf(m: number, n: number): number | undefined {
  if (n > 2) return undefined;
  return n === 1 ? 2 ** (1 - m) : m * (m - 2) * 2 ** (1 - m);
}

export const finiteBoundsFigure = defineFigure({
  name: "finite-bounds",
  summary: "certified probability that a layer of finite size is not injective, against m/n",
  title: "Bounds on the probability of non-injectivity",
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
      meaning: "values of m for each n and method, 3 … 100",
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
    const places = columns.flatMap((n) =>
      Object.entries(METHODS).flatMap(([method, { value }]) => {
        const [start, length] = fallOf(method, n);
        return Array.from({ length: points }, (_, j) => {
          const m = Math.round(n * (start + (length * (j + 1)) / points));
          return { n, m, method, value };
        });
      }),
    );
    const rows = places.flatMap(({ n, m, method, value }, i): TableRow[] => {
      const found = value(m, n);
      step(`n = ${n}, m = ${m}`, i + 1, places.length);
      if (found === undefined || found < LEAST || found > 1) return [];
      return [{ columns: n, rows: m, ratio: m / n, method, probability: given(found) }];
    });
    return {
      rows,
      specification: specification(columns),
      caption:
        "Bounds on the probability that x ↦ ReLU(Wx) is not injective for an m × n matrix of standard normal weights. Duality: certified by proof at every point (docs/theorems.md, Theorem 4). Union bound: expected number of cells with fewer than n positive outputs, counted exactly (Paleka 2021, eq. (3.4)). Exact: known for n ≤ 2. Logarithmic axis.",
      description:
        "For n of 50 and more the certified bound falls from one to 1e-12 between m/n of 7.5 and 9, to the left of the union bound, which begins to fall between 8.7 and 9.1; for n = 2 the union bound is the smaller one.",
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
    y: logAxis("probability", "probability of non-injectivity", [LEAST, 1]),
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
            scale: { domain: Object.keys(METHODS), range: Object.values(METHODS).map(({ dash }) => dash) },
            legend: { ...legend, symbolType: "stroke", symbolSize: 500 },
          },
          detail: { field: "method", type: "nominal" },
        },
      },
      { mark: { type: "point", filled: true, size: 18, clip: true }, encoding },
    ],
  };
}
