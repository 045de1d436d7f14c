/** Binomial coefficients, their prefix sums T(a, b), and Krawtchouk polynomials, in exact integers. */

/** C(a, k), which is 0 unless 0 ≤ k ≤ a. */
export function binomial(a: number, k: number): bigint {
  if (k < 0 || k > a) return 0n;
  let value = 1n;
  for (let i = 0; i < Math.min(k, a - k); i++) value = (value * BigInt(a - i)) / BigInt(i + 1);
  return value;
}

/** T(a, b) = Σ_{i ≤ b} C(a, i): 0 for b < 0, and 2^a for b ≥ a. */
export function binomialPrefixSum(a: number, b: number): bigint {
  if (b < 0) return 0n;
  if (b >= a) return 1n << BigInt(a);
  // The shorter end of the row.
  if (2 * b >= a) return (1n << BigInt(a)) - binomialPrefixSum(a, a - b - 1);
  let term = 1n;
  let sum = 1n;
  for (let i = 0; i < b; i++) {
    term = (term * BigInt(a - i)) / BigInt(i + 1);
    sum += term;
  }
  return sum;
}

/**
 * Krawtchouk polynomials K_d(e; N) = [z^d] (1 − z)^e (1 + z)^{N−e} at e = 0, 1, …, N, by
 *
 *     (N − e) K_d(e + 1) = (N − 2d) K_d(e) − e K_d(e − 1),    K_d(0) = C(N, d).
 *
 * With x = z/(1 + z) they are the coefficients [x^d] (1 − 2x)^e (1 − x)^{−(N+1−d)} of Paleka 2021, eq. (4.38b).
 */
export function* krawtchoukValues(d: number, N: number): Generator<bigint, void, undefined> {
  let before = 0n;
  let value = binomial(N, d);
  const slope = BigInt(N - 2 * d);
  for (let e = 0; e < N; e++) {
    yield value;
    const next = (slope * value - BigInt(e) * before) / BigInt(N - e);
    [before, value] = [value, next];
  }
  yield value;
}
