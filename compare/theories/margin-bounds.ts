/** Bounds of one layer with a field threshold κ (a bias β on the ball of radius R√n is κ = −β/R) and any count t. */
import {
  type BoundKind,
  type BoundSide,
  type OneLayerBound,
  sumOfRowsThreshold,
} from "../../geometry/index.js";
import { type MarginAndCount, replicaSymmetricThreshold } from "../../rs/index.js";
import {
  errorCount,
  liftedLayer,
  type Problem,
  solveFullRsb,
  solveKrsbChain,
  withMargin,
} from "../../rsb/index.js";
import { requireObject } from "../../src/arguments.js";
import type { Quantity } from "../../src/result.js";

/** The k of the k-RSB bounds that are listed one by one. */
const LISTED_STEPS = 4;

/**
 * Every bound that is known with a margin or another count, in ascending order.
 *
 * @param options margin κ and count t; a bias β on the ball of radius R√n is κ = −β/R
 * @param tolerance of the full-RSB value
 * @returns the bounds with side, kind and source
 * @throws InputError for a margin beyond ±8, a count that is not positive or a tolerance that full RSB cannot meet
 * @example
 * import { marginComparison } from "relu-injectivity/compare";
 * const bounds = marginComparison({ margin: -1 }, 1e-4);
 * bounds[0].bound; // "sum of rows"
 */
export function marginComparison(options: MarginAndCount, tolerance = 1e-9): OneLayerBound[] {
  requireObject(options, "the options");
  const { margin = 0, count = 1 } = options;
  const symmetric = replicaSymmetricThreshold(options).threshold;
  const problem: Problem = { kind: "threshold", count };
  const cost = withMargin(errorCount, margin);
  const full = solveFullRsb(problem, { cost, tolerance });
  const row = (
    bound: string,
    value: Quantity,
    side: BoundSide,
    kind: BoundKind,
    source: string,
    note: string,
  ): OneLayerBound => ({ bound, value, side, kind, valid: true, source, note });
  const rows = [
    row(
      "sum of rows",
      sumOfRowsThreshold(margin, count),
      "lower",
      "rigorous",
      "Paleka 2021, Theorem 3.11, with kappa and t: derived",
      "alpha H(kappa + 1/sqrt(alpha)) = t: fewer units are active at minus the sum of the rows",
    ),
    row(
      "full RSB",
      full.value,
      "upper",
      "physics",
      "Maillard 2022, with the base Gaussian moved by kappa",
      "conjectured exact threshold",
    ),
    ...[...solveKrsbChain(problem, LISTED_STEPS, { cost })]
      .filter(({ k }) => k > 0)
      .map(({ k, value }) =>
        row(
          `${k}-RSB`,
          value,
          "upper",
          "physics",
          "Maillard 2022, with the base Gaussian moved by kappa",
          "decreases with k to the full-RSB value",
        ),
      ),
    row(
      "partially lifted RDT",
      liftedLayer(options).capacity,
      "upper",
      "rigorous",
      "Stojnic 2024, §5, one layer, with kappa and t: derived; = 1-RSB with q_0 = 0",
      "Gordon's comparison of exponentials",
    ),
    row(
      "RS = plain RDT = Gordon",
      symmetric,
      "upper",
      "rigorous",
      "Gordon's comparison with the count of w.x > kappa on the sphere",
      "H(kappa + c) = t M(c), alpha = 1/M(c), M(c) = int_0^c u^2 phi(kappa + u) du",
    ),
  ];
  return rows.sort((a, b) => a.value.value - b.value.value);
}
