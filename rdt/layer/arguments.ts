/** What the bounds of this room demand of their arguments. */
import { requireChoice, requireList, requireObject } from "../../src/arguments.js";
import { requirePositive } from "../../src/result.js";

/** @throws InputError unless the notion is weak or strong and the norms, where given, unit or optimal. */
export function requireDuality(notion: unknown, dualNorms: unknown): void {
  requireChoice(notion, "the notion", ["weak", "strong"]);
  requireNorms(dualNorms);
}

/** @throws InputError unless the expansions and the count c are positive numbers and the norms, where given, unit or optimal. */
export function requireProgram(
  hidden: readonly number[],
  options: { readonly count: number; readonly dualNorms?: unknown },
): void {
  requireExpansionList(hidden);
  requireObject(options, "the options");
  requirePositive(options.count, "the count");
  requireNorms(options.dualNorms);
}

/** @throws InputError unless this is a list of positive numbers. */
export function requireExpansionList(expansions: readonly number[]): void {
  requireList(expansions, "the expansions");
  expansions.forEach((expansion, i) => {
    requirePositive(expansion, `the expansion of layer ${i + 1}`);
  });
}

function requireNorms(dualNorms: unknown): void {
  if (dualNorms !== undefined) requireChoice(dualNorms, "the dual norms", ["unit", "optimal"]);
}
