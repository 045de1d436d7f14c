/** The single-site free entropy f(w) = ln[1 − (1 − e^{−β})Φ(w)] of the finite-temperature RS state, with derivatives. */
import { millsDeficit } from "../src/special/mills-deficit.js";
import { logNormalTail, millsRatio, normalCdf, normalDensity, normalTail } from "../src/special/normal.js";

const LOG_SQRT_2PI = 0.9189385332046728;

/**
 * f and its derivatives in the reduced field w, and the probability p that the output is positive.
 *
 * With g = e^f = H(w) + e^{−β}Φ(w): p = e^{−β}Φ(w)/g = −∂_β f, and w is the cavity field in units of √(1 − q).
 */
export interface SingleSite {
  readonly f: number;
  readonly f1: number;
  readonly f2: number;
  readonly f3: number;
  readonly f4: number;
  readonly p: number;
  readonly p1: number;
  readonly p2: number;
  /** p(1 − p) = −∂_β p, without cancellation where p is close to 1. */
  readonly variance: number;
}

/**
 * Everything above at one field, for any finite w and β > 0.
 *
 * All derivatives follow from D = φ/g, f' = −(1 − e^{−β}) D, D' = D(D(1 − e^{−β}) − w). For w > 0 numerator and
 * denominator are divided by φ(w), which leaves the Mills ratio M and K = e^{−β}Φ/φ: nothing underflows, and an
 * overflow of K gives the right limits p = 1, D = 0; there D'/D = D(1 − wM − e^{−β}) − wp, since D(M + K) = 1.
 */
export function singleSite(w: number, beta: number): SingleSite {
  const eta = -Math.expm1(-beta);
  const boltzmann = Math.exp(-beta);
  let density: number;
  let p: number;
  let complement: number;
  /** v = D(1 − e^{−β}) − w = D'/D. */
  let v: number;
  if (w > 0) {
    const mills = millsRatio(w);
    const positive = Math.exp(0.5 * w * w - beta + LOG_SQRT_2PI) * normalCdf(w);
    density = 1 / (mills + positive);
    complement = mills * density;
    p = positive === Number.POSITIVE_INFINITY ? 1 : positive * density;
    v = density * (millsDeficit(w) - boltzmann) - w * p;
  } else {
    const negativeWeight = normalTail(w);
    const positiveWeight = boltzmann * normalCdf(w);
    const g = negativeWeight + positiveWeight;
    density = normalDensity(w) / g;
    complement = negativeWeight / g;
    p = positiveWeight / g;
    v = eta * density - w;
  }
  const v1 = eta * density * v - 1;
  const d1 = density * v;
  const s = v * v + v1;
  const d2 = density * s;
  // s' = 2 v v' + v'', v'' = η(D'v + D v').
  const d3 = d1 * s + density * (2 * v * v1 + eta * (d1 * v + density * v1));
  const mixture = boltzmann + eta * p;
  const p1 = density * mixture;
  return {
    f: logPartition(w, beta, eta),
    f1: -eta * density,
    f2: -eta * d1,
    f3: -eta * d2,
    f4: -eta * d3,
    p,
    p1,
    p2: d1 * mixture + eta * density * p1,
    variance: p * complement,
  };
}

/** f(w) with relative accuracy where it is small and no underflow where it is large. */
function logPartition(w: number, beta: number, eta: number): number {
  const removed = eta * normalCdf(w);
  if (removed < 0.5) return Math.log1p(-removed);
  const negative = logNormalTail(w);
  const positive = Math.log1p(-normalTail(w)) - beta;
  return Math.max(negative, positive) + Math.log1p(Math.exp(-Math.abs(negative - positive)));
}
