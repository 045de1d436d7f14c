/**
 * Limit of a sequence with an algebraic tail, a_k = a + c_p k^{−p} + c_{p+1} k^{−p−1} + …, from its last terms.
 */
import { solveLinear } from "../linear-algebra/symmetric.js";
import { type Quantity, quantity } from "../result.js";

/** One term of the sequence with the error of its value. */
export interface SequenceTerm {
  readonly index: number;
  readonly value: number;
  readonly error: number;
}

export interface TailLimit {
  readonly limit: Quantity;
  /** Coefficients c_p, c_{p+1}, … of the accepted fit. */
  readonly coefficients: readonly number[];
  /** The indices used by the accepted fit. */
  readonly indices: readonly number[];
  /** Truncation estimate: the enlarged spread of the best fits. */
  readonly truncation: number;
  /** Σ |weight| · error: what the errors of the terms become in the limit. */
  readonly noise: number;
}

/** Fits of more terms than this gain nothing in double precision. */
const MOST_TERMS = 7;
/** How many of the best fits must agree, and by what factor their disagreement is enlarged. */
const POOL = 6;
const SAFETY = 2;

/**
 * Extrapolates to k → ∞ with exponents p, p+1, p+2, …, choosing the number of terms and the spacing of the
 * indices.
 *
 * A candidate interpolates `count + 1` values, equally spaced in the list and ending at its last. Its own
 * estimate is the larger of two changes, against the fit with one term fewer and against the same fit shifted
 * down by one place in the list, plus the amplified errors of the values. Two neighbouring fits can agree by accident, so
 * a single small estimate proves little: the error returned is twice the spread of the six best candidates.
 * (On the k-RSB chains of nine energies and the threshold, strides 1 to 4, every last index up to 20, the true
 * error was at most 0.69 of that; with the best candidate's own estimate alone it was exceeded in a quarter of the cases.)
 *
 * @param terms equally spaced increasing indices; with fewer than five the status is `domain-error`.
 * @param exponent p, the leading power of the tail.
 */
export function powerTailLimit(terms: readonly SequenceTerm[], exponent: number): TailLimit {
  const candidates = candidateFits(terms, exponent).sort((a, b) => a.estimate - b.estimate);
  if (candidates.length < 2) {
    return {
      limit: { value: Number.NaN, error: Number.POSITIVE_INFINITY, status: "domain-error" },
      coefficients: [],
      indices: [],
      truncation: Number.POSITIVE_INFINITY,
      noise: Number.POSITIVE_INFINITY,
    };
  }
  const pool = candidates.slice(0, POOL);
  const best = pool[0];
  const limits = pool.map((candidate) => candidate.limit);
  const truncation = SAFETY * Math.max(best.estimate, Math.max(...limits) - Math.min(...limits));
  return {
    limit: quantity(best.limit, truncation + best.noise),
    coefficients: best.coefficients,
    indices: best.indices,
    truncation,
    noise: best.noise,
  };
}

interface Candidate {
  readonly limit: number;
  readonly coefficients: readonly number[];
  readonly indices: readonly number[];
  readonly noise: number;
  readonly estimate: number;
}

/** Every fit that ends at the last term and whose two controls exist; the first term only enters controls. */
function candidateFits(terms: readonly SequenceTerm[], exponent: number): Candidate[] {
  const last = terms.length - 1;
  const fitOf = (places: readonly number[]): TailFit | undefined =>
    interpolateTail(
      places.map((place) => terms[place]),
      exponent,
    );
  const candidates: Candidate[] = [];
  for (let stride = 1; stride <= last / 2; stride++) {
    for (let count = 2; count <= Math.min(MOST_TERMS, (last - 1) / stride); count++) {
      const places = Array.from({ length: count + 1 }, (_, j) => last - (count - j) * stride);
      const fit = fitOf(places);
      const shorter = fitOf(places.slice(1));
      const shifted = fitOf(places.map((place) => place - 1));
      if (fit === undefined || shorter === undefined || shifted === undefined) break;
      const change = Math.max(Math.abs(fit.limit - shorter.limit), Math.abs(fit.limit - shifted.limit));
      const indices = places.map((place) => terms[place].index);
      candidates.push({ ...fit, indices, estimate: change + fit.noise });
    }
  }
  return candidates;
}

interface TailFit {
  readonly limit: number;
  readonly coefficients: readonly number[];
  readonly noise: number;
}

/** The interpolating tail through the given terms: limit, coefficients and noise amplification. */
function interpolateTail(terms: readonly SequenceTerm[], exponent: number): TailFit | undefined {
  const last = terms[terms.length - 1];
  // Columns 1, x^p, x^{p+1}, … with x = last/k ≥ 1 keep the small system well scaled.
  const row = (term: SequenceTerm): Float64Array =>
    Float64Array.from(terms, (_, j) => (j === 0 ? 1 : (last.index / term.index) ** (exponent + j - 1)));
  const matrix = terms.map(row);
  const solution = solveLinear(
    matrix,
    terms.map((term) => term.value - last.value),
  );
  // The limit is a weighted sum of the values; the weights solve the transposed system.
  const transposed = matrix.map((_, i) => Float64Array.from(matrix, (entries) => entries[i]));
  const weights = solveLinear(
    transposed,
    terms.map((_, i) => (i === 0 ? 1 : 0)),
  );
  if (solution === undefined || weights === undefined) return undefined;
  const noise = weights.reduce((sum, weight, i) => sum + Math.abs(weight) * terms[i].error, 0);
  return {
    limit: last.value + solution[0],
    coefficients: Array.from(solution.slice(1), (scaled, j) => scaled * last.index ** (exponent + j)),
    noise,
  };
}
