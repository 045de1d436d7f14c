/** The output along a segment as SVG, with every breakpoint and the layer that makes it. */

import type { SegmentSubdivision } from "../../network/index.js";
import { requireObject } from "../../src/arguments.js";
import {
  FAINT,
  fixed,
  INK,
  LAYER_COLOURS,
  layerColour,
  lineBetween,
  svgDocument,
  textAt,
  ticksBetween,
  tickText,
} from "./picture.js";

const WIDTH = 780;
const LEFT = 72;
const RIGHT = 24;
const TOP = 64;
const PLOT_HEIGHT = 320;
const ROW = 22;
/** More marks than this on a curve hide it. */
const MOST_MARKS = 150;
/** Outputs drawn at most. */
const MOST_CURVES = LAYER_COLOURS.length;

/**
 * Curves of the outputs over t; below them one row of ticks a layer, pale where the output does not show them.
 * @param subdivision of a segment
 * @returns the SVG document
 * @throws InputError for what is no subdivision
 * @example
 * import { segmentPicture } from "relu-injectivity/figures";
 * import { matrixFromRows, RELU, subdivideSegment } from "relu-injectivity/network";
 * const layer = { weights: matrixFromRows([[1], [2]]), bias: Float64Array.of(0, -1), activation: RELU };
 * const model = { layers: [layer], weightType: "float64", notes: [] };
 * segmentPicture(subdivideSegment(model, [-1], [1])).startsWith("<svg"); // true
 */
export function segmentPicture(subdivision: SegmentSubdivision): string {
  requireObject(subdivision, "the subdivision", ["breakpoints", "linearRegions", "output"]);
  const { breakpoints, activationRegions, linearRegions, output } = subdivision;
  const layers = breakpoints.reduce((most, { layer }) => Math.max(most, layer), 1);
  const curves = Math.min(output.width, MOST_CURVES);
  const x = (t: number): number => LEFT + t * (WIDTH - LEFT - RIGHT);
  const { y, low, high } = verticalScale(subdivision, curves);
  const bottom = TOP + PLOT_HEIGHT;
  const title = `${linearRegions} linear, ${activationRegions} activation regions along the segment`;
  const parts = [
    textAt(LEFT, 28, title, { size: 17, weight: "bold" }),
    textAt(LEFT, 48, curveNote(output.width, curves), { colour: FAINT }),
    ...ticksBetween(low, high, 5).flatMap((tick) => [
      lineBetween(LEFT, y(tick), WIDTH - RIGHT, y(tick), { colour: "#E4E4E4" }),
      textAt(LEFT - 9, y(tick) + 4.5, tickText(tick), { anchor: "end" }),
    ]),
    ...Array.from({ length: curves }, (_, i) => curve(subdivision, i, x, y)),
    ...(curves > 1 ? curveNames(subdivision, curves, y) : []),
    ...(breakpoints.length <= MOST_MARKS && curves === 1 ? marks(subdivision, x, y) : []),
    ...Array.from({ length: layers }, (_, k) =>
      layerRow(subdivision, k + 1, bottom + 10 + ROW * k, x),
    ).flat(),
    ...ticksBetween(0, 1, 5).flatMap((tick) => [
      lineBetween(x(tick), bottom + 14 + ROW * layers, x(tick), bottom + 19 + ROW * layers),
      textAt(x(tick), bottom + 34 + ROW * layers, tickText(tick), { anchor: "middle" }),
    ]),
    lineBetween(LEFT, bottom + 14 + ROW * layers, WIDTH - RIGHT, bottom + 14 + ROW * layers),
    textAt((LEFT + WIDTH - RIGHT) / 2, bottom + 54 + ROW * layers, "t, from start to end", {
      anchor: "middle",
    }),
  ];
  return svgDocument(WIDTH, bottom + 68 + ROW * layers, title, parts);
}

function curveNote(outputs: number, curves: number): string {
  if (outputs === 1)
    return "Output; dots: its slope changes. Ticks: a unit changes its affine piece; pale: not seen.";
  return `Outputs 1 to ${curves}${curves < outputs ? ` of ${outputs}` : ""}. Ticks: a unit changes its affine piece; pale: not seen.`;
}

/** Value of output i at the left end of each piece, and at t = 1. */
function nodeValues({ output }: SegmentSubdivision, i: number): number[] {
  const { nodes, starts, slopes, width } = output;
  const last = nodes.length - 2;
  const values = Array.from({ length: last + 1 }, (_, p) => starts[p * width + i]);
  return [...values, starts[last * width + i] + slopes[last * width + i] * (1 - nodes[last])];
}

function verticalScale(
  subdivision: SegmentSubdivision,
  curves: number,
): { readonly y: (value: number) => number; readonly low: number; readonly high: number } {
  const values = Array.from({ length: curves }, (_, i) => nodeValues(subdivision, i)).flat();
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const margin = most > least ? 0.06 * (most - least) : Math.max(1, Math.abs(most));
  const [low, high] = [least - margin, most + margin];
  return { low, high, y: (value) => TOP + PLOT_HEIGHT * (1 - (value - low) / (high - low)) };
}

function curve(
  subdivision: SegmentSubdivision,
  i: number,
  x: (t: number) => number,
  y: (value: number) => number,
): string {
  const { nodes } = subdivision.output;
  const points = nodeValues(subdivision, i).map((value, k) => `${fixed(x(nodes[k]))},${fixed(y(value))}`);
  const colour = subdivision.output.width === 1 ? INK : LAYER_COLOURS[i % LAYER_COLOURS.length];
  return `<polyline points='${points.join(" ")}' fill='none' stroke='${colour}' stroke-width='1.8' stroke-linejoin='round'/>`;
}

/** The number of each output at its right end. */
function curveNames(subdivision: SegmentSubdivision, curves: number, y: (value: number) => number): string[] {
  return Array.from({ length: curves }, (_, i) => {
    const last = nodeValues(subdivision, i).at(-1) ?? 0;
    return textAt(WIDTH - RIGHT + 6, y(last) + 4.5, String(i + 1), { size: 12, colour: LAYER_COLOURS[i] });
  });
}

function marks(
  subdivision: SegmentSubdivision,
  x: (t: number) => number,
  y: (value: number) => number,
): string[] {
  const values = nodeValues(subdivision, 0);
  return subdivision.breakpoints.flatMap(({ t, layer, changesOutput }, k) =>
    changesOutput
      ? [
          `<circle cx='${fixed(x(t))}' cy='${fixed(y(values[k + 1]))}' r='4' fill='${layerColour(layer)}' stroke='#FFFFFF'/>`,
        ]
      : [],
  );
}

function layerRow(
  { breakpoints }: SegmentSubdivision,
  layer: number,
  top: number,
  x: (t: number) => number,
): string[] {
  const own = breakpoints.filter((breakpoint) => breakpoint.layer === layer);
  return [
    textAt(LEFT - 9, top + 13, `layer ${layer}`, { anchor: "end", size: 12, colour: layerColour(layer) }),
    ...own.map(
      ({ t, changesOutput }) =>
        `<line x1='${fixed(x(t))}' y1='${fixed(top + 2)}' x2='${fixed(x(t))}' y2='${fixed(top + 16)}' stroke='${layerColour(layer)}' stroke-width='1.4'${changesOutput ? "" : " stroke-opacity='0.3'"}/>`,
    ),
  ];
}
