/** β*(α): the inverse temperature at which the replica-symmetric energy is 1, the level that injectivity asks for. */
import { type Quantity, quantity, requirePositive, roundingError, type Status } from "../src/result.js";
import { brentRoot } from "../src/roots/brent.js";
import { COARSE, FINE, fieldAverages, type QuadratureLevel } from "./field-average.js";
import {
  LARGEST_BETA,
  type ReplicaSymmetricState,
  replicaSymmetricFiniteTemperature,
  stationaryPoint,
} from "./finite-temperature.js";
import { solveTemperaturePoint, type TemperaturePoint } from "./newton-point.js";
import { replicaSymmetricEnergy } from "./zero-temperature.js";

/** Below this the energy differs from α/2 by less than rounding. */
const SMALLEST_BETA = 1e-18;

/** Where the replica-symmetric energy crosses 1. */
export interface UnitEnergyTemperature {
  readonly alpha: number;
  /** β* with e(β*) = 1. */
  readonly beta: Quantity;
  /** The state there; absent when β* does not exist. */
  readonly state?: ReplicaSymmetricState;
}

/**
 * The solution β* of e(α, β) = 1 in the replica-symmetric ansatz.
 *
 * The energy falls from α/2 at β = 0 to e(α) at β = ∞, so β* exists for 2 < α < α_RS = 7.6477 and is a
 * `domain-error` outside. It grows like 1/(α_RS − α); beyond β = 1e8 the status is `iteration-limit`. Within about
 * 1e-15 of α = 2 rounding hides the crossing and the status is `stalled`.
 *
 * @param alpha rows per column m/n, finite and greater than 0
 * @throws InputError when `alpha` is not a finite number greater than 0
 */
export function unitEnergyTemperature(alpha: number): UnitEnergyTemperature {
  requirePositive(alpha, "alpha");
  const { energy } = replicaSymmetricEnergy(alpha);
  if (energy.value === 0 || energy.value >= 1) return without(alpha, "domain-error");
  const logEnergy = (logBeta: number): number => {
    const beta = Math.exp(logBeta);
    return Math.log(alpha * stationaryPoint(alpha, beta, COARSE).averages.p);
  };
  let high = 1;
  while (high < LARGEST_BETA && logEnergy(Math.log(high)) > 0) high *= 8;
  if (high > LARGEST_BETA) return without(alpha, "iteration-limit");
  let low = high / 8;
  while (low > SMALLEST_BETA && logEnergy(Math.log(low)) < 0) low /= 8;
  const start = brentRoot(logEnergy, Math.log(low), Math.log(high), 1e-3);
  // So close to α = 2 that the energy equals 1 to rounding at every small β.
  if (Number.isNaN(start.root)) return without(alpha, "stalled");
  const beta = Math.exp(start.root);
  const { r } = stationaryPoint(alpha, beta, COARSE);
  const coarse = solveUnitEnergy(alpha, COARSE, beta, r);
  const fine = solveUnitEnergy(alpha, FINE, coarse.beta, coarse.r);
  // Rounding of the energy moves β* by itself over the slope of the energy.
  const slope = alpha * Math.abs(fieldAverages(fine.beta, fine.r, FINE).pByBeta);
  const rounding = roundingError(fine.beta, 16) + roundingError(1, 8) / slope;
  const error = Math.abs(fine.beta - coarse.beta) + fine.betaError + rounding;
  return {
    alpha,
    beta: quantity(fine.beta, error, fine.status),
    state: replicaSymmetricFiniteTemperature(alpha, fine.beta),
  };
}

function solveUnitEnergy(alpha: number, level: QuadratureLevel, beta: number, r: number): TemperaturePoint {
  return solveTemperaturePoint(
    (beta, r) => {
      const m = fieldAverages(beta, r, level);
      return {
        residual: [1 - (alpha * m.slopeSquare) / r, alpha * m.p - 1],
        byBeta: [(-alpha * m.slopeSquareByBeta) / r, alpha * m.pByBeta],
        byR: [(alpha * (m.slopeSquare / r - m.slopeSquareByR)) / r, alpha * m.pByR],
      };
    },
    beta,
    r,
  );
}

function without(alpha: number, status: Status): UnitEnergyTemperature {
  return { alpha, beta: { value: Number.NaN, error: Number.POSITIVE_INFINITY, status } };
}
