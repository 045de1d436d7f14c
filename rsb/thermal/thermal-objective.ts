/** The free entropy as the optimiser and the scan for a start see it: at coordinates, on grids that stay. */
import type { Evaluation } from "../../src/optimise/minimise.js";
import { fitsLayout, hasGrids } from "../functional/ansatz.js";
import type { Resolution } from "../functional/level-grids.js";
import { evaluateFreeEntropy, type ThermalPoint } from "./free-entropy.js";
import {
  fromThermalCoordinates,
  isOrderedThermal,
  recursionAnsatz,
  type ThermalAnsatz,
} from "./thermal-ansatz.js";
import { thermalTransport } from "./thermal-settings.js";

/** Good to about 1e-6: all that a Hessian needs, and the scan for a start. */
export const ROUGH_RESOLUTION: Resolution = { spacing: 0.45, reach: 6.5 };
/** Value and gradient at coordinates on grids laid out for `layout`; infinite where the ansatz is out of order or does not fit. */
export function freeEntropyOn(
  point: ThermalPoint,
  convolution: "direct" | "fft",
  resolution: Resolution,
  layout: ThermalAnsatz,
): (coordinates: Float64Array) => Evaluation {
  const frozen = recursionAnsatz(layout, point.beta);
  return (coordinates) => {
    const ansatz = fromThermalCoordinates(coordinates);
    const outside = { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(coordinates.length) };
    if (!isOrderedThermal(ansatz)) return outside;
    const recursion = recursionAnsatz(ansatz, point.beta);
    if (!hasGrids(frozen) || !fitsLayout(recursion, frozen)) return outside;
    const transport = thermalTransport(recursion, convolution, resolution, frozen);
    const { freeEntropy, gradient, scale } = evaluateFreeEntropy(point, ansatz, transport);
    return { value: freeEntropy, gradient, scale };
  };
}
