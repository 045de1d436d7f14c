/** The start for k levels at finite temperature from the optimum with fewer. */
import { interpolate } from "../chain/warm-start.js";
import type { ThermalAnsatz } from "./thermal-ansatz.js";

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
