/** The answer in a few numbers: what is proved, what is conjectured, and the widths of deep networks. */
import { liftedConstantWidth } from "../../rdt/index.js";
import type { Quantity } from "../../src/result.js";
import { injectivityThreshold } from "./answers.js";
import { certifiedThresholds } from "./certified-bounds.js";
import { certifiedWidth } from "./certified-width.js";

/** The answer for one layer and for deep networks, n → ∞. */
export interface Overview {
  /** Below this m/n no random layer is injective (theorem). */
  readonly lower: Quantity;
  /** The threshold of full replica symmetry breaking, conjectured exact. */
  readonly threshold: Quantity;
  /** Above this m/n every random layer is (theorem: partially lifted duality). */
  readonly upper: Quantity;
  /** Least C of (n, Cn, …, Cn) for n active units in every layer, at every depth (theorem). */
  readonly weakWidth: Quantity;
  /** The same for an injective network: 2n active units from layer 2 on. */
  readonly strongWidth: Quantity;
  /** The theorems as decimals that are proved: `lower` rounded down, the others up. */
  readonly certified: {
    readonly lower: string;
    readonly upper: string;
    readonly weakWidth: string;
    readonly strongWidth: string;
  };
}

/**
 * Computes the answer, and proves the theorems in it.
 * @returns five numbers, each with its error, and what is proved of four of them
 * @example
 * import { overview } from "relu-injectivity";
 * const { lower, threshold, upper } = overview();
 * lower.value < threshold.value && threshold.value < upper.value; // true
 */
export function overview(): Overview {
  const everyDepth = (notion: "weak" | "strong"): Quantity =>
    liftedConstantWidth({ depth: Number.POSITIVE_INFINITY, notion }).width;
  return {
    lower: injectivityThreshold("sum-of-rows"),
    threshold: injectivityThreshold("full-rsb"),
    upper: injectivityThreshold("lifted-duality"),
    weakWidth: everyDepth("weak"),
    strongWidth: everyDepth("strong"),
    certified: {
      ...certifiedThresholds(),
      weakWidth: certifiedWidth("weak", true),
      strongWidth: certifiedWidth("strong", true),
    },
  };
}
