/** The options by which `rsb` and `frsb` ask for more than one layer, and what they resolve to. */
import { type FirstLayerChoice, oneLayerThreshold } from "../../compare/index.js";
import { DEFAULT_DEEP_TOLERANCE, type DeepNotion, MAX_DEEP_DEPTH } from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import { choice, integer, value } from "../definition/option.js";
import { parseList, parsePositive } from "../definition/parse.js";
import { firstLayerOption } from "../input/first-layer.js";
import { type MarginChoice, requireNoMargin } from "./margin-options.js";

export const DEEP_OPTIONS = {
  depth: integer("number of layers; more than one: the replica theory of deep networks", {
    from: 1,
    to: MAX_DEEP_DEPTH,
    default: 1,
    placeholder: "L",
  }),
  notion: choice("with --depth: n active units in the last layer, or 2n", ["weak", "strong"], {
    defaultText: "weak",
    placeholder: "notion",
  }),
  expansions: value<number[], { placeholder: string }>(
    "with --depth: alpha_1,…,alpha_{L-1}; later ones, if missing, are the least admissible",
    { placeholder: "list", list: true, parse: (text, place) => parseList(text, place, parsePositive) },
    { placeholder: "list" },
  ),
  firstLayer: firstLayerOption("with --depth: alpha_1", "its own k-RSB threshold"),
} as const;

/** The values of {@link DEEP_OPTIONS}. */
export interface DeepChoice {
  readonly depth: number;
  readonly notion: DeepNotion | undefined;
  readonly expansions: number[] | undefined;
  readonly firstLayer: FirstLayerChoice | undefined;
}

/** A request with more than one layer. */
export interface DeepRequest {
  readonly depth: number;
  readonly notion: DeepNotion;
  /** Expansions of the first layers, as far as they are given. */
  readonly given: readonly number[];
  /** Active units asked of the last layer per input dimension, in place of what the notion asks. */
  readonly count?: number;
}

/** @throws InputError for options of deep networks with one layer, or options that do not go together */
export function deepRequest({
  depth,
  notion,
  expansions,
  firstLayer,
  bias,
  margin,
  count,
}: DeepChoice & MarginChoice): DeepRequest | undefined {
  if (depth === 1) {
    if (notion !== undefined || expansions !== undefined || firstLayer !== undefined) {
      throw new InputError(
        "--notion, --expansions or --first-layer with one layer: expected --depth 2 or more",
      );
    }
    return undefined;
  }
  if (expansions !== undefined && firstLayer !== undefined) {
    throw new InputError("--expansions and --first-layer together: expected only one of them");
  }
  if (expansions !== undefined && expansions.length > depth - 1) {
    throw new InputError(
      `${expansions.length} values in --expansions with --depth ${depth}: expected at most ${depth - 1}, the last layer is the result`,
    );
  }
  requireNoMargin({ bias, margin, count: undefined }, `--depth ${depth}`);
  const first = typeof firstLayer === "string" ? oneLayerThreshold(firstLayer).value : firstLayer;
  return {
    depth,
    notion: notion ?? "weak",
    given: expansions ?? (first === undefined ? [] : [first]),
    ...(count === undefined ? {} : { count }),
  };
}

/** The tolerance of a deep network, 1e-9 where none is asked for. */
export function deepTolerance(tolerance: number | undefined): number {
  return tolerance ?? DEFAULT_DEEP_TOLERANCE;
}
