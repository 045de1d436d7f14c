/** What is to be solved for one layer, for a deep network whose first layer is known, and for an architecture. */
import type { DualNorms, Notion } from "../../rdt/index.js";
import {
  type FirstLayerChoice,
  type FirstLayerRequirement,
  type FirstLayerTheory,
  firstLayerRequirement,
  oneLayerThreshold,
} from "./first-layer.js";
import type { SequenceRequest } from "./layer-rows.js";

/** The duality by which every layer after the first is judged. */
export interface DualityChoice {
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  readonly lifted: boolean;
}

/** One layer: nothing is given, its capacity by the duality is the result. */
export function oneLayerRequest(duality: DualityChoice): SequenceRequest {
  const theory = duality.lifted ? "lifted" : "plain";
  return byTheory(duality, [oneLayerThreshold(theory).value], theory, 1);
}

/**
 * A minimal admissible sequence: layer 1 at the threshold of a theory, or the expansions that are given.
 * @param first α_1, …, at most `depth` − 1 of them, or the theory of one layer that gives α_1
 */
export function deepRequest(
  duality: DualityChoice,
  depth: number,
  first: readonly number[] | FirstLayerChoice,
): SequenceRequest {
  if (typeof first === "string") return byTheory(duality, [oneLayerThreshold(first).value], first, depth);
  const given = typeof first === "number" ? [first] : first;
  return request(duality, given, depth, firstLayerRequirement(given[0]), 0);
}

/**
 * An architecture n, m_1, …, m_L: every expansion is given, and the verdicts are the result.
 * @param theory of one layer, by which layer 1 is judged
 */
export function architectureRequest(
  duality: DualityChoice,
  [inputs, ...layers]: readonly number[],
  theory: FirstLayerTheory,
): SequenceRequest {
  const given = layers.map((width) => width / inputs);
  const asked = byTheory(duality, given, theory, layers.length);
  return { ...asked, firstExpansionError: 0, allowInadmissible: true };
}

function byTheory(
  duality: DualityChoice,
  given: readonly number[],
  theory: FirstLayerTheory,
  depth: number,
): SequenceRequest {
  const least = oneLayerThreshold(theory);
  return request(duality, given, depth, { theory, least }, least.error);
}

function request(
  { notion, dualNorms, lifted }: DualityChoice,
  given: readonly number[],
  depth: number,
  requirement: FirstLayerRequirement,
  firstExpansionError: number,
): SequenceRequest {
  return {
    given,
    firstExpansionError,
    requirement,
    depth,
    notion,
    dualNorms,
    lifted,
    allowInadmissible: false,
  };
}
