/** All bounds on the injectivity threshold of one ReLU layer, of every method, and its conjectured value, side by side. */
import { type BoundKind, type BoundSide, type OneLayerBound, oneLayerBounds } from "../../geometry/index.js";
import { liftedCapacity } from "../../rdt/index.js";
import { almeidaThoulessPoint, replicaSymmetricThreshold } from "../../rs/index.js";
import { solveKrsbChain } from "../../rsb/index.js";
import { kept } from "../../src/kept.js";
import type { Quantity } from "../../src/result.js";
import { withCertified } from "./certified-bounds.js";
import { fullRsbThreshold } from "./full-rsb-threshold.js";

/** The k of the k-RSB bounds that are listed one by one. */
const LISTED_STEPS = 4;

/**
 * Every bound in ascending order of its value.
 *
 * @param tolerance of the full-RSB value.
 * @returns the bounds with side, kind and source
 * @throws InputError for a tolerance that full RSB cannot meet
 * @example
 * import { oneLayerComparison } from "relu-injectivity";
 * const bounds = oneLayerComparison(1e-5);
 * bounds[0].bound; // "Cover / Wendel"
 */
export function oneLayerComparison(tolerance = 1e-9): OneLayerBound[] {
  return [...compared(tolerance)];
}

const compared = kept((tolerance: number): readonly OneLayerBound[] => {
  const full = fullRsbThreshold(tolerance);
  const stability = almeidaThoulessPoint();
  const replica = (
    bound: string,
    value: Quantity,
    side: BoundSide,
    kind: BoundKind,
    source: string,
    note: string,
  ): OneLayerBound => ({ bound, value, side, kind, valid: true, source, note });
  const bounds = [
    ...oneLayerBounds(),
    replica(
      "d'Almeida-Thouless",
      stability.alpha,
      "lower",
      "physics",
      "Maillard 2022, RS stability",
      "largest alpha whose RS state at energy 1 is stable; below it RS is consistent and predicts no injectivity",
    ),
    replica(
      "full RSB",
      full.value,
      "threshold",
      "conjectured",
      "Maillard 2022, full-RSB threshold",
      `the threshold itself, by conjecture; extrapolated from k = ${full.levels.join(", ")}`,
    ),
    ...[...solveKrsbChain({ kind: "threshold" }, LISTED_STEPS)]
      .filter((solution) => solution.k > 0)
      .map((solution) =>
        replica(
          `${solution.k}-RSB`,
          solution.value,
          "upper",
          "physics",
          `Maillard 2022, ${solution.k}-RSB threshold`,
          "decreases with k to the full-RSB value",
        ),
      ),
    replica(
      "partially lifted RDT",
      liftedCapacity([], { count: 2 }).capacity,
      "upper",
      "rigorous",
      "Stojnic 2024, §5, with one layer; = 1-RSB with q_0 = 0",
      "Gordon's comparison of exponentials, c_3 maximised; the best rigorous upper bound here",
    ),
    replica(
      "RS = plain RDT = Gordon",
      replicaSymmetricThreshold().threshold,
      "upper",
      "rigorous",
      "Maillard 2022, RS; Stojnic 2024, plain RDT with one layer",
      "c phi(c) = 1/2 - 2 H(c), alpha = 1/H(c); Gordon's theorem with the exact Gaussian width",
    ),
  ];
  return withCertified(bounds.sort((a, b) => a.value.value - b.value.value));
});
