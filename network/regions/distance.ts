/** Distance from a point to the nearest boundary of its activation region. */
import { requireNumbers } from "../../src/arguments.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { applyLayer, pieceOf, preActivation } from "../forward.js";
import type { NetworkLayer, NetworkModel } from "../model.js";
import { requireNetwork } from "../require-network.js";
import { type AffineActivation, affineActivation } from "./affine-activation.js";

/** The nearest boundary. */
export interface BoundaryDistance {
  /**
   * Euclidean distance to the boundary of the activation region, Infinity when the region is the whole space. Its
   * error is how far the unit misses its breakpoint at the nearest point, in units of length.
   */
  readonly distance: Quantity;
  /** The unit whose breakpoint is met first, layer and unit from 1; undefined when the region is everything. */
  readonly boundary:
    | {
        readonly layer: number;
        readonly unit: number;
        readonly breakpoint: number;
        readonly point: Float64Array;
      }
    | undefined;
}

/** Slopes below this part of the terms that they sum are rounding: the unit is constant on the region. */
const FLAT = 16 * Number.EPSILON;

/**
 * min over units z and breakpoints ξ of |z(x) − ξ|/|∇z(x)| with the affine functions that hold on x's activation
 * region. The region is a convex polyhedron bounded by these hyperplanes, and one that does not bound it is never
 * nearer than those that do, so that the minimum is the distance to its boundary. It is a lower bound on the
 * distance to the nearest kink of the output, which may belong to a farther boundary.
 * A point on a breakpoint has distance 0.
 *
 * @throws InputError when the point does not have one finite entry per input
 * @param model a network
 * @param point one entry per input
 * @returns the distance and the unit whose boundary it is
 * @example
 * import { distanceToBoundary, matrixFromRows, RELU } from "relu-injectivity/network";
 * const layer = { weights: matrixFromRows([[1]]), bias: null, activation: RELU };
 * distanceToBoundary({ layers: [layer], weightType: "float64", notes: [] }, [3]).distance.value; // 3
 */
export function distanceToBoundary(model: NetworkModel, point: ArrayLike<number>): BoundaryDistance {
  requirePoint(model, point);
  const found = nearestHyperplane(model, Float64Array.from(point));
  if (found === undefined) return { distance: quantity(Number.POSITIVE_INFINITY, 0), boundary: undefined };
  const { layer, unit, breakpoint, gap, gradient } = found;
  const square = gradient.reduce((sum, entry) => sum + entry * entry, 0);
  const nearest = Float64Array.from(point, (entry, k) => entry - (gap * gradient[k]) / square);
  const distance = Math.abs(gap) / Math.sqrt(square);
  const missed = Math.abs(unitValue(model, nearest, layer, unit) - breakpoint) / Math.sqrt(square);
  return {
    distance: quantity(distance, missed + roundingError(distance)),
    boundary: { layer: (model.firstLayer ?? 1) + layer, unit: unit + 1, breakpoint, point: nearest },
  };
}

interface Hyperplane {
  readonly layer: number;
  readonly unit: number;
  readonly breakpoint: number;
  /** z(x) − ξ. */
  readonly gap: number;
  readonly gradient: Float64Array;
}

function nearestHyperplane({ layers }: NetworkModel, point: Float64Array): Hyperplane | undefined {
  const inputs = point.length;
  let values = point;
  let gradients: Float64Array = new Float64Array(inputs * inputs);
  for (let j = 0; j < inputs; j++) gradients[j * inputs + j] = 1;
  let nearest: Hyperplane | undefined;
  let least = Number.POSITIVE_INFINITY;
  layers.forEach((layer, number) => {
    const activation = affineActivation(layer.activation);
    const sums = preActivation(layer, values);
    const slopes = gradientProduct(layer, gradients, inputs);
    sums.forEach((sum, unit) => {
      const gradient = slopes.gradients.subarray(unit * inputs, (unit + 1) * inputs);
      const length = Math.sqrt(gradient.reduce((sum, entry) => sum + entry * entry, 0));
      if (length <= FLAT * slopes.scales[unit]) return;
      for (const breakpoint of activation.breakpoints) {
        const gap = sum - breakpoint;
        if (!(Math.abs(gap) / length < least)) continue;
        least = Math.abs(gap) / length;
        nearest = { layer: number, unit, breakpoint, gap, gradient: gradient.slice() };
      }
    });
    ({ values, gradients } = activated(activation, sums, slopes.gradients, inputs));
  });
  return nearest;
}

/** W G row by row, and the largest magnitude of the terms of each row. */
function gradientProduct(
  { weights }: NetworkLayer,
  before: Float64Array,
  inputs: number,
): { readonly gradients: Float64Array; readonly scales: Float64Array } {
  const { rows, columns, values } = weights;
  const gradients = new Float64Array(rows * inputs);
  const scales = new Float64Array(rows);
  const largest = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k < inputs; k++) largest[j] = Math.max(largest[j], Math.abs(before[j * inputs + k]));
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (largest[j] === 0) continue;
      const weight = values[i * columns + j];
      scales[i] = Math.max(scales[i], Math.abs(weight) * largest[j]);
      for (let k = 0; k < inputs; k++) gradients[i * inputs + k] += weight * before[j * inputs + k];
    }
  }
  return { gradients, scales };
}

function activated(
  { breakpoints, slopes, intercepts }: AffineActivation,
  sums: Float64Array,
  gradients: Float64Array,
  inputs: number,
): { readonly values: Float64Array; readonly gradients: Float64Array } {
  const next = new Float64Array(gradients.length);
  const values = sums.map((sum, unit) => {
    const piece = pieceOf(breakpoints, sum);
    const slope = slopes[piece];
    if (slope === 0) return intercepts[piece];
    for (let k = unit * inputs; k < (unit + 1) * inputs; k++) next[k] = slope * gradients[k];
    return slope * sum + intercepts[piece];
  });
  return { values, gradients: next };
}

/** The pre-activation of one unit by direct evaluation. */
function unitValue({ layers }: NetworkModel, point: Float64Array, layer: number, unit: number): number {
  let values = point;
  for (const one of layers.slice(0, layer)) values = applyLayer(one, values);
  return preActivation(layers[layer], values)[unit];
}

function requirePoint(model: NetworkModel, point: ArrayLike<number>): void {
  requireNetwork(model);
  requireNumbers(point, "the point, one per input", model.layers[0].weights.columns);
}
