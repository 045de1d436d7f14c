/** The last layer of plain duality: distance from a Gaussian vector to those with few positive entries. */
import {
  add,
  enclose,
  type Interval,
  multiply,
  normalDensity,
  normalTail,
  type Rational,
  square,
  subtract,
  UNIT,
  whole,
  ZERO,
} from "../../src/interval/index.js";
import type { Count } from "../format/index.js";
import type { Ledger } from "./ledger.js";

/** t = c/2 for the count constant c. */
export function unitsOf(count: Count): Interval {
  return whole(count / 2);
}

/** Which entries are counted, and how many are excluded. */
export interface Counted {
  /** t: fewer than tn entries. */
  readonly units: Interval;
  /** κ: entries above it are counted; 0 behind hidden layers. */
  readonly margin?: Interval;
}

/**
 * H(κ + a), and J_κ(a) = E[(g−κ)²; κ < g < κ+a] = (1+κ²)(H(κ) − H(κ+a)) − κφ(κ) + (κ−a)φ(κ+a); at κ = 0 it is
 * ½ − aφ(a) − H(a).
 */
export function tailMoments(a: Interval, margin: Interval = ZERO): { tail: Interval; moment: Interval } {
  const end = add(margin, a);
  const tail = normalTail(end);
  const mass = multiply(add(UNIT, square(margin)), subtract(normalTail(margin), tail));
  const ends = subtract(
    multiply(subtract(margin, a), normalDensity(end)),
    multiply(margin, normalDensity(margin)),
  );
  return { tail, moment: add(mass, ends) };
}

/** α(J_κ + a²H(κ+a)) − a²t: a lower bound of the squared distance over n, for every a ≥ 0. */
function squaredDistance(expansion: Interval, a: Interval, { units, margin }: Counted): Interval {
  const { tail, moment } = tailMoments(a, margin);
  const squared = square(a);
  const kept = multiply(expansion, add(moment, multiply(squared, tail)));
  return subtract(kept, multiply(units, squared));
}

/** Demands that the distance exceed τ: layer l keeps tn entries above κ. */
export function checkLastLayer(
  ledger: Ledger,
  { expansion, a, tau, ...counted }: Counted & { expansion: Rational; a: Rational; tau: Rational },
  what: string,
): void {
  const distance = squaredDistance(enclose(expansion), enclose(a), counted);
  ledger.less(square(enclose(tau)), distance, what);
}

/** Demands αH(κ+a) < t and αJ_κ(a) < T²: the method's S(α) is below T. */
export function checkLastLayerBelow(
  ledger: Ledger,
  {
    expansion,
    a,
    incoming,
    units,
    margin,
  }: Counted & { expansion: Rational; a: Rational; incoming: Rational },
): void {
  const alpha = enclose(expansion);
  const { tail, moment } = tailMoments(enclose(a), margin);
  ledger.less(multiply(alpha, tail), units, "alpha H(kappa + a) < t");
  ledger.less(multiply(alpha, moment), square(enclose(incoming)), "alpha J(a) < T^2");
}
