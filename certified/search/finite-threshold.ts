/** Where the bound at finite n crosses a probability: the least number of rows, or the largest number of columns. */
import { InputError } from "../../src/result.js";
import type { FiniteProof } from "../format/index.js";
import { searchFinite } from "./finite.js";

const LARGEST_RATIO = 400;

/**
 * The proof with the fewest rows whose bound on non-injectivity is at most the probability.
 * @throws InputError unless 0 < probability < 1, or where more than 400 rows per column were needed
 */
export function leastCertifiedRows(columns: number, probability: number, margin = "0"): FiniteProof {
  requireProbability(probability);
  const at = (rows: number): FiniteProof => searchFinite({ rows, columns, margin });
  return boundary(at, 2 * columns, LARGEST_RATIO * columns, (proof) => Number(proof.bound) <= probability);
}

/**
 * The proof with the most columns whose bound on non-injectivity is at most the probability.
 * @throws InputError as {@link leastCertifiedRows}, or where not even one column serves
 */
export function mostCertifiedColumns(rows: number, probability: number, margin = "0"): FiniteProof {
  requireProbability(probability);
  const at = (steps: number): FiniteProof => searchFinite({ rows, columns: rows - steps, margin });
  return boundary(at, Math.floor(rows / 2), rows - 1, (proof) => Number(proof.bound) <= probability);
}

function requireProbability(probability: number): void {
  if (!(probability > 0 && probability < 1))
    throw new InputError(`probability ${probability}: expected a number between 0 and 1`);
}

/** The least argument in [low, high] at which a monotone predicate holds. */
function boundary(
  at: (argument: number) => FiniteProof,
  low: number,
  high: number,
  holds: (proof: FiniteProof) => boolean,
): FiniteProof {
  let [below, above] = [low - 1, Math.min(high, 2 * low + 8)];
  let found = at(above);
  while (!holds(found)) {
    if (above >= high) throw new InputError("probability: expected a larger one, or another size");
    below = above;
    above = Math.min(high, 2 * above);
    found = at(above);
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    const proof = at(middle);
    if (holds(proof)) [above, found] = [middle, proof];
    else below = middle;
  }
  return found;
}
