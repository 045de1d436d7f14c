/** The exit codes of every command. */
import type { Quantity } from "../../src/result.js";

export const EXIT = {
  ok: 0,
  internalError: 1,
  badInput: 2,
  notConverged: 3,
  verificationFailed: 4,
  pointsFailed: 5,
  interrupted: 130,
} as const;

/** Exit code 3 when any quantity did not converge. */
export function exitCodeFor(quantities: readonly Quantity[]): number {
  const settled = (quantity: Quantity): boolean =>
    quantity.status === "converged" || quantity.status === "cited";
  return quantities.every(settled) ? EXIT.ok : EXIT.notConverged;
}
