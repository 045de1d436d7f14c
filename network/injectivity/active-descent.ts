/**
 * Descent on the number of active rows: a smooth count Σ 1/(1 + e^{−β u_i}), u_i the products of the unit rows with x of
 * length √n, minimised along the sphere while β grows. A heuristic for larger layers; its points are only proposals.
 */
import type { RandomSource } from "../../src/random/normal.js";
import type { HalfspaceSystem } from "./halfspaces.js";

/** Sharpness of the count, from nearly linear to nearly a step; steps at each, and their length relative to √n. */
const SHARPNESS = [0.5, 1, 2, 4, 8, 16];
const STEPS = 40;
const FIRST_STEP = 0.2;

/** The point with the fewest active rows on the way from `start`, homogeneous; the scale coordinate stays positive. */
export function descendActive(system: HalfspaceSystem, start: Float64Array, enough: number): Float64Array {
  const { layerRows, dimension, units, lifted } = system;
  const radius = Math.sqrt(dimension);
  let x = onSphere(start, radius, lifted);
  let best = { count: Number.POSITIVE_INFINITY, point: x };
  const gradient = new Float64Array(dimension);
  for (const [stage, sharpness] of SHARPNESS.entries()) {
    for (let step = 0; step < STEPS; step++) {
      gradient.fill(0);
      let count = 0;
      for (let row = 0; row < layerRows; row++) {
        const from = row * dimension;
        let product = 0;
        for (let k = 0; k < dimension; k++) product += units[from + k] * x[k];
        if (product >= 0) count++;
        const soft = 1 / (1 + Math.exp(-sharpness * product));
        const slope = soft * (1 - soft);
        for (let k = 0; k < dimension; k++) gradient[k] += slope * units[from + k];
      }
      if (count < best.count) best = { count, point: x };
      if (count < enough) return best.point;
      const length = Math.sqrt(gradient.reduce((sum, entry) => sum + entry * entry, 0));
      if (length === 0) break;
      const stride = (FIRST_STEP * radius) / (length * 2 ** stage * (1 + step / 10));
      x = onSphere(
        x.map((entry, k) => entry - stride * gradient[k]),
        radius,
        lifted,
      );
    }
  }
  return best.point;
}

/** Starting points: against the sum of the unit rows, then with noise of the same length. */
export function descentStart(system: HalfspaceSystem, random: RandomSource, noise: number): Float64Array {
  const { layerRows, dimension, units } = system;
  const sum = new Float64Array(dimension);
  for (let row = 0; row < layerRows; row++)
    for (let k = 0; k < dimension; k++) sum[k] -= units[row * dimension + k];
  const length = Math.sqrt(sum.reduce((total, entry) => total + entry * entry, 0)) || 1;
  return sum.map((entry) => entry / length + (noise * random.normal()) / Math.sqrt(dimension));
}

function onSphere(point: Float64Array, radius: number, lifted: boolean): Float64Array {
  const length = Math.sqrt(point.reduce((sum, entry) => sum + entry * entry, 0)) || 1;
  const scaled = point.map((entry) => (entry * radius) / length);
  if (lifted) scaled[scaled.length - 1] = Math.max(scaled[scaled.length - 1], 1e-6 * radius);
  return scaled;
}
