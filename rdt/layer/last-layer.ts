/** The last layer: f₂, its saddle value S_c(α), and the capacity at which that value is reached. */
import { type Quantity, quantity, requirePositive, roundingError } from "../../src/result.js";
import { brentRoot } from "../../src/roots/brent.js";
import { normalDensity, normalTail } from "../../src/special/normal.js";

/** f₂ with its first two derivatives in ν₁. */
export interface LastLayer {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

/**
 * f₂(ν₁) = E min_t [(g−t)² + ν₁ sign t] = −ν₁ + ½ − aφ(a) − H(a) + 2ν₁H(a), a = √(2ν₁)
 * (Stojnic 2024, eqs. (36)–(40)). f₂′ = E sign t = 2H(a) − 1.
 * @param nu1 ν₁ > 0
 */
export function lastLayer(nu1: number): LastLayer {
  const a = Math.sqrt(2 * nu1);
  const tail = normalTail(a);
  return {
    value: truncatedSecondMoment(a) + nu1 * (2 * tail - 1),
    first: 2 * tail - 1,
    second: (-2 * normalDensity(a)) / a,
  };
}

/** J(a) = ∫₀^a x²φ(x)dx = ½ − H(a) − aφ(a), by its series below 1 where that difference cancels. */
export function truncatedSecondMoment(a: number): number {
  if (a > 1) return 0.5 - normalTail(a) - a * normalDensity(a);
  // φ(a) Σ a^{2k+3}/(3·5·…·(2k+3)): positive terms, 20 of them suffice for 1e-17 at a = 1.
  let term = (a * a * a) / 3;
  let sum = term;
  for (let k = 1; k < 20; k++) {
    term *= (a * a) / (2 * k + 3);
    sum += term;
  }
  return sum * normalDensity(a);
}

/** The saddle point of the last layer: its value S, the expansion and the quantile a = √(2ν₁). */
export interface LastLayerSaddle {
  readonly expansion: number;
  readonly quantile: number;
  readonly value: number;
  /** dS/dα. */
  readonly slope: number;
}

/**
 * S_c(α) = min_γ̄ max_ν of the last layer (Stojnic 2024, eq. (46), r = 1) = √(α J(a)) with H(a) = c/(2α).
 *
 * √(αG − cν₁) with G = ½ − aφ − H + 2ν₁H is the same number: at the stationary ν₁ the two terms 2αν₁H and
 * cν₁ are equal, and what is left has no cancellation. Zero for α ≤ c, where the bound says nothing.
 * @param expansion α > 0
 * @param count c: 2 (n active units, "weak") or 4 (2n, "strong")
 */
export function lastLayerSaddle(expansion: number, count: number): LastLayerSaddle {
  requirePositive(expansion, "the expansion of the last layer");
  if (expansion <= count) return { expansion, quantile: 0, value: 0, slope: 0 };
  const target = count / (2 * expansion);
  const residual = (a: number): number => normalTail(a) / target - 1;
  const quantile = brentRoot(residual, 0, 38).root;
  return saddleAtQuantile(quantile, count, expansion);
}

function saddleAtQuantile(
  a: number,
  count: number,
  expansion = count / (2 * normalTail(a)),
): LastLayerSaddle {
  const value = Math.sqrt(expansion * truncatedSecondMoment(a));
  // Envelope theorem on S² = α f₂ + α ν₁ − c ν₁: d(S²)/dα = f₂ + ν₁ = J + a²H.
  const slope = (truncatedSecondMoment(a) + a * a * normalTail(a)) / (2 * value);
  return { expansion, quantile: a, value, slope };
}

/** The capacity α at which S_c(α) equals the incoming value, with the saddle there. */
export interface Capacity extends LastLayerSaddle {
  readonly capacity: Quantity;
}

/**
 * The root α of S_c(α) = T: the expansion that the last layer needs. Solved for the quantile a, in which both
 * α = c/(2H(a)) and S² = cJ(a)/(2H(a)) are increasing.
 * @param incoming T > 0, with `incomingError` its absolute error, which is carried to the result
 */
export function lastLayerCapacity(incoming: number, count: number, incomingError = 0): Capacity {
  requirePositive(incoming, "the value handed to the last layer");
  const target = Math.log((2 * incoming * incoming) / count);
  const residual = (a: number): number => Math.log(truncatedSecondMoment(a) / normalTail(a)) - target;
  let top = 1;
  while (top < 37 && residual(top) < 0) top = Math.min(37, 2 * top);
  let bottom = top / 2;
  while (bottom > 1e-8 && residual(bottom) > 0) bottom /= 2;
  const found = brentRoot(residual, bottom, top);
  const saddle = saddleAtQuantile(found.root, count);
  // dα/da = αφ/H; the bracket, the undamped residual and the incoming error each move α.
  const hazard = normalDensity(saddle.quantile) / normalTail(saddle.quantile);
  const bracket = saddle.expansion * hazard * Math.abs(found.bracket[1] - found.bracket[0]);
  const mismatch = Math.abs(saddle.value - incoming) / saddle.slope;
  const error = bracket + mismatch + incomingError / saddle.slope + roundingError(saddle.expansion);
  return { ...saddle, capacity: quantity(saddle.expansion, error, found.status) };
}
