/** ln F₁, ln F₂ and s(w) of partially lifted duality in doubles, for the searches. */
import { normalTail } from "../../src/special/normal.js";

/** ln F₁ at weights w, w′, A, q = 1/ρ and γ; NaN where F₁ is infinite. */
export function logHiddenMoment(w: number, next: number, A: number, q: number, gamma: number): number {
  const k = 2 * w * A;
  const b = (next * q) / (2 * w * A);
  const sigma = 1 + gamma / A;
  const s = Math.sqrt(sigma);
  const stretched = b * b * (1 + k);
  const determinant = 1 + k - (k / sigma) * (1 + stretched);
  if (!(determinant > 0)) return Number.NaN;
  const rootDeterminant = Math.sqrt(determinant);
  const rootWide = Math.sqrt(1 + k);
  const atRest = Math.PI - Math.atan(b / (1 + s));
  const clamped = Math.atan(b * rootWide) / rootWide;
  const moved = (Math.PI - Math.atan((rootDeterminant * b * s) / (1 + s + stretched))) / rootDeterminant;
  return Math.log((atRest + clamped + moved) / (2 * Math.PI));
}

/** The least γ with F₁ finite: Δ = 0. */
export function leastGamma(w: number, next: number, A: number, q: number): number {
  const k = 2 * w * A;
  const b = (next * q) / (2 * w * A);
  return Math.max(0, A * ((k * (1 + b * b * (1 + k))) / (1 + k) - 1));
}

/** ln F₂ at w, A, μ and κ. */
export function logLastMoment(w: number, A: number, mu: number, margin = 0): number {
  const a = Math.sqrt(mu / A);
  const wide = Math.sqrt(1 + 2 * w * A);
  if (margin !== 0) {
    const start = margin / wide;
    const mass = normalTail(start) - normalTail(start + a * wide);
    const kept = (Math.exp(-w * A * start * start) * mass) / wide;
    return Math.log1p(kept - normalTail(margin) + Math.exp(-w * mu) * normalTail(margin + a));
  }
  const near = (0.5 - normalTail(a * wide)) / wide;
  // ln(1 − loss): the loss from 1 keeps its digits where w is small.
  return Math.log1p(near - 0.5 + Math.exp(-w * mu) * normalTail(a));
}

/** The best γ̂ = (w + √(w²+4))/4 and s(w) there. */
export function sphereTerm(w: number): { gammaSphere: number; value: number } {
  const gammaSphere = (w + Math.sqrt(w * w + 4)) / 4;
  return { gammaSphere, value: w * gammaSphere - 0.5 * Math.log1p(-w / (2 * gammaSphere)) };
}
