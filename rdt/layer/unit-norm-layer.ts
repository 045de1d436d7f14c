/** One step of the recurrence in depth with unit dual norms: T′ = h(α, T). */
import { roundingError } from "../../src/result.js";
import { brentRoot } from "../../src/roots/brent.js";
import { type LayerInput, type LayerStep, layerOutsideDomain, layerStep } from "./layer-step.js";
import { type ConeMoments, minimiserCone } from "./minimiser-cone.js";

const SCAN_LIMIT = 400;
const NEWTON_STEPS = 4;

/**
 * The T′ for which min_{ρ,γ̄} max_γ [γ̄ + αf₁(γ̄, γ) − γρ² + ρT′] equals T: what a hidden layer hands to the next
 * one (the objective of Stojnic 2024, §4.2, peeled layer by layer).
 *
 * In b = 2γ̄ and σ = 1 + 4γγ̄ the stationarity conditions are elementary,
 *   (A) 2bT = α[1 + Λ(arctan t₁)/π − (M + bS)/σ],
 *   (B) 2b² = α[1 + Λ(arctan t₁)/π − 2bS/σ + M(1 + b² − 2σ)/σ²],
 * and (B) has one root b for every γ > 0. Along that curve T rises from 0 (γ → 0, ρ → ∞, T′ → √(α/2) − 1) to
 * √(α/2) or, for wide layers, a little above it, and returns to √(α/2) as ρ → 0. The rising part holds the minima
 * over ρ, the falling part the maxima; as √(α/2) is the value at ρ = 0, a finite T′ exists for 0 < T < √(α/2)
 * exactly. The search walks the rising part only, in ln γ, and ends with Newton steps on (A), (B).
 *
 * That (B) has one root, and T one rising part, was checked on a grid for α from 2.5 to 1e6. Below 2.5 a second
 * minimum appears at T < 0.16; no admissible network comes near, and that corner is refused.
 *
 * @param input α > 2 and T in (0, √(α/2)), at least 0.2 when α < 2.5; outside, the status is `domain-error`
 */
export function unitNormLayer(input: LayerInput): LayerStep {
  const { expansion, incoming } = input;
  const ceiling = Math.sqrt(expansion / 2);
  const supported = expansion > 2 && incoming > (expansion < 2.5 ? 0.2 : 0) && incoming < ceiling;
  if (!supported) return layerOutsideDomain();
  const excess = (logGamma: number): number => {
    const gamma = Math.exp(logGamma);
    return valueAt(expansion, curveB(expansion, gamma), gamma) - incoming;
  };
  // The rising part ends beyond the root only: T reaches √(α/2) before it can fall back.
  let high = 0;
  let steps = 0;
  while (excess(high) < 0 && ++steps < SCAN_LIMIT) high += 0.25;
  let low = steps === 0 ? high - 1 : high - 0.25;
  while (steps === 0 && excess(low) > 0 && low > -SCAN_LIMIT) low = 2 * low;
  if (steps >= SCAN_LIMIT) return layerOutsideDomain();
  const gamma = Math.exp(brentRoot(excess, low, high).root);
  const b = curveB(expansion, gamma);
  return polish(input, b, 2 * b * gamma);
}

/** The root b of (B) at given γ: the curve on which γ̄ and γ are stationary. */
export function curveB(expansion: number, gamma: number): number {
  const residual = (logB: number): number => {
    const b = Math.exp(logB);
    return (expansion * sideB(b, minimiserCone(b, 2 * b * gamma))) / (2 * b * b) - 1;
  };
  let low = 0.5 * Math.log(expansion / 2) - 2;
  let high = low + 4;
  for (let step = 0; step < SCAN_LIMIT && residual(low) < 0; step++) low -= 2;
  for (let step = 0; step < SCAN_LIMIT && residual(high) > 0; step++) high += 2;
  return Math.exp(brentRoot(residual, low, high).root);
}

function sideA(b: number, cone: ConeMoments): number {
  return 1 + cone.gain - (cone.held + b * cone.edge) / cone.sigma;
}

function sideB(b: number, cone: ConeMoments): number {
  const { sigma, held, edge, gain } = cone;
  return 1 + gain - (2 * b * edge) / sigma + (held * (1 + b * b - 2 * sigma)) / (sigma * sigma);
}

function valueAt(expansion: number, b: number, gamma: number): number {
  return (expansion * sideA(b, minimiserCone(b, 2 * b * gamma))) / (2 * b);
}

/** Newton on (A), (B) in (ln b, η); the last step is the error of the point. */
function polish(input: LayerInput, startB: number, startEta: number): LayerStep {
  const { expansion, incoming } = input;
  let b = startB;
  let eta = startEta;
  let change = Number.POSITIVE_INFINITY;
  let settled = false;
  let inverse: Inverse = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
  for (let step = 0; step < NEWTON_STEPS && !settled; step++) {
    const cone = minimiserCone(b, eta);
    const { sigma, held, edge, edgeSlope } = cone;
    const a = sideA(b, cone);
    const balance = (2 * b * incoming) / expansion - a;
    const curve = (2 * b * b) / expansion - sideB(b, cone);
    const [mB, mS] = [-2 * edge * cone.angleByB, -2 * edge * cone.angleBySigma];
    const [sB, sS] = [edgeSlope * cone.angleByB, edgeSlope * cone.angleBySigma];
    const square = sigma * sigma;
    const quadratic = 1 + b * b - 2 * sigma;
    const balanceB = (2 * incoming) / expansion - cone.gainByB + (mB + edge + b * sB) / sigma;
    const balanceS = -cone.gainBySigma + (mS + b * sS) / sigma - (held + b * edge) / square;
    const curveByB =
      (4 * b) / expansion -
      cone.gainByB +
      (2 * (edge + b * sB)) / sigma -
      (mB * quadratic + 2 * b * held) / square;
    const curveByS =
      -cone.gainBySigma +
      (2 * b * sS) / sigma -
      (2 * b * edge) / square -
      (mS * quadratic - 2 * held) / square +
      (2 * held * quadratic) / (square * sigma);
    const determinant = balanceB * curveByS - balanceS * curveByB;
    inverse = [
      curveByS / determinant,
      -balanceS / determinant,
      -curveByB / determinant,
      balanceB / determinant,
    ];
    const stepB = (balance * curveByS - curve * balanceS) / determinant;
    const stepEta = (curve * balanceB - balance * curveByB) / determinant;
    const size = Math.abs(stepB / b) + Math.abs(stepEta / eta);
    if (!(size < change)) break;
    settled = size < 4 * Number.EPSILON;
    change = size;
    b -= stepB;
    eta -= stepEta;
  }
  const errors = pointErrors(input, b, eta, change, inverse);
  return layerStep(input, { b, eta, kappa: 1, gammaBar: b / 2, change, errors });
}

/** Inverse of the Jacobian of (A), (B) in (b, η), row by row. */
type Inverse = readonly [number, number, number, number];

/** The errors of T and α, and the rounding of terms of order 1 in (A) and (B), carried to b and η. */
function pointErrors(
  { expansion, incoming, expansionError = 0, incomingError = 0 }: LayerInput,
  b: number,
  eta: number,
  change: number,
  inverse: Inverse,
): { b: number; eta: number; gammaBar: number; kappa: number } {
  const rounding = roundingError(1);
  const relative = expansionError / expansion;
  const inBalance = ((2 * b) / expansion) * (incomingError + incoming * relative) + rounding;
  const inCurve = ((2 * b * b) / expansion) * relative + rounding;
  const inB = (Math.abs(inverse[0]) * inBalance + Math.abs(inverse[1]) * inCurve) / b;
  const inEta = (Math.abs(inverse[2]) * inBalance + Math.abs(inverse[3]) * inCurve) / eta;
  return { b: change + inB, eta: change + inEta, gammaBar: change + inB, kappa: 0 };
}
