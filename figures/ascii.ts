/** A quick look at a figure in a terminal of 80 columns. */
import { flatRows } from "./data-table.js";
import type { DrawnFigure } from "./figure.js";

/** One marker a curve; all of them single-width. */
const MARKERS = ["o", "x", "+", "*", "#", "@", "%", "&"];
const WIDTH = 62;
const HEIGHT = 18;

type Point = [number, number];

/** The lines of the plot, framed, followed by the legend; each at most 80 characters. */
export async function renderAscii(figure: DrawnFigure): Promise<string[]> {
  const { plot } = await import("simple-ascii-chart");
  const curves = curvesOf(figure);
  const { xLabel, yLabel } = figure.ascii;
  const all = [...curves.values()];
  const chart = plot(all, {
    width: WIDTH,
    height: HEIGHT,
    formatter: (value) => Number(value.toPrecision(3)),
    lineFormatter: ({ input, plotX, plotY }) => ({
      x: plotX,
      y: plotY,
      symbol: MARKERS[all.indexOf(input) % MARKERS.length],
    }),
  });
  const lines = chart.split("\n").filter((line) => line.trim() !== "");
  const legend = [...curves.keys()].map((name, i) => `${MARKERS[i % MARKERS.length]} ${name}`);
  const shown = [`${yLabel} against ${xLabel}`, ...lines, ...wrapped(curves.size > 1 ? legend : [])];
  return [
    `┌${"─".repeat(78)}┐`,
    ...shown.map((line) => `│${line.slice(0, 78).padEnd(78)}│`),
    `└${"─".repeat(78)}┘`,
  ];
}

/** The points of each curve, logarithms taken where the view asks for them. */
function curvesOf({ table, ascii }: DrawnFigure): Map<string, Point[]> {
  const curves = new Map<string, Point[]>();
  for (const row of flatRows(table)) {
    if (ascii.where !== undefined && !ascii.where(row)) continue;
    const [x, y] = [row[ascii.x], row[ascii.y]];
    if (typeof x !== "number" || typeof y !== "number") continue;
    if ((ascii.logX === true && x <= 0) || (ascii.logY === true && y <= 0)) continue;
    const name = ascii.series === undefined ? "" : String(row[ascii.series]);
    const points = curves.get(name) ?? [];
    points.push([ascii.logX === true ? Math.log(x) : x, ascii.logY === true ? Math.log(y) : y]);
    curves.set(name, points);
  }
  return curves;
}

function wrapped(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 3 <= 76)
      lines[lines.length - 1] = `${last}   ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}
