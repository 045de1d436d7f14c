/** The full-RSB limit k → ∞ by multi-term extrapolation of a converged k-RSB chain. */
import { powerTailLimit } from "../src/extrapolation/power-tail.js";
import { combinedStatus, InputError, type Quantity } from "../src/result.js";
import type { KrsbSolution } from "./solve.js";

/** Values converge to full RSB like k⁻⁴, then k⁻⁵, …: the tail of a variational, Gauss-like discretisation. */
const TAIL_EXPONENT = 4;

/** Fewer levels allow no two fits to be compared. */
const FEWEST_LEVELS = 6;

export interface FullRsbEstimate {
  /** α_FRSB or e_FRSB(α), extrapolated. */
  readonly value: Quantity;
  /** The k values the accepted fit used. */
  readonly levels: readonly number[];
  /** c₄, c₅, … of value_k − value = c₄ k⁻⁴ + c₅ k⁻⁵ + …. */
  readonly coefficients: readonly number[];
  /** Spread of the best fits, and the amplified errors of the values. */
  readonly truncation: number;
  readonly noise: number;
}

/**
 * Extrapolates solved levels to k → ∞.
 * @param solutions a chain k = 1, 2, …, K of one problem, K ≥ 6.
 * @throws InputError for fewer than six levels.
 */
export function extrapolateFullRsb(solutions: readonly KrsbSolution[]): FullRsbEstimate {
  if (solutions.length < FEWEST_LEVELS) {
    throw new InputError(
      `${solutions.length} levels of replica symmetry breaking given: expected at least ${FEWEST_LEVELS}`,
    );
  }
  const tail = powerTailLimit(
    solutions.map(({ k, value }) => ({ index: k, value: value.value, error: value.error })),
    TAIL_EXPONENT,
  );
  const status = combinedStatus(tail.limit.status, ...solutions.map(({ value }) => value.status));
  return {
    value: { ...tail.limit, status },
    levels: tail.indices,
    coefficients: tail.coefficients,
    truncation: tail.truncation,
    noise: tail.noise,
  };
}
