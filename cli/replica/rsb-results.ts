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

export const CARRIED_ON =
  "NaN: not computed so close to alpha = 2, where e^(-y) underflows; energy, chi and the order parameters are carried on from larger alpha, each with the error of that.";

/** Whether the level was carried on from other α, where no functional is evaluated. */
export const isCarriedOn = ({ k, chi, residual }: KrsbSolution): boolean =>
  k > 0 && Number.isFinite(chi.value) && Number.isNaN(residual);

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
