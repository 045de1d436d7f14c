/** Level-by-level bridge of one layer: lifted duality against replica symmetry breaking, solved by separate code. */

import { fullyLiftedLayer, liftedCapacity } from "../../rdt/index.js";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import {
  ansatzFrom,
  DEFAULT_RESOLUTION,
  directTransport,
  errorCount,
  evaluateFunctional,
  solveKrsb,
} from "../../rsb/index.js";
import { requireCallback } from "../../src/arguments.js";
import { minimise } from "../../src/optimise/minimise.js";
import { combinedStatus, type Quantity, quantity, requireInteger, roundingError } from "../../src/result.js";

/** One rung: the same number by either theory. */
export interface LadderRung {
  /** `1`, `partial` or the level r of full lifting. */
  readonly level: string;
  readonly duality: string;
  readonly replica: string;
  readonly byDuality: Quantity;
  readonly byReplica: Quantity;
  readonly difference: number;
  /** Whether the difference is within the two errors. */
  readonly agrees: boolean;
  /** Partial lifting follows from Gordon's comparison; further levels are as much physics as their counterparts. */
  readonly rigorous: boolean;
}

/** The highest level of full lifting that is solved. */
export const LARGEST_LADDER_LEVEL = 3;

/**
 * Full lifting levels 1 to `levels` (at most 3), and the partial lifting between the first two.
 *
 * @param onEvaluation told of every evaluation of a fully lifted program: its level and largest derivative
 * @param levels highest level of full lifting, 1 … 3
 * @returns each level by duality and by replica theory, with their difference
 * @throws InputError for a level out of range
 * @example
 * import { liftingLadder } from "relu-injectivity";
 * liftingLadder(1)[0].agrees; // true
 */
export function liftingLadder(
  levels = 3,
  onEvaluation?: (level: number, residual: number) => void,
): LadderRung[] {
  requireInteger(levels, "levels", 1, LARGEST_LADDER_LEVEL);
  requireCallback(onEvaluation, "onEvaluation");
  const rungs = [
    rung("1", "plain", "RS", fullyLiftedLayer(1).capacity, replicaSymmetricThreshold().threshold, true),
    rung(
      "partial",
      "partially lifted",
      "1-RSB with q_0 = 0",
      liftedCapacity([], { count: 2 }).capacity,
      oneStepWithoutOverlap(),
      true,
    ),
  ];
  for (let level = 2; level <= levels; level++) {
    const steps = level - 1;
    const replica = solveKrsb({ kind: "threshold" }, steps).value;
    rungs.push(
      rung(
        String(level),
        `fully lifted, level ${level}`,
        `${steps}-RSB`,
        fullyLiftedLayer(level, (residual) => onEvaluation?.(level, residual)).capacity,
        replica,
        false,
      ),
    );
  }
  return rungs;
}

function rung(
  level: string,
  duality: string,
  replica: string,
  byDuality: Quantity,
  byReplica: Quantity,
  rigorous: boolean,
): LadderRung {
  const difference = Math.abs(byDuality.value - byReplica.value);
  const agrees = difference <= byDuality.error + byReplica.error;
  return { level, duality, replica, byDuality, byReplica, difference, agrees, rigorous };
}

/** Overlaps q_0 at which the 1-RSB functional is minimised, each half of the one before. */
const OVERLAPS = [0.016, 0.008, 0.004, 0.002, 0.001];

/**
 * The 1-RSB threshold at q_0 → 0, by the functional of the k-RSB theory minimised over y and χ at small q_0 and
 * extrapolated by polynomials in q_0 (Richardson). The error is the difference of the last two orders.
 */
export function oneStepWithoutOverlap(): Quantity {
  const minima = OVERLAPS.map(thresholdAt);
  const row = minima.map((minimum) => minimum.value);
  let previous = row[row.length - 1];
  for (let order = 1; order < row.length; order++) {
    previous = row[row.length - 1];
    for (let i = row.length - 1; i >= order; i--) row[i] += (row[i] - row[i - 1]) / (2 ** order - 1);
  }
  const value = row[row.length - 1];
  const error = Math.abs(value - previous) + roundingError(value, 64);
  return quantity(value, error, combinedStatus(...minima.map((minimum) => minimum.status)));
}

function thresholdAt(overlap: number): { value: number; status: Quantity["status"] } {
  const { value, status } = minimise(
    (point) => {
      const ansatz = ansatzFrom([overlap, 1], [Math.exp(point[0])], Math.exp(point[1]));
      const transport = directTransport(ansatz, errorCount, DEFAULT_RESOLUTION);
      const found = evaluateFunctional({ kind: "threshold" }, ansatz, errorCount, transport);
      return { value: found.objective, gradient: found.gradient.slice(1) };
    },
    [Math.log(0.7), Math.log(0.3)],
    { tolerance: 1e-15 },
  );
  return { value, status };
}
