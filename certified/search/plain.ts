/** Finds proofs by plain duality with free dual norms, depth by depth, with the method's own root from below. */

import type { Count, LowerEnd, LowerHidden, PlainHidden, PlainProof } from "../format/index.js";
import { PROOF_SCHEMA } from "../format/index.js";
import { requireSearch } from "./arguments.js";
import { coverStep } from "./cover.js";
import { decimalBeyond, fixed, numberOf, ONE, quotient, significant } from "./fixed.js";
import { lastLayerAbove, lastLayerBelow } from "./last-layer.js";
import { remembered } from "./remembered.js";
import { stepOptimum } from "./step-optimum.js";

export interface PlainSearch {
  /** α_1 … α_{l−1} as decimals, taken exactly. */
  readonly hidden: readonly string[];
  readonly count: Count;
  /** Decimals of the bound (1 to 28). */
  readonly digits: number;
}

/** Largest number of decimals: the intervals carry 38 digits. */
const MOST_DIGITS = 28;
/** Decimals that the values between layers have beyond those of the bound. */
const GUARD = 2;

/**
 * A proof of the bound α_l that plain duality gives after these hidden expansions, rounded up at the given decimal.
 * @param search hidden expansions as decimals, count (2: n units, 4: 2n) and decimals of the bound
 * @returns the proof
 * @throws InputError for expansions that are not above 2, or digits out of range
 * @example
 * import { certificate, searchPlain } from "relu-injectivity/certified";
 * certificate(searchPlain({ hidden: [], count: 2, digits: 4 })).bound; // "7.6477"
 */
export function searchPlain(search: PlainSearch): PlainProof {
  requireSearch(search, MOST_DIGITS);
  const { hidden, count, digits } = search;
  const layers: PlainHidden[] = [];
  let incoming = "1";
  for (const expansion of hidden) {
    const layer = hiddenLayer(expansion, incoming, digits + GUARD);
    layers.push(layer);
    incoming = layer.tau;
  }
  const last = lastLayerAbove(incoming, count, digits);
  const below = lowerEnd(hidden, count, digits, plainLower);
  return { schema: PROOF_SCHEMA, kind: "plain", count, hidden: layers, last, below };
}

/** A hidden layer with τ = Θ(α, T) rounded up at the given decimal. */
const hiddenLayer = remembered((expansion, incoming, decimals): PlainHidden => {
  const [alpha, T] = [fixed(expansion), fixed(incoming)];
  const optimum = stepOptimum(alpha, T);
  // One unit more: the slack is never nearly zero.
  const tau = decimalBeyond(optimum.tau + ONE / 10n ** BigInt(decimals), decimals, 1);
  const slack = numberOf(fixed(tau) - optimum.tau);
  return { expansion, tau, ...coverStep({ expansion: alpha, incoming: T, tau: fixed(tau), slack }) };
});

/** A point that shows that a layer hands on at least τ, rounded down at the given decimal. */
export type LowerStep = (expansion: string, incoming: string, decimals: number) => LowerHidden;

const plainLower: LowerStep = remembered((expansion, incoming, decimals) => {
  const alpha = fixed(expansion);
  const optimum = stepOptimum(alpha, fixed(incoming));
  const tau = decimalBeyond(optimum.tau - ONE / 10n ** BigInt(decimals), decimals, -1);
  // The distance α[ψ − bψ_b − (σ−1)ψ_σ] grows with b: a little less than the optimal b keeps it within T.
  const room = quotient(optimum.tau - fixed(tau), 20n * ONE);
  return { expansion, tau, b: significant(optimum.b - room, 37), sigma: significant(optimum.sigma, 37) };
});

/** The chain of lower ends for the same hidden expansions. */
export function lowerEnd(hidden: readonly string[], count: Count, digits: number, step: LowerStep): LowerEnd {
  const layers: LowerHidden[] = [];
  let incoming = "1";
  for (const expansion of hidden) {
    const layer = step(expansion, incoming, digits + GUARD);
    layers.push(layer);
    incoming = layer.tau;
  }
  return { hidden: layers, last: lastLayerBelow(incoming, count, digits) };
}
