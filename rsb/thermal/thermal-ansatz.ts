/** The k-step ansatz at finite temperature: its parameters, their coordinates, and the zero-temperature form it is computed in. */
import { requireNumbers, requireObject } from "../../src/arguments.js";
import { InputError } from "../../src/result.js";
import type { Ansatz } from "../functional/ansatz.js";

/** A k-RSB parameter set at finite temperature. */
export interface ThermalAnsatz {
  /** 1 − q_i, i = 0 … k, falling and positive: 1 − q_k is what thermal motion leaves inside a state. */
  readonly overlapDeficits: Float64Array;
  /** x_1 < … < x_k in (0, 1); x_i holds on (q_{i−1}, q_i). */
  readonly breakingPoints: Float64Array;
}

/** Whether overlaps and breaking points are strictly ordered inside (0, 1). */
export function isOrderedThermal({ overlapDeficits, breakingPoints }: ThermalAnsatz): boolean {
  let above = 1;
  for (const deficit of overlapDeficits) {
    if (!(deficit > 0 && deficit < above)) return false;
    above = deficit;
  }
  let below = 0;
  for (const x of breakingPoints) {
    if (!(x > below && x < 1)) return false;
    below = x;
  }
  return true;
}

/**
 * For an ansatz given by a caller.
 * @throws InputError unless it has one overlap more than breaking points and is ordered
 */
export function requireThermalAnsatz(ansatz: ThermalAnsatz): void {
  requireObject(ansatz, "the ansatz", ["overlapDeficits", "breakingPoints"]);
  requireNumbers(ansatz.overlapDeficits, "the overlap deficits of the ansatz");
  requireNumbers(ansatz.breakingPoints, "the breaking points of the ansatz");
  if (ansatz.overlapDeficits.length === ansatz.breakingPoints.length + 1 && isOrderedThermal(ansatz)) return;
  throw new InputError(
    "the ansatz is not admissible: expected 1 > 1 - q_0 > … > 1 - q_k > 0 and 0 < x_1 < … < x_k < 1",
  );
}

/**
 * The coordinates of the optimiser: ln(1−q_k), ln(q_i − q_{i−1}) for i = 1 … k, ln x_1, ln(x_i − x_{i−1}) for
 * i = 2 … k (2k + 1 numbers). Gaps keep the order by themselves and stay well scaled at both ends: near the line
 * where symmetry breaks all levels come together, at low temperature they spread over decades.
 */
export function toThermalCoordinates({ overlapDeficits, breakingPoints }: ThermalAnsatz): Float64Array {
  const k = breakingPoints.length;
  const coordinates = new Float64Array(2 * k + 1);
  coordinates[0] = Math.log(overlapDeficits[k]);
  for (let i = 1; i <= k; i++) {
    coordinates[i] = Math.log(overlapDeficits[i - 1] - overlapDeficits[i]);
    coordinates[k + i] = Math.log(breakingPoints[i - 1] - (i === 1 ? 0 : breakingPoints[i - 2]));
  }
  return coordinates;
}

/** Inverse of {@link toThermalCoordinates}; q_0 may come out negative and x_k above 1, see {@link isOrderedThermal}. */
export function fromThermalCoordinates(coordinates: ArrayLike<number>): ThermalAnsatz {
  const k = (coordinates.length - 1) / 2;
  const overlapDeficits = new Float64Array(k + 1);
  const breakingPoints = new Float64Array(k);
  overlapDeficits[k] = Math.exp(coordinates[0]);
  for (let i = k; i >= 1; i--) overlapDeficits[i - 1] = overlapDeficits[i] + Math.exp(coordinates[i]);
  let x = 0;
  for (let i = 1; i <= k; i++) {
    x += Math.exp(coordinates[k + i]);
    breakingPoints[i - 1] = x;
  }
  return { overlapDeficits, breakingPoints };
}

/**
 * The ansatz of k + 1 steps whose zero-temperature recursion this is: f_k = ln E e^{−β1[h > 0]} is one more Gaussian
 * step, of variance 1 − q_k and breaking point x = 1, from the terminal function −1[h > 0]. Breaking points are
 * y = βx, functions φ = f/β, and χ = ½ makes the fields physical.
 */
export function recursionAnsatz({ overlapDeficits, breakingPoints }: ThermalAnsatz, beta: number): Ansatz {
  return {
    overlapDeficits: Float64Array.of(...overlapDeficits, 0),
    breakingPoints: Float64Array.from([...breakingPoints, 1], (x) => beta * x),
    chi: 0.5,
  };
}
