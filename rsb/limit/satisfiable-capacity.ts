/**
 * The largest α at which the constraints h ≤ κ of the spherical perceptron can all be met (jamming of the negative perceptron for
 * κ > 0), as the expansion at which the squared hinge costs nothing.
 */
import { satisfiableAlpha } from "../../rs/index.js";
import { type Quantity, quantity, requireInteger, roundingError } from "../../src/result.js";
import { continueKrsb, solveKrsbChain } from "../chain/krsb.js";
import type { KrsbSolution } from "../chain/krsb-solution.js";
import { continuePolynomial } from "../chain/near-two.js";
import type { KrsbOptions } from "../chain/solver-settings.js";
import { withMargin } from "../functional/cost.js";
import { squaredHinge } from "../functional/hinge-costs.js";

/** Energies of the nodes: α is a smooth function of their roots. */
const ENERGIES = Array.from({ length: 7 }, (_, j) => 1e-2 * 4 ** -j);
/** Levels whose nodes converge at small energies. */
const MOST_LEVELS = 6;
const NODE_TOLERANCE = 1e-10;
/** Relative error that the extrapolation is accepted with. */
const ACCEPTED = 1e-6;

export interface SatisfiableCapacity {
  readonly k: number;
  readonly value: Quantity;
  /** q_0 … q_k at the least energy solved, where q_{k−1} has nearly reached its place at jamming. */
  readonly overlaps: readonly number[];
}

/**
 * The capacity α_c(κ) for 0, 1, …, k steps of replica symmetry breaking, from energies that fall to 0: α(e) is expanded in √e.
 *
 * For κ ≤ 0 (stability −κ ≥ 0 of Gardner) the problem is convex, nothing breaks, and the value is 1/E(z − κ)₊² exactly. For
 * κ > 0 each level lowers it. Accuracy is limited there: as e → 0 χ and all y grow like e^{−1/2}, levels crowd at q = 1 with the
 * exponents of jamming, and at a small margin their effect falls below the rounding of α(e); the error says by how much.
 *
 * @param margin κ, −8 … 8: constraints w·x ≤ κ on the unit sphere
 * @param k largest number of breaking points, 0 … 6
 * @returns the capacities for 0, 1, …, k; k = 0 alone where nothing breaks
 * @throws InputError for arguments out of range
 * @example
 * import { satisfiableCapacity } from "relu-injectivity/rsb";
 * satisfiableCapacity(0, 1)[0].value.value; // 2, Cover and Gardner
 */
export function satisfiableCapacity(margin: number, k: number): SatisfiableCapacity[] {
  requireInteger(k, "k", 0, MOST_LEVELS);
  const cost = withMargin(squaredHinge, margin);
  const symmetric = satisfiableAlpha(margin);
  const closed: SatisfiableCapacity = {
    k: 0,
    value: quantity(symmetric, roundingError(symmetric, 16)),
    overlaps: [1],
  };
  if (margin <= 0 || k === 0) return [closed];
  const options = { cost, tolerance: NODE_TOLERANCE };
  const first = [...solveKrsbChain({ kind: "threshold", count: ENERGIES[0] }, k, options)];
  const levels = first.filter((level) => level.k > 0 && level.value.status === "converged");
  return [closed, ...levels.map((level) => capacityAt(level, options))];
}

/** Towards energy 0: y and χ double where the energy falls to a quarter. */
function capacityAt(first: KrsbSolution, options: KrsbOptions): SatisfiableCapacity {
  const { k } = first;
  const solved = [{ energy: ENERGIES[0], solution: first }];
  for (const energy of ENERGIES.slice(1)) {
    const { overlapDeficits, breakingPoints, chi } = solved[solved.length - 1].solution.ansatz;
    const start = { overlapDeficits, breakingPoints: breakingPoints.map((y) => 2 * y), chi: 2 * chi };
    const solution = continueKrsb({ kind: "threshold", count: energy }, start, options);
    if (solution === undefined) break;
    solved.push({ energy, solution });
  }
  const { value, error } = continuePolynomial(
    solved
      .map(({ energy, solution }) => ({
        x: Math.sqrt(energy),
        value: solution.value.value,
        error: solution.value.error,
      }))
      .reverse(),
    0,
  );
  const status = error <= ACCEPTED * Math.abs(value) ? "converged" : "stalled";
  const last = solved.at(-1)?.solution;
  return {
    k,
    value: quantity(value, error, status),
    overlaps: Array.from(last?.ansatz.overlapDeficits ?? [], (deficit) => 1 - deficit),
  };
}
