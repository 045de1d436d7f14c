/** Affine maps of the plane into a layer: W (a + b s + c r) + bias, kept as three vectors. */
import { pieceOf } from "../forward.js";
import { addProduct, type ColumnLayer, gather, type SparseVector, sparseVector } from "./column-layer.js";
import { type PlaneForm, type Polygon, polygonCentre } from "./polygon.js";

/** Unit i is constants[i] + x[i] s + y[i] r. */
export interface PlaneMap {
  readonly constants: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The form of one unit, less a breakpoint. */
export function formOf({ constants, x, y }: PlaneMap, unit: number, breakpoint = 0): PlaneForm {
  return { constant: constants[unit] - breakpoint, x: x[unit], y: y[unit] };
}

/** A bound on |values| for |s|, |r| ≤ reach. */
export function mapMagnitude({ constants, x, y }: PlaneMap, reach: number): number {
  let largest = 0;
  for (let i = 0; i < constants.length; i++) {
    largest = Math.max(largest, Math.abs(constants[i]) + reach * (Math.abs(x[i]) + Math.abs(y[i])));
  }
  return largest;
}

/** Pre-activations of a layer. */
export function preActivationMap(map: PlaneMap, layer: ColumnLayer): PlaneMap {
  const scratch = sparseVector(layer.inputs);
  return {
    constants: product(Float64Array.from(layer.bias), layer, map.constants, scratch),
    x: product(new Float64Array(layer.rows), layer, map.x, scratch),
    y: product(new Float64Array(layer.rows), layer, map.y, scratch),
  };
}

function product(
  target: Float64Array,
  layer: ColumnLayer,
  vector: Float64Array,
  scratch: SparseVector,
): Float64Array {
  gather(scratch, vector);
  addProduct(target, layer, scratch);
  return target;
}

/**
 * Outputs of a layer on a polygon that no breakpoint cuts. For a unit on a breakpoint everywhere, either side gives
 * the same outputs, the activation being continuous.
 */
export function outputMap(before: PlaneMap, { activation }: ColumnLayer, polygon: Polygon): PlaneMap {
  const [s, r] = polygonCentre(polygon);
  const count = before.constants.length;
  const map = { constants: new Float64Array(count), x: new Float64Array(count), y: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const value = before.constants[i] + before.x[i] * s + before.y[i] * r;
    const piece = pieceOf(activation.breakpoints, value);
    const slope = activation.slopes[piece];
    map.constants[i] = activation.intercepts[piece] + (slope === 0 ? 0 : slope * before.constants[i]);
    map.x[i] = slope === 0 ? 0 : slope * before.x[i];
    map.y[i] = slope === 0 ? 0 : slope * before.y[i];
  }
  return map;
}
