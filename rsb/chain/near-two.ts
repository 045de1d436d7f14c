/**
 * k-RSB energies so close to α = 2 that e^{−y} underflows at the optimum: followed from larger α.
 *
 * As α → 2⁺ breaking becomes a correction: e_k = e_RS (1 + (α − 2) G_k), y ∝ (α − 2)^{−1/2}, 1 − q ∝ (α − 2), where G_k
 * and the factors vary slowly, as smooth functions of c² = 2χ_RS ≈ 2 ln 1/(α − 2). Polynomials in ln c² through a few α at
 * which level k can be solved carry them on; above level 1 only the ratio of its gain to that of the level below
 * is carried on, which is flat.
 */
import { combinedStatus, quantity } from "../../src/result.js";
import { fromCoordinates, toCoordinates } from "../functional/ansatz.js";
import type { Problem } from "../functional/functional.js";
import type { KrsbSolution } from "./krsb-solution.js";
import { replicaSymmetricLevel } from "./replica-symmetric-level.js";
import { toleranceScale } from "./solver-settings.js";

/** The α of the nodes: the largest breaking point is at most this, and each α − 2 twice the one before. */
const NODE_BREAKING_POINT = 400;
const NODES = 5;
/** Beyond it nothing is carried on: breaking is no small correction there. */
export const NEAR_TWO = 2.5;

/** The chain at one node, replica-symmetric level first. */
export interface Node {
  readonly alpha: number;
  readonly levels: readonly KrsbSolution[];
}

/** The α at which level k is solved, from its largest breaking point at one α. */
export function nodeAlphas(known: KrsbSolution, alpha: number): number[] {
  const largest = known.ansatz.breakingPoints[known.k - 1];
  const smallest = (alpha - 2) * (largest / NODE_BREAKING_POINT) ** 2;
  return Array.from({ length: NODES }, (_, m) => 2 + smallest * 2 ** m);
}

/** A number at the places x of the nodes, carried on to another place. */
export interface Continued {
  readonly value: number;
  readonly error: number;
}

/**
 * The polynomial through the first n nodes at `place`, n ≥ 3 the order at which the last two changes are smallest (one
 * alone may be small by accident); the error is twice the larger of them and the amplified errors of the values.
 */
export function continuePolynomial(
  nodes: readonly { readonly x: number; readonly value: number; readonly error: number }[],
  place: number,
): Continued {
  let best: Continued = { value: Number.NaN, error: Number.POSITIVE_INFINITY };
  const values: number[] = [];
  for (let count = 1; count <= nodes.length; count++) {
    const used = nodes.slice(0, count);
    const weights = used.map(({ x }) =>
      used.reduce(
        (product, other) => (other.x === x ? product : (product * (place - other.x)) / (x - other.x)),
        1,
      ),
    );
    const value = weights.reduce((sum, weight, m) => sum + weight * used[m].value, 0);
    const noise = weights.reduce((sum, weight, m) => sum + Math.abs(weight) * used[m].error, 0);
    const [before, earlier] = [values[count - 2], values[count - 3]];
    values.push(value);
    if (earlier === undefined) continue;
    const error = 2 * Math.max(Math.abs(value - before), Math.abs(before - earlier)) + noise;
    if (error < best.error) best = { value, error };
  }
  return best;
}

/** Gain of a level over the replica-symmetric one, relative to the same gain of a lower level, or to e_RS (α − 2). */
export function relativeGain(
  alpha: number,
  symmetric: KrsbSolution,
  value: Continued,
  lower: KrsbSolution | undefined,
): Continued {
  const gain = value.value - symmetric.value.value;
  const unit =
    lower === undefined ? symmetric.value.value * (alpha - 2) : lower.value.value - symmetric.value.value;
  const errors =
    value.error + symmetric.value.error + (lower === undefined ? 0 : (gain / unit) * lower.value.error);
  return { value: gain / unit, error: errors / unit };
}

/**
 * Level k at α, from nodes that have it and from the next lower level at α (undefined: none).
 */
export function continuedLevel(
  problem: Problem & { readonly kind: "energy" },
  k: number,
  nodes: readonly Node[],
  lower: KrsbSolution | undefined,
  tolerance: number,
): KrsbSolution {
  const { alpha } = problem;
  const symmetric = replicaSymmetricLevel(problem);
  const place = placeOf(symmetric);
  const places = nodes.map(({ levels }) => placeOf(levels[0]));
  const ratio = continuePolynomial(
    nodes.map(({ alpha: at, levels }, m) => ({
      x: places[m],
      ...relativeGain(at, levels[0], levels[k].value, lower === undefined ? undefined : levels[lower.k]),
    })),
    place,
  );
  const unit =
    lower === undefined ? symmetric.value.value * (alpha - 2) : lower.value.value - symmetric.value.value;
  const value = symmetric.value.value + ratio.value * unit;
  const error =
    ratio.error * unit +
    symmetric.value.error +
    (lower === undefined ? 0 : Math.abs(ratio.value) * (lower.value.error + symmetric.value.error));
  const solved = combinedStatus(...nodes.map(({ levels }) => levels[k].value.status));
  const met = error <= tolerance * toleranceScale(value) && solved === "converged";
  const status = met ? "converged" : "stalled";
  const scaled = nodes.map(({ alpha: at, levels }) => scaledCoordinates(at, levels[0], levels[k]));
  const found = Array.from(scaled[0], (_, i) =>
    continuePolynomial(
      scaled.map((coordinates, m) => ({ x: places[m], value: coordinates[i], error: 1e-8 })),
      place,
    ),
  );
  const shift = scaling(alpha, symmetric, k);
  const ansatz = fromCoordinates(Float64Array.from(found, ({ value: x }, i) => x + shift[i]));
  const nothing = quantity(Number.NaN, Number.POSITIVE_INFINITY);
  return {
    ...nodes[0].levels[k],
    problem,
    value: quantity(value, error, status),
    ansatz,
    overlaps: Array.from(ansatz.overlapDeficits, (d, i) =>
      quantity(1 - d, i < k ? 2 * d * found[i].error : 0, status),
    ),
    breakingPoints: Array.from(ansatz.breakingPoints, (y, i) => quantity(y, y * found[k + i].error, status)),
    chi: quantity(ansatz.chi, ansatz.chi * found[2 * k].error, status),
    energetic: Number.NaN,
    entropic: Number.NaN,
    residual: Number.NaN,
    energyByDensity: nothing,
    budget: { grid: 0, domain: ratio.error * unit, optimiser: 0, rounding: error - ratio.error * unit },
    evaluations: nodes.reduce((sum, { levels }) => sum + levels[k].evaluations, 0),
    gridPoints: 0,
    tolerance,
  };
}

/** ln c²: what varies slowly is nearly a power of c² = 2χ_RS. */
function placeOf(symmetric: KrsbSolution): number {
  return Math.log(2 * symmetric.chi.value);
}

/** The powers of α − 2 and the RS susceptibility that the coordinates carry. */
function scaling(alpha: number, symmetric: KrsbSolution, k: number): Float64Array {
  const half = 0.5 * Math.log(alpha - 2);
  return Float64Array.from({ length: 2 * k + 1 }, (_, i) =>
    i < k ? half : i < 2 * k ? -half : Math.log(symmetric.chi.value),
  );
}

function scaledCoordinates(alpha: number, symmetric: KrsbSolution, level: KrsbSolution): Float64Array {
  const shift = scaling(alpha, symmetric, level.k);
  return toCoordinates(level.ansatz).map((x, i) => x - shift[i]);
}
