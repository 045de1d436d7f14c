/** Expansion sequences: given, minimally admissible, or given first and minimal from there on, at any depth. */
import {
  combinedStatus,
  InputError,
  type Quantity,
  quantity,
  requireInteger,
  roundingError,
  type Status,
} from "../../src/result.js";
import { lastLayerCapacity, lastLayerSaddle } from "../layer/last-layer.js";
import { countConstant, type DualNorms, type Notion } from "../layer/notion.js";
import { optimalNormLayer } from "../layer/optimal-norm-layer.js";
import { stepChecks } from "../layer/step-checks.js";
import { unitNormLayer } from "../layer/unit-norm-layer.js";
import { deeperStart } from "../program/deeper-start.js";
import { type JointCapacity, jointCapacity } from "../program/joint-capacity.js";
import { hiddenParameters, lastParameters, type OutputNorm } from "../program/layer-parameters.js";
import {
  type AdmissibilityFailure,
  failureMessage,
  isAdmissible,
  relativeExpansion,
  requireExpansions,
} from "./expansions.js";
import { type SequenceLayer, withRouteGap } from "./sequence-layer.js";

export interface SequenceOptions {
  /** α_1 … α_k, k ≥ 1; the layers beyond are the least admissible ones. The first may come from any theory. */
  readonly given: readonly number[];
  /** Absolute error of α_1, for an expansion that is itself a computed threshold. */
  readonly firstExpansionError?: number;
  /** Number of layers l ≥ k. */
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms?: DualNorms;
  /** Least α_1 by the theory the caller trusts for one layer; without it α_1 is not checked. */
  readonly firstLayerThreshold?: number;
  /** Go on past an inadmissible given expansion instead of throwing (to reproduce a published setting). */
  readonly allowInadmissible?: boolean;
  /**
   * Layers up to this depth are solved by the joint program as well, and their points compared with every other
   * ρ and κ (default 4, at most 12; 0 for none).
   */
  readonly crossCheckDepth?: number;
}

export interface ExpansionSequence {
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  readonly layers: readonly SequenceLayer[];
  readonly firstFailure?: AdmissibilityFailure;
  /** Largest relative difference between recurrence and joint program, over the layers solved by both. */
  readonly routeGap?: number;
  readonly status: Status;
}

/** Largest depth of a sequence: some seconds. */
export const LARGEST_SEQUENCE_DEPTH = 100_000;

/**
 * The sequence of expansions by the recurrence T_0 = 1, T_i = h(α_i, T_{i−1}), S_c(α_l) = T_{l−1}
 * (equivalent to the program of Stojnic 2024, §4.2, eq. (8) for minimal sequences).
 *
 * Accuracy: the error of each quantity is carried through the depth; about 1e-13 for four layers, 1e-10 at the
 * strong limit of unit norms. A depth of 1000 takes well under a second.
 *
 * @throws InputError for an empty list, a depth below its length, an expansion that is not positive, a given
 * expansion that is not admissible (unless allowed), or the strong notion with one layer
 * @param options given expansions, depth, notion and dual norms
 * @returns the layers with their expansions and parameters, and the gap of the two routes
 * @example
 * import { expansionSequence } from "relu-injectivity/rdt";
 * const { layers } = expansionSequence({ given: [6.7004], depth: 2, notion: "weak" });
 * layers[1].expansion.value; // 8.266729310837…
 */
export function expansionSequence(options: SequenceOptions): ExpansionSequence {
  requireExpansions(options, LARGEST_SEQUENCE_DEPTH);
  const { given, depth, notion, dualNorms = "unit", crossCheckDepth = 4 } = options;
  requireInteger(crossCheckDepth, "crossCheckDepth", 0, LARGEST_SEQUENCE_DEPTH);
  const propagate = dualNorms === "unit" ? unitNormLayer : optimalNormLayer;
  const layers: SequenceLayer[] = [];
  const expansions: number[] = [];
  let firstFailure: AdmissibilityFailure | undefined;
  let incoming: Quantity = { value: 1, error: 0, status: "converged" };
  let norm: OutputNorm = { value: 1, relativeError: 0 };
  let deepest: JointCapacity | undefined;
  for (let layer = 1; layer <= depth; layer++) {
    const count = countConstant(notion, layer);
    const crossChecked = layer <= Math.min(crossCheckDepth, 12);
    const second = crossChecked ? joint(expansions, count, dualNorms, deepest) : undefined;
    deepest = second ?? deepest;
    const threshold = least(incoming, count, second?.capacity.value);
    const isGiven = layer <= given.length;
    const givenError = layer === 1 ? (options.firstExpansionError ?? 0) : 0;
    const expansion = isGiven ? quantity(given[layer - 1], givenError) : threshold.least;
    const needed = layer === 1 ? (options.firstLayerThreshold ?? 0) : threshold.least.value;
    if (isGiven && firstFailure === undefined && !isAdmissible(expansion.value, needed)) {
      firstFailure = { layer, expansion: expansion.value, leastAdmissible: needed };
      if (options.allowInadmissible !== true) throw new InputError(failureMessage(firstFailure));
    }
    const step =
      layer < depth
        ? propagate({ ...errors(expansion, incoming), expansion: expansion.value, incoming: incoming.value })
        : undefined;
    const checks =
      crossChecked && step !== undefined && !Number.isNaN(step.rho)
        ? stepChecks({ expansion: expansion.value, incoming: incoming.value }, step, dualNorms === "optimal")
        : undefined;
    layers.push({
      layer,
      expansion,
      relativeExpansion: relativeExpansion(expansion, layers[layer - 2]?.expansion),
      given: isGiven,
      incoming,
      margin: margin(expansion, incoming, count, isGiven),
      leastAdmissible: threshold.least,
      parameters:
        step === undefined ? lastParameters(expansion, count, norm) : hiddenParameters(step, norm, dualNorms),
      ...(threshold.gap === undefined ? {} : { routeGap: threshold.gap }),
      ...(second === undefined ? {} : { signature: second.signature }),
      ...(checks === undefined ? {} : { checks }),
    });
    expansions.push(expansion.value);
    if (step !== undefined) {
      norm = {
        value: norm.value * step.rho,
        relativeError: norm.relativeError + step.relativeErrors.rho,
      };
      incoming = step.outgoing;
    }
  }
  const gaps = layers.flatMap((layer) => layer.routeGap ?? []);
  return {
    notion,
    dualNorms,
    layers: deepest === undefined ? layers : withRouteGap(layers, deepest),
    ...(firstFailure === undefined ? {} : { firstFailure }),
    ...(gaps.length === 0 ? {} : { routeGap: Math.max(...gaps) }),
    status: statusOf(layers),
  };
}

/** Statuses of the expansions, then of what the layers hand on, then of the stationary points. */
function statusOf(layers: readonly SequenceLayer[]): Status {
  const statuses: Status[] = [
    ...layers.map((layer) => layer.expansion.status),
    ...layers.map((layer) => layer.incoming.status),
    ...layers.map((layer): Status => (layer.checks?.correct === false ? "domain-error" : "converged")),
  ];
  return statuses.find((status) => status !== "converged") ?? "converged";
}

/** Capacity by the joint program, from that of one layer less; undefined where it has no solution to compare with. */
function joint(
  hidden: readonly number[],
  count: number,
  dualNorms: DualNorms,
  before: JointCapacity | undefined,
): JointCapacity | undefined {
  if (!hidden.every(Number.isFinite)) return undefined;
  if (before?.parameters.expansions.length === hidden.length && hidden.length > 1) {
    const near = jointCapacity(hidden, { count, dualNorms, start: deeperStart(before.parameters) });
    if (near.capacity.status === "converged") return near;
  }
  const solved = jointCapacity(hidden, { count, dualNorms });
  return solved.capacity.status === "converged" ? solved : undefined;
}

function least(
  incoming: Quantity,
  count: number,
  second: number | undefined,
): { least: Quantity; gap?: number } {
  if (!(incoming.value > 0)) return { least: quantity(Number.NaN, Number.NaN) };
  const { capacity } = lastLayerCapacity(incoming.value, count, incoming.error);
  const status = combinedStatus(incoming.status, capacity.status);
  if (second === undefined) return { least: quantity(capacity.value, capacity.error, status) };
  const difference = Math.abs(second - capacity.value);
  return {
    least: quantity(capacity.value, capacity.error + difference, status),
    gap: difference / capacity.value,
  };
}

/** A minimal expansion has margin zero by construction; its computed residual would only be noise. */
function margin(expansion: Quantity, incoming: Quantity, count: number, isGiven: boolean): Quantity {
  const saddle = lastLayerSaddle(expansion.value > 0 ? expansion.value : count, count);
  if (!isGiven) return quantity(0, incoming.error + Math.abs(saddle.value - incoming.value), incoming.status);
  const error = saddle.slope * expansion.error + incoming.error + roundingError(incoming.value, 8);
  return quantity(saddle.value - incoming.value, error, incoming.status);
}

function errors(expansion: Quantity, incoming: Quantity): { expansionError: number; incomingError: number } {
  return { expansionError: expansion.error, incomingError: incoming.error };
}
