/** ψ(b, σ) = E min_z[(g−z)² + 2bhz₊ + (σ−1)z₊²] of plain duality over intervals, with its derivatives. */
import {
  add,
  arctangent,
  divide,
  half,
  type Interval,
  multiply,
  PI,
  square,
  squareRoot,
  subtract,
  times,
  UNIT,
} from "../../src/interval/index.js";

/** ψ and the pieces of it that the derivatives need. */
export interface TestFunction {
  readonly value: Interval;
  /** M = 1 − Λ(t₂)/π. */
  readonly held: Interval;
  /** t₂²/((1+t₂²)π). */
  readonly edge: Interval;
}

/** Λ(t) = atan t − t/(1+t²), and t²/(1+t²). */
function excess(t: Interval): { lambda: Interval; share: Interval } {
  const squared = square(t);
  const scale = add(UNIT, squared);
  return { lambda: subtract(arctangent(t), divide(t, scale)), share: divide(squared, scale) };
}

/**
 * ψ = ½[1 + Λ(t₁)/π − (1+b²)M/σ], M = 1 − Λ(t₂)/π, t₁ = b/(1+√σ), t₂ = b√σ/(1+√σ+b²) (docs/theorems.md, section 3).
 *
 * @param b ≥ 0
 * @param sigma > 0
 */
export function testFunction(b: Interval, sigma: Interval): TestFunction {
  const root = squareRoot(sigma);
  const scale = add(UNIT, root);
  const squared = square(b);
  const first = excess(divide(b, scale));
  const second = excess(divide(multiply(b, root), add(scale, squared)));
  const held = subtract(UNIT, divide(second.lambda, PI));
  const inWedge = divide(multiply(add(UNIT, squared), held), sigma);
  const value = half(subtract(add(UNIT, divide(first.lambda, PI)), inWedge));
  return { value, held, edge: divide(second.share, PI) };
}

/** ψ_b = (S − bM)/σ, S = t₂²/((1+t₂²)π). */
export function slopeInB(b: Interval, sigma: Interval, { held, edge }: TestFunction): Interval {
  return divide(subtract(edge, multiply(b, held)), sigma);
}

/** ψ_σ = (1+b²)M/(2σ²). */
export function slopeInSigma(b: Interval, sigma: Interval, { held }: TestFunction): Interval {
  return divide(multiply(add(UNIT, square(b)), held), times(2, square(sigma)));
}
