/** What every method asks of every layer of a deep network, and the one width it asks of all of them. */
import {
  type ActiveCount,
  type BoundKind,
  type BoundSide,
  conditionalRegionExpansion,
  deepWidthBounds,
  sumOfRowsBound,
} from "../../geometry/index.js";
import {
  constantWidth,
  type DualNorms,
  LARGEST_LIFTED_DEPTH,
  liftedConstantWidth,
  type Notion,
} from "../../rdt/index.js";
import { deepSequence } from "../../rsb/index.js";
import { InputError, type Quantity, quantity, requireInteger } from "../../src/result.js";
import { injectivityThreshold } from "./answers.js";
import { certifiedSequence } from "./certified-sequence.js";
import { type FirstLayerChoice, oneLayerThreshold } from "./first-layer.js";
import { fullRsbThreshold } from "./full-rsb-threshold.js";
import { solveSequence } from "./layer-rows.js";
import { architectureRequest, deepRequest } from "./sequence-requests.js";

/** One method and one layer; `layer` is null where a method only knows one width for all layers. */
export interface DeepBound {
  readonly bound: string;
  readonly layer: number | null;
  /** Least expansion m_l/n of the layer given the layers before it; null where the method only has a width. */
  readonly value: Quantity | null;
  /** The proved decimal behind the value, where the kind is `certified`. */
  readonly certified?: string;
  readonly side: BoundSide;
  readonly kind: BoundKind | "certified";
  readonly source: string;
  /** Least C of (n, Cn, …, Cn) at this depth by the same method; null where it has none. */
  readonly width: Quantity | null;
  /** For a given architecture: whether the layer is as wide as the method asks. */
  readonly admissible?: boolean;
}

export interface DeepComparisonRequest {
  readonly depth: number;
  readonly notion: Notion;
  /** α_1 of the minimal sequences; 2-RSB by default, as published. */
  readonly firstLayer?: FirstLayerChoice;
  /** n, m_1, …, m_L of an architecture to judge, in place of minimal sequences. */
  readonly widths?: readonly number[];
  /** Breaking points of the replica theory of deep networks, which takes seconds; absent: it is left out. */
  readonly k?: number;
}

/** Depths that the comparison covers. */
export const LARGEST_COMPARED_DEPTH = 24;

/** Of the threshold of one layer by full RSB, which the products raise to the power of the depth. */
const PRODUCT_TOLERANCE = 1e-6;

const STOJNIC = "Stojnic 2024";
const PALEKA = "Paleka 2021, Theorem 5.1";

/**
 * Every method, layer by layer, sorted by layer and value.
 * @throws InputError for a depth out of range, widths that do not fit it, and the strong notion with one layer
 */
export function deepComparison(request: DeepComparisonRequest): DeepBound[] {
  const { depth, notion, widths } = request;
  requireInteger(depth, "depth", 1, LARGEST_COMPARED_DEPTH);
  if (depth === 1 && notion === "strong") {
    throw new InputError("the notion is strong with one layer: expected weak, as they coincide there");
  }
  const given = widths === undefined ? undefined : expansionsOf(widths, depth);
  const rows = [
    ...lowerBounds(request),
    ...duality(request, "unit", false),
    ...duality(request, "optimal", false),
    ...(depth <= LARGEST_LIFTED_DEPTH ? duality(request, "optimal", true) : []),
    ...conditionalRegions(request, given),
    ...regionWidths(request),
    ...products(request),
    ...replica(request, given),
  ];
  const judged = given === undefined ? rows : rows.map((row) => withVerdict(row, given));
  return judged.sort(
    (a, b) =>
      (a.layer ?? depth + 1) - (b.layer ?? depth + 1) ||
      (a.value ?? a.width ?? NONE).value - (b.value ?? b.width ?? NONE).value,
  );
}

const NONE = { value: Number.POSITIVE_INFINITY };

function expansionsOf([inputs, ...layers]: readonly number[], depth: number): number[] {
  if (layers.length !== depth) {
    throw new InputError(`${layers.length} layers in the widths: expected the depth, ${depth}`);
  }
  return layers.map((width) => width / inputs);
}

function withVerdict(row: DeepBound, given: readonly number[]): DeepBound {
  if (row.layer === null || row.value === null) return row;
  return { ...row, admissible: given[row.layer - 1] >= row.value.value - row.value.error };
}

/** Units of a layer that every input must leave active, per n. */
function countOf(notion: Notion, layer: number): ActiveCount {
  return notion === "strong" && layer > 1 ? 2 : 1;
}

function layersOf(depth: number): number[] {
  return Array.from({ length: depth }, (_, i) => i + 1);
}

/** Layer 1: the sum of rows. Beyond: at any one input half of the units are active, so that 2k n are needed. */
function lowerBounds({ depth, notion }: DeepComparisonRequest): DeepBound[] {
  const first = injectivityThreshold("sum-of-rows");
  const least = (layer: number): Quantity => (layer === 1 ? first : quantity(2 * countOf(notion, layer), 0));
  const width = layersOf(depth)
    .map(least)
    .reduce((most, value) => (value.value > most.value ? value : most));
  return layersOf(depth).map((layer) => ({
    bound: layer === 1 ? "sum of rows" : "half of the units",
    layer,
    value: least(layer),
    side: "lower",
    kind: "rigorous",
    source: layer === 1 ? sumOfRowsBound().source : "half of the units are active at a given input",
    width,
  }));
}

function duality(asked: DeepComparisonRequest, dualNorms: DualNorms, lifted: boolean): DeepBound[] {
  const { depth, notion, firstLayer = "2rsb", widths } = asked;
  const choice = { notion, dualNorms, lifted };
  const request =
    widths === undefined
      ? { ...deepRequest(choice, depth, firstLayer), allowInadmissible: true }
      : architectureRequest(choice, widths, typeof firstLayer === "string" ? firstLayer : "2rsb");
  const layers = depth === 1 ? [] : solveSequence({ ...request, checks: false }).rows;
  const proofs = lifted || dualNorms === "unit" ? [] : certifiedSequence(request, layers);
  const own = { layer: 1, leastAdmissible: oneLayerThreshold(lifted ? "lifted" : "plain") };
  const width = lifted
    ? liftedConstantWidth({ depth, notion }).width
    : constantWidth({ depth, notion, dualNorms }).width;
  const name = lifted ? "lifted duality" : dualNorms === "unit" ? "duality, unit norms" : "duality";
  // Layer 1 by the method itself: the sequence may start from another theory of one layer.
  const estimated = [own, ...layers.filter(({ layer }) => layer > 1)]
    .filter(() => depth > 1 || dualNorms === "optimal")
    .map(
      ({ layer, leastAdmissible }): DeepBound => ({
        bound: name,
        layer,
        value: leastAdmissible,
        side: "upper",
        kind: "rigorous",
        source: `${STOJNIC}, ${lifted ? "section 5, " : ""}${dualNorms === "unit" ? "norms as published" : "best norms"}`,
        width,
      }),
    );
  return [
    ...estimated,
    ...proofs.flatMap((proof, i) => (i > 0 && proof !== null ? [proved(i + 1, proof)] : [])),
  ];
}

/** The same bound again where its finitely many inequalities are decided in integers. */
function proved(layer: number, bound: string): DeepBound {
  const unit = 10 ** -(bound.split(".")[1] ?? "").length;
  return {
    bound: "duality, proved",
    layer,
    value: quantity(Number(bound), unit),
    certified: bound,
    side: "upper",
    kind: "certified",
    source: "docs/theorems.md",
    width: null,
  };
}

function conditionalRegions(
  { depth, notion }: DeepComparisonRequest,
  given: readonly number[] | undefined,
): DeepBound[] {
  const hidden: number[] = [];
  const { entropy, entropyWeak } = deepWidthBounds(depth);
  const width = notion === "strong" && depth > 1 ? entropy : entropyWeak;
  return layersOf(depth).map((layer) => {
    const value = conditionalRegionExpansion(hidden, countOf(notion, layer));
    hidden.push(given?.[layer - 1] ?? value.value);
    return {
      bound: "region counting",
      layer,
      value,
      side: "upper",
      kind: "rigorous",
      source: `${PALEKA}, entropy rates, all widths`,
      width,
    };
  });
}

/** The forms that only know one width for all layers. */
function regionWidths({ depth, notion }: DeepComparisonRequest): DeepBound[] {
  if (notion === "weak") return [];
  const { printed, preceding } = deepWidthBounds(depth);
  const row = (bound: string, width: Quantity, source: string): DeepBound => ({
    bound,
    layer: null,
    value: null,
    side: "upper",
    kind: "rigorous",
    source,
    width,
  });
  return [
    row("region counting, printed", printed, `${PALEKA}, eq. (5.10g)`),
    row("region counting, corrected", preceding, `${PALEKA}, regions of f_{L-1}`),
  ];
}

/** Each layer injective on all of its input space: the thresholds of one layer multiplied. */
function products({ depth }: DeepComparisonRequest): DeepBound[] {
  return (["lifted-duality", "full-rsb"] as const).flatMap((theory) => {
    const one =
      theory === "full-rsb" ? fullRsbThreshold(PRODUCT_TOLERANCE).value : oneLayerThreshold("lifted");
    const name = theory === "full-rsb" ? "full RSB" : "lifted duality";
    const kind = theory === "full-rsb" ? ("physics" as const) : ("rigorous" as const);
    const rows = layersOf(depth)
      .filter((layer) => layer > 1)
      .map((layer) => ({
        bound: `product, ${name}`,
        layer,
        value: quantity(one.value ** layer, layer * one.value ** (layer - 1) * one.error, one.status),
        side: "upper" as const,
        kind,
        source: "every layer injective on its whole input space",
        width: null,
      }));
    return theory === "full-rsb" ? [conjecturedThreshold(one), ...rows] : rows;
  });
}

/** One layer has a threshold, which full RSB is conjectured to give. */
function conjecturedThreshold(value: Quantity): DeepBound {
  return {
    bound: "full RSB",
    layer: 1,
    value,
    side: "threshold",
    kind: "conjectured",
    source: "Maillard 2022, conjectured exact",
    width: null,
  };
}

function replica(
  { depth, notion, k }: DeepComparisonRequest,
  given: readonly number[] | undefined,
): DeepBound[] {
  if (k === undefined) return [];
  const { layers } = deepSequence(depth, k, notion, given?.slice(0, depth - 1));
  return layers.map(({ value }, i) => ({
    bound: `${k}-RSB of deep networks`,
    layer: i + 1,
    value,
    side: "upper",
    kind: "physics",
    source: "docs/deep-replica.md, conjecture",
    width: null,
  }));
}
