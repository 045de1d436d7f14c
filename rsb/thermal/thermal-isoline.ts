/** Lines of equal energy in the plane of α and β. */
import { almeidaThoulessLine, replicaSymmetricFiniteTemperature } from "../../rs/index.js";
import { type Quantity, quantity, requireInteger, requirePositive } from "../../src/result.js";
import { brentRoot } from "../../src/roots/brent.js";
import { normalTail } from "../../src/special/normal.js";
import type { ThermalPoint } from "./free-entropy.js";
import type { ThermalAnsatz } from "./thermal-ansatz.js";
import { continueThermal, solveThermal } from "./thermal-chain.js";
import { MAX_THERMAL_STEPS, requireThermalPoint, SMALLEST_THERMAL_TOLERANCE } from "./thermal-settings.js";
import type { ThermalSolution } from "./thermal-solution.js";

/** A point of an isoline. */
export interface EnergyPoint {
  readonly beta: number;
  /** The expansion at which e_k(α, β) is the energy asked for. */
  readonly alpha: Quantity;
  /** Breaking points of the state there: 0 where replica symmetry is stable. */
  readonly k: number;
  /** The broken state last solved, from which the next point of the line may start. */
  readonly ansatz?: ThermalAnsatz;
}

/** Relative accuracy in α to which the energy is met unless another is asked for: that of a picture. */
const ACCURACY = 1e-4;
/** Tolerance of the states in units of that accuracy, and the smallest. */
const STATE_SHARE = 1e-3;
/** Steps of ln α in which a broken state of the energy is bracketed. */
const STEP = 0.2;
/** α beyond which an energy is not looked for. */
const LARGEST_ALPHA = 1e6;

/**
 * The expansion at which the mean count of active units at inverse temperature β is `energy`·n, with k breaking points
 * where replica symmetry is unstable. Energies rise with α.
 *
 * @param energy active units per input dimension; 1 is the count that injectivity asks for
 * @param beta inverse temperature, at most 500
 * @param k breaking points of the broken states, from 1
 * @param neighbour a broken state nearby on the line
 * @param margin κ, default 0
 * @param accuracy relative accuracy in α, from 1e-9, default 1e-4
 * @returns α with its error; a `domain-error` beyond α = 1e6
 * @throws InputError for arguments out of range
 */
export function expansionAtEnergy({
  energy,
  beta,
  k,
  neighbour,
  margin = 0,
  accuracy = ACCURACY,
}: {
  readonly energy: number;
  readonly beta: number;
  readonly k: number;
  readonly neighbour?: ThermalAnsatz | undefined;
  readonly margin?: number;
  readonly accuracy?: number;
}): EnergyPoint {
  requireThermalPoint({ alpha: 1, beta, margin });
  requirePositive(accuracy, "accuracy");
  requirePositive(energy, "the energy");
  requireInteger(k, "k", 1, MAX_THERMAL_STEPS);
  const line = almeidaThoulessLine(beta, { margin });
  const symmetricExcess = (logAlpha: number): number =>
    replicaSymmetricFiniteTemperature(Math.exp(logAlpha), beta, { margin }).energy.value - energy;
  const lineAlpha = Math.log(line.alpha.value);
  // The energy is at most α H(κ), its value at β = 0.
  const least = Math.log(energy / normalTail(margin));
  if (line.energy.value >= energy)
    return { beta, alpha: rootOf(symmetricExcess, least, lineAlpha, accuracy), k: 0 };
  let ansatz = neighbour;
  const excess = (logAlpha: number): number => {
    const alpha = Math.exp(logAlpha);
    if (!(logAlpha > lineAlpha + ACCURACY)) return line.energy.value - energy;
    const state = stateAt({ alpha, beta, margin }, k, ansatz, accuracy);
    if (state.k === k) ansatz = state.ansatz;
    return state.energy.value - energy;
  };
  let [low, high] = [lineAlpha, Math.max(lineAlpha, least) + STEP];
  while (excess(high) < 0) {
    [low, high] = [high, high + STEP];
    if (high > Math.log(LARGEST_ALPHA))
      return { beta, alpha: quantity(Number.NaN, Number.POSITIVE_INFINITY), k };
  }
  const alpha = rootOf(excess, low, high, accuracy);
  return { beta, alpha, k, ...(ansatz === undefined ? {} : { ansatz }) };
}

/** e^x at the root x of a rising function. */
function rootOf(excess: (logAlpha: number) => number, low: number, high: number, accuracy: number): Quantity {
  const { root, bracket, status } = brentRoot(excess, low, high, accuracy);
  const alpha = Math.exp(root);
  return quantity(alpha, alpha * Math.max(accuracy, bracket[1] - bracket[0]), status);
}

function stateAt(
  point: ThermalPoint,
  k: number,
  neighbour: ThermalAnsatz | undefined,
  accuracy: number,
): ThermalSolution {
  const options = { tolerance: Math.max(SMALLEST_THERMAL_TOLERANCE, STATE_SHARE * accuracy) };
  const continued = neighbour === undefined ? undefined : continueThermal(point, neighbour, options);
  return continued ?? solveThermal(point, k, options);
}
