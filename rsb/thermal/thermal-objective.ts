/** The free entropy as the optimiser and the search for a start see it: at coordinates, on grids that stay. */
import type { Evaluation } from "../../src/optimise/minimise.js";
import { type Ansatz, fitsLayout, hasGrids, stepVariances } from "../functional/ansatz.js";
import type { Resolution } from "../functional/level-grids.js";
import { evaluateFreeEntropy, type ThermalPoint } from "./free-entropy.js";
import {
  fromThermalCoordinates,
  isOrderedThermal,
  recursionAnsatz,
  type ThermalAnsatz,
} from "./thermal-ansatz.js";
import { boltzmannErrorCount } from "./thermal-cost.js";
import { type ThermalSteps, thermalTransport } from "./thermal-settings.js";

/** Good to about 1e-6: all that a Hessian needs, and a start. */
export const ROUGH_RESOLUTION: Resolution = { spacing: 0.45, reach: 6.5 };
/** Largest ratio of the widths of the last two levels for which there are grids with a kernel between them. */
const LARGEST_RATIO = 3600;

/** Whether grids can be laid out for a recursion: steps of similar widths, and a last one not too sharp. */
export function hasThermalGrids(recursion: Ansatz): boolean {
  const variances = stepVariances(recursion);
  const last = variances.length - 1;
  const smoothed = boltzmannErrorCount.smoothedTransition?.(
    recursion.breakingPoints[last - 1],
    variances[last],
  );
  const sharpest = smoothed === undefined ? variances[last] : smoothed.width ** 2;
  const harmonic = (a: number, b: number): number => 1 / Math.sqrt(1 / a + 1 / b);
  const ratio = harmonic(variances[last - 2], variances[last - 1]) / harmonic(variances[last - 1], sharpest);
  return hasGrids(recursion) && ratio < LARGEST_RATIO;
}

/** Value and gradient at coordinates on grids laid out for `layout`; infinite where the ansatz is out of order or does not fit. */
export function freeEntropyOn(
  point: ThermalPoint,
  steps: ThermalSteps,
  resolution: Resolution,
  layout: ThermalAnsatz,
): (coordinates: Float64Array) => Evaluation {
  const frozen = recursionAnsatz(layout, point.beta);
  return (coordinates) => {
    const ansatz = fromThermalCoordinates(coordinates);
    const outside = { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(coordinates.length) };
    if (!isOrderedThermal(ansatz)) return outside;
    const recursion = recursionAnsatz(ansatz, point.beta);
    if (!hasThermalGrids(frozen) || !fitsLayout(recursion, frozen)) return outside;
    const transport = thermalTransport(recursion, steps, resolution, frozen);
    const { freeEntropy, gradient, scale } = evaluateFreeEntropy(point, ansatz, transport);
    return { value: freeEntropy, gradient, scale };
  };
}
