/** A quick look at a figure in a terminal of 80 columns. */
import { flatRows } from "../src/table/flat-rows.js";
import { decadeTicks, evenTicks } from "../src/ticks.js";
import { namedRows } from "./ascii-rows.js";
import type { AsciiView, DrawnFigure } from "./figure.js";

/** One marker a curve; all of them single-width. */
const MARKERS = [..."ox+*#@%&abcdefghijklmnpqrstuvwyz"];
const INNER_WIDTH = 78;
const CHART_WIDTH = 66;
const CHART_HEIGHT = 18;

type Point = [number, number];

/** The lines of the plot and its legend in a frame of 80 columns; logarithmic axes show the values themselves. */
export async function renderAscii(figure: DrawnFigure): Promise<string[]> {
  const { plot } = await import("simple-ascii-chart");
  const { ascii } = figure;
  const curves = curvesOf(figure);
  const marks = new Map([...curves.keys()].map((name, i) => [name, MARKERS[i % MARKERS.length]]));
  if (ascii.names !== undefined) {
    const rows = namedRows(figure, ascii.names, (name) => marks.get(name) ?? MARKERS[0]);
    return framed([
      `${ascii.xLabel}${ascii.logX === true ? " (logarithmic)" : ""}`,
      ...rows,
      ...wrapped(legendOf(marks)),
    ]);
  }
  const all = [...curves.values()];
  const drawn = ascii.scattered === true ? all : all.map((curve) => densified(curve, reach(all)));
  let series = -1;
  const chart = plot(drawn, {
    width: CHART_WIDTH,
    height: CHART_HEIGHT,
    customXAxisTicks: ticks(all, 0, ascii.logX === true),
    customYAxisTicks: ticks(all, 1, ascii.logY === true),
    formatter: (value, { axis }) => {
      const logarithmic = axis === "x" ? ascii.logX === true : ascii.logY === true;
      return Number((logarithmic ? 10 ** value : value).toPrecision(4));
    },
    // The library draws curve after curve, each from its first point.
    lineFormatter: ({ index, plotX, plotY }) => {
      if (index === 0) series++;
      return { x: plotX, y: plotY, symbol: MARKERS[series % MARKERS.length] };
    },
  });
  const lines = chart.split("\n").filter((line) => line.trim() !== "");
  const shown = lines.join("");
  return framed([titleOf(ascii), ...lines, ...wrapped(legendOf(marks, (mark) => shown.includes(mark)))]);
}

/** Markers and names of several curves; one of which nothing is left to be seen lies behind another. */
function legendOf(
  marks: ReadonlyMap<string, string>,
  isSeen: (mark: string) => boolean = () => true,
): string[] {
  if (marks.size < 2) return [];
  return [...marks].map(([name, mark]) => `${mark} ${name}${isSeen(mark) ? "" : " (behind others)"}`);
}

function titleOf({ xLabel, yLabel, logX, logY }: AsciiView): string {
  const scale = (logarithmic: boolean | undefined): string => (logarithmic === true ? " (logarithmic)" : "");
  return `${yLabel}${scale(logY)} against ${xLabel}${scale(logX)}`;
}

/** The points of each curve, decimal logarithms taken where the view asks for them. */
function curvesOf({ table, ascii }: DrawnFigure): Map<string, Point[]> {
  const curves = new Map<string, Point[]>();
  for (const row of flatRows(table)) {
    if (ascii.where !== undefined && !ascii.where(row)) continue;
    const [x, y] = [row[ascii.x], row[ascii.y]];
    if (typeof x !== "number" || typeof y !== "number") continue;
    if ((ascii.logX === true && x <= 0) || (ascii.logY === true && y <= 0)) continue;
    const name = ascii.series === undefined ? "" : String(row[ascii.series]);
    const points = curves.get(name) ?? [];
    points.push([ascii.logX === true ? Math.log10(x) : x, ascii.logY === true ? Math.log10(y) : y]);
    curves.set(name, points);
  }
  for (const points of curves.values()) points.sort((a, b) => a[0] - b[0]);
  return curves;
}

/** The range of all abscissas. */
function reach(curves: readonly Point[][]): number {
  const [low, high] = range(curves, 0);
  return high - low;
}

/** A curve with straight pieces in between, one point a character. */
function densified(curve: readonly Point[], width: number): Point[] {
  const dense: Point[] = curve.slice(0, 1);
  for (let i = 1; i < curve.length; i++) {
    const [[x0, y0], [x1, y1]] = [curve[i - 1], curve[i]];
    const pieces = Math.max(1, Math.round(((x1 - x0) / width) * CHART_WIDTH));
    for (let j = 1; j <= pieces; j++)
      dense.push([x0 + ((x1 - x0) * j) / pieces, y0 + ((y1 - y0) * j) / pieces]);
  }
  return dense;
}

function range(curves: readonly Point[][], coordinate: 0 | 1): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const curve of curves) {
    for (const point of curve) {
      low = Math.min(low, point[coordinate]);
      high = Math.max(high, point[coordinate]);
    }
  }
  return [low, high];
}

function ticks(curves: readonly Point[][], coordinate: 0 | 1, logarithmic: boolean): number[] {
  const [low, high] = range(curves, coordinate);
  if (!logarithmic) return evenTicks(low, high);
  return decadeTicks(10 ** low, 10 ** high).map(Math.log10);
}

function framed(lines: readonly string[]): string[] {
  const rule = "─".repeat(INNER_WIDTH);
  return [
    `┌${rule}┐`,
    ...lines.map((line) => `│${line.slice(0, INNER_WIDTH).padEnd(INNER_WIDTH)}│`),
    `└${rule}┘`,
  ];
}

function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 3 <= INNER_WIDTH)
      lines[lines.length - 1] = `${last}   ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}
