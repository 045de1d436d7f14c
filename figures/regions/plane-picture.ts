/** The subdivision of a plane polygon as SVG: linear regions filled, boundaries coloured by layer. */

import type { PlaneSubdivision } from "../../network/index.js";
import {
  FAINT,
  FILLS,
  fixed,
  INK,
  layerColour,
  layerWidth,
  lineBetween,
  svgDocument,
  textAt,
  ticksBetween,
  tickText,
} from "./picture.js";

/** The longer side of the plot. */
const PLOT = 600;
const LEFT = 64;
const TOP = 64;
const RIGHT = 24;
const LEGEND_COLUMNS = 5;
const LEGEND_ROW = 22;
const INVISIBLE_DASH = "1.5 4";

interface Frame {
  readonly x: (s: number) => number;
  readonly y: (r: number) => number;
  /** Of the plot. */
  readonly height: number;
  readonly bounds: { readonly s: readonly [number, number]; readonly r: readonly [number, number] };
}

/**
 * The picture. Neighbouring linear regions have different fills; a boundary that does not show in the output is
 * dashed.
 * @param axes names of the two parameters
 */
export function planePicture(subdivision: PlaneSubdivision, axes: readonly [string, string]): string {
  const frame = frameOf(subdivision);
  const entries = legendEntries(subdivision);
  const { activationRegions, linearRegions } = subdivision;
  const title = `${counted(linearRegions, "linear region")}, ${counted(activationRegions, "activation region")}`;
  const height =
    TOP + Math.ceil(frame.height) + 62 + LEGEND_ROW * Math.max(1, Math.ceil(entries.length / LEGEND_COLUMNS));
  return svgDocument(LEFT + PLOT + RIGHT, height, title, [
    textAt(LEFT, 28, title, { size: 17, weight: "bold" }),
    textAt(LEFT, 48, "Fill: one affine map. Lines: a unit changes its affine piece.", { colour: FAINT }),
    ...fills(subdivision, frame),
    ...outline(subdivision, frame),
    ...boundaries(subdivision, frame),
    ...axisParts(frame, axes),
    ...legend(entries, TOP + frame.height + 62),
  ]);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function frameOf({ cells }: PlaneSubdivision): Frame {
  const extent = (offset: number): [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { polygon } of cells) {
      for (let k = offset; k < polygon.corners.length; k += 2) {
        low = Math.min(low, polygon.corners[k]);
        high = Math.max(high, polygon.corners[k]);
      }
    }
    return [low, high];
  };
  const [s, r] = [extent(0), extent(1)];
  const scale = PLOT / Math.max(s[1] - s[0], r[1] - r[0]);
  const height = (r[1] - r[0]) * scale;
  return {
    x: (value) => LEFT + (value - s[0]) * scale,
    y: (value) => TOP + height - (value - r[0]) * scale,
    height,
    bounds: { s, r },
  };
}

function fills(subdivision: PlaneSubdivision, { x, y }: Frame): string[] {
  const colours = colouring(subdivision);
  return subdivision.cells.map(({ polygon: { corners, labels } }, cell) => {
    const points = Array.from(
      labels,
      (_, i) => `${fixed(x(corners[2 * i]))},${fixed(y(corners[2 * i + 1]))}`,
    );
    const fill = FILLS[colours[subdivision.regionOf[cell]] % FILLS.length];
    // A hair of stroke closes the seams between polygons of one fill.
    return `<polygon points='${points.join(" ")}' fill='${fill}' stroke='${fill}' stroke-width='0.4'/>`;
  });
}

/** Greedy colouring of the regions: each takes the least used of the colours that its neighbours leave. */
function colouring({ regionOf, linearRegions, commonEdges }: PlaneSubdivision): number[] {
  const adjacent = Array.from({ length: linearRegions }, () => new Set<number>());
  for (const { cells } of commonEdges) {
    const [first, second] = cells.map((cell) => regionOf[cell]);
    if (first === second) continue;
    adjacent[first].add(second);
    adjacent[second].add(first);
  }
  const order = Array.from(adjacent.keys()).sort((a, b) => adjacent[b].size - adjacent[a].size || a - b);
  const colours = Array<number>(linearRegions).fill(-1);
  const used = Array<number>(FILLS.length).fill(0);
  for (const region of order) {
    const taken = new Set([...adjacent[region]].map((neighbour) => colours[neighbour]));
    const free = Array.from(FILLS.keys()).filter((colour) => !taken.has(colour));
    // Only a drawing of many mutual neighbours exhausts the fills; lines still separate them.
    const candidates = free.length > 0 ? free : Array.from(FILLS.keys());
    colours[region] = candidates.reduce((least, colour) => (used[colour] < used[least] ? colour : least));
    used[colours[region]]++;
  }
  return colours;
}

/** Every common edge once, deep layers first so that the first layer's long lines lie on top. */
function boundaries({ commonEdges, cutLayers }: PlaneSubdivision, { x, y }: Frame): string[] {
  return commonEdges
    .map((edge) => ({ ...edge, layer: cutLayers[edge.cut - 1] }))
    .sort((a, b) => b.layer - a.layer)
    .map(({ from, to, layer, changesOutput }) =>
      lineBetween(x(from[0]), y(from[1]), x(to[0]), y(to[1]), {
        colour: layerColour(layer),
        width: layerWidth(layer),
        dash: changesOutput ? "" : INVISIBLE_DASH,
      }),
    );
}

/** The sides of the polygon itself. */
function outline({ cells }: PlaneSubdivision, { x, y }: Frame): string[] {
  return cells.flatMap(({ polygon: { corners, labels } }) =>
    Array.from(labels).flatMap((label, i) => {
      if (label !== 0) return [];
      const next = (i + 1) % labels.length;
      return [
        lineBetween(
          x(corners[2 * i]),
          y(corners[2 * i + 1]),
          x(corners[2 * next]),
          y(corners[2 * next + 1]),
          { colour: FAINT },
        ),
      ];
    }),
  );
}

function axisParts({ x, y, bounds: { s, r } }: Frame, [nameS, nameR]: readonly [string, string]): string[] {
  const [left, right, bottom, top] = [x(s[0]), x(s[1]), y(r[0]), y(r[1])];
  return [
    lineBetween(left, bottom, right, bottom),
    lineBetween(left, bottom, left, top),
    ...ticksBetween(s[0], s[1], 5).flatMap((tick) => [
      lineBetween(x(tick), bottom, x(tick), bottom + 5),
      textAt(x(tick), bottom + 20, tickText(tick), { anchor: "middle" }),
    ]),
    ...ticksBetween(r[0], r[1], 5).flatMap((tick) => [
      lineBetween(left - 5, y(tick), left, y(tick)),
      textAt(left - 9, y(tick) + 4.5, tickText(tick), { anchor: "end" }),
    ]),
    textAt((left + right) / 2, bottom + 38, nameS, { anchor: "middle", size: 14 }),
    textAt(18, (top + bottom) / 2, nameR, { anchor: "middle", size: 14 }),
  ];
}

interface LegendEntry {
  readonly words: string;
  readonly style: { readonly colour: string; readonly width: number; readonly dash?: string };
}

function legendEntries({ cutLayers, commonEdges }: PlaneSubdivision): LegendEntry[] {
  const layers = cutLayers.reduce((most, layer) => Math.max(most, layer), 0);
  const invisible = commonEdges.some(({ changesOutput }) => !changesOutput);
  return [
    ...Array.from({ length: layers }, (_, k) => ({
      words: `layer ${k + 1}`,
      style: { colour: layerColour(k + 1), width: layerWidth(k + 1) + 0.4 },
    })),
    ...(invisible
      ? [{ words: "not seen in the output", style: { colour: INK, width: 1.4, dash: INVISIBLE_DASH } }]
      : []),
  ];
}

function legend(entries: readonly LegendEntry[], top: number): string[] {
  return entries.flatMap(({ words, style }, k) => {
    const x = LEFT + 98 * (k % LEGEND_COLUMNS);
    const y = top + LEGEND_ROW * Math.floor(k / LEGEND_COLUMNS);
    return [lineBetween(x, y, x + 26, y, style), textAt(x + 33, y + 4.5, words)];
  });
}
