/** Limits of minimal admissible sequences as the depth grows, with the way in which they are approached. */

import { combinedStatus, type Quantity, quantity, roundingError } from "../../src/result.js";
import { brentRoot } from "../../src/roots/brent.js";
import { normalDensity } from "../../src/special/normal.js";
import { requireDuality } from "../layer/arguments.js";
import { type Capacity, lastLayerCapacity } from "../layer/last-layer.js";
import type { LayerStep } from "../layer/layer-step.js";
import { countConstant, type DualNorms, type Notion } from "../layer/notion.js";
import { unitNormLayer } from "../layer/unit-norm-layer.js";

/** α_l − limit ~ factor^l, or ~ coefficient · l^(−exponent). */
export type Approach =
  | { readonly kind: "geometric"; readonly factor: number }
  | { readonly kind: "algebraic"; readonly exponent: number; readonly coefficient: number };

export interface SequenceLimit {
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  /** lim α_l as l → ∞. */
  readonly limit: Quantity;
  /** lim T_l. */
  readonly incoming: number;
  readonly approach: Approach;
}

/**
 * The limit of the minimal admissible sequence, which does not depend on its first expansion.
 *
 * Unit norms: the fixed point T = h(α, T), S_c(α) = T; the sequence approaches it geometrically. Optimal norms:
 * T′ = T − T²√(2/α)/(12π) + O(T³), so that T_l ~ 12π√(c/2)/l and the expansions fall to c itself, the count
 * of the weakest demand, like α_l − c ~ 12c(πφ(0))^{2/3} l^{−2/3} (with logarithmic corrections).
 * @param notion weak or strong
 * @param dualNorms unit (default) or optimal
 * @returns the limit of the expansions, and how it is approached
 * @throws InputError for another notion or other norms
 * @example
 * import { sequenceLimit } from "relu-injectivity/rdt";
 * sequenceLimit("weak", "optimal").limit.value; // 2
 */
export function sequenceLimit(notion: Notion, dualNorms: DualNorms = "unit"): SequenceLimit {
  requireDuality(notion, dualNorms);
  const count = countConstant(notion, 2);
  if (dualNorms === "optimal") {
    const coefficient = 12 * count * (Math.PI * normalDensity(0)) ** (2 / 3);
    const approach = { kind: "algebraic", exponent: 2 / 3, coefficient } as const;
    return { notion, dualNorms, limit: quantity(count, 0), incoming: 0, approach };
  }
  const found = brentRoot((incoming) => step(incoming, count).layer.outgoing.value / incoming - 1, 2, 50);
  const { layer, last } = step(found.root, count);
  const factor = layer.byIncoming + layer.byExpansion / last.slope;
  // An error of T is amplified by 1/(1 − factor), and carried to α by 1/S′.
  const mismatch = Math.abs(layer.outgoing.value - found.root) + roundingError(found.root, 16);
  const error = mismatch / ((1 - factor) * last.slope) + last.capacity.error;
  const status = combinedStatus(found.status, layer.outgoing.status, last.capacity.status);
  return {
    notion,
    dualNorms,
    limit: quantity(last.capacity.value, error, status),
    incoming: found.root,
    approach: { kind: "geometric", factor },
  };
}

function step(incoming: number, count: number): { layer: LayerStep; last: Capacity } {
  const last = lastLayerCapacity(incoming, count);
  return { layer: unitNormLayer({ expansion: last.capacity.value, incoming }), last };
}
