/** The exit code of an outcome: 3 when a quantity that it reports did not converge. */
import { isQuantity } from "../../src/table/table.js";
import { exitCodeFor } from "../output/exit-codes.js";
import type { Outcome } from "./command.js";

/** The outcome's own exit code, or that of its quantities. */
export function exitCodeOf({ exitCode, judged, results }: Outcome): number {
  if (exitCode !== undefined) return exitCode;
  return exitCodeFor(judged ?? results.flatMap((result) => Object.values(result).filter(isQuantity)));
}
