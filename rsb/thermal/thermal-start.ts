/** Starting points at finite temperature: a scan for one step, and k steps from the optimum with fewer. */
import { LARGEST_SATISFIABLE_ALPHA } from "../../rs/index.js";
import { solveKrsb } from "../chain/krsb.js";
import { interpolate } from "../chain/warm-start.js";
import type { ThermalPoint } from "./free-entropy.js";
import { isOrderedThermal, type ThermalAnsatz } from "./thermal-ansatz.js";

/** Values tried for each of the three parameters. */
const TRIED = 6;
/** Largest 1 − q_0, x and ratio (1 − q_1)/(1 − q_0) tried. */
const WIDEST = 0.7;
const LARGEST_X = 0.95;
const LARGEST_RATIO = 0.9;
/** Range of x in units of 1/(β√α), in which its optimum was between 5 and 10 for α from 3 to 1000 away from the line. */
const X_RANGE = [2, 40] as const;
/** Up to this y = βx in any case; for much larger ones rough grids lose e^{−y}, and give values that are too low. */
const LARGEST_Y = 20;

/**
 * One-step ansätze on a logarithmic grid: 1 − q_0 from its replica-symmetric value up (breaking lets states move apart),
 * (1 − q_1)/(1 − q_0) down to the smaller of 0.1/β (low temperature) and 1/(αβ²) (large α), x around its law; and some
 * close to the symmetric state.
 */
export function oneStepCandidates(
  { alpha, beta }: ThermalPoint,
  symmetricDeficit: number,
  breakingPoint: number,
): ThermalAnsatz[] {
  const candidates = nearInstability(symmetricDeficit, breakingPoint);
  const law = 1 / (beta * Math.sqrt(alpha));
  const smallestX = Math.min(0.3, X_RANGE[0] * law);
  const largestX = Math.min(LARGEST_X, Math.max(X_RANGE[1] * law, LARGEST_Y / beta));
  const smallestRatio = Math.min(0.5, 0.1 / beta, 1 / (alpha * beta * beta));
  for (const outer of logarithmic(Math.min(WIDEST, symmetricDeficit), WIDEST)) {
    for (const ratio of logarithmic(smallestRatio, LARGEST_RATIO)) {
      for (const x of logarithmic(smallestX, largestX)) {
        candidates.push({
          overlapDeficits: Float64Array.of(outer, outer * ratio),
          breakingPoints: Float64Array.of(x),
        });
      }
    }
  }
  return candidates;
}

/** Splits of the overlap in units of 1 − q that are tried where replica symmetry has just broken. */
const SMALL_SPLITS = [0.003, 0.01, 0.03, 0.1, 0.2];

/** Around the replica-symmetric overlap, at the breaking point of the instability and with the same mean overlap. */
function nearInstability(deficit: number, breakingPoint: number): ThermalAnsatz[] {
  const x = Math.min(0.95, Math.max(0.05, breakingPoint));
  return SMALL_SPLITS.map((split) => ({
    overlapDeficits: Float64Array.of(deficit * (1 + (1 - x) * split), deficit * (1 - x * split)),
    breakingPoints: Float64Array.of(x),
  })).filter(isOrderedThermal);
}

function logarithmic(from: number, to: number): number[] {
  return Array.from({ length: TRIED }, (_, i) => from * (to / from) ** (i / (TRIED - 1)));
}

/** Above this 1 − q_1 in units of 1 − q_0, and this x, the ground state is no start. */
const COLD_RATIO = 0.05;
const COLD_X = 0.3;

/**
 * The ground state of the same α taken to β, x = y/β and 1 − q_1 = χ/β; undefined where that is not yet cold, or α ≤ 2.
 * Where it is, a scan would need fine grids.
 */
export function coldCandidate(alpha: number, beta: number): ThermalAnsatz | undefined {
  if (alpha <= LARGEST_SATISFIABLE_ALPHA) return undefined;
  const { value, ansatz } = solveKrsb({ kind: "energy", alpha }, 1, { tolerance: 1e-6 });
  const outer = ansatz.overlapDeficits[0];
  const inner = ansatz.chi / beta;
  const x = ansatz.breakingPoints[0] / beta;
  const cold = value.status === "converged" && inner < COLD_RATIO * outer && x < COLD_X;
  return cold
    ? { overlapDeficits: Float64Array.of(outer, inner), breakingPoints: Float64Array.of(x) }
    : undefined;
}

/** How far towards 1 the inverse breaking point falls from its last level to the inner edge, at least. */
const EDGE = 0.3;

/**
 * The start at `next` levels from an optimum with k ≥ 1: √(1 − q_i) as a function of t = i/k and 1/x_i as one of
 * t = (i − ½)/k, resampled. At zero temperature 1/x falls to 0 at t = 1; here it stays above 1.
 */
export function resampledThermalStart(
  { overlapDeficits, breakingPoints }: ThermalAnsatz,
  next: number,
): ThermalAnsatz {
  const k = breakingPoints.length;
  const widths = Array.from(overlapDeficits, Math.sqrt);
  const widthNodes = widths.map((_, i) => i / k);
  const inverses = Array.from(breakingPoints, (x) => 1 / x);
  const last = inverses[k - 1];
  const straight = k === 1 ? 1 : last + 0.5 * (last - inverses[k - 2]);
  const edge = Math.max(1 + EDGE * (last - 1), straight);
  const inverseNodes = [...inverses.map((_, i) => (i + 0.5) / k), 1];
  return {
    overlapDeficits: Float64Array.from(
      { length: next + 1 },
      (_, i) => interpolate(widthNodes, widths, i / next) ** 2,
    ),
    breakingPoints: Float64Array.from(
      { length: next },
      (_, i) => 1 / interpolate(inverseNodes, [...inverses, edge], (i + 0.5) / next),
    ),
  };
}
