/** Expansion sequences by partially lifted duality: each least expansion from the lifted program of its depth. */
import { combinedStatus, InputError, type Quantity, quantity, type Status } from "../../src/result.js";
import { countConstant, type DualNorms, type Notion } from "../layer/notion.js";
import type { LayerParameters } from "../program/layer-parameters.js";
import { LARGEST_LIFTED_DEPTH, type LiftedCapacity, liftedCapacity } from "../program/lifted-capacity.js";
import type { SaddleSignature } from "../program/saddle.js";
import { liftedSensitivities } from "../program/sensitivity.js";
import { failureMessage, isAdmissible, relativeExpansion, requireExpansions } from "./expansions.js";

export interface LiftedSequenceOptions {
  /** α_1 … α_k, k ≥ 1; the layers beyond are the least admissible ones. */
  readonly given: readonly number[];
  /** Number of layers, k ≤ l ≤ 24. */
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms?: DualNorms;
  readonly firstLayerThreshold?: number;
  /** Absolute error of α_1, for an expansion that is itself a computed threshold. */
  readonly firstExpansionError?: number;
  readonly allowInadmissible?: boolean;
  /** The error of α_1 carried into the parameters, for the price of one program more; default true. */
  readonly parameterErrors?: boolean;
}

export interface LiftedSequenceLayer {
  readonly layer: number;
  readonly expansion: Quantity;
  readonly relativeExpansion: Quantity;
  readonly given: boolean;
  /** Least admissible expansion by the lifted program of this depth, and by the plain one. */
  readonly leastAdmissible: Quantity;
  readonly plain: Quantity;
  /** `none` where the supremum over c₃ sits at c₃ → 0 and the lifted bound is the plain one. */
  readonly lifting: "positive" | "none";
  /** The maximising c₃ of the program of this depth. */
  readonly c3: Quantity;
  /** Signature of that program's saddle, where lifting brings something; c₃ is part of its outer maximum. */
  readonly signature?: SaddleSignature;
  /** Parameters of this layer in the program of the full depth. */
  readonly parameters: LayerParameters;
}

export interface LiftedSequence {
  /** Derivatives of the last layer's least expansion in those before it; empty for one layer. */
  readonly sensitivities: readonly Quantity[];
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  readonly layers: readonly LiftedSequenceLayer[];
  readonly status: Status;
}

/**
 * Lifted least expansions (Stojnic 2024, §5), unit or optimal norms. Lifting couples all layers through c₃, so
 * that there is no recurrence in depth: each layer is a program of its own.
 *
 * @throws InputError as {@link expansionSequence} does, and for a depth above 24
 * @param options given expansions, depth, notion and dual norms
 * @returns the layers with their lifted expansions
 * @example
 * import { liftedSequence } from "relu-injectivity/rdt";
 * const { layers } = liftedSequence({ given: [6.7004], depth: 2, notion: "weak" });
 * layers.length; // 2
 */
export function liftedSequence(options: LiftedSequenceOptions): LiftedSequence {
  requireExpansions(options, LARGEST_LIFTED_DEPTH);
  const { given, depth, notion, dualNorms = "unit" } = options;
  const expansions: Quantity[] = [];
  const programs: LiftedCapacity[] = [];
  let sensitivities: Quantity[] = [];
  for (let layer = 1; layer <= depth; layer++) {
    const hidden = expansions.map((expansion) => expansion.value);
    const settings = { count: countConstant(notion, layer), dualNorms };
    const solved = liftedCapacity(hidden, {
      ...settings,
      ...(layer > 1 ? { near: programs[layer - 2] } : {}),
    });
    sensitivities = liftedSensitivities(solved, hidden, settings);
    const capacity = carried(solved.capacity, sensitivities, expansions);
    const program = { ...solved, capacity, plain: carried(solved.plain, sensitivities, expansions) };
    programs.push(program);
    if (layer > given.length) {
      expansions.push(capacity);
      continue;
    }
    const needed = layer === 1 ? (options.firstLayerThreshold ?? 0) : capacity.value;
    if (!isAdmissible(given[layer - 1], needed) && options.allowInadmissible !== true) {
      throw new InputError(failureMessage({ layer, expansion: given[layer - 1], leastAdmissible: needed }));
    }
    expansions.push(quantity(given[layer - 1], layer === 1 ? (options.firstExpansionError ?? 0) : 0));
  }
  const last = programs[depth - 1];
  const full =
    options.parameterErrors === false
      ? last
      : withInputErrors(last, expansions, countConstant(notion, depth), dualNorms);
  const layers = programs.map((program, i) => ({
    layer: i + 1,
    expansion: expansions[i],
    relativeExpansion: relativeExpansion(expansions[i], expansions[i - 1]),
    given: i < given.length,
    leastAdmissible: program.capacity,
    plain: program.plain,
    lifting: program.lifting,
    c3: program.c3,
    ...(program.signature === undefined ? {} : { signature: program.signature }),
    parameters: layerParameters(full, i, dualNorms),
  }));
  return {
    notion,
    dualNorms,
    layers,
    sensitivities,
    status: combinedStatus(...programs.map((program) => program.capacity.status)),
  };
}

/** A capacity with the errors of the expansions before it carried through. */
function carried(
  capacity: Quantity,
  sensitivities: readonly Quantity[],
  expansions: readonly Quantity[],
): Quantity {
  const error = sensitivities.reduce((sum, { value }, i) => sum + Math.abs(value) * expansions[i].error, 0);
  return quantity(capacity.value, capacity.error + error, capacity.status);
}

/** Relative change of α_1 by which the parameters' dependence on it is differenced. */
const NUDGE = 1e-6;

/** The parameters with the error of α_1 carried through, from a second solution beside the first. */
function withInputErrors(
  program: LiftedCapacity,
  expansions: readonly Quantity[],
  count: number,
  dualNorms: DualNorms,
): LiftedCapacity {
  const [first] = expansions;
  if (expansions.length < 2 || first.error === 0) return program;
  const hidden = expansions.slice(0, -1).map(({ value }, i) => (i === 0 ? value * (1 + NUDGE) : value));
  const { parameters, c3 } = liftedCapacity(hidden, { count, dualNorms, near: program });
  const share = first.error / (first.value * NUDGE);
  const widened = (errors: readonly number[], here: readonly number[], there: readonly number[]): number[] =>
    errors.map((error, i) => error + share * Math.abs(there[i] - here[i]));
  const { errors, parameters: here } = program;
  return {
    ...program,
    c3: { ...program.c3, error: program.c3.error + share * Math.abs(c3.value - program.c3.value) },
    errors: {
      expansions: errors.expansions,
      r: widened(errors.r, here.r, parameters.r),
      gammaBar: widened(errors.gammaBar, here.gammaBar, parameters.gammaBar),
      gamma: widened(errors.gamma, here.gamma, parameters.gamma),
      nu: errors.nu + share * Math.abs(parameters.nu - here.nu),
      dualNorms: widened(errors.dualNorms ?? [], here.dualNorms ?? [], parameters.dualNorms ?? []),
    },
  };
}

function layerParameters(program: LiftedCapacity, index: number, dualNorms: DualNorms): LayerParameters {
  const { parameters, errors, c3 } = program;
  const { status } = program.capacity;
  const gammaBar = quantity(parameters.gammaBar[index], errors.gammaBar[index], status);
  if (index === parameters.r.length) {
    return { gammaBar, nu: quantity(parameters.nu, errors.nu, status), c3 };
  }
  return {
    r: quantity(parameters.r[index], errors.r[index], status),
    gammaBar,
    gamma: quantity(parameters.gamma[index], errors.gamma[index], status),
    c3,
    ...(dualNorms === "optimal" ? { kappa: normRatio(program, index) } : {}),
  };
}

/** κ_{i+1} = K_{i+1}/K_i, K_1 = 1. */
function normRatio({ parameters, errors, capacity }: LiftedCapacity, index: number): Quantity {
  const norms = [1, ...(parameters.dualNorms ?? [])];
  const inNorms = [0, ...(errors.dualNorms ?? [])];
  const value = norms[index + 1] / norms[index];
  const relative = inNorms[index + 1] / norms[index + 1] + inNorms[index] / norms[index];
  return quantity(value, value * relative, capacity.status);
}
