/** How the residual of an iteration falls, and how long it would take to reach a tolerance. */

/** A power law r_n ≈ c n^−exponent through the second half of a history of residuals. */
export interface ResidualDecay {
  readonly exponent: number;
  /** The iteration at which the law meets the tolerance; Infinity where the residual does not fall. */
  readonly needed: number;
}

/** Shorter histories say nothing. */
const SHORTEST = 16;

/**
 * Least squares of ln r_n over ln n, n > N/2. Plain iteration falls like n⁻² and not geometrically: with k → ∞ the
 * replicon of every level vanishes, so that the slowest rates of the map crowd at 1.
 * @param residuals one an iteration, from the first
 * @returns undefined for a history too short or not positive
 */
export function residualDecay(residuals: readonly number[], tolerance: number): ResidualDecay | undefined {
  const from = Math.floor(residuals.length / 2);
  const later = residuals.slice(from);
  if (residuals.length < SHORTEST || !later.every((residual) => residual > 0)) return undefined;
  const x = later.map((_, i) => Math.log(from + 1 + i));
  const y = later.map(Math.log);
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [centreX, centreY] = [mean(x), mean(y)];
  const square = mean(x.map((v) => (v - centreX) ** 2));
  const exponent = -mean(x.map((v, i) => (v - centreX) * (y[i] - centreY))) / square;
  const logNeeded = centreX + (centreY - Math.log(tolerance)) / exponent;
  return { exponent, needed: exponent > 0 ? Math.ceil(Math.exp(logNeeded)) : Number.POSITIVE_INFINITY };
}
