/**
 * How stable a Gaussian layer is at least: the union bound on the least singular value over the cells of its arrangement.
 *
 * Let σ be the least over the cells of the n-th singular value of the active rows. Turning the signs of the rows at
 * random changes neither the law of W nor the cells, but makes the active set of each cell a uniform random subset that
 * is independent of W. Hence the expected number of cells with σ_n(W_S) ≤ t is, exactly,
 *
 *   N(m, n) Σ_k C(m, k) 2^{−m} P[σ_n(G_k) ≤ t],   N = 2 Σ_{i<n} C(m − 1, i),
 *
 * with G_k a k × n Gaussian matrix, and it bounds P[σ ≤ t]. The density of λ = σ_n² is at most L λ^{(k−n−1)/2} e^{−λ/2},
 * L = 2^{(k−n−1)/2} Γ((k+1)/2)/(Γ(n/2) Γ(k−n+1)): in the joint density of the eigenvalues each factor λ_j − λ is replaced
 * by λ_j (Edelman 1988; Chen and Dongarra 2005, Lemma 4.1). For t → 0 this is the union bound on injectivity.
 */
import { InputError, type Quantity, quantity, requireInteger, requirePositive } from "../src/result.js";
import { brentRoot } from "../src/roots/brent.js";

/** Rows at most. */
export const LARGEST_STABILITY_ROWS = 20_000;

/**
 * ln of the bound on P[σ ≤ t], standard normal weights; at most 0.
 * @param rows m ≥ n
 * @param columns n
 * @param t > 0, in units of the weights' standard deviation
 */
export function logStabilityFailure(rows: number, columns: number, t: number): number {
  requireInteger(rows, "rows", columns, LARGEST_STABILITY_ROWS);
  requirePositive(t, "t");
  const logGamma = halfIntegerLogGammas(rows + 2);
  const logFactorial = (k: number): number => logGamma[2 * k + 2];
  const logBinomial = (m: number, k: number): number =>
    logFactorial(m) - logFactorial(k) - logFactorial(m - k);
  const cells = logSum(Array.from({ length: columns }, (_, i) => logBinomial(rows - 1, i))) + Math.LN2;
  const terms = Array.from({ length: rows + 1 }, (_, k) => {
    const subset = logBinomial(rows, k) - rows * Math.LN2;
    return k < columns ? subset : subset + Math.min(0, logSmallSingular(k, columns, t, logGamma));
  });
  return Math.min(0, cells + logSum(terms));
}

/**
 * The t for which the bound on P[σ ≤ t] is `probability`: σ is larger with at least the rest.
 * @returns 0 where the bound says nothing for any t > 0
 */
export function stabilityQuantile(rows: number, columns: number, probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new InputError(`probability ${probability}: expected a number between 0 and 1`);
  }
  const excess = (logT: number): number =>
    logStabilityFailure(rows, columns, Math.exp(logT)) - Math.log(probability);
  const [low, high] = [-60, Math.log(Math.sqrt(rows))];
  if (excess(low) > 0) return 0;
  if (excess(high) <= 0) return Math.sqrt(rows);
  return Math.exp(brentRoot(excess, low, high, 1e-12).root);
}

/**
 * The largest s such that σ > s√n with probability 1 − e^{−Ω(n)} by the union bound, at m = αn, n → ∞; 0 below the union
 * bound on injectivity (α = 9.0886…).
 * @param alpha α > 2
 */
export function stabilityUnionBound(alpha: number): Quantity {
  requirePositive(alpha, "alpha");
  const top = Math.sqrt(alpha);
  const least = 1e-12;
  if (!(alpha > 2) || stabilityExponent(alpha, least) >= 0) return quantity(0, 0);
  const { root, bracket, status } = brentRoot((s) => stabilityExponent(alpha, s), least, top, 1e-13);
  return quantity(root, Math.max(1e-9 * root, bracket[1] - bracket[0]), status);
}

/**
 * lim (1/n) ln of the expected number of cells with σ_n(W_S) ≤ s√n, or an upper bound of it: the entropy of the cells
 * plus the best over κ = k/n of the entropy of the subsets and the exponent of the density's bound.
 */
function stabilityExponent(alpha: number, s: number): number {
  const at = (kappa: number): number => -subsetRate(alpha, kappa) + Math.min(0, densityExponent(kappa, s));
  // Concave pieces with one maximum; bracketed on a grid, then by golden section.
  const points = Array.from({ length: 401 }, (_, i) => 1 + ((alpha / 2 - 1) * i) / 400);
  const best = points.reduce((arg, kappa, i) => (at(kappa) > at(points[arg]) ? i : arg), 0);
  const peak = goldenMaximum(at, points[Math.max(0, best - 1)], points[Math.min(400, best + 1)]);
  return alpha * naturalEntropy(1 / alpha) + peak;
}

/** ln 2 − h(κ/α), times α: the rate of Bin(m, ½) = κ n. */
function subsetRate(alpha: number, kappa: number): number {
  return alpha * (Math.LN2 - naturalEntropy(kappa / alpha));
}

/** (1/n) ln of ∫₀^{s² n} L λ^{(k−n−1)/2} e^{−λ/2} dλ at k = κ n. */
function densityExponent(kappa: number, s: number): number {
  const c = kappa - 1;
  const square = Math.min(s * s, c);
  if (c === 0) return 0;
  return c / 2 + (kappa / 2) * Math.log(kappa) - c * Math.log(c) + (c / 2) * Math.log(square) - square / 2;
}

function naturalEntropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log1p(-p);
}

function goldenMaximum(f: (x: number) => number, a: number, b: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [a, b];
  for (let step = 0; step < 60; step++) {
    const width = ratio * (high - low);
    if (f(high - width) > f(low + width)) high = low + width;
    else low = high - width;
  }
  return f((low + high) / 2);
}

/** ln ∫₀^{t²} L λ^{(k−n−1)/2} e^{−λ/2} dλ, by the series of the incomplete gamma function. */
function logSmallSingular(k: number, n: number, t: number, logGamma: Float64Array): number {
  const a = (k - n + 1) / 2;
  const z = (t * t) / 2;
  const logL = ((k - n - 1) / 2) * Math.LN2 + logGamma[k + 1] - logGamma[n] - logGamma[2 * (k - n + 1)];
  let [term, sum] = [1 / a, 1 / a];
  for (let j = 1; term > 1e-17 * sum && j < 10_000; j++) {
    term *= z / (a + j);
    sum += term;
  }
  return logL + a * Math.LN2 + a * Math.log(z) - z + Math.log(sum);
}

/** ln Γ(j/2) for j = 1 … 2 count. */
function halfIntegerLogGammas(count: number): Float64Array {
  const values = new Float64Array(2 * count + 1);
  values[1] = Math.log(Math.PI) / 2;
  for (let j = 3; j <= 2 * count; j++) values[j] = values[j - 2] + Math.log((j - 2) / 2);
  return values;
}

function logSum(terms: readonly number[]): number {
  const largest = terms.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return largest + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - largest), 0));
}
