/** Whether a convolution is injective: by all placements of its kernels in one box, else as a whole on a small signal. */
import { InputError } from "../../src/result.js";
import { type Domain, SPACE } from "../injectivity/domain.js";
import type { LayerQuestion } from "../injectivity/halfspaces.js";
import { checkLayer, type LayerAnswer } from "../injectivity/layer-check.js";
import type { ConvolutionLayer } from "./convolution-layer.js";
import { type PatchSearch, searchPatch, unrolledOperator } from "./patch-criterion.js";

/** Entries of the largest box that is tried, and inputs of the largest operator decided as a whole. */
const LARGEST_BOX = 9;
export const LARGEST_OPERATOR = 12;

export interface ConvolutionOptions {
  /** Sizes of the signal; null: any that boxes cover. */
  readonly signal: readonly number[] | null;
  readonly padding: "valid" | "same";
  /** Zeros before the signal, for `same`. */
  readonly before: number;
  /** Values of the signal; all of R^n by default. */
  readonly domain?: Domain;
  /** True once the time is over. */
  readonly stop?: () => boolean;
}

export interface ConvolutionCheck {
  readonly verdict: LayerAnswer["verdict"];
  readonly method: "box" | "operator" | "none";
  readonly search: PatchSearch;
  /** The matrix that decided, with its answer; null where nothing did. */
  readonly decided: { readonly question: LayerQuestion; readonly answer: LayerAnswer } | null;
}

/** @throws InputError for kernels that do not fit their box, and a signal with other dimensions or smaller than they */
export function checkConvolution(
  layer: ConvolutionLayer,
  { signal, padding, before, domain = SPACE, stop }: ConvolutionOptions,
): ConvolutionCheck {
  const { shape } = layer;
  if (signal !== null && (signal.length !== shape.length || signal.some((size, k) => size < shape[k]))) {
    throw new InputError(
      `signal ${signal.join("x")}: expected as many sizes as the kernel ${shape.join("x")}, none smaller`,
    );
  }
  const limits = stop === undefined ? {} : { stop };
  const search = searchPatch(layer, { largestColumns: LARGEST_BOX, signal, domain, ...limits });
  if (search.patch !== null) {
    const question = { ...search.patch.layer, domain };
    const { answer } = search.trials[search.trials.length - 1];
    return { verdict: answer.verdict, method: "box", search, decided: { question, answer } };
  }
  const inputs = (signal ?? [Number.POSITIVE_INFINITY]).reduce((all, size) => all * size, layer.channels);
  if (signal === null || inputs > LARGEST_OPERATOR)
    return { verdict: "undecided", method: "none", search, decided: null };
  const question = { ...unrolledOperator(layer, signal, padding, before), domain };
  const answer = checkLayer(question, stop);
  return { verdict: answer.verdict, method: "operator", search, decided: { question, answer } };
}
