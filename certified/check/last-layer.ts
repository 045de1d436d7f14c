/** The last layer of plain duality: distance from a Gaussian vector to those with few positive entries. */
import {
  add,
  enclose,
  half,
  type Interval,
  multiply,
  normalDensity,
  normalTail,
  type Rational,
  square,
  subtract,
  times,
  UNIT,
} from "../../src/interval/index.js";
import type { Ledger } from "./ledger.js";

/** H(a), and J(a) = ½ − aφ(a) − H(a) = E[g²; 0 < g < a]. */
export function tailMoments(a: Interval): { tail: Interval; moment: Interval } {
  const tail = normalTail(a);
  return { tail, moment: subtract(half(UNIT), add(multiply(a, normalDensity(a)), tail)) };
}

/** α(J + a²H) − a²c/2: a lower bound of the squared distance over n, for every a ≥ 0. */
function squaredDistance(expansion: Interval, a: Interval, count: number): Interval {
  const { tail, moment } = tailMoments(a);
  const squared = square(a);
  const kept = multiply(expansion, add(moment, multiply(squared, tail)));
  return subtract(kept, times(count / 2, squared));
}

/** Demands that the distance exceed τ: layer l keeps cn/2 positive entries. */
export function checkLastLayer(
  ledger: Ledger,
  { expansion, a, tau, count }: { expansion: Rational; a: Rational; tau: Rational; count: number },
  what: string,
): void {
  const distance = squaredDistance(enclose(expansion), enclose(a), count);
  ledger.less(square(enclose(tau)), distance, what);
}

/** Demands αH(a) < c/2 and αJ(a) < T²: the method's S_c(α) is below T. */
export function checkLastLayerBelow(
  ledger: Ledger,
  { expansion, a, incoming, count }: { expansion: Rational; a: Rational; incoming: Rational; count: number },
): void {
  const alpha = enclose(expansion);
  const { tail, moment } = tailMoments(enclose(a));
  ledger.less(times(2, multiply(alpha, tail)), times(count, UNIT), "alpha H(a) < c/2");
  ledger.less(multiply(alpha, moment), square(enclose(incoming)), "alpha J(a) < T^2");
}
