/** Lists of expansions: what is asked of them, their ratios, and the words for one that is too small. */
import { requireFlag, requireObject } from "../../src/arguments.js";
import {
  combinedStatus,
  InputError,
  type Quantity,
  quantity,
  requireInteger,
  requirePositive,
  roundingError,
  shown,
} from "../../src/result.js";
import { requireDuality, requireExpansionList } from "../layer/arguments.js";
import type { DualNorms, Notion } from "../layer/notion.js";

/** The first layer whose given expansion this theory does not admit. */
export interface AdmissibilityFailure {
  readonly layer: number;
  readonly expansion: number;
  readonly leastAdmissible: number;
}

/** An expansion copied from a computed threshold may be a few units in the last place below it. */
const ADMISSIBILITY_SLACK = 1e-12;

/** Whether a given expansion reaches the least admissible one, up to the rounding of a copied number. */
export function isAdmissible(expansion: number, leastAdmissible: number): boolean {
  return expansion >= leastAdmissible * (1 - ADMISSIBILITY_SLACK);
}

/** In words, with the expansion that would do. */
export function failureMessage(failure: AdmissibilityFailure): string {
  const { layer, expansion, leastAdmissible } = failure;
  const expected = Number.isNaN(leastAdmissible)
    ? "wider layers before it (no expansion of this layer is admissible)"
    : `at least ${leastAdmissible.toPrecision(13)}`;
  return `expansion ${expansion} of layer ${layer} is not admissible: expected ${expected}`;
}

/**
 * @throws InputError for an empty list, an expansion that is not positive, a depth that is not an integer from
 * the length of the list to `largestDepth`, or the strong notion with one layer
 */
export function requireExpansions(
  options: {
    readonly given: readonly number[];
    readonly depth: number;
    readonly notion: Notion;
    readonly dualNorms?: DualNorms;
    readonly firstExpansionError?: number;
    readonly firstLayerThreshold?: number;
    readonly allowInadmissible?: boolean;
  },
  largestDepth: number,
): void {
  requireObject(options, "the options");
  const { given, depth, notion, dualNorms, firstExpansionError = 0, firstLayerThreshold } = options;
  requireDuality(notion, dualNorms);
  requireFlag(options.allowInadmissible, "allowInadmissible");
  if (firstLayerThreshold !== undefined) requirePositive(firstLayerThreshold, "the threshold of layer 1");
  if (!(Number.isFinite(firstExpansionError) && firstExpansionError >= 0))
    throw new InputError(`firstExpansionError is ${shown(firstExpansionError)}: expected a number >= 0`);
  requireExpansionList(given);
  if (given.length === 0)
    throw new InputError("the list of expansions is empty: expected at least that of layer 1");
  requireInteger(depth, "depth", given.length, largestDepth);
  if (notion === "strong" && depth === 1) {
    throw new InputError(
      "the notion is strong with one layer: expected weak, or depth of 2 or more (for one layer the two coincide)",
    );
  }
}

/** α_i/α_{i−1}; for the first layer α_1 itself. */
export function relativeExpansion(expansion: Quantity, previous: Quantity | undefined): Quantity {
  if (previous === undefined) return expansion;
  const value = expansion.value / previous.value;
  const relative = expansion.error / expansion.value + previous.error / previous.value;
  return quantity(
    value,
    value * relative + roundingError(value),
    combinedStatus(expansion.status, previous.status),
  );
}
