/** What a state at finite temperature must approach as β → ∞: the ground-state energy, and the rate of the approach. */

import { requireMargin, satisfiableAlpha } from "../../rs/index.js";
import { requireObject } from "../../src/arguments.js";
import { InputError, type Quantity, requireInteger, requirePositive } from "../../src/result.js";
import { normalInterval } from "../../src/special/normal.js";
import { solveKrsb } from "../chain/krsb.js";
import { errorCount, withMargin } from "../functional/cost.js";
import { fieldProfiles } from "../profiles/profiles.js";
import { MAX_THERMAL_STEPS } from "./thermal-settings.js";

/** The limit of one ansatz at one expansion. */
export interface ColdLimit {
  /** e_k, the limit of −Φ_k/β and of the mean energy. */
  readonly energy: Quantity;
  /** The weight of fields held at the margin, per row. */
  readonly held: number;
  /** a of −Φ_k/β = e_k + a ln β/β + O(1/β), and of e(β) = e_k + a/β + O(β^{−3/2} ln β). */
  readonly rate: number;
}

/**
 * The ground state to which k-RSB states cool, and a = ½(1 + α P[a field is held at the margin]): each of the n directions and
 * each field at its wall contributes to the entropy −½ ln β, as a quadratic degree of freedom does.
 *
 * @param point α = m/n, above which constraints cannot all be met in the replica-symmetric state, and the margin κ
 * @param k breaking points, 0 … 24
 * @returns e_k with its error and a, accurate to about 1e-9
 * @throws InputError for an α with zero energy, where Φ tends to a constant instead, or a k out of range
 * @example
 * import { coldLimit } from "relu-injectivity/rsb";
 * coldLimit({ alpha: 6 }, 1).rate; // 1.04969509…
 */
export function coldLimit(point: { readonly alpha: number; readonly margin?: number }, k: number): ColdLimit {
  requireObject(point, "the point", ["alpha"]);
  const { alpha, margin = 0 } = point;
  requirePositive(alpha, "alpha");
  requireMargin(margin);
  requireInteger(k, "k", 0, MAX_THERMAL_STEPS);
  const satisfiable = satisfiableAlpha(margin);
  if (!(alpha > satisfiable)) {
    throw new InputError(
      `alpha is ${alpha}: expected more than ${satisfiable}, as the energy vanishes below and Phi tends to a constant`,
    );
  }
  const cost = withMargin(errorCount, margin);
  const { value, ansatz } = solveKrsb({ kind: "energy", alpha }, k, { cost });
  const held =
    k === 0
      ? normalInterval(margin, margin + Math.sqrt(2 * ansatz.chi))
      : fieldProfiles(ansatz, { alpha, cost, points: 101 }).responding.atom;
  return { energy: value, held, rate: 0.5 * (1 + alpha * held) };
}
