/** Pairs (b, σ) that cover all ρ ≥ 0 for a hidden layer of plain duality. */
import { InputError } from "../../src/result.js";
import type { CoveredStep, Pair } from "../format/index.js";
import {
  decimalBeyond,
  type Fixed,
  fixed,
  fixedOfNumber,
  numberOf,
  ONE,
  product,
  quotient,
  root,
  significant,
} from "./fixed.js";
import { fixedPsi } from "./fixed-psi.js";
import { psi } from "./psi.js";

/** α, T, and the τ to be proved, above Θ(α, T). */
export interface StepTarget {
  readonly expansion: Fixed;
  readonly incoming: Fixed;
  readonly tau: Fixed;
  /** τ − Θ: sets the digits of the pairs. */
  readonly slack: number;
}

/** A rounded pair with the interval of ρ on which its W is positive. */
interface RoundedPair {
  readonly text: Pair;
  readonly left: Fixed;
  /** undefined: positive on to infinity. */
  readonly right: Fixed | undefined;
}

const MOST_PAIRS = 400;
/** Share of the largest possible step in σ that is taken: the rest leaves room for rounding. */
const STEP_SHARE = 0.9;
/** Doubles lose some 1e-15 of W. */
const SMALLEST_DOUBLE_SLACK = 5e-13;

/**
 * From σ = 1 downwards in ρ: each next σ is nearly the largest whose interval still meets the one before; b is the
 * minimiser's companion of σ, for which the parabola W is widest.
 */
export function coverStep(target: StepTarget): CoveredStep {
  const digits = Math.max(4, Math.ceil(1 - 0.5 * Math.log10(target.slack)) + 1);
  const pairs = [roundedPair(target, ONE, digits)];
  const rho: string[] = [];
  let sigma = ONE;
  let step = 0.05;
  while (pairs[0].left > 0n) {
    if (pairs.length > MOST_PAIRS)
      throw new InputError("digits: expected fewer, no cover was found at these");
    const { left } = pairs[0];
    step = largestStep(reachesBeyond(target, left, sigma), step);
    let next: RoundedPair | undefined;
    for (let share = STEP_SHARE; share > 0.01; share *= 0.7) {
      next = roundedPair(target, sigma + fixedOfNumber(share * step), digits);
      if (next.right !== undefined && next.right > left && next.left < left) break;
      next = undefined;
    }
    if (next?.right === undefined) throw new InputError("digits: expected fewer, rounding leaves no overlap");
    rho.unshift(between(left, next.right));
    pairs.unshift(next);
    sigma = fixed(next.text[1]);
  }
  return { rho: ["0", ...rho], pairs: pairs.map(({ text }) => text) };
}

/**
 * Whether the interval of σ + size still meets the one that begins at `left`: in doubles where the slack is well above their
 * rounding, as the pair that is taken is found and judged in full precision anyway.
 */
function reachesBeyond(target: StepTarget, left: Fixed, sigma: Fixed): (size: number) => boolean {
  if (target.slack < SMALLEST_DOUBLE_SLACK) {
    return (size) => {
      const next = sigma + fixedOfNumber(size);
      const { right } = rootsAt(target, next, companion(target, next));
      return right !== undefined && right > left;
    };
  }
  const [alpha, incoming, tau] = [target.expansion, target.incoming, target.tau].map(numberOf);
  const factor = tau * Math.sqrt(2 / alpha);
  const [edge, start] = [numberOf(left), numberOf(sigma - ONE)];
  return (size) => {
    const bend = start + size;
    const b = roughCompanion(factor, 1 + bend);
    const base = alpha * psi(b, 1 + bend).value - incoming * incoming;
    const slope = b * tau;
    return (slope + Math.sqrt(Math.max(0, slope * slope + bend * base))) / bend > edge;
  };
}

/** The largest size at which a predicate that holds for small sizes still holds, to some percent. */
function largestStep(holds: (size: number) => boolean, start: number): number {
  let low = start;
  while (!holds(low) && low > 1e-30) low /= 4;
  let high = 2 * low;
  while (holds(high) && high < 1e9) {
    low = high;
    high *= 2;
  }
  for (let i = 0; i < 8; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** bM − S − factor·√((1+b²)M) in doubles. */
function companionExcess(factor: number, sigma: number): (b: number) => number {
  return (b) => {
    const { held, edge } = psi(b, sigma);
    return b * held - edge - factor * Math.sqrt((1 + b * b) * held);
  };
}

/** Its root, bisected. */
function roughCompanion(factor: number, sigma: number): number {
  const estimate = companionExcess(factor, sigma);
  let low = 0;
  let high = 1;
  while (estimate(high) < 0 && high < 1e9) [low, high] = [high, 2 * high];
  for (let i = 0; i < 48; i++) {
    const middle = (low + high) / 2;
    if (estimate(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}

/** b with bM − S = τ√(2/α)·√((1+b²)M): bisected in doubles, then corrected in full precision. */
function companion({ expansion, tau }: StepTarget, sigma: Fixed): Fixed {
  const factor = product(tau, root(quotient(2n * ONE, expansion)));
  const [rough, roughSigma] = [numberOf(factor), numberOf(sigma)];
  const estimate = companionExcess(rough, roughSigma);
  const high = roughCompanion(rough, roughSigma);
  const probe = 1e-5 * high;
  const slope = fixedOfNumber((estimate(high + probe) - estimate(high - probe)) / (2 * probe));
  let b = fixedOfNumber(high);
  for (let i = 0; i < 2; i++) {
    const { held, edge } = fixedPsi(b, sigma);
    const residual = product(b, held) - edge - product(factor, root(product(ONE + product(b, b), held)));
    b -= quotient(residual, slope);
  }
  return b;
}

/** Where W = αψ − T² − (σ−1)ρ² + 2bτρ is positive. */
function rootsAt(
  { expansion, incoming, tau }: StepTarget,
  sigma: Fixed,
  b: Fixed,
): { left: Fixed; right: Fixed | undefined } {
  const base = product(expansion, fixedPsi(b, sigma).value) - product(incoming, incoming);
  const slope = product(b, tau);
  const bend = sigma - ONE;
  if (bend <= 0n) return { left: quotient(-base, 2n * slope), right: undefined };
  const discriminant = product(slope, slope) + product(bend, base);
  if (discriminant <= 0n) return { left: quotient(slope, bend), right: 0n };
  const width = root(discriminant);
  return { left: quotient(-base, slope + width), right: quotient(slope + width, bend) };
}

function roundedPair(target: StepTarget, sigma: Fixed, digits: number): RoundedPair {
  const text: Pair = [significant(companion(target, sigma), digits), significant(sigma, digits)];
  return { text, ...rootsAt(target, fixed(text[1]), fixed(text[0])) };
}

/** A short decimal between two numbers, next to the middle. */
function between(low: Fixed, high: Fixed): string {
  const gap = numberOf(high - low);
  const places = Math.max(1, Math.ceil(-Math.log10(gap)) + 1);
  return decimalBeyond((low + high) / 2n, places, -1);
}
