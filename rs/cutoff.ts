/** The field cutoff c = √(2χ) of the zero-temperature replica-symmetric state: the root of α(½ − H(c) − c φ(c)) = 1. */
import type { Status } from "../src/result.js";
import { brentRoot } from "../src/roots/brent.js";
import { millsRatio, normalDensity } from "../src/special/normal.js";

const LOG_SQRT_2PI = 0.9189385332046728;
/** Up to here the series of the central moment is used; both forms are good to a few ulp at the switch. */
const SERIES_LIMIT = 1.6;

/**
 * ∫₀^c t² φ(t) dt = ½ − H(c) − c φ(c) for c ≥ 0, to a few ulp for every c.
 *
 * The left-hand form cancels like c³ as c → 0, so small c use φ(c) Σ_{j≥1} c^{2j+1}/(2j+1)!!, whose terms are all
 * positive.
 */
export function centralSecondMoment(c: number): number {
  if (c > SERIES_LIMIT) return 0.5 - outerSecondMoment(c);
  let term = (c * c * c) / 3;
  let sum = term;
  for (let odd = 5; odd < 200 && term > 1e-17 * sum; odd += 2) {
    term *= (c * c) / odd;
    sum += term;
  }
  return normalDensity(c) * sum;
}

/** ∫_c^∞ t² φ(t) dt = H(c) + c φ(c), the complement of {@link centralSecondMoment} to ½. */
export function outerSecondMoment(c: number): number {
  return normalDensity(c) * (millsRatio(c) + c);
}

/** A cutoff, the width of the bracket that encloses it, and how the search ended. */
export interface Cutoff {
  readonly c: number;
  readonly error: number;
  readonly status: Status;
}

/**
 * The root c of α(½ − H(c) − c φ(c)) = 1 for α > 2, to a few ulp (`replica.md` writes c = √(2χ)).
 *
 * For α > 4 the central moment is matched to 1/α. Below, the outer moment is matched to ½ − 1/α = (α − 2)/(2α)
 * in logarithms: α − 2 is exact there, so nothing is lost as α → 2, where c grows like √(2 ln 1/(α − 2)).
 */
export function zeroTemperatureCutoff(alpha: number): Cutoff {
  let solution: ReturnType<typeof brentRoot>;
  if (alpha > 4) {
    // c³ e^{−c²/2}/3 ≤ √(2π)·(central moment) ≤ c³/3, and c < 1.6 because the moment is below ¼.
    const smallest = Math.cbrt((3 * Math.sqrt(2 * Math.PI)) / alpha);
    solution = brentRoot((c) => alpha * centralSecondMoment(c) - 1, 0.999 * smallest, 1.6 * smallest);
  } else {
    const logTarget = Math.log((alpha - 2) / (2 * alpha));
    solution = brentRoot((c) => logOuterSecondMoment(c) - logTarget, 1, 10);
  }
  const [low, high] = solution.bracket;
  return {
    c: solution.root,
    error: Math.max(high - low, 2 * Number.EPSILON * solution.root),
    status: solution.status,
  };
}

function logOuterSecondMoment(c: number): number {
  return Math.log(millsRatio(c) + c) - 0.5 * c * c - LOG_SQRT_2PI;
}
