/** Experiments at finite size beside the limit: E_min/n against e(α), and how often a certificate is found. */
import { extrapolateFullRsb, solveFullRsb, solveKrsbChain } from "../rsb/index.js";
import type { Quantity } from "../src/result.js";
import { given, type TableRow } from "../src/table/table.js";
import type { Drawn, Specification } from "./figure.js";
import { axis, COLOURS, referenceLine, same, seriesEncoding } from "./style.js";

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

const LIMIT = "n → ∞, full RSB";
/** A limit good to 1e-5, far below the width of a line. */
const LIMIT_STEPS = 6;
const LIMIT_OPTIONS = { tolerance: 1e-8, optimiserShare: 1e-3 };
const THRESHOLD_TOLERANCE = 1e-8;

export const MINIMUM_COLUMNS = columnsOf(
  "E_min/n, mean over the samples; e(α) for the limit",
  "one standard error",
);
export const SUCCESS_COLUMNS = columnsOf("share of the samples with a certificate", "95 % Wilson interval");

/** E_min/n of given points beside e(α) over their range. */
export function drawMinimum(points: readonly FiniteSizePoint[]): Drawn {
  const reach = points.map(({ ratio }) => ratio);
  const [from, to] = [Math.min(2, ...reach), Math.max(...reach)];
  const steps = 24;
  const limit = Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps).map(
    (ratio): TableRow => ({
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
    rows: [...limit, ...rowsOf(points)],
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
export function drawSuccess(points: readonly FiniteSizePoint[]): Drawn {
  const threshold = solveFullRsb({ kind: "threshold" }, { tolerance: THRESHOLD_TOLERANCE }).value;
  const mark: TableRow = {
    series: LIMIT,
    columns: null,
    ratio: threshold.value,
    value: given(0),
    low: null,
    high: null,
    samples: null,
  };
  return {
    rows: [mark, ...rowsOf(points)],
    specification: specification(seriesOf(points), "share with a certificate", false),
    caption: `Share of random Gaussian m × n layers for which the search finds an input with fewer than n active units, a certificate of non-injectivity; bars are 95 % Wilson intervals, drawn side by side where sizes share m/n. A failure proves nothing: the shares are lower bounds. Dashed rule: the full-RSB threshold ${threshold.value.toFixed(4)}, beyond which no certificate should exist as n → ∞ (physics).`,
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

/** e(α) of full RSB, extrapolated from a short chain where symmetry breaks. */
function energy(alpha: number): Quantity {
  const [symmetric, ...levels] = solveKrsbChain({ kind: "energy", alpha }, LIMIT_STEPS, LIMIT_OPTIONS);
  return levels.length === 0 ? symmetric.value : extrapolateFullRsb(levels).value;
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

function rowsOf(points: readonly FiniteSizePoint[]): TableRow[] {
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

/** The limit is labelled where it is drawn. */
const LABEL = { type: "text", text: "full RSB, n → ∞", align: "right", fontSize: 9 } as const;

function specification(names: readonly string[], yTitle: string, curve: boolean): Specification {
  const encoding = seriesEncoding("series", names, "points", 3);
  const isLimit = { filter: { field: "series", equal: LIMIT } };
  const isPoint = { filter: { not: { field: "series", equal: LIMIT } } };
  // Shares of several sizes often coincide: each size is drawn a few pixels beside the others.
  const beside = (i: number): Specification => ({ xOffset: curve ? 0 : 5 * (i - (names.length - 1) / 2) });
  const ofSize = (name: string): Specification => ({ filter: { field: "series", equal: name } });
  const limit = curve
    ? [
        referenceLine(1),
        {
          transform: [isLimit],
          mark: { type: "line", color: COLOURS.grey, strokeWidth: 2 },
          encoding: { x: same("ratio"), y: same("value") },
        },
        {
          // The curve rises: its end is where both are largest.
          transform: [
            isLimit,
            {
              aggregate: [
                { op: "max", field: "ratio", as: "ratio" },
                { op: "max", field: "value", as: "value" },
              ],
            },
          ],
          mark: { ...LABEL, dx: -2, dy: 45 },
          encoding: { x: same("ratio"), y: same("value") },
        },
      ]
    : [
        {
          transform: [isLimit],
          mark: { type: "rule", strokeDash: [3, 3] },
          encoding: { x: same("ratio") },
        },
        {
          transform: [isLimit],
          mark: { ...LABEL, dx: -4 },
          encoding: { x: same("ratio"), y: { value: 10 } },
        },
      ];
  return {
    width: 340,
    height: 240,
    layer: [
      {
        transform: [isPoint],
        mark: { type: "line", strokeWidth: 0.8 },
        encoding: {
          // Markers beside the first and the last ratio stay clear of the frame.
          x: axis("ratio", "m/n", curve ? {} : { scale: { nice: false, padding: 12 } }),
          y: axis("value", yTitle),
          ...encoding.line,
        },
      },
      ...limit,
      ...names.flatMap((name, i) => [
        {
          transform: [ofSize(name)],
          mark: { type: "rule", strokeWidth: 1.4, ...beside(i) },
          encoding: { x: same("ratio"), y: same("low"), y2: { field: "high" }, color: encoding.line.color },
        },
        {
          transform: [ofSize(name)],
          mark: { type: "point", filled: true, size: 36, opacity: 1, ...beside(i) },
          encoding: { x: same("ratio"), y: same("value"), ...encoding.point, tooltip },
        },
      ]),
    ],
  };
}

const tooltip = [
  { field: "series", type: "nominal" },
  { ...same("ratio"), format: ".5~g" },
  { ...same("value"), format: ".5~g" },
  { ...same("low"), format: ".5~g" },
  { ...same("high"), format: ".5~g" },
  same("samples"),
];
