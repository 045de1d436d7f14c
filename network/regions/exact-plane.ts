/** Linear regions in a plane polygon in rational arithmetic: no tolerance, no error. */

import { addFractions, type Fraction, fraction, overCommonDenominator } from "../../src/exact/fraction.js";
import { primitive } from "../../src/exact/integers.js";
import type { NetworkModel } from "../model.js";
import { disjointSets } from "./disjoint-sets.js";
import {
  type ExactLayer,
  evaluateForm,
  exactLayers,
  exactOutputs,
  exactPreActivations,
  type Form,
  type Point,
  shiftedForm,
} from "./exact-layers.js";
import { LARGEST_EXACT_COUNT, sameForms, tooMany } from "./exact-segment.js";
import { notConvex, type PlaneDomain, requireDimensions } from "./plane-domain.js";

export interface ExactPlaneSubdivision {
  /** Polygons on each of which the activation pattern is one. */
  readonly activationRegions: number;
  /** Sets of polygons joined along edges with one affine map. */
  readonly linearRegions: number;
  readonly distinctMaps: number;
  /** Corners of all polygons, and edges between them; vertices − edges + activationRegions is 1. */
  readonly vertices: number;
  readonly edges: number;
  /** Sum of the polygons' areas in the parameters (s, r). */
  readonly area: Fraction;
}

interface Cell {
  readonly vertices: readonly Point[];
  readonly outputs: readonly Form[];
}

/**
 * The rules of {@link subdividePlane} in exact arithmetic; the weights count as the binary fractions that they are.
 * @throws InputError for a domain that does not fit the network or is not convex, and beyond 20 000 polygons
 */
export function subdividePlaneExactly(
  model: NetworkModel,
  domain: PlaneDomain<Fraction>,
): ExactPlaneSubdivision {
  requireDimensions(model, domain);
  const { origin, u, v, polygon } = domain;
  const { numerators, denominator } = overCommonDenominator([...origin, ...u, ...v]);
  const n = origin.length;
  const outputs = origin.map((_, j) => [numerators[j], numerators[n + j], numerators[2 * n + j]]);
  const corners = polygon.map(([s, r]) => {
    const { numerators: xy, denominator: w } = overCommonDenominator([s, r]);
    return [w, ...xy];
  });
  const cells: Cell[] = [];
  descend(exactLayers(model, denominator), 0, { vertices: oriented(corners), outputs }, cells);
  return summary(cells);
}

/** Corners counter-clockwise. @throws InputError unless they go round a convex polygon once */
function oriented(corners: readonly Point[]): readonly Point[] {
  const turn = (a: number, b: number, c: number): number => {
    const area = twiceArea(corners[a], corners[b % corners.length], corners[c % corners.length]);
    return area > 0n ? 1 : area < 0n ? -1 : 0;
  };
  const turns = [
    ...corners.map((_, i) => turn(i, i + 1, i + 2)),
    // Seen from the first corner, all others must pass in order: this excludes stars.
    ...corners.slice(2).map((_, i) => turn(0, i + 1, i + 2)),
  ];
  if (turns.some((one) => one === 0 || one !== turns[0])) throw notConvex();
  return turns[0] > 0 ? corners : [...corners].reverse();
}

/** Twice the oriented area of a triangle, times the product of the three denominators. */
function twiceArea(a: Point, b: Point, c: Point): bigint {
  return (
    a[0] * (b[1] * c[2] - c[1] * b[2]) -
    b[0] * (a[1] * c[2] - c[1] * a[2]) +
    c[0] * (a[1] * b[2] - b[1] * a[2])
  );
}

function descend(layers: readonly ExactLayer[], depth: number, cell: Cell, cells: Cell[]): void {
  if (depth === layers.length) {
    if (cells.length >= LARGEST_EXACT_COUNT) throw tooMany();
    cells.push(cell);
    return;
  }
  const layer = layers[depth];
  const forms = exactPreActivations(layer, cell.outputs);
  let parts: readonly (readonly Point[])[] = [cell.vertices];
  for (const form of forms) {
    for (const breakpoint of layer.breakpoints) {
      const shifted = shiftedForm(form, breakpoint);
      parts = parts.flatMap((vertices) => split(vertices, shifted));
    }
  }
  for (const vertices of parts) {
    descend(layers, depth + 1, { vertices, outputs: exactOutputs(layer, forms, vertices) }, cells);
  }
}

/** The polygon itself, or its two parts where the form changes sign inside. */
function split(vertices: readonly Point[], form: Form): (readonly Point[])[] {
  const values = vertices.map((vertex) => evaluateForm(form, vertex));
  if (!values.some((value) => value > 0n) || !values.some((value) => value < 0n)) return [vertices];
  const [positive, negative]: [Point[], Point[]] = [[], []];
  vertices.forEach((vertex, i) => {
    const next = (i + 1) % vertices.length;
    if (values[i] >= 0n) positive.push(vertex);
    if (values[i] <= 0n) negative.push(vertex);
    if (values[i] * values[next] >= 0n) return;
    const crossing = crossingPoint(vertex, vertices[next], values[i], values[next]);
    positive.push(crossing);
    negative.push(crossing);
  });
  return [positive, negative];
}

/** Where the form vanishes between two points of opposite values. */
function crossingPoint(a: Point, b: Point, atA: bigint, atB: bigint): Point {
  const point = primitive(a.map((entry, k) => entry * atB - b[k] * atA));
  return point[0] < 0n ? point.map((entry) => -entry) : point;
}

function summary(cells: readonly Cell[]): ExactPlaneSubdivision {
  const sets = disjointSets(cells.length);
  const firstOwner = new Map<string, number>();
  const points = new Set<string>();
  let area = fraction(0n);
  cells.forEach(({ vertices, outputs }, cell) => {
    const names = vertices.map((vertex) => primitive(vertex).join(":"));
    names.forEach((name, i) => {
      points.add(name);
      const edge = [name, names[(i + 1) % names.length]].sort().join(" ");
      const owner = firstOwner.get(edge);
      if (owner === undefined) firstOwner.set(edge, cell);
      else if (sameForms(outputs, cells[owner].outputs)) sets.union(owner, cell);
    });
    for (let i = 1; i + 1 < vertices.length; i++) {
      const [a, b, c] = [vertices[0], vertices[i], vertices[i + 1]];
      area = addFractions(area, fraction(twiceArea(a, b, c), 2n * a[0] * b[0] * c[0]));
    }
  });
  return {
    activationRegions: cells.length,
    linearRegions: sets.numbers().count,
    distinctMaps: new Set(cells.map(({ outputs }) => outputs.join(";"))).size,
    vertices: points.size,
    edges: firstOwner.size,
    area,
  };
}
