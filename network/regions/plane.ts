/** Linear regions in a polygon of a plane through the input space. */
import { InputError } from "../../src/result.js";
import type { NetworkModel } from "../model.js";
import { rowNoise } from "./affine-activation.js";
import { type ColumnLayer, columnLayers } from "./column-layer.js";
import { notConvex, type PlaneDomain, requireDimensions } from "./plane-domain.js";
import { formOf, mapMagnitude, outputMap, type PlaneMap, preActivationMap } from "./plane-maps.js";
import { type JoinedPolygons, joinPolygons } from "./plane-regions.js";
import { distancesFrom, isCut, type Polygon, polygonArea, splitPolygon } from "./polygon.js";

/** A convex polygon of the parameters (s, r) on which the activation pattern is one. */
export interface PlaneCell {
  readonly polygon: Polygon;
  /** The network's output there, as a function of (s, r). */
  readonly output: PlaneMap;
}

export interface PlaneSubdivision extends JoinedPolygons {
  readonly cells: readonly PlaneCell[];
  /** Layer (from 1) of cut c = 1, 2, …: `cutLayers[c - 1]`. */
  readonly cutLayers: readonly number[];
  readonly activationRegions: number;
  /** Area of the domain, and what the polygons' areas sum to. */
  readonly area: number;
  readonly areaSum: number;
  /** Area of the smallest polygon. */
  readonly smallestArea: number;
  /** Cuts left out because a part was thinner than the tolerance or smaller than the least area. */
  readonly omittedCuts: number;
}

export interface PlaneOptions {
  /** Corners within this part of the domain's size of a line count as on it; 1e-12 unless told. */
  readonly tolerance?: number;
  /** Parts below this part of the domain's area are not cut off; 1e-24 unless told. */
  readonly leastArea?: number;
  /** Polygons at most; 200 000 unless told. */
  readonly largestCount?: number;
  /** Sees each polygon of layer k's inputs (k from 1) before the layer cuts it. */
  readonly onCell?: (number: number, cell: PlaneCell) => void;
}

const TOLERANCE = 1e-12;
const LEAST_AREA = 1e-24;
const LARGEST_COUNT = 200_000;

/**
 * Cuts the polygon of a plane wherever a unit passes from one affine piece of its activation to another, layer by
 * layer; each polygon left has one activation pattern and one affine map. A unit that lies on a breakpoint on a whole
 * polygon cuts nothing.
 * @throws InputError for a domain that does not fit the network or is not convex, for overflow, and beyond the
 * largest count
 */
export function subdividePlane(
  model: NetworkModel,
  domain: PlaneDomain,
  options: PlaneOptions = {},
): PlaneSubdivision {
  requireDimensions(model, domain);
  const whole = domainPolygon(domain);
  const area = polygonArea(whole);
  const reach = whole.corners.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const work: Work = {
    layers: columnLayers(model),
    reach,
    // Far from the origin of (s, r) corners are no finer than their rounding.
    tolerance: Math.max((options.tolerance ?? TOLERANCE) * Math.sqrt(area), 16 * Number.EPSILON * reach),
    leastArea: (options.leastArea ?? LEAST_AREA) * area,
    largestCount: options.largestCount ?? LARGEST_COUNT,
    onCell: options.onCell,
    cells: [],
    cutLayers: [],
    omitted: 0,
  };
  const { origin, u, v } = domain;
  const start = {
    constants: Float64Array.from(origin),
    x: Float64Array.from(u),
    y: Float64Array.from(v),
  };
  descend(work, 0, { polygon: whole, output: start });
  const { cells, cutLayers, omitted } = work;
  const areas = cells.map(({ polygon }) => polygonArea(polygon));
  return {
    cells,
    cutLayers,
    activationRegions: cells.length,
    ...joinPolygons(cells, cutLayers.length, reach),
    area,
    areaSum: areas.reduce((sum, part) => sum + part, 0),
    smallestArea: areas.reduce((least, part) => Math.min(least, part), Number.POSITIVE_INFINITY),
    omittedCuts: omitted,
  };
}

interface Work {
  readonly layers: readonly ColumnLayer[];
  readonly reach: number;
  readonly tolerance: number;
  readonly leastArea: number;
  readonly largestCount: number;
  readonly onCell: PlaneOptions["onCell"];
  readonly cells: PlaneCell[];
  readonly cutLayers: number[];
  omitted: number;
}

/** Depth first, so that only one chain of polygons holds the wide maps of the hidden layers at a time. */
function descend(work: Work, depth: number, cell: PlaneCell): void {
  if (depth === work.layers.length) {
    if (work.cells.length >= work.largestCount) {
      throw new InputError(
        `more than ${work.largestCount} activation regions: expected a smaller square or network`,
      );
    }
    work.cells.push(cell);
    return;
  }
  work.onCell?.(depth + 1, cell);
  const layer = work.layers[depth];
  const before = preActivationMap(cell.output, layer);
  const magnitude = mapMagnitude(cell.output, work.reach);
  if (!Number.isFinite(mapMagnitude(before, work.reach))) {
    throw new InputError("values overflow in the network: expected weights and inputs with finite outputs");
  }
  for (const polygon of cutByLayer(work, depth, cell.polygon, before, magnitude)) {
    descend(work, depth + 1, { polygon, output: outputMap(before, layer, polygon) });
  }
}

function cutByLayer(
  work: Work,
  depth: number,
  whole: Polygon,
  before: PlaneMap,
  magnitude: number,
): readonly Polygon[] {
  const { activation, scales, rows } = work.layers[depth];
  let parts: readonly Polygon[] = [whole];
  for (let unit = 0; unit < rows; unit++) {
    const noise = rowNoise(scales, unit, magnitude);
    // Nothing but rounding varies: the unit is constant, perhaps on a breakpoint.
    if (work.reach * (Math.abs(before.x[unit]) + Math.abs(before.y[unit])) <= noise) continue;
    for (const breakpoint of activation.breakpoints) {
      const form = formOf(before, unit, breakpoint);
      const distances = distancesFrom(form, whole);
      // Most units cut only few of the cells of the layer before.
      if (distances === undefined || !isCut(distances, work.tolerance)) continue;
      parts = parts.flatMap((part) => splitOnce(work, depth, part, distancesFrom(form, part)));
    }
  }
  return parts;
}

function splitOnce(
  work: Work,
  depth: number,
  part: Polygon,
  distances: Float64Array | undefined,
): readonly Polygon[] {
  if (distances === undefined || !isCut(distances, 0)) return [part];
  if (isCut(distances, work.tolerance)) {
    const { positive, negative } = splitPolygon(part, distances, work.cutLayers.length + 1, work.tolerance);
    if (polygonArea(positive) > work.leastArea && polygonArea(negative) > work.leastArea) {
      work.cutLayers.push(depth + 1);
      return [positive, negative];
    }
  }
  // Corners on the line to rounding are not a lost part.
  if (isCut(distances, work.tolerance / 100)) work.omitted++;
  return [part];
}

/** The domain with its corners counter-clockwise. */
function domainPolygon({ polygon }: PlaneDomain): Polygon {
  const turn = (a: number, b: number, c: number): number => {
    const [[ax, ay], [bx, by], [cx, cy]] = [a, b, c].map((k) => polygon[k % polygon.length]);
    return (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  };
  const turns = [
    ...polygon.map((_, i) => turn(i, i + 1, i + 2)),
    // Seen from the first corner, all others must pass in order: this excludes stars.
    ...polygon.slice(2).map((_, i) => turn(0, i + 1, i + 2)),
  ];
  if (!turns.every((one) => one * turns[0] > 0 && Number.isFinite(one))) throw notConvex();
  const ordered = turns[0] > 0 ? polygon : [...polygon].reverse();
  return { corners: Float64Array.from(ordered.flat()), labels: new Int32Array(ordered.length) };
}
