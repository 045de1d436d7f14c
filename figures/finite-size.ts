/** Experiments at finite size beside the limit: E_min/n against e(α), and how often a certificate is found. */
import {
  minimumExperiment,
  type Proportion,
  searchedMinimumExperiment,
  successExperiment,
} from "../geometry/index.js";
import { extrapolateFullRsb, solveFullRsb, solveKrsbChain } from "../rsb/index.js";
import { type Quantity, quantity } from "../src/result.js";
import { type DataRow, given } from "./data-table.js";
import { type DrawnFigure, defineFigure, type Specification } from "./figure.js";
import { axis, COLOURS, same, seriesEncoding } from "./style.js";

/** What is drawn of one size. */
export interface FiniteSizePoint {
  readonly columns: number;
  /** m/n. */
  readonly ratio: number;
  readonly value: Quantity;
  /** Ends of the bar. */
  readonly low: number;
  readonly high: number;
  readonly samples: number;
  /** Whether each sample is exact; a search bounds E_min from above, and success from below. */
  readonly exact: boolean;
}

type Drawing = Pick<DrawnFigure, "table" | "specification" | "caption" | "description" | "ascii">;

const LIMIT = "n → ∞, full RSB";
/** A limit good to 1e-5, far below the width of a line. */
const LIMIT_STEPS = 6;
const LIMIT_OPTIONS = { tolerance: 1e-8, optimiserShare: 1e-3 };
const THRESHOLD_TOLERANCE = 1e-8;

const SIZES = { minimum: 1, maximum: 2000 } as const;
const RATIOS = {
  kind: "numbers",
  meaning: "m/n; m is rounded",
  minimum: 1,
  maximum: 50,
} as const;
const SEED = {
  kind: "integer",
  meaning: "seed; sample i is the matrix of its stream i",
  standard: 0,
  minimum: 0,
  maximum: 2 ** 31,
} as const;

export const minimumFigure = defineFigure({
  name: "minimum",
  summary: "least number of active units E_min/n at finite size against e(α) of full RSB",
  title: "Least number of active units at finite size",
  parameters: {
    columns: {
      kind: "integers",
      meaning: "n with every sample exact, 1 … 5",
      standard: [2, 3, 4],
      minimum: 1,
      maximum: 5,
    },
    searched: {
      kind: "integers",
      meaning: "n with the least of a search, 1 … 2000",
      standard: [20, 50],
      quick: [20],
      ...SIZES,
    },
    ratios: { ...RATIOS, standard: [2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7], quick: [2, 4, 6] },
    samples: {
      kind: "integer",
      meaning: "exact samples a point, 2 … 1000000",
      standard: 200,
      quick: 50,
      minimum: 2,
      maximum: 1_000_000,
    },
    searches: {
      kind: "integer",
      meaning: "searched samples a point, 2 … 100000",
      standard: 20,
      quick: 5,
      minimum: 2,
      maximum: 100_000,
    },
    seed: SEED,
  },
  draw({ columns, searched, ratios, samples, searches, seed }, step) {
    const sizes = [
      ...columns.map((n) => ({ n, exact: true })),
      ...searched.map((n) => ({ n, exact: false })),
    ];
    const total = sizes.length * ratios.length;
    const points = sizes.flatMap(({ n, exact }, i) =>
      ratios.map((ratio, j): FiniteSizePoint => {
        const size = {
          rows: Math.max(n, Math.round(ratio * n)),
          columns: n,
          samples: exact ? samples : searches,
          seed,
        };
        const { mean } = exact ? minimumExperiment(size) : searchedMinimumExperiment(size, RESTARTS);
        step(`n = ${n}, m = ${size.rows}`, i * ratios.length + j + 1, total);
        const value = quantity(mean.value / n, mean.error / n, mean.status);
        const half = value.error;
        return {
          columns: n,
          ratio: size.rows / n,
          value,
          low: value.value - half,
          high: value.value + half,
          samples: size.samples,
          exact,
        };
      }),
    );
    return drawMinimum(points);
  },
});

/** Short restarts of a search. */
const RESTARTS = 8;

export const successFigure = defineFigure({
  name: "success",
  summary: "share of random layers for which a certificate of non-injectivity is found, against m/n",
  title: "Success of the certificate search",
  parameters: {
    columns: {
      kind: "integers",
      meaning: "n, each 2 … 2000",
      standard: [50, 100, 200],
      quick: [50],
      minimum: 2,
      maximum: 2000,
    },
    ratios: { ...RATIOS, standard: [4, 4.5, 5, 5.2, 5.4, 5.6, 5.8, 6], quick: [3, 5, 6] },
    samples: {
      kind: "integer",
      meaning: "random layers a point, 1 … 100000",
      standard: 10,
      quick: 5,
      minimum: 1,
      maximum: 100_000,
    },
    restarts: {
      kind: "integer",
      meaning: "restarts of the search, 0 … 1000",
      standard: 4,
      quick: 2,
      minimum: 0,
      maximum: 1000,
    },
    seed: SEED,
  },
  draw({ columns, ratios, samples, restarts, seed }, step) {
    const total = columns.length * ratios.length;
    const points = columns.flatMap((n, i) =>
      ratios.map((ratio, j): FiniteSizePoint => {
        const rows = Math.round(ratio * n);
        const { success } = successExperiment({ rows, columns: n, samples, seed }, "gnc", restarts);
        step(`n = ${n}, m = ${rows}`, i * ratios.length + j + 1, total);
        return successPoint(n, rows / n, success);
      }),
    );
    return drawSuccess(points);
  },
});

function successPoint(
  columns: number,
  ratio: number,
  { estimate, interval95, samples }: Proportion,
): FiniteSizePoint {
  const [low, high] = interval95;
  return { columns, ratio, value: estimate, low, high, samples, exact: false };
}

/** E_min/n of given points beside e(α) over their range. */
export function drawMinimum(points: readonly FiniteSizePoint[]): Drawing {
  const reach = points.map(({ ratio }) => ratio);
  const [from, to] = [Math.min(2, ...reach), Math.max(...reach)];
  const steps = 24;
  const limit = Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps).map(
    (ratio): DataRow => ({
      series: LIMIT,
      columns: null,
      ratio,
      value: energy(ratio),
      low: null,
      high: null,
      samples: null,
    }),
  );
  return {
    table: {
      columns: columnsOf("E_min/n, mean over the samples; e(α) for the limit", "one standard error"),
      rows: [...limit, ...rowsOf(points)],
    },
    specification: specification(seriesOf(points), "E_min/n", true),
    caption:
      "Least number of active units over all inputs, E_min = min_x #{i : w_i·x > 0}, per input dimension, for Gaussian m × n layers: means of exact samples and, where marked ≤, of the least that a search found, an upper bound on E_min in every sample; bars are one standard error of the mean. " +
      "Line: e(α) of full RSB, the limit n → ∞ (physics). A layer is injective where E_min/n ≥ 1 (rule).",
    description:
      "Points of several sizes above the rising curve of the limit, the closer the more columns there are.",
    ascii: { x: "ratio", y: "value", series: "series", xLabel: "m/n", yLabel: "E_min/n" },
  };
}

/** Shares of certificates of given points, with the threshold beyond which none should be found as n → ∞. */
export function drawSuccess(points: readonly FiniteSizePoint[]): Drawing {
  const threshold = solveFullRsb({ kind: "threshold" }, { tolerance: THRESHOLD_TOLERANCE }).value;
  const mark: DataRow = {
    series: LIMIT,
    columns: null,
    ratio: threshold.value,
    value: given(0),
    low: null,
    high: null,
    samples: null,
  };
  return {
    table: {
      columns: columnsOf("share of the samples with a certificate", "95 % Wilson interval"),
      rows: [mark, ...rowsOf(points)],
    },
    specification: specification(seriesOf(points), "share with a certificate", false),
    caption: `Share of random Gaussian m × n layers for which the search finds an input with fewer than n active units, a certificate of non-injectivity; bars are 95 % Wilson intervals. A failure proves nothing: the shares are lower bounds. Dashed rule: the full-RSB threshold ${threshold.value.toFixed(4)}, beyond which no certificate should exist as n → ∞ (physics).`,
    description:
      "Shares near one at small m/n that fall to zero well before the threshold, more sharply for more columns.",
    ascii: {
      x: "ratio",
      y: "value",
      series: "series",
      where: (row) => row.series !== LIMIT,
      xLabel: "m/n",
      yLabel: "share with a certificate",
    },
  };
}

/** e(α) of full RSB, extrapolated from a short chain; 0 up to α = 2. */
function energy(alpha: number): Quantity {
  if (alpha <= 2) return given(0);
  const chain = [...solveKrsbChain({ kind: "energy", alpha }, LIMIT_STEPS, LIMIT_OPTIONS)];
  return extrapolateFullRsb(chain.filter(({ k }) => k > 0)).value;
}

function nameOf({ columns, exact }: FiniteSizePoint, bound: string): string {
  return `n = ${columns}${exact ? "" : bound}`;
}

function seriesOf(points: readonly FiniteSizePoint[]): string[] {
  return [...new Set(points.map((point) => nameOf(point, boundMark(points))))];
}

/** Searched sizes are marked where exact ones stand beside them. */
function boundMark(points: readonly FiniteSizePoint[]): string {
  return points.some(({ exact }) => exact) ? ", ≤" : "";
}

function rowsOf(points: readonly FiniteSizePoint[]): DataRow[] {
  return points.map((point) => {
    const { columns, ratio, value, low, high, samples } = point;
    return { series: nameOf(point, boundMark(points)), columns, ratio, value, low, high, samples };
  });
}

function columnsOf(value: string, bar: string) {
  return [
    { name: "series", unit: "", meaning: "number of columns, or the limit" },
    { name: "columns", unit: "1", meaning: "n", detail: true as const },
    { name: "ratio", unit: "1", meaning: "m/n" },
    { name: "value", unit: "1", meaning: value },
    { name: "low", unit: "1", meaning: `lower end of the bar: ${bar}` },
    { name: "high", unit: "1", meaning: `upper end of the bar: ${bar}` },
    { name: "samples", unit: "1", meaning: "random layers" },
  ];
}

function specification(names: readonly string[], yTitle: string, curve: boolean): Specification {
  const encoding = seriesEncoding("series", names, "points", 3);
  const isLimit = { filter: { field: "series", equal: LIMIT } };
  const isPoint = { filter: { not: { field: "series", equal: LIMIT } } };
  const limit = curve
    ? [
        { mark: { type: "rule", strokeDash: [3, 3] }, encoding: { y: { datum: 1 } } },
        {
          transform: [isLimit],
          mark: { type: "line", color: COLOURS.grey, strokeWidth: 2 },
          encoding: { x: same("ratio"), y: same("value") },
        },
      ]
    : [
        {
          transform: [isLimit],
          mark: { type: "rule", strokeDash: [3, 3] },
          encoding: { x: same("ratio") },
        },
      ];
  return {
    width: 340,
    height: 240,
    layer: [
      {
        transform: [isPoint],
        mark: { type: "line", strokeWidth: 0.8 },
        encoding: { x: axis("ratio", "m/n"), y: axis("value", yTitle), ...encoding.line },
      },
      ...limit,
      {
        transform: [isPoint],
        mark: { type: "rule", strokeWidth: 1.4 },
        encoding: { x: same("ratio"), y: same("low"), y2: { field: "high" }, color: encoding.line.color },
      },
      {
        transform: [isPoint],
        mark: { type: "point", filled: true, size: 36, opacity: 1 },
        encoding: {
          x: same("ratio"),
          y: same("value"),
          ...encoding.point,
          tooltip: [
            { field: "series", type: "nominal" },
            { ...same("ratio"), format: ".5~g" },
            { ...same("value"), format: ".5~g" },
            { ...same("low"), format: ".5~g" },
            { ...same("high"), format: ".5~g" },
            same("samples"),
          ],
        },
      },
    ],
  };
}
