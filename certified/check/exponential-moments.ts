/** The exponential moments F₁, F₂ and the sphere term s(w) of partially lifted duality over intervals. */
import {
  add,
  arctangent,
  divide,
  exponential,
  half,
  type Interval,
  logarithm,
  multiply,
  negate,
  normalTail,
  PI,
  square,
  squareRoot,
  subtract,
  times,
  UNIT,
  ZERO,
} from "../../src/interval/index.js";

/** Where a hidden layer's moment is taken. */
export interface HiddenPoint {
  readonly w: Interval;
  /** w′ of the next layer. */
  readonly next: Interval;
  readonly A: Interval;
  /** q = 1/ρ. */
  readonly q: Interval;
  readonly gamma: Interval;
}

/**
 * ln F₁, F₁ = E exp(−w min_z[A(g−z)² + (w′/w)qhz₊ + γz₊²]): with k = 2wA, b = (w′/w)q/(2A), σ = 1 + γ/A, s = √σ,
 * Δ = 1 + k − (k/σ)(1 + b²(1+k)), three Gaussian measures of cones (docs/theorems.md, section 7),
 *
 *     2πF₁ = π − atan(b/(1+s)) + atan(b√(1+k))/√(1+k) + (π − atan(√Δ·bs/(1+s+b²(1+k))))/√Δ.
 *
 * @throws IntervalDomainError unless Δ > 0 for certain; F₁ is infinite otherwise
 */
export function logHiddenMoment({ w, next, A, q, gamma }: HiddenPoint): Interval {
  const k = times(2, multiply(w, A));
  const wide = add(UNIT, k);
  const b = divide(multiply(next, q), times(2, multiply(w, A)));
  const sigma = add(UNIT, divide(gamma, A));
  const s = squareRoot(sigma);
  const stretched = multiply(square(b), wide);
  const determinant = subtract(wide, multiply(divide(k, sigma), add(UNIT, stretched)));
  const rootDeterminant = squareRoot(determinant);
  const rootWide = squareRoot(wide);
  const atRest = subtract(PI, arctangent(divide(b, add(UNIT, s))));
  const clamped = divide(arctangent(multiply(b, rootWide)), rootWide);
  const slant = divide(multiply(rootDeterminant, multiply(b, s)), add(add(UNIT, s), stretched));
  const moved = divide(subtract(PI, arctangent(slant)), rootDeterminant);
  return logarithm(divide(add(add(atRest, clamped), moved), times(2, PI)));
}

/** Where the last layer's moment is taken. */
export interface LastPoint {
  readonly w: Interval;
  readonly A: Interval;
  readonly mu: Interval;
  /** κ; 0 where it is absent. */
  readonly margin?: Interval;
}

/**
 * ln F₂, F₂ = E exp(−w min_t[A(g−t)² + μ1(t>κ)]): with a = √(μ/A), v = 1 + 2wA and r = κ/√v,
 *
 *     F₂ = 1 − H(κ) + e^{−wAr²}/√v · [H(r) − H(r + a√v)] + e^{−wμ}H(κ + a).
 */
export function logLastMoment({ w, A, mu, margin = ZERO }: LastPoint): Interval {
  const a = squareRoot(divide(mu, A));
  const strength = multiply(w, A);
  const wide = squareRoot(add(UNIT, times(2, strength)));
  const start = divide(margin, wide);
  const mass = subtract(normalTail(start), normalTail(add(start, multiply(a, wide))));
  const near = divide(multiply(exponential(negate(multiply(strength, square(start)))), mass), wide);
  const far = multiply(exponential(negate(multiply(w, mu))), normalTail(add(margin, a)));
  return logarithm(add(subtract(UNIT, normalTail(margin)), add(near, far)));
}

/** s(w) = wγ̂ − ½ ln(1 − w/(2γ̂)), at least (1/n) ln E exp(w√n|h|), for γ̂ > w/2. */
export function sphereTerm(w: Interval, gammaSphere: Interval): Interval {
  const remaining = subtract(UNIT, divide(w, times(2, gammaSphere)));
  return subtract(multiply(w, gammaSphere), half(logarithm(remaining)));
}
