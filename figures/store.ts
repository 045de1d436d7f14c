/** Any result field of a parameter study against any parameter, with error bars. */
import { type Quantity, quantity } from "../src/result.js";
import type { TableColumn, TableRow } from "../src/table/table.js";
import { isManyDecades } from "../src/ticks.js";
import type { DrawnFigure, Specification } from "./figure.js";
import { axis, hoverLayer, logAxis, panels, type SeriesEncoding, same, seriesEncoding } from "./style.js";

/** One point of a study. */
export interface StudyPoint {
  readonly x: number;
  readonly y: Quantity;
  readonly series: string;
}

/** What is drawn, by the names the study uses. */
export interface StudyAxes {
  readonly x: string;
  readonly y: string;
  readonly series?: string;
}

/** From so many points a curve is a line: its markers would be a band. */
const LINE_FROM = 20;
/** Curves closer than this share of the height of the figure cannot be told apart. */
const COINCIDENT = 0.02;
/** Points that two curves must share to be compared. */
const SHARED = 3;

/** The data of any figure of a study; the figure itself says which names x and y stand for. */
export const STUDY_COLUMNS: readonly TableColumn[] = [
  { name: "series", unit: "", meaning: "the curve: a value of the parameter that tells the curves apart" },
  { name: "x", unit: "", meaning: "the parameter or field on the horizontal axis" },
  { name: "y", unit: "", meaning: "the field on the vertical axis" },
  {
    name: "difference",
    unit: "",
    meaning: "y less that of the last curve at the same x, where curves coincide",
    detail: true,
  },
];

/**
 * Points of a study as a figure; curves in order of first appearance, points by ascending x. Where curves coincide a
 * second panel has their differences from the last one.
 */
export function studyFigure(points: readonly StudyPoint[], { x, y, series }: StudyAxes): DrawnFigure {
  const curves = curvesOf(points);
  const names = [...curves.keys()];
  const reference = names[names.length - 1];
  const compared = coincide([...curves.values()]);
  const rows = names.flatMap((name) => rowsOf(name, curves, compared ? reference : name));
  const shown: Readonly<Record<string, string>> = {
    series: series ?? "all points",
    x,
    y,
    difference: `${y} less that of ${reference}`,
  };
  const long = Math.max(...[...curves.values()].map((curve) => curve.length)) >= LINE_FROM;
  return {
    name: "store",
    title: `${y} against ${x}`,
    parameters: { x, y, ...(series === undefined ? {} : { series }) },
    table: {
      columns: STUDY_COLUMNS.map((column) => ({ ...column, meaning: shown[column.name] })),
      rows,
    },
    specification: specification(rows, {
      names,
      x,
      y,
      legend: series !== undefined,
      reference: compared ? reference : undefined,
      long,
    }),
    caption: `${y} against ${x}${series === undefined ? "" : `, one curve for each ${series}`}: ${rows.length} points of a parameter study; bars are the stated errors.${compared ? ` Right: differences from ${reference}, since curves coincide.` : ""}`,
    description: `${rows.length} points of ${y} against ${x} in ${names.length} ${names.length === 1 ? "curve" : "curves"}.`,
    ascii: { x: "x", y: "y", series: "series", xLabel: x, yLabel: y },
  };
}

type Curves = ReadonlyMap<string, readonly StudyPoint[]>;

function curvesOf(points: readonly StudyPoint[]): Curves {
  const curves = new Map<string, StudyPoint[]>();
  for (const point of points) {
    const curve = curves.get(point.series) ?? [];
    curve.push(point);
    curves.set(point.series, curve);
  }
  for (const curve of curves.values()) curve.sort((a, b) => a.x - b.x);
  return curves;
}

/** The points of a curve, with differences from the reference at the same x. */
function rowsOf(name: string, curves: Curves, reference: string): TableRow[] {
  const others = new Map(
    name === reference ? [] : curves.get(reference)?.map((point) => [point.x, point.y] as const),
  );
  return (curves.get(name) ?? []).map(({ x, y }) => {
    const other = others.get(x);
    const difference =
      other === undefined ? null : quantity(y.value - other.value, y.error + other.error, y.status);
    return { series: name, x, y, difference };
  });
}

/** Whether two of the curves are nowhere farther from each other than a line is thick. */
function coincide(curves: readonly (readonly StudyPoint[])[]): boolean {
  const values = curves.flatMap((curve) => curve.map(({ y }) => y.value));
  const height = Math.max(...values) - Math.min(...values);
  return curves.some((curve, i) => {
    const at = new Map(curve.map(({ x, y }) => [x, y.value]));
    return curves.slice(0, i).some((other) => {
      const distances = other.flatMap(({ x, y }) => {
        const value = at.get(x);
        return value === undefined ? [] : [Math.abs(y.value - value)];
      });
      return distances.length >= SHARED && Math.max(...distances) < COINCIDENT * height;
    });
  });
}

interface Look {
  readonly names: readonly string[];
  readonly x: string;
  readonly y: string;
  readonly legend: boolean;
  /** The curve that the others are compared with, where they are. */
  readonly reference: string | undefined;
  readonly long: boolean;
}

function specification(rows: readonly TableRow[], look: Look): Specification {
  const { names, x, y, reference, long } = look;
  const encoding = withLegend(seriesEncoding("series", names, long ? "lines" : "points"), look.legend);
  const drawing = (field: string, channel: Specification): readonly Specification[] => [
    {
      mark: { type: "line", strokeWidth: long ? 1.6 : 1 },
      encoding: { x: axis("x", x), y: channel, ...encoding.line },
    },
    {
      transform: [
        { calculate: `datum.${field} - datum.${field}Error`, as: "low" },
        { calculate: `datum.${field} + datum.${field}Error`, as: "high" },
        { filter: "datum.low > 0 || datum.high < 0 || datum.high > datum.low" },
      ],
      mark: { type: "rule", strokeWidth: 1.4, clip: true },
      encoding: { x: same("x"), y: same("low"), y2: { field: "high" }, color: encoding.line.color },
    },
    long
      ? hoverLayer({ x: same("x"), y: same(field), tooltip: tooltip(field) })
      : {
          mark: { type: "point", filled: true, size: 34, opacity: 1 },
          encoding: { x: same("x"), y: same(field), ...encoding.point, tooltip: tooltip(field) },
        },
  ];
  const panel = { width: 340, height: 230 };
  if (reference === undefined) return { ...panel, layer: drawing("y", axis("y", y)) };
  const narrow = { ...panel, width: 240 };
  return panels(
    { ...narrow, title: y, layer: drawing("y", axis("y", y)) },
    {
      ...narrow,
      title: `difference from ${reference}`,
      transform: [{ filter: { field: "difference", valid: true } }],
      layer: drawing("difference", differenceAxis(rows, y)),
    },
  );
}

/** Logarithmic where the differences are of one sign, certain, and of many sizes. */
function differenceAxis(rows: readonly TableRow[], y: string): Specification {
  const differences = rows.flatMap(({ difference }) => (difference === null ? [] : [difference as Quantity]));
  const title = `difference of ${y}`;
  const [least, most] = [
    Math.min(...differences.map(({ value, error }) => value - error)),
    Math.max(...differences.map(({ value, error }) => value + error)),
  ];
  return least > 0 && isManyDecades(least, most)
    ? logAxis("difference", title, [least, most])
    : axis("difference", title);
}

/** One curve needs no legend. */
function withLegend(encoding: SeriesEncoding, legend: boolean): SeriesEncoding {
  if (legend) return encoding;
  const without = (channels: Specification): Specification =>
    Object.fromEntries(
      Object.entries(channels).map(([name, channel]) => [
        name,
        "legend" in (channel as Specification) ? { ...(channel as Specification), legend: null } : channel,
      ]),
    );
  return { line: without(encoding.line), point: without(encoding.point) };
}

function tooltip(field: string): Specification[] {
  return [
    { field: "series", type: "nominal" },
    { ...same("x"), format: ".8~g" },
    { ...same(field), format: ".12~g" },
    { ...same(`${field}Error`), format: ".1~g" },
  ];
}
