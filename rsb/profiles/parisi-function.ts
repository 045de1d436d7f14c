/** The Parisi function of a solved ansatz as step data. */
import { type Ansatz, overlapIncrements, requireAnsatz, stepsOf } from "../functional/ansatz.js";

/** One step of y(q) = lim β x(q): constant between two overlaps. */
export interface ParisiStep {
  readonly from: number;
  readonly to: number;
  /** 1 − q at the two ends, exact near q = 1. */
  readonly deficitFrom: number;
  readonly deficitTo: number;
  /** y on (from, to); 0 below q_0. */
  readonly breakingPoint: number;
}

/**
 * y(q) on [0, 1]: 0 on (0, q_0), y_i on (q_{i−1}, q_i), i = 1 … k. Levels of width 0 are left out.
 *
 * At zero temperature x(q) = y(q)/β → 0 for every q < 1; y is what stays finite (dimension 1/energy). It grows
 * like 0.23/√(1 − q) as q → 1 in the limit k → ∞ at the injectivity threshold.
 * @param ansatz order parameters, as a solution holds them
 * @returns the steps in ascending order of q
 * @throws InputError for what is no ansatz
 * @example
 * import { parisiFunction, solveKrsb } from "relu-injectivity/rsb";
 * parisiFunction(solveKrsb({ kind: "threshold" }, 3).ansatz).length; // 4, with y = 0 below q_0
 */
export function parisiFunction(ansatz: Ansatz): ParisiStep[] {
  requireAnsatz(ansatz);
  const deficits = ansatz.overlapDeficits;
  const increments = overlapIncrements(ansatz);
  const steps: ParisiStep[] = [
    { from: 0, to: 1 - deficits[0], deficitFrom: 1, deficitTo: deficits[0], breakingPoint: 0 },
  ];
  for (let i = 1; i <= stepsOf(ansatz); i++) {
    if (!(increments[i] > 0)) continue;
    steps.push({
      from: 1 - deficits[i - 1],
      to: 1 - deficits[i],
      deficitFrom: deficits[i - 1],
      deficitTo: deficits[i],
      breakingPoint: ansatz.breakingPoints[i - 1],
    });
  }
  return steps;
}

/** Levels narrower than this in q are merged with their neighbours before the profiles are computed. */
export const NARROWEST_LEVEL = 1e-6;

/**
 * The ansatz without its narrow levels: level i of width q_i − q_{i−1} below `width` gives its range to the level
 * above it. Moves the value only at third order in the width, and spares the profiles grids finer than anything
 * they show.
 */
export function withoutNarrowLevels(ansatz: Ansatz, width: number): Ansatz {
  const k = stepsOf(ansatz);
  const deficits: number[] = [ansatz.overlapDeficits[0]];
  const breakingPoints: number[] = [];
  for (let i = 1; i <= k; i++) {
    const remaining = deficits[deficits.length - 1] - ansatz.overlapDeficits[i];
    if (i < k && !(remaining > width)) continue;
    deficits.push(ansatz.overlapDeficits[i]);
    breakingPoints.push(ansatz.breakingPoints[i - 1]);
  }
  return {
    overlapDeficits: Float64Array.from(deficits),
    breakingPoints: Float64Array.from(breakingPoints),
    chi: ansatz.chi,
  };
}
