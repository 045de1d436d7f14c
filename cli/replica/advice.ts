/** What is advised where a value misses its tolerance: options with the values that would have been met. */
import { toleranceScale } from "../../rsb/index.js";
import type { Quantity } from "../../src/result.js";

/** Looser ones say nothing of a value of order 1. */
const LOOSEST_ADVISED = 0.1;

/**
 * "; try …", or nothing where nothing is known to help.
 * @param others what may help beside a looser tolerance, as typed
 */
export function adviceFor(value: Quantity, tolerance: number, ...others: readonly string[]): string {
  const met = toleranceMet(value);
  const helps = met > tolerance && met <= LOOSEST_ADVISED;
  const advised = [...(helps ? [`--tolerance ${met}`] : []), ...others];
  return advised.length === 0 ? "" : `; try ${advised.join(" or ")}`;
}

/** Half of the steps, as typed; nothing for one. */
export function fewerSteps(k: number): string[] {
  return k > 1 ? [`--k ${Math.floor(k / 2)}`] : [];
}

/** The power of ten that the error meets with a factor of two to spare. */
function toleranceMet({ value, error }: Quantity): number {
  return Number(`1e${Math.ceil(Math.log10((2 * error) / toleranceScale(value)))}`);
}
