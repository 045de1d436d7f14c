/** What `rsb` prints of a k-RSB solution. */

import type { KrsbSolution } from "../../rsb/index.js";
import type { Quantity } from "../../src/result.js";
import { formatSmall } from "../../src/table/format-quantity.js";
import { adviceFor, fewerSteps } from "./advice.js";

export const BEYOND =
  "NaN: no order parameters in double precision at this k; the value follows from the levels below, whose gains fall like a power of k.";

/** Whether only the value is known: the level lies beyond those that were solved. */
export const isBeyond = ({ k, value, chi }: KrsbSolution): boolean =>
  k > 0 && Number.isFinite(value.value) && Number.isNaN(chi.value);

/** The fields of one solution. `k` is the k asked for: at α ≤ 2 every level equals the replica-symmetric one. */
export function resultOf(k: number, solution: KrsbSolution): object {
  const { problem, value } = solution;
  return {
    k,
    ...(problem.kind === "threshold" ? { threshold: value } : { alpha: problem.alpha, energy: value }),
    chi: solution.chi,
    overlaps: solution.overlaps,
    breakingPoints: solution.breakingPoints,
    energeticTerm: solution.energetic,
    entropicTerm: solution.entropic,
    energyByDensity: solution.energyByDensity,
    residual: solution.residual,
    errorBudget: solution.budget,
    evaluations: solution.evaluations,
    gridPoints: solution.gridPoints,
    convolution: solution.convolution,
    convolutionReason: solution.convolutionReason,
    kernel: solution.kernel,
  };
}

/** The status stands beside the value already; the parameters share it. */
export function levelRows({ overlaps, breakingPoints }: KrsbSolution): object[] {
  const plain = (parameter: Quantity): Quantity => ({ ...parameter, status: "converged" });
  return overlaps.map((overlap, i) => ({
    i,
    overlaps: plain(overlap),
    breakingPoints: i === 0 ? null : plain(breakingPoints[i - 1]),
  }));
}

export function warningFor({ k, value, tolerance, residual }: KrsbSolution): string {
  return `k = ${k} ended as ${value.status}: error ${formatSmall(value.error)} against tolerance ${formatSmall(tolerance)}, residual ${formatSmall(residual)}${adviceFor(value, tolerance, ...fewerSteps(k))}`;
}
