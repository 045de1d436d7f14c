/** The k-RSB functional at given parameters, enclosed from above: a statement about the functional only. */
import {
  add,
  decimalText,
  divide,
  enclose,
  exponential,
  half,
  type Interval,
  integer,
  logarithm,
  multiply,
  negate,
  normalTail,
  PI,
  type Rational,
  square,
  squareRoot,
  subtract,
  times,
  UNIT,
  whole,
  ZERO,
} from "../../src/interval/index.js";
import type { RsbProof } from "../format/index.js";
import { demand, increasing, type Ledger, positiveDecimal } from "./ledger.js";
import { smoothedCost } from "./smoothed-cost.js";
import type { Statement } from "./statement.js";

/** Bounds on the work that a file may ask for. */
const MOST_SAMPLES = 100_000n;
const MOST_PRODUCTS = 60_000_000n;
const PRECISION = 128n;

/** One Gaussian integral of the recursion: variance s over a lattice of the field. */
interface Level {
  readonly variance: Interval;
  readonly spacing: Rational;
  /** Lattice points on either side of 0 that the sum takes. */
  readonly reach: bigint;
  /** Lattice points on either side of 0 where the integrand is needed. */
  readonly extent: bigint;
  /** Spacing of the level outside, in units of this one. */
  readonly stride: bigint;
}

/**
 * Demands (1 + B)/A < bound, A from below: the levels of V on nested lattices by trapezoidal sums, each with the error
 * of the strip lemma and of its cut tails (docs/theorems.md, section 11).
 */
export function checkRsb(ledger: Ledger, proof: RsbProof): Statement {
  const k = proof.y.length;
  demand(
    proof.q.length === k && proof.spacing.length === k,
    "as many overlaps and spacings as breaking points",
  );
  const q = proof.q.map((text) => positiveDecimal(text, "q"));
  increasing([...q, integer(1)], "overlaps below 1");
  const y = proof.y.map((text) => positiveDecimal(text, "y"));
  increasing(y, "breaking points");
  const chi = enclose(positiveDecimal(proof.chi, "chi"));
  const R = positiveDecimal(proof.R, "R");
  const bound = positiveDecimal(proof.bound, "bound");
  const spacing = proof.spacing.map((text) => positiveDecimal(text, "spacing"));
  const overlaps = [ZERO, ...q.map(enclose), UNIT];
  const steps = overlaps.slice(1).map((value, i) => subtract(value, overlaps[i]));
  const variances = steps.map((step) => divide(step, times(2, chi)));
  const points = y.map(enclose);
  const levels = nestedLevels(variances, spacing, enclose(R));
  const energy = energeticBelow(levels, points, variances, enclose(R));
  const entropy = entropicTerm(steps, points, chi);
  ledger.positive(energy, "A > 0");
  ledger.less(add(UNIT, entropy), multiply(enclose(bound), energy), "(1 + B)/A is below the bound");
  return {
    claim: `The ${k}-RSB functional of the one-layer problem takes a value below ${decimalText(bound)} at the parameters of the file, so that its infimum alpha_${k} and the full-RSB value are below; no theorem is known that makes this a statement about matrices.`,
    theorem:
      "definition of the functional and the error of the trapezoidal rule (docs/theorems.md, section 11)",
    bound: decimalText(bound),
    lower: null,
  };
}

/** The lattices, outermost first; refuses spacings that are not nested and files that ask for too much work. */
function nestedLevels(variances: readonly Interval[], spacing: readonly Rational[], R: Interval): Level[] {
  const levels: Level[] = [];
  let products = 0n;
  spacing.forEach((step, i) => {
    const width = divide(multiply(R, squareRoot(variances[i])), enclose(step));
    const reach = (width.high >> PRECISION) + 1n;
    const outer = levels[i - 1];
    let stride = 1n;
    if (outer !== undefined) {
      const numerator = outer.spacing.numerator * step.denominator;
      const denominator = outer.spacing.denominator * step.numerator;
      demand(numerator % denominator === 0n, "each spacing is a multiple of the next");
      stride = numerator / denominator;
      products += (2n * outer.extent + 1n) * (2n * reach + 1n);
    }
    const extent = (outer === undefined ? 0n : outer.extent * stride) + reach;
    demand(extent <= MOST_SAMPLES && products <= MOST_PRODUCTS, "a lattice of bounded size");
    levels.push({ variance: variances[i], spacing: step, reach, extent, stride });
  });
  return levels;
}

/** B = ½[q₀/λ₀ + Σ_i (1/y_i) ln(λ_{i−1}/λ_i)], λ_k = χ, λ_{i−1} = λ_i + y_i(q_i − q_{i−1}). */
function entropicTerm(steps: readonly Interval[], y: readonly Interval[], chi: Interval): Interval {
  let lambda = chi;
  let sum = ZERO;
  for (let i = y.length; i >= 1; i--) {
    const next = add(lambda, multiply(y[i - 1], steps[i]));
    sum = add(sum, divide(logarithm(divide(next, lambda)), y[i - 1]));
    lambda = next;
  }
  return half(add(sum, divide(steps[0], lambda)));
}

/** A from below: V is bounded from above at every level, and terms −ln V ≥ 0 beyond the cut are left out. */
function energeticBelow(
  levels: readonly Level[],
  y: readonly Interval[],
  variances: readonly Interval[],
  R: Interval,
): Interval {
  const k = y.length;
  let values = innermost(levels[k - 1], y[k - 1], variances[k]);
  const tails = times(2, normalTail(R));
  for (let i = k - 1; i >= 1; i--) {
    const level = levels[i];
    const power = divide(y[i - 1], y[i]);
    const powers = values.map((value) => exponential(multiply(power, logarithm(value))).high);
    // M = e^{a²/2 + m/2} bounds ∫|φV^m| along the strip's edges.
    const aliasing = strip(level, y[i], variances[i + 1], (a) => exponential(half(add(square(a), power))));
    const error = add(tails, aliasing).high;
    values = sums(level, levels[i - 1], powers, error);
  }
  const outer = levels[0];
  const edge = strip(outer, y[0], variances[1], (a) =>
    divide(multiply(exponential(half(square(a))), add(y[0], divide(whole(33), whole(10)))), y[0]),
  );
  let sum = ZERO;
  weights(outer).forEach((weight, j) => {
    sum = add(sum, multiply(weight, logarithm(values[j])));
  });
  const { low } = subtract(negate(divide(sum, y[0])), edge);
  return { low, high: low };
}

/** The lattice points −count … count times the spacing. */
function lattice({ spacing }: Level, count: bigint): Interval[] {
  const points: Interval[] = [];
  for (let j = -count; j <= count; j++)
    points.push(enclose({ numerator: j * spacing.numerator, denominator: spacing.denominator }));
  return points;
}

function innermost(level: Level, y: Interval, variance: Interval): Interval[] {
  const cost = smoothedCost(y, variance);
  return lattice(level, level.extent).map(cost);
}

/** Trapezoidal weights Δ/√(2πs)·exp(−(jΔ)²/(2s)), j = −reach … reach. */
function weights(level: Level): Interval[] {
  const twice = times(2, level.variance);
  const scale = divide(enclose(level.spacing), squareRoot(multiply(PI, twice)));
  return lattice(level, level.reach).map((u) =>
    multiply(scale, exponential(negate(divide(square(u), twice)))),
  );
}

/** 2M/(e^{2πa/h} − 1), a = √(s′e^{−y}/s), h = Δ/√s: the error of the trapezoidal rule for a level of variance s. */
function strip(level: Level, y: Interval, inner: Interval, M: (a: Interval) => Interval): Interval {
  const edge = squareRoot(multiply(inner, exponential(negate(y))));
  const turns = divide(times(2, multiply(PI, edge)), enclose(level.spacing));
  const a = divide(edge, squareRoot(level.variance));
  return divide(times(2, M(a)), subtract(exponential(turns), UNIT));
}

/** Upper ends of Σ_j w_j V^m(h + jΔ) + error at the lattice points of the level outside: plain integer products. */
function sums(level: Level, outer: Level, powers: readonly bigint[], error: bigint): Interval[] {
  const taps = weights(level).map(({ high }) => high);
  const results: Interval[] = [];
  for (let j = -outer.extent; j <= outer.extent; j++) {
    const first = Number(j * level.stride - level.reach + level.extent);
    let sum = 0n;
    for (let i = 0; i < taps.length; i++) sum += taps[i] * powers[first + i];
    const high = (sum >> PRECISION) + 1n + error;
    results.push({ low: high, high });
  }
  return results;
}
