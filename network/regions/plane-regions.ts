/** Linear regions of a subdivided polygon: neighbours with one affine map are one region. */
import { disjointSets } from "./disjoint-sets.js";
import type { PlaneMap } from "./plane-maps.js";
import type { Polygon } from "./polygon.js";

export interface JoinedPolygons {
  readonly linearRegions: number;
  readonly distinctMaps: number;
  /** For each cell the number of its linear region, from 0. */
  readonly regionOf: Int32Array;
  /** For each cell the number of its affine map, from 0. */
  readonly mapOf: Int32Array;
  /** Where two cells meet, cut by cut. */
  readonly commonEdges: readonly CommonEdge[];
  /** Largest relative difference of the maps of neighbours that was taken for rounding; 0 if none. */
  readonly largestIgnored: number;
  /** Smallest such difference that counted; Infinity if none. */
  readonly smallestCounted: number;
}

/** An edge between two cells. */
interface CommonEdge {
  readonly cells: readonly [number, number];
  /** The cut that made it, from 1. */
  readonly cut: number;
  /** Ends in the parameters (s, r). */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Whether the affine map of the output differs on its two sides. */
  readonly changesOutput: boolean;
}

interface Cell {
  readonly polygon: Polygon;
  readonly output: PlaneMap;
}

/** Maps that differ by less than this part of the largest output are one. */
const RELATIVE_DIFFERENCE = 1e-11;
/** Common edges shorter than this part of their cut are points. */
const SHORTEST_OVERLAP = 1e-11;

/** Joins the cells of a subdivision with `cuts` cuts; |s|, |r| ≤ reach. */
export function joinPolygons(cells: readonly Cell[], cuts: number, reach: number): JoinedPolygons {
  const maps = cells.map(({ output }) => coefficients(output, reach));
  const scale = maps.reduce((most, map) => Math.max(most, ...map.map(Math.abs)), 0);
  const relativeDifference = (a: Float64Array, b: Float64Array): number =>
    a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k])), 0) / (scale === 0 ? 1 : scale);
  const sets = disjointSets(cells.length);
  let largestIgnored = 0;
  let smallestCounted = Number.POSITIVE_INFINITY;
  const commonEdges = meetingEdges(cells, cuts).map((edge) => {
    const [a, b] = edge.cells;
    const difference = relativeDifference(maps[a], maps[b]);
    const changesOutput = difference > RELATIVE_DIFFERENCE;
    if (changesOutput) smallestCounted = Math.min(smallestCounted, difference);
    else {
      largestIgnored = Math.max(largestIgnored, difference);
      sets.union(a, b);
    }
    return { ...edge, changesOutput };
  });
  const { of: regionOf, count: linearRegions } = sets.numbers();
  const equal = (a: number, b: number): boolean =>
    relativeDifference(maps[a], maps[b]) <= RELATIVE_DIFFERENCE;
  const { of: mapOf, count: distinctMaps } = equalMaps(maps, scale, equal);
  return { linearRegions, distinctMaps, regionOf, mapOf, commonEdges, largestIgnored, smallestCounted };
}

/** Constants, then x and y in the units of the constants. */
function coefficients({ constants, x, y }: PlaneMap, reach: number): Float64Array {
  return Float64Array.of(
    ...constants,
    ...x.map((value) => value * reach),
    ...y.map((value) => value * reach),
  );
}

/** Equal maps are neighbours, or nearly, in the order of one generic combination of their coefficients. */
function equalMaps(
  maps: readonly Float64Array[],
  scale: number,
  equal: (a: number, b: number) => boolean,
): { readonly of: Int32Array; readonly count: number } {
  const sets = disjointSets(maps.length);
  const key = maps.map((map) => map.reduce((sum, value, k) => sum + value * Math.cos(k + 1), 0));
  const order = Array.from(maps.keys()).sort((a, b) => key[a] - key[b] || a - b);
  const width = RELATIVE_DIFFERENCE * scale * (maps[0]?.length ?? 0);
  order.forEach((cell, place) => {
    for (let k = place + 1; k < order.length && key[order[k]] - key[cell] <= width; k++) {
      if (!equal(cell, order[k])) continue;
      sets.union(cell, order[k]);
      // The rest of a run of equal maps is joined by its next member.
      break;
    }
  });
  return sets.numbers();
}

type Meeting = Omit<CommonEdge, "changesOutput">;

/** An edge of a cell on one side of a cut; `place` is the coordinate of an end along the cut. */
interface Side {
  readonly cell: number;
  readonly from: End;
  readonly to: End;
}

interface End {
  readonly place: number;
  readonly point: readonly [number, number];
}

/** Cells on the two sides of one cut whose edges overlap. All edges of a cut lie on its line. */
function meetingEdges(cells: readonly Cell[], cuts: number): Meeting[] {
  const sides = Array.from({ length: cuts }, () => ({ positive: [] as Side[], negative: [] as Side[] }));
  const axes = cutAxes(cells, cuts);
  cells.forEach(({ polygon: { corners, labels } }, cell) => {
    labels.forEach((label, i) => {
      if (label === 0) return;
      const [alongX, alongY] = axes[Math.abs(label) - 1];
      const [a, b] = [i, (i + 1) % labels.length].map((k): End => {
        const [x, y] = [corners[2 * k], corners[2 * k + 1]];
        return { place: x * alongX + y * alongY, point: [x, y] };
      });
      const { positive, negative } = sides[Math.abs(label) - 1];
      const side = a.place <= b.place ? { cell, from: a, to: b } : { cell, from: b, to: a };
      (label > 0 ? positive : negative).push(side);
    });
  });
  return sides.flatMap(({ positive, negative }, cut) => overlaps(positive, negative, cut + 1));
}

/** A direction along each cut, from the longest edge that it left. */
function cutAxes(cells: readonly Cell[], cuts: number): (readonly [number, number])[] {
  const longest = Array.from({ length: cuts }, () => [0, 0] as readonly [number, number]);
  for (const { polygon } of cells) {
    const { corners, labels } = polygon;
    labels.forEach((label, i) => {
      if (label === 0) return;
      const next = (i + 1) % labels.length;
      const [x, y] = [corners[2 * next] - corners[2 * i], corners[2 * next + 1] - corners[2 * i + 1]];
      const [oldX, oldY] = longest[Math.abs(label) - 1];
      if (Math.hypot(x, y) > Math.hypot(oldX, oldY)) longest[Math.abs(label) - 1] = [x, y];
    });
  }
  return longest.map(([x, y]) => {
    const length = Math.hypot(x, y);
    return [x / length, y / length];
  });
}

function overlaps(positive: readonly Side[], negative: readonly Side[], cut: number): Meeting[] {
  const byStart = (a: Side, b: Side): number => a.from.place - b.from.place || a.cell - b.cell;
  const [above, below] = [[...positive].sort(byStart), [...negative].sort(byStart)];
  const span = above.length === 0 ? 0 : above[above.length - 1].to.place - above[0].from.place;
  const meetings: Meeting[] = [];
  for (let i = 0, j = 0; i < above.length && j < below.length; ) {
    const [a, b] = [above[i], below[j]];
    const from = a.from.place > b.from.place ? a.from : b.from;
    const to = a.to.place < b.to.place ? a.to : b.to;
    if (to.place - from.place > SHORTEST_OVERLAP * span) {
      meetings.push({ cells: [a.cell, b.cell], cut, from: from.point, to: to.point });
    }
    if (a.to.place < b.to.place) i++;
    else j++;
  }
  return meetings;
}
