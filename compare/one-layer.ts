/** All bounds on the injectivity threshold of one ReLU layer, of every method, side by side. */
import { type BoundKind, type BoundSide, type OneLayerBound, oneLayerBounds } from "../geometry/index.js";
import { almeidaThoulessPoint, replicaSymmetricThreshold } from "../rs/index.js";
import { solveFullRsb } from "../rsb/index.js";
import type { Quantity } from "../src/result.js";

/** The k of the k-RSB bounds that are listed one by one. */
const LISTED_STEPS = [1, 2, 3, 4];

/**
 * Every bound in ascending order of its value. The k-RSB values and their full-RSB limit come from one chain.
 *
 * @param levels the largest k of the chain, at least 6.
 */
export function oneLayerComparison(levels?: number): OneLayerBound[] {
  const full = solveFullRsb({ kind: "threshold" }, levels);
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
      "upper",
      "physics",
      "Maillard 2022, full-RSB threshold",
      `conjectured exact threshold; extrapolated from k = ${full.levels.join(", ")}`,
    ),
    ...full.chain
      .filter((solution) => LISTED_STEPS.includes(solution.k))
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
      "RS = plain RDT = Gordon",
      replicaSymmetricThreshold().threshold,
      "upper",
      "rigorous",
      "Maillard 2022, RS; Stojnic 2024, plain RDT with one layer",
      "c phi(c) = 1/2 - 2 H(c), alpha = 1/H(c); Gordon's theorem with the exact Gaussian width",
    ),
  ];
  return bounds.sort((a, b) => a.value.value - b.value.value);
}
