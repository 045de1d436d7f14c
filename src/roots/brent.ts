/** Brent's method for a scalar root inside a sign-changing bracket. */
import type { Status } from "../result.js";

/** A root, the bracket that encloses it, and how the search ended. */
export interface RootResult {
  readonly root: number;
  /** The final bracket; the function changes sign between its ends, or vanishes where they coincide. */
  readonly bracket: readonly [number, number];
  readonly residual: number;
  readonly evaluations: number;
  readonly status: Status;
}

const ITERATION_LIMIT = 200;

/**
 * Root of `f` in [a, b] to an absolute x-tolerance of `tolerance` plus 2 ulp (R. P. Brent, 1973, ch. 4).
 * Without a sign change, or with a value that is not a number, the status is `domain-error`.
 */
export function brentRoot(f: (x: number) => number, a: number, b: number, tolerance = 0): RootResult {
  let previous = a;
  let best = b;
  let fPrevious = f(a);
  let fBest = f(b);
  let evaluations = 2;
  if (!(Math.sign(fPrevious) * Math.sign(fBest) <= 0)) {
    return { root: Number.NaN, bracket: [a, b], residual: Number.NaN, evaluations, status: "domain-error" };
  }
  let counter = previous;
  let fCounter = fPrevious;
  let step = best - previous;
  let stepBefore = step;
  for (let iteration = 0; iteration < ITERATION_LIMIT; iteration++) {
    if (Math.sign(fBest) === Math.sign(fCounter)) {
      counter = previous;
      fCounter = fPrevious;
      step = best - previous;
      stepBefore = step;
    }
    if (Math.abs(fCounter) < Math.abs(fBest)) {
      [previous, best, counter] = [best, counter, best];
      [fPrevious, fBest, fCounter] = [fBest, fCounter, fBest];
    }
    const precision = 2 * Number.EPSILON * Math.abs(best) + 0.5 * tolerance;
    const half = 0.5 * (counter - best);
    if (Math.abs(half) <= precision || fBest === 0) {
      const bracket = fBest === 0 ? ([best, best] as const) : sorted(best, counter);
      return { root: best, bracket, residual: fBest, evaluations, status: "converged" };
    }
    if (Math.abs(stepBefore) >= precision && Math.abs(fPrevious) > Math.abs(fBest)) {
      const candidate = interpolatedStep(previous, best, counter, fPrevious, fBest, fCounter);
      const limit = Math.min(1.5 * Math.abs(half) - 0.5 * precision, 0.5 * Math.abs(stepBefore));
      if (candidate * Math.sign(half) > 0 && Math.abs(candidate) < limit) {
        stepBefore = step;
        step = candidate;
      } else {
        step = half;
        stepBefore = half;
      }
    } else {
      step = half;
      stepBefore = half;
    }
    previous = best;
    fPrevious = fBest;
    best += Math.abs(step) > precision ? step : Math.sign(half) * precision;
    fBest = f(best);
    evaluations++;
    if (Number.isNaN(fBest)) {
      return {
        root: best,
        bracket: sorted(previous, counter),
        residual: fBest,
        evaluations,
        status: "domain-error",
      };
    }
  }
  return {
    root: best,
    bracket: sorted(best, counter),
    residual: fBest,
    evaluations,
    status: "iteration-limit",
  };
}

/** Inverse quadratic step, or the secant step when only two points differ. */
function interpolatedStep(
  previous: number,
  best: number,
  counter: number,
  fPrevious: number,
  fBest: number,
  fCounter: number,
): number {
  const s = fBest / fPrevious;
  if (previous === counter) return (s * (counter - best)) / (s - 1);
  const q = fPrevious / fCounter;
  const r = fBest / fCounter;
  const numerator = s * ((counter - best) * q * (q - r) - (best - previous) * (r - 1));
  return -numerator / ((q - 1) * (r - 1) * (s - 1));
}

function sorted(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}
