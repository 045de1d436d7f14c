/**
 * The standard normal distribution with full relative accuracy in both tails (a few 1e-16, inherited from
 * erfc and erfcx).
 */
import erfc from "@stdlib/math-base-special-erfc";
import erfcx from "@stdlib/math-base-special-erfcx";

const SQRT_HALF = Math.SQRT1_2;
const INVERSE_SQRT_2PI = 0.3989422804014327;
const SQRT_HALF_PI = 1.2533141373155003;

/** Density exp(−x²/2)/√(2π). */
export function normalDensity(x: number): number {
  return INVERSE_SQRT_2PI * Math.exp(-0.5 * x * x);
}

/** Upper tail H(x) = P(z > x). */
export function normalTail(x: number): number {
  return 0.5 * erfc(x * SQRT_HALF);
}

/** Distribution function Φ(x) = P(z ≤ x) = H(−x). */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * SQRT_HALF);
}

/** Mills ratio H(x)/φ(x); about 1/x for large x, overflows to Infinity below x ≈ −38. */
export function millsRatio(x: number): number {
  return SQRT_HALF_PI * erfcx(x * SQRT_HALF);
}

/** ln H(x), finite where H(x) itself underflows. */
export function logNormalTail(x: number): number {
  if (x < 0) return Math.log1p(-normalTail(-x));
  return Math.log(0.5 * erfcx(x * SQRT_HALF)) - 0.5 * x * x;
}

/** P(a < z < b) for a ≤ b, evaluated on the side where the two tails do not cancel. */
export function normalInterval(a: number, b: number): number {
  if (a > 0) return normalTail(a) - normalTail(b);
  if (b < 0) return normalCdf(b) - normalCdf(a);
  return 1 - normalTail(b) - normalCdf(a);
}
