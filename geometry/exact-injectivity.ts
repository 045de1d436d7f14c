/** Exact probabilities that a small random layer is injective, and the law of its least number of positive outputs. */
import { type Dyadic, dyadic } from "../src/exact/dyadic.js";
import { requireInteger } from "../src/result.js";
import { binomial } from "./binomial.js";
import { requireDimensions } from "./dimensions.js";

const LARGEST_PLANAR_ROWS = 1000;

/**
 * p_{m,n} = P[E_min ≥ n] for symmetric rows in general position where it is known exactly:
 *
 * - 0 for m ≤ 3n − 2: an x orthogonal to n − 1 rows, or −x, leaves at most ⌊(m − n + 1)/2⌋ positive;
 * - 1 − 2^{1−m} for n = 1;
 * - 1 − m(m − 2)/2^{m−1} for n = 2, the sum that {@link planarMinimumCounts} makes by reflection, in closed form.
 *
 * @returns undefined for n ≥ 3 and m > 3n − 2, where only the law's extremes are known
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 are integers
 * @param rows m
 * @param columns n
 * @example
 * import { dyadicText, exactInjectivityProbability } from "relu-injectivity/geometry";
 * const known = exactInjectivityProbability(5, 2);
 * known && dyadicText(known); // "1/16"
 */
export function exactInjectivityProbability(rows: number, columns: number): Dyadic | undefined {
  requireDimensions(rows, columns);
  if (rows <= 3 * columns - 2) return dyadic(0n);
  if (columns > 2) return undefined;
  const failures = columns === 1 ? 1n : BigInt(rows) * BigInt(rows - 2);
  return dyadic((1n << BigInt(rows - 1)) - failures, rows - 1);
}

/**
 * Number of the 2^m sign patterns with E_min = 0, 1, …, ⌊m/2⌋ for n = 2. Along the circle E(x) is a walk: every line
 * that x crosses moves it by ±1, and after half a turn it is m − E, so that E_min ≥ t says that the walk
 * s_1 + … + s_k − S/2, of m steps from −S/2 to S/2, stays within m/2 − t of zero. Walks between two absorbing
 * barriers are counted by reflection.
 *
 * @throws InputError unless rows is an integer from 2 to 1000
 */
export function planarMinimumCounts(rows: number): bigint[] {
  requireInteger(rows, "rows", 2, LARGEST_PLANAR_ROWS);
  const row: bigint[] = [];
  for (let i = 0; i <= rows; i++) row.push(binomial(rows, i));
  const walks = (displacement: number): bigint => row[(rows + displacement) / 2] ?? 0n;
  const atLeast = (t: number): bigint => {
    const gap = rows - 2 * t + 2;
    let sum = 0n;
    for (let end = 2 * t - rows; end <= rows - 2 * t; end += 2) {
      for (let k = -Math.ceil(rows / gap); k <= Math.ceil(rows / gap); k++) {
        sum += walks(end + 2 * k * gap) - walks(gap + 2 * k * gap);
      }
    }
    return sum;
  };
  const counts: bigint[] = [];
  const half = Math.floor(rows / 2);
  let here = atLeast(0);
  for (let t = 0; t <= half; t++) {
    const above = t === half ? 0n : atLeast(t + 1);
    counts.push(here - above);
    here = above;
  }
  return counts;
}
