/** One step of the recurrence in depth with the norm ratio κ optimised: T′ = min_κ h(α, T; κ)/κ. */
import { roundingError } from "../../src/result.js";
import { brentRoot } from "../../src/roots/brent.js";
import { type LayerInput, type LayerStep, layerOutsideDomain, layerStep } from "./layer-step.js";
import { minimiserCone } from "./minimiser-cone.js";

const SCAN_LIMIT = 800;

/**
 * The least T′ over all norms of the next layer's dual vector. The source fixes them (Stojnic 2024, eqs. (24),
 * (54)); feasibility does not depend on them, so that every κ > 0 gives a bound and the least T′ the best one.
 *
 * With κ free, stationarity in κ, ρ, γ̄ and γ together reads, in b = 2γ̄κ and σ = 1 + η = 1 + 4γγ̄,
 *   (K) σbS = M(1 + b² − σ),   γ̄ = T/2,   2T²/α = 1 + Λ(arctan t₁)/π − (1 + b²)M/σ²,   T′ = ηρ/b.
 * (K) does not contain α: it is one universal curve σ(b), along which the right-hand side rises from 0. Hence
 * T′/√α is one universal function of T/√α, and T′ = T − O(T²) for small T.
 *
 * @param input α > 0 and T in (0, √(α/2)); outside, the status is `domain-error` (see {@link unitNormLayer}: at
 * T = √(α/2) the value is reached at ρ = 0 whatever κ is)
 */
export function optimalNormLayer(input: LayerInput): LayerStep {
  const { expansion, incoming } = input;
  const target = (2 * incoming * incoming) / expansion;
  if (!(expansion > 0) || !(incoming > 0) || !(target < 1)) return layerOutsideDomain();
  const excess = (logB: number): number => Math.log(energy(Math.exp(logB)) / target);
  // For small T the energy is b², which makes √target the natural start.
  let low = 0.5 * Math.log(target);
  let high = low;
  for (let step = 0; step < SCAN_LIMIT && excess(low) > 0; step++) low -= 0.25;
  for (let step = 0; step < SCAN_LIMIT && excess(high) < 0; step++) high += 0.25;
  const found = brentRoot(excess, low, high);
  const b = Math.exp(found.root);
  const change = Math.abs(found.bracket[1] - found.bracket[0]) + Math.abs(found.residual);
  const eta = curveEta(b);
  const errors = pointErrors(input, b, eta, change);
  return layerStep(input, { b, eta, kappa: b / incoming, gammaBar: incoming / 2, change, errors });
}

/** Relative change by which the logarithmic derivatives along the curve (K) are differenced. */
const NUDGE = 1e-5;

/** 2T²/α determines b, and b determines η: the logarithmic derivatives of both carry the errors. */
function pointErrors(
  { expansion, incoming, expansionError = 0, incomingError = 0 }: LayerInput,
  b: number,
  eta: number,
  change: number,
): { b: number; eta: number; gammaBar: number; kappa: number } {
  const moved = b * (1 + NUDGE);
  const slope = Math.log(energy(moved) / energy(b)) / NUDGE;
  const relativeIncoming = incomingError / incoming;
  // The energy is a sum of terms of its own size (see there), good to a few ulp.
  const inTarget = 2 * relativeIncoming + expansionError / expansion + roundingError(1, 8);
  const inB = change + inTarget / slope;
  const along = Math.abs(curveEta(moved) / eta - 1) / NUDGE;
  return {
    b: inB,
    eta: along * inB + roundingError(1, 8),
    gammaBar: relativeIncoming,
    kappa: inB + relativeIncoming,
  };
}

/** The root η of (K) at given b: it lies between 0 and b². */
function curveEta(b: number): number {
  const square = b * b;
  const residual = (share: number): number => {
    const cone = minimiserCone(b, share * square);
    return (cone.sigma * cone.edge) / (b * cone.held) - (1 - share);
  };
  return square * brentRoot(residual, 0, 1).root;
}

/**
 * 1 + Λ(arctan t₁)/π − (1 + b²)M/σ² on the curve (K), with (K) used to remove the terms that cancel for small b:
 * σ² − (1+b²)M = b² − 2σbS/M + η² + (1+b²)Λ(ω)/π.
 */
function energy(b: number): number {
  const eta = curveEta(b);
  const { sigma, held, edge, gain, missing } = minimiserCone(b, eta);
  const square = b * b;
  return (
    gain + (square - (2 * sigma * b * edge) / held + eta * eta + (1 + square) * missing) / (sigma * sigma)
  );
}
