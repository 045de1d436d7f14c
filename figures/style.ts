/**
 * The look of every figure: colours of Okabe and Ito (2008), told apart by dash pattern or marker shape as well, so
 * that neither colour vision nor a colour printer is needed; sizes for a column of a paper.
 */

import { decadeTicks, isManyDecades, powerOfTen } from "../src/ticks.js";
import type { Specification } from "./figure.js";

export const COLOURS = {
  black: "#000000",
  blue: "#0072B2",
  vermillion: "#D55E00",
  green: "#009E73",
  purple: "#CC79A7",
  orange: "#E69F00",
  sky: "#56B4E9",
  grey: "#7A7A7A",
} as const;

/** How one curve is told apart. */
interface SeriesStyle {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly shape: string;
}

const STYLES: readonly SeriesStyle[] = [
  { colour: COLOURS.black, dash: [1, 0], shape: "circle" },
  { colour: COLOURS.blue, dash: [6, 3], shape: "square" },
  { colour: COLOURS.vermillion, dash: [2, 2], shape: "triangle-up" },
  { colour: COLOURS.green, dash: [8, 3, 2, 3], shape: "diamond" },
  { colour: COLOURS.purple, dash: [4, 2, 1, 2, 1, 2], shape: "cross" },
  { colour: COLOURS.orange, dash: [10, 2], shape: "triangle-down" },
  { colour: COLOURS.sky, dash: [1, 3], shape: "triangle-right" },
];

/** The vega-lite configuration of every figure. */
export const CONFIGURATION: Specification = {
  background: "white",
  padding: 6,
  view: { stroke: "#888888" },
  axis: {
    labelFontSize: 10,
    titleFontSize: 11,
    titleFontWeight: "normal",
    gridColor: "#e6e6e6",
    tickColor: "#888888",
    domainColor: "#888888",
    labelColor: "#222222",
    titleColor: "#111111",
    titlePadding: 6,
    labelFlush: false,
  },
  legend: {
    labelFontSize: 10,
    titleFontSize: 10,
    titleFontWeight: "normal",
    symbolStrokeWidth: 1.6,
    symbolSize: 60,
    labelLimit: 260,
    layout: { bottom: { anchor: "start", direction: "vertical", center: false } },
  },
  title: { fontSize: 11, fontWeight: "normal", anchor: "start", frame: "group", offset: 6, color: "#111111" },
  line: { strokeWidth: 1.6 },
  rule: { color: COLOURS.grey },
  text: { fontSize: 10, color: "#222222" },
};

/** The encodings of named curves, in a fixed order. */
export interface SeriesEncoding {
  /** For lines. */
  readonly line: Specification;
  /** For points. */
  readonly point: Specification;
}

/**
 * Colour, dash and shape for the names of `field`, one style each. The legend, without title, shows the shapes where
 * the figure has points, and else the dashes.
 */
export function seriesEncoding(
  field: string,
  names: readonly string[],
  marks: "lines" | "points",
  columns = 4,
): SeriesEncoding {
  const placed = { title: null, orient: "bottom", columns };
  const legend = marks === "lines" ? { ...placed, symbolType: "stroke", symbolSize: 500 } : placed;
  // After one round of colours the dashes and shapes have moved on by one: 49 curves are told apart.
  const style = (index: number): SeriesStyle => {
    const round = Math.floor(index / STYLES.length);
    const [{ colour }, { dash, shape }] = [index, index + round].map((i) => STYLES[i % STYLES.length]);
    return { colour, dash, shape };
  };
  const scale = (range: readonly unknown[]): Specification => ({ domain: names, range });
  const channel = (range: readonly unknown[]): Specification => ({
    field,
    type: "nominal",
    scale: scale(range),
    legend,
  });
  const color = channel(names.map((_, i) => style(i).colour));
  const dashes = names.map((_, i) => style(i).dash);
  // Where shapes speak in the legend the dashes stay out of its scales: dashed outlines of small shapes cannot be read.
  const strokeDash =
    marks === "lines"
      ? channel(dashes)
      : {
          condition: names.map((name, i) => ({
            test: { field, equal: name },
            value: dashes[i],
          })),
          value: [1, 0],
        };
  return {
    line: { color, strokeDash },
    point: { color, shape: channel(names.map((_, i) => style(i).shape)) },
  };
}

/** A legend of its own for one line beside curves whose legend shows markers. */
export function lineLegend(name: string, dash: readonly number[], colour: string): Specification {
  return {
    datum: name,
    type: "nominal",
    scale: { domain: [name], range: [dash] },
    legend: {
      title: null,
      orient: "bottom",
      symbolType: "stroke",
      symbolSize: 500,
      symbolStrokeColor: colour,
    },
  };
}

/** A dashed line across the frame, drawn once whatever the data. */
export function referenceLine(y: number): Specification {
  return {
    data: { values: [{}] },
    mark: { type: "rule", strokeDash: [3, 3] },
    encoding: { y: { datum: y } },
  };
}

/** A ring around the points whose number is certified by proof. */
export function ring(x: string, y: string): Specification {
  return {
    transform: [{ filter: { field: "certified", valid: true } }],
    mark: { type: "point", size: 100, opacity: 1, strokeWidth: 1, color: COLOURS.green, filled: false },
    encoding: { x: same(x), y: same(y), tooltip: [{ field: "certified", type: "nominal" }] },
  };
}

/** A quantitative axis. `options` are vega-lite's own: scale, axis, …. */
export function axis(field: string, title: string, options: Specification = {}): Specification {
  const {
    scale = {},
    axis: more = {},
    ...rest
  } = options as {
    readonly scale?: Specification;
    readonly axis?: Specification;
  };
  return {
    field,
    type: "quantitative",
    ...rest,
    scale: { ...(scale.type === "log" ? { nice: false } : { zero: false, nice: true }), ...scale },
    axis: { title, ...more },
  };
}

/** The same without title and ticks of its own, for further layers over the same axis. */
export function same(field: string): Specification {
  return { field, type: "quantitative" };
}

/** A logarithmic axis over `domain`; `more` are vega-lite's options of the axis. */
export function logAxis(
  field: string,
  title: string,
  domain: readonly [number, number],
  more: Specification = {},
): Specification {
  const values = decadeTicks(...domain);
  const scale = { type: "log", domain, nice: false };
  if (!isManyDecades(...domain))
    return axis(field, title, { scale, axis: { values, format: "~g", ...more } });
  const labels = Object.fromEntries(values.map((value) => [String(value), powerOfTen(value)]));
  return axis(field, title, {
    scale,
    axis: { values, labelExpr: `(${JSON.stringify(labels)})[datum.value]`, ...more },
  });
}

/**
 * Panels side by side, two in a row, aligned by their frames; the room between them is for axis labels. Their titles
 * stand at one distance from the frame: vega's own would make way for tick labels, in some panels and not in others.
 */
export function panels(...parts: readonly Specification[]): Specification {
  return { concat: parts.map(headed), columns: 2, bounds: "flush", spacing: 66 };
}

/** Between the title of the whole and those of the panels, whose room vega counts as the drawing's. */
export const PANELS_OFFSET = 8;

function headed(part: Specification): Specification {
  const { title, width, height, transform, ...drawing } = part;
  if (title === undefined || title === "") return part;
  return {
    width,
    height,
    layer: [
      { ...(transform === undefined ? {} : { transform }), ...drawing },
      {
        data: { values: [{}] },
        mark: {
          type: "text",
          text: title,
          align: "left",
          baseline: "bottom",
          fontSize: 11,
          color: "#111111",
        },
        encoding: { x: { value: 0 }, y: { value: -6 } },
      },
    ],
  };
}

/** Name of the layers that answer to a pointer only; pictures on paper go without them. */
export const HOVER = "hover";
/** Names of layers for one column of a page, and of those in their place elsewhere. */
export const NARROW = "narrow";
export const WIDE = "wide";

/** Points that cannot be seen but can be pointed at: a line itself would show only its first entry. */
export function hoverLayer(encoding: Specification, transform: readonly unknown[] = []): Specification {
  return {
    name: HOVER,
    ...(transform.length === 0 ? {} : { transform }),
    mark: { type: "point", filled: true, size: 80, opacity: 0, clip: true },
    encoding,
  };
}
