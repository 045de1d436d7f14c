/** Student's t distribution for whole degrees of freedom, by its finite trigonometric sums. */
import { brentRoot } from "../roots/brent.js";

const LARGEST_QUANTILE = 1e9;

/**
 * P(T ≤ t) for a T with `freedom` degrees of freedom (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4): with
 * θ = arctan(t/√ν) the terms are positive, so that the absolute error is a few 1e-16.
 *
 * @param freedom ν, an integer of at least 1; the cost is ν/2 terms
 */
export function studentCdf(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const square = cosine * cosine;
  const odd = freedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = 0;
  // Odd: cos θ + (2/3) cos³ θ + …; even: 1 + (1/2) cos² θ + …, up to the power ν − 2.
  for (let power = odd ? 1 : 0; power <= freedom - 2; power += 2) {
    sum += term;
    term *= ((power + 1) / (power + 2)) * square;
  }
  const central = odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
  return 0.5 * (1 + central);
}

/** The t with P(|T| ≤ t) = `confidence`, a number between 0 and 1: half the width of a confidence interval. */
export function studentQuantile(confidence: number, freedom: number): number {
  return brentRoot((t) => 2 * studentCdf(t, freedom) - 1 - confidence, 0, LARGEST_QUANTILE, 1e-12).root;
}
