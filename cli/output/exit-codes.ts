/** The exit codes of every command. */
import type { Quantity, Status } from "../../src/result.js";

export const EXIT = {
  ok: 0,
  internalError: 1,
  badInput: 2,
  notConverged: 3,
  verificationFailed: 4,
  pointsFailed: 5,
  interrupted: 130,
} as const;

/** Statuses of what is known as well as it was asked for. */
const SETTLED: readonly Status[] = ["converged", "infinite", "overflow", "cited"];

/** Exit code 3 when any quantity did not converge. */
export function exitCodeFor(quantities: readonly Quantity[]): number {
  return quantities.every(({ status }) => SETTLED.includes(status)) ? EXIT.ok : EXIT.notConverged;
}
