/** Finds proofs of one constant width for every depth by plain duality. */

import { constantWidth } from "../../rdt/index.js";
import { InputError, requireInteger } from "../../src/result.js";
import type { StrongWidth, StrongWidthProof, WeakWidthProof } from "../format/index.js";
import { PROOF_SCHEMA } from "../format/index.js";
import { coverStep } from "./cover.js";
import { decimalBeyond, fixed, fixedOfNumber, numberOf, ONE, quotient, significant } from "./fixed.js";
import { bestQuantile, lastLayerAbove, neededExpansion } from "./last-layer.js";
import { stepOptimum } from "./step-optimum.js";

/**
 * A width at which every layer keeps n active units: S_2(C) > 1, for C = α_RS rounded up.
 * @param digits decimals of the width, 1 … 28
 * @returns the proof
 * @throws InputError for digits out of range
 * @example
 * import { certificate, searchWeakWidth } from "relu-injectivity/certified";
 * certificate(searchWeakWidth(4)).bound; // "7.6477"
 */
export function searchWeakWidth(digits: number): WeakWidthProof {
  requireInteger(digits, "digits", 1, 28);
  const { expansion, a } = lastLayerAbove("1", 2, digits);
  return { schema: PROOF_SCHEMA, kind: "width", count: 2, from: expansion, first: { a } };
}

/**
 * A width at which layer 1 keeps n active units and every later one 2n, by plain duality, rounded up.
 * @param digits decimals of the width, 1 … 28
 * @returns the proof
 * @throws InputError for digits out of range
 * @example
 * import { certificate, searchStrongWidth } from "relu-injectivity/certified";
 * certificate(searchStrongWidth(4)).bound; // "11.4899"
 */
export function searchStrongWidth(digits: number): StrongWidthProof {
  requireInteger(digits, "digits", 1, 28);
  return { schema: PROOF_SCHEMA, kind: "width", count: 4, ...strongWidth(leastStrongWidth(digits)) };
}

/** Where the last plain argument takes over: S_4 > 1 from 11.592153521879828 on. */
const BEYOND = "11.6";

/** The root of S_4(C) = Θ(C, 1), rounded up. */
function leastStrongWidth(digits: number): string {
  const start = constantWidth({ depth: 2, notion: "strong", dualNorms: "optimal" }).width.value;
  const excess = (width: bigint): bigint => {
    const { tau } = stepOptimum(width, ONE);
    return width - neededExpansion(tau, bestQuantile(tau, 4), 4);
  };
  let width = fixedOfNumber(start);
  const probe = fixedOfNumber(2 ** -20);
  const slope = fixedOfNumber(numberOf(excess(width + probe) - excess(width)) * 2 ** 20);
  for (let i = 0; i < 6; i++) width -= quotient(excess(width), slope);
  // A tenth of a unit is room for the rounding of τ and a.
  return decimalBeyond(width + ONE / 10n ** BigInt(digits + 1), digits, 1);
}

/** The proof for every C ≥ `from`. @throws InputError when `from` is below the least such width */
export function strongWidth(from: string): StrongWidth {
  const C = fixed(from);
  const { tau: theta } = stepOptimum(C, ONE);
  const least = bestQuantile(theta, 4);
  const spare = numberOf(C - neededExpansion(theta, least, 4));
  if (!(spare > 0))
    throw new InputError(`width ${from}: expected a width at which plain duality gives 2n units`);
  // τ may exceed Θ by a third of what the last layer leaves: dα/dτ is about 4.
  const places = Math.min(34, Math.ceil(-Math.log10(spare / 12)));
  const tau = decimalBeyond(theta, places, 1);
  const slack = numberOf(fixed(tau) - theta);
  const layer1 = coverStep({ expansion: C, incoming: ONE, tau: fixed(tau), slack });
  const a = significant(bestQuantile(fixed(tau), 4), Math.ceil(places / 2) + 4);
  return {
    from,
    to: BEYOND,
    first: { a: significant(bestQuantile(ONE, 2), 6) },
    tau: [tau, largestTau(a)],
    layer1,
    last: { a },
    beyond: { a: significant(bestQuantile(ONE, 4), 12) },
  };
}

/** The largest τ that the last layer admits at the width BEYOND with the given a, less a little. */
function largestTau(a: string): string {
  const needed = (tau: bigint) => numberOf(neededExpansion(tau, fixed(a), 4));
  let [low, high] = [0.9, 1];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (needed(fixedOfNumber(middle)) < Number(BEYOND)) low = middle;
    else high = middle;
  }
  return decimalBeyond(fixedOfNumber(low), 5, -1);
}
