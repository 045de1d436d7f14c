/** A plot as SVG, with the scales by which a pointer finds its points. */
import type { PlotBlock, Series } from "../block.js";
import { type Frame, xAxis, yAxis } from "./frame.js";
import { DASHES, type Palette } from "./palette.js";
import { type Scale, scaleOver } from "./scale.js";
import { drawing, element, place, text } from "./svg-text.js";

export interface DrawnPlot {
  readonly svg: string;
  readonly x: Scale;
  readonly y: Scale;
  readonly frame: Frame;
}

const HEIGHT = 300;
const LEGEND_ROW = 18;

/** @param values of the controls that lines stand for */
export function drawPlot(
  block: PlotBlock,
  width: number,
  palette: Palette,
  values: Readonly<Record<string, number | string>> = {},
): DrawnPlot {
  const legend = legendRows(block.series, width);
  const height = HEIGHT + LEGEND_ROW * legend.length;
  const frame: Frame = { left: 62, right: width - 12, top: 12, bottom: HEIGHT - 42 };
  const x = scaleOver(allOf(block.series, "x"), [frame.left, frame.right], block.x);
  const y = scaleOver(allOf(block.series, "y"), [frame.bottom, frame.top], block.y);
  const inside = element(
    "svg",
    {
      x: frame.left,
      y: frame.top,
      width: frame.right - frame.left,
      height: frame.bottom - frame.top,
      viewBox: `${place(frame.left)} ${place(frame.top)} ${place(frame.right - frame.left)} ${place(frame.bottom - frame.top)}`,
    },
    ...block.series.map((series, i) => drawSeries(series, i, x, y, palette)),
    ...(block.horizontals ?? []).map((line) => horizontal(line, x, y, palette, values)),
  );
  const svg = drawing(width, height, block.title, [
    element("rect", { width, height, fill: palette.ground }),
    band(block, x, frame, palette),
    xAxis(block.x, x, frame, palette),
    yAxis(block.y, y, frame, palette),
    inside,
    ...(block.verticals ?? []).map((line) => {
      const at = line.control === undefined ? line.x : Number(values[line.control]);
      return vertical(at, line.text, line.control, x, frame, palette);
    }),
    ...legend.map((row, i) => legendRow(row, HEIGHT + LEGEND_ROW * i, palette)),
  ]);
  return { svg, x, y, frame };
}

function* allOf(series: readonly Series[], axis: "x" | "y"): Generator<number> {
  for (const one of series) for (let i = 0; i < one[axis].length; i++) yield one[axis][i];
}

function drawSeries(
  { x: xs, y: ys, errors, mode }: Series,
  index: number,
  x: Scale,
  y: Scale,
  palette: Palette,
): string {
  const colour = palette.series[index % palette.series.length];
  const parts: string[] = [];
  const shown = (i: number): boolean =>
    Number.isFinite(xs[i]) && Number.isFinite(ys[i]) && !(x.log && xs[i] <= 0) && !(y.log && ys[i] <= 0);
  if (mode !== "marks") {
    let [path, open] = ["", false];
    for (let i = 0; i < xs.length; i++) {
      if (shown(i)) path += `${open ? "L" : "M"}${place(x.at(xs[i]))} ${place(y.at(ys[i]))}`;
      open = shown(i);
    }
    const dash = mode === "dashed" ? DASHES[index % DASHES.length] || DASHES[1] : undefined;
    if (path !== "")
      parts.push(
        element("path", {
          d: path,
          fill: "none",
          stroke: colour,
          "stroke-width": mode === "dashed" ? 1.3 : 1.9,
          "stroke-dasharray": dash,
        }),
      );
  }
  for (let i = 0; i < xs.length; i++) {
    if (!shown(i)) continue;
    const [px, py] = [x.at(xs[i]), y.at(ys[i])];
    const error = errors?.[i] ?? 0;
    // Bars below half a pixel cannot be seen.
    const ends = [ys[i] - error, ys[i] + error].map((end) => (y.log && end <= 0 ? y.from : end)).map(y.at);
    if (error > 0 && Math.abs(ends[0] - ends[1]) > 1)
      parts.push(element("line", { x1: px, x2: px, y1: ends[0], y2: ends[1], stroke: colour }));
    if (mode === "marks" || mode === "both")
      parts.push(element("circle", { cx: px, cy: py, r: 3.2, fill: colour }));
  }
  return element("g", { "data-series": index }, ...parts);
}

function band(
  { band: marked }: PlotBlock,
  x: Scale,
  { left, right, top, bottom }: Frame,
  palette: Palette,
): string {
  if (marked === undefined) return "";
  const [from, to] = [Math.max(left, x.at(marked.from)), Math.min(right, x.at(marked.to))];
  if (!(to > from)) return "";
  return (
    element("rect", { x: from, y: top, width: to - from, height: bottom - top, fill: palette.band }) +
    text((from + to) / 2, top + 12, marked.text, {
      "text-anchor": "middle",
      "font-size": 11,
      fill: palette.faint,
    })
  );
}

function horizontal(
  { y: value, text: label, control }: NonNullable<PlotBlock["horizontals"]>[number],
  x: Scale,
  y: Scale,
  palette: Palette,
  values: Readonly<Record<string, number | string>>,
): string {
  const at = control === undefined ? value : Number(values[control]);
  if (!(at >= y.from && at <= y.to)) return "";
  const [left, right] = [x.at(x.from), x.at(x.to)];
  return (
    element("line", {
      x1: left,
      x2: right,
      y1: y.at(at),
      y2: y.at(at),
      stroke: palette.faint,
      "stroke-dasharray": "4 4",
    }) + text(right - 4, y.at(at) - 4, label, { "text-anchor": "end", "font-size": 11, fill: palette.faint })
  );
}

function vertical(
  at: number,
  label: string,
  control: string | undefined,
  x: Scale,
  frame: Frame,
  palette: Palette,
): string {
  const inside = at >= x.from && at <= x.to;
  if (!inside && control === undefined) return "";
  const px = Math.min(frame.right, Math.max(frame.left, x.at(at)));
  return element(
    "g",
    control === undefined ? {} : { "data-control": control, class: "handle" },
    ...(control === undefined
      ? []
      : [
          element("rect", {
            x: px - 9,
            y: frame.top,
            width: 18,
            height: frame.bottom - frame.top,
            fill: "transparent",
          }),
        ]),
    element("line", {
      x1: px,
      x2: px,
      y1: frame.top,
      y2: frame.bottom,
      stroke: palette.ink,
      "stroke-width": 1.4,
    }),
    ...(control === undefined
      ? []
      : [element("circle", { cx: px, cy: frame.bottom, r: 6, fill: palette.ink })]),
    text(px + 5, frame.top + 10, label, {
      "font-size": 11,
      fill: palette.ink,
      "text-anchor": px > frame.right - 30 ? "end" : "start",
    }),
  );
}

interface LegendEntry {
  readonly name: string;
  readonly index: number;
  readonly mode: Series["mode"];
  readonly x: number;
}

/** Entries by rows that fit into the width. */
function legendRows(series: readonly Series[], width: number): LegendEntry[][] {
  if (series.length < 2) return [];
  const rows: LegendEntry[][] = [[]];
  let x = 62;
  for (const [index, { name, mode }] of series.entries()) {
    const wide = 44 + 7 * name.length;
    if (x + wide > width && rows[rows.length - 1].length > 0) {
      rows.push([]);
      x = 62;
    }
    rows[rows.length - 1].push({ name, index, mode, x });
    x += wide;
  }
  return rows;
}

function legendRow(entries: readonly LegendEntry[], y: number, palette: Palette): string {
  return entries
    .map(({ name, index, mode, x }) => {
      const colour = palette.series[index % palette.series.length];
      const dash = mode === "dashed" ? DASHES[index % DASHES.length] || DASHES[1] : undefined;
      return (
        (mode === "marks"
          ? ""
          : element("line", {
              x1: x,
              x2: x + 24,
              y1: y + 8,
              y2: y + 8,
              stroke: colour,
              "stroke-width": 1.8,
              "stroke-dasharray": dash,
            })) +
        (mode === "marks" || mode === "both"
          ? element("circle", { cx: x + 12, cy: y + 8, r: 3.2, fill: colour })
          : "") +
        text(x + 30, y + 12, name, { "font-size": 11, fill: palette.ink })
      );
    })
    .join("");
}
