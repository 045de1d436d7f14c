/** What the options of `rdt` ask of the solvers, and the combinations that make no sense. */

import type { SequenceRequest } from "../../compare/index.js";
import { type FirstLayerRequirement, firstLayerRequirement, oneLayerThreshold } from "../../compare/index.js";
import type { DualNorms, Notion } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";
import type { FirstLayer } from "../input/first-layer.js";

/** The options of the command, parsed. */
export interface RdtOptions {
  readonly depth?: number;
  readonly notion: Notion;
  readonly lifted?: boolean;
  readonly dualNorms: DualNorms;
  readonly expansions?: number[];
  readonly widths?: number[];
  readonly firstLayer?: FirstLayer;
}

/** Lifting couples all layers; the program is solved to this depth. */
export const LARGEST_LIFTED_DEPTH = 24;

/** @throws InputError in one sentence when the condition holds */
export function refuse(condition: boolean, what: string, expected: string): void {
  if (condition) throw new InputError(`${what}: expected ${expected}`);
}

/** One layer: nothing is given, the capacity is the result. */
export function oneLayer(options: RdtOptions): SequenceRequest {
  refuse(
    options.expansions !== undefined,
    "--expansions with --depth 1",
    "no expansion, the only one is the result",
  );
  refuse(
    options.firstLayer !== undefined,
    "--first-layer with --depth 1",
    "no such option, layer 1 is the result",
  );
  refuse(
    options.notion === "strong",
    "--notion strong with --depth 1",
    "--notion weak, as the notions coincide for one layer",
  );
  const theory = options.lifted === true ? "lifted" : "plain";
  return requestFor(options, { given: [oneLayerThreshold(theory).value], theory, depth: 1 });
}

export function deepNetwork(options: RdtOptions, depth: number): SequenceRequest {
  const { expansions, firstLayer } = options;
  refuse(
    expansions !== undefined && firstLayer !== undefined,
    "--expansions and --first-layer together",
    "only one of them",
  );
  refuse(
    expansions !== undefined && expansions.length > depth - 1,
    `${expansions?.length} values in --expansions with --depth ${depth}`,
    `at most ${depth - 1}, the last layer is the result`,
  );
  const chosen = expansions?.[0] ?? firstLayer ?? "2rsb";
  if (typeof chosen === "number") return requestFor(options, { given: expansions ?? [chosen], depth });
  return requestFor(options, { given: [oneLayerThreshold(chosen).value], theory: chosen, depth });
}

interface Given {
  readonly given: readonly number[];
  /** The theory that gave α_1; absent for a number of the user's. */
  readonly theory?: FirstLayerRequirement["theory"];
  readonly depth: number;
}

/** The request with the requirement of layer 1: the theory's, or for a number the one it is held against. */
export function requestFor(options: RdtOptions, { given, theory, depth }: Given): SequenceRequest {
  const lifted = options.lifted === true;
  refuse(
    lifted && depth > LARGEST_LIFTED_DEPTH,
    `--lifted with --depth ${depth}`,
    `a depth of at most ${LARGEST_LIFTED_DEPTH}, or no --lifted`,
  );
  const requirement: FirstLayerRequirement =
    theory === undefined ? firstLayerRequirement(given[0]) : { theory, least: oneLayerThreshold(theory) };
  return {
    given,
    firstExpansionError: theory === undefined ? 0 : requirement.least.error,
    requirement,
    depth,
    notion: options.notion,
    dualNorms: options.dualNorms,
    lifted,
    allowInadmissible: false,
  };
}
