/** V(h) = E exp(yφ(h + √s z)), φ(u) = −min(1, u²) for u > 0 and 0 below: the innermost level of the k-RSB recursion. */
import {
  add,
  divide,
  exponential,
  type Interval,
  multiply,
  negate,
  normalTail,
  square,
  squareRoot,
  subtract,
  times,
  UNIT,
} from "../../src/interval/index.js";

/**
 * The function h ↦ H(h/√s) + e^{−y}H((1−h)/√s) + e^{−yh²/v}/√v · [H(−μ/τ) − H((1−μ)/τ)], v = 1 + 2ys, μ = h/v,
 * τ² = s/v.
 */
export function smoothedCost(y: Interval, s: Interval): (h: Interval) => Interval {
  const deviation = squareRoot(s);
  const v = add(UNIT, times(2, multiply(y, s)));
  const rootV = squareRoot(v);
  const tau = divide(deviation, rootV);
  const counted = exponential(negate(y));
  return (h) => {
    const satisfied = normalTail(divide(h, deviation));
    const violated = multiply(counted, normalTail(divide(subtract(UNIT, h), deviation)));
    const mu = divide(h, v);
    const between = subtract(
      normalTail(negate(divide(mu, tau))),
      normalTail(divide(subtract(UNIT, mu), tau)),
    );
    const weight = divide(exponential(negate(divide(multiply(y, square(h)), v))), rootV);
    return add(add(satisfied, violated), multiply(weight, between));
  };
}
