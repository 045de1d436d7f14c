/** Random networks decided exactly: shares that are weak, injective and strong against m/n, beside what theory says of n → ∞. */
import { liftedConstantWidth, type Notion } from "../rdt/index.js";
import { deepConstantWidth } from "../rsb/index.js";
import type { Quantity } from "../src/result.js";
import type { TableColumn, TableRow } from "../src/table/table.js";
import type { Drawn, Specification } from "./figure.js";
import { axis, COLOURS, panels, same, seriesEncoding } from "./style.js";

const NOTIONS = ["weak", "injective", "strong"] as const;
type Share = (typeof NOTIONS)[number];

/** The shares at one size. */
export interface DeepPoint extends Readonly<Record<Share, Quantity>> {
  readonly columns: number;
  readonly depth: number;
  /** m of every layer. */
  readonly width: number;
  readonly samples: number;
  readonly intervals: Readonly<Record<Share, readonly [number, number]>>;
}

/** Verdicts for n → ∞: name, notion, dashes and colour of the rule. */
const LIMITS = [
  { name: "weak: duality", notion: "weak", colour: COLOURS.black, dash: [6, 3] },
  { name: "weak: 1-RSB", notion: "weak", colour: COLOURS.black, dash: [1, 2] },
  { name: "strong: duality", notion: "strong", colour: COLOURS.vermillion, dash: [6, 3] },
  { name: "strong: 1-RSB", notion: "strong", colour: COLOURS.vermillion, dash: [1, 2] },
] as const;

export const DEEP_COLUMNS: readonly TableColumn[] = [
  { name: "series", unit: "", meaning: "weak, injective, strong, or a theory of n → ∞" },
  { name: "columns", unit: "1", meaning: "n" },
  { name: "depth", unit: "layers", meaning: "L" },
  { name: "width", unit: "1", meaning: "m, units of every layer" },
  { name: "ratio", unit: "1", meaning: "m/n; of a theory the width from which on its condition holds" },
  { name: "share", unit: "1", meaning: "share of the networks, each decided exactly; one standard error" },
  { name: "low", unit: "1", meaning: "lower end of the 95 % Wilson interval" },
  { name: "high", unit: "1", meaning: "upper end of the 95 % Wilson interval" },
  { name: "samples", unit: "1", meaning: "random networks" },
];

/** One panel for each n and depth. @param points of one n and depth by ascending width */
export function drawDeepInjectivity(points: readonly DeepPoint[]): Drawn {
  const depths = [...new Set(points.map(({ depth }) => depth))];
  const sizes = [...new Set(points.map((point) => sizeOf(point)))].sort();
  const sampled = points.flatMap((point) =>
    NOTIONS.map((series): TableRow => {
      const { columns, depth, width, samples, intervals } = point;
      const [low, high] = intervals[series];
      return {
        series,
        columns,
        depth,
        width,
        ratio: width / columns,
        share: point[series],
        low,
        high,
        samples,
      };
    }),
  );
  const limits = depths.flatMap((depth) =>
    LIMITS.flatMap(({ name, notion }): TableRow[] => {
      if (depth === 1 && notion === "strong") return [];
      const { value } = limitOf(name, depth, notion);
      const nothing = { columns: null, width: null, share: null, low: null, high: null, samples: null };
      return [{ series: name, depth, ratio: value, ...nothing }];
    }),
  );
  return {
    rows: [...sampled, ...limits],
    specification: panels(...sizes.map(panel)),
    caption:
      "Gaussian networks n, m, …, m without biases, each decided exactly: shares with at least n active units in every layer for all inputs (weak, necessary), injective, and with an injective first layer and at least 2n active units in every later one (strong, sufficient); bars are 95 % Wilson intervals. With one layer the three are one event. " +
      "Rules in the colour of their condition: widths from which on it holds as n → ∞, proved by lifted duality (dashes) or by one step of replica symmetry breaking (dots, physics); no theory speaks of injectivity itself.",
    description:
      "In every panel the share of injective networks lies between the weak and the strong one; vertical rules are the limits of theory.",
    ascii: {
      x: "ratio",
      y: "share",
      series: "series",
      where: (row) => row.share !== null && sizeOf(row as { columns: number; depth: number }) === sizes[0],
      xLabel: "m/n",
      yLabel: `share, ${sizes[0]}`,
    },
  };
}

function limitOf(name: string, depth: number, notion: Notion): Quantity {
  return name.endsWith("RSB")
    ? deepConstantWidth(depth, 1, notion).width
    : liftedConstantWidth({ depth, notion }).width;
}

function sizeOf({ columns, depth }: { readonly columns: number; readonly depth: number }): string {
  return `n = ${columns}, L = ${depth}`;
}

function panel(title: string): Specification {
  const [columns, depth] = (title.match(/\d+/g) ?? []).map(Number);
  const encoding = seriesEncoding("series", NOTIONS, "points", 3);
  const here = {
    filter: {
      and: [
        { field: "columns", equal: columns },
        { field: "depth", equal: depth },
      ],
    },
  };
  const rules = [
    { field: "width", valid: false },
    { field: "depth", equal: depth },
  ];
  return {
    title,
    width: 230,
    height: 130,
    layer: [
      ...LIMITS.map(({ name, colour, dash }) => ({
        transform: [{ filter: { and: [...rules, { field: "series", equal: name }] } }],
        mark: { type: "rule", strokeWidth: 1.2, color: colour, strokeDash: dash },
        encoding: { x: same("ratio") },
      })),
      {
        transform: [here],
        mark: { type: "line", strokeWidth: 0.8 },
        encoding: {
          x: axis("ratio", "m/n", { scale: { domain: [2, 12] } }),
          y: axis("share", "share", { scale: { domain: [0, 1] } }),
          ...encoding.line,
        },
      },
      {
        transform: [here],
        mark: { type: "rule", strokeWidth: 1.2 },
        encoding: { x: same("ratio"), y: same("low"), y2: { field: "high" }, color: encoding.line.color },
      },
      {
        transform: [here],
        mark: { type: "point", filled: true, size: 26, opacity: 1 },
        encoding: { x: same("ratio"), y: same("share"), ...encoding.point, tooltip },
      },
    ],
  };
}

const tooltip = [
  { field: "series", type: "nominal" },
  same("width"),
  { ...same("share"), format: ".3~f" },
  { ...same("low"), format: ".3~f" },
  { ...same("high"), format: ".3~f" },
  same("samples"),
];
