/** Expansion sequences by partially lifted duality: each least expansion from the lifted program of its depth. */
import { combinedStatus, InputError, type Quantity, quantity, type Status } from "../src/result.js";
import { failureMessage, isAdmissible, relativeExpansion, requireExpansions } from "./expansions.js";
import { type LiftedCapacity, liftedCapacity } from "./lifted-capacity.js";
import { countConstant, type DualNorms, type LayerParameters, type Notion } from "./types.js";

export interface LiftedSequenceOptions {
  /** α_1 … α_k, k ≥ 1; the layers beyond are the least admissible ones. */
  readonly given: readonly number[];
  /** Number of layers, k ≤ l ≤ 24. */
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms?: DualNorms;
  readonly firstLayerThreshold?: number;
  readonly allowInadmissible?: boolean;
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
  readonly c3: number;
  /** Parameters of this layer in the program of the full depth. */
  readonly parameters: LayerParameters;
}

export interface LiftedSequence {
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  readonly layers: readonly LiftedSequenceLayer[];
  readonly status: Status;
}

const LARGEST_DEPTH = 24;

/**
 * Lifted least expansions (Stojnic 2024, §5), unit or optimal norms. Lifting couples all layers through c₃, so
 * that there is no recurrence in depth: each layer is a program of its own.
 * @throws InputError as {@link expansionSequence} does, and for a depth above 24
 */
export function liftedSequence(options: LiftedSequenceOptions): LiftedSequence {
  const { given, depth, notion, dualNorms = "unit" } = options;
  requireExpansions(options, LARGEST_DEPTH);
  const expansions: Quantity[] = [];
  const programs: LiftedCapacity[] = [];
  for (let layer = 1; layer <= depth; layer++) {
    const hidden = expansions.map((expansion) => expansion.value);
    const program = liftedCapacity(hidden, { count: countConstant(notion, layer), dualNorms });
    programs.push(program);
    if (layer > given.length) {
      expansions.push(program.capacity);
      continue;
    }
    const needed = layer === 1 ? (options.firstLayerThreshold ?? 0) : program.capacity.value;
    if (!isAdmissible(given[layer - 1], needed) && options.allowInadmissible !== true) {
      throw new InputError(failureMessage({ layer, expansion: given[layer - 1], leastAdmissible: needed }));
    }
    expansions.push(quantity(given[layer - 1], 0));
  }
  const full = programs[depth - 1];
  const layers = programs.map((program, i) => ({
    layer: i + 1,
    expansion: expansions[i],
    relativeExpansion: relativeExpansion(expansions[i], expansions[i - 1]),
    given: i < given.length,
    leastAdmissible: program.capacity,
    plain: program.plain,
    lifting: program.lifting,
    c3: program.c3,
    parameters: layerParameters(full, i, dualNorms),
  }));
  return {
    notion,
    dualNorms,
    layers,
    status: combinedStatus(...programs.map((program) => program.capacity.status)),
  };
}

function layerParameters(program: LiftedCapacity, index: number, dualNorms: DualNorms): LayerParameters {
  const { r, gammaBar, gamma, nu, dualNorms: norms = [] } = program.parameters;
  const { c3 } = program;
  if (index === r.length) return { gammaBar: gammaBar[index], nu, c3 };
  const kappa = norms[index] / (index === 0 ? 1 : norms[index - 1]);
  return {
    r: r[index],
    gammaBar: gammaBar[index],
    gamma: gamma[index],
    c3,
    ...(dualNorms === "optimal" ? { kappa } : {}),
  };
}
