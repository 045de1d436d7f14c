/** Constant width: the least C such that n, Cn, …, Cn is admissible in every layer, at finite or any depth. */
import { requireObject } from "../../src/arguments.js";
import {
  InputError,
  type Quantity,
  quantity,
  requireInteger,
  requirePositive,
  roundingError,
} from "../../src/result.js";
import { brentRoot } from "../../src/roots/brent.js";
import { requireDuality } from "../layer/arguments.js";
import { lastLayerSaddle } from "../layer/last-layer.js";
import { countConstant, type DualNorms, type Notion } from "../layer/notion.js";
import { optimalNormLayer } from "../layer/optimal-norm-layer.js";
import { unitNormLayer } from "../layer/unit-norm-layer.js";

export interface ConstantWidthOptions {
  /** Number of layers, or Infinity for a width that serves every depth. */
  readonly depth: number;
  /** Strong: at least n active units in layer 1, at least 2n in every later one. */
  readonly notion: Notion;
  readonly dualNorms?: DualNorms;
  /** Least width of layer 1 by the caller's theory, in place of plain duality's 7.6477. */
  readonly firstLayerThreshold?: number;
}

export interface ConstantWidth {
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  /** C. */
  readonly width: Quantity;
  /** The layer whose condition is an equality at C; Infinity where it is the limit of the deep ones. */
  readonly bindingLayer: number;
  /** Value handed to the binding layer. */
  readonly incoming: number;
  /** Limit of T_i at width C: what ever deeper layers receive (0 when images contract to a ray). */
  readonly deepValue: number;
}

interface Binding {
  readonly margin: number;
  readonly layer: number;
  readonly incoming: number;
  readonly deepValue: number;
}

const ITERATION_LIMIT = 10_000;
/** Largest finite depth of a constant width. */
export const LARGEST_WIDTH_DEPTH = 1_000_000;
/** Stands for the margin of a width at which some layer hands over no finite value. */
const NO_VALUE = -10;

/**
 * The least C with S_c(C) ≥ T_{i−1} in every layer i ≤ depth, where T_0 = 1 and T_i = h(C, T_{i−1}).
 *
 * h increases with T, so the T_i are monotone: falling, if T_1 < 1, and then the first layer of each kind binds
 * at every depth; rising otherwise, and then the deepest layer binds, or the fixed point T = h(C, T).
 * The margin increases with C through its root, which is bracketed and found to the last digits.
 *
 * @throws InputError unless depth is an integer ≥ 1 or Infinity; for strong with one layer
 * @param options depth (or Infinity), notion, dual norms, and the threshold of layer 1
 * @returns the width and the layer that binds it
 * @example
 * import { constantWidth } from "relu-injectivity/rdt";
 * constantWidth({ depth: Infinity, notion: "strong", dualNorms: "optimal" }).width.value; // 11.489875226036…
 */
export function constantWidth(options: ConstantWidthOptions): ConstantWidth {
  requireObject(options, "the options");
  const { depth, notion, dualNorms = "unit", firstLayerThreshold } = options;
  requireDuality(notion, dualNorms);
  if (depth !== Number.POSITIVE_INFINITY) requireInteger(depth, "depth", 1, LARGEST_WIDTH_DEPTH);
  if (notion === "strong" && depth === 1) {
    throw new InputError("the notion is strong with one layer: expected weak, or depth of 2 or more");
  }
  if (firstLayerThreshold !== undefined) requirePositive(firstLayerThreshold, "the threshold of layer 1");
  const at = (width: number): Binding => binding(width, depth, notion, dualNorms, firstLayerThreshold);
  const low = countConstant(notion, 2) * 1.3;
  let high = 2 * low;
  while (at(high).margin < 0 && high < 1e6) high *= 2;
  const found = brentRoot((width) => at(width).margin, low, high);
  // On a threshold given by the caller the margin has a kink, not a smooth root; the bracket ends there too.
  const width = found.root;
  const end = at(width);
  const slope = (at(width * (1 + 1e-7)).margin - at(width * (1 - 1e-7)).margin) / (2e-7 * width);
  const error =
    Math.abs(found.bracket[1] - found.bracket[0]) +
    Math.abs(found.residual / slope) +
    roundingError(width, 64);
  return {
    depth,
    notion,
    dualNorms,
    width: quantity(width, error, found.status),
    bindingLayer: end.layer,
    incoming: end.incoming,
    deepValue: end.deepValue,
  };
}

/** The least margin over the layers, and the layer where it is. */
function binding(
  width: number,
  depth: number,
  notion: Notion,
  dualNorms: DualNorms,
  threshold: number | undefined,
): Binding {
  const propagate = dualNorms === "unit" ? unitNormLayer : optimalNormLayer;
  const first = threshold === undefined ? lastLayerSaddle(width, 2).value - 1 : width - threshold;
  let worst = { margin: first, layer: 1, incoming: 1 };
  const value = lastLayerSaddle(width, countConstant(notion, 2)).value;
  let incoming = 1;
  for (let layer = 2; layer <= Math.min(depth, ITERATION_LIMIT); layer++) {
    const next = propagate({ expansion: width, incoming }).outgoing.value;
    if (!(next > 0)) return { margin: NO_VALUE, layer, incoming, deepValue: Number.POSITIVE_INFINITY };
    const settled = Math.abs(next - incoming) <= 2 * Number.EPSILON * incoming;
    if (value - next < worst.margin) worst = { margin: value - next, layer, incoming: next };
    const falling = next < incoming;
    incoming = next;
    if (settled || falling) {
      // A rising sequence that has settled: every deeper layer has the same condition, the deepest binds.
      return {
        ...worst,
        layer: settled && worst.layer > 2 ? depth : worst.layer,
        deepValue: falling && !settled ? deepLimit(width, next, dualNorms) : next,
      };
    }
  }
  return { ...worst, deepValue: incoming };
}

/** Limit of a falling sequence: 0 with optimal norms (T′ < T for every T > 0), a fixed point with unit norms. */
function deepLimit(width: number, start: number, dualNorms: DualNorms): number {
  if (dualNorms === "optimal") return 0;
  let value = start;
  for (let i = 0; i < ITERATION_LIMIT; i++) {
    const next = unitNormLayer({ expansion: width, incoming: value }).outgoing.value;
    if (!(Math.abs(next - value) > 2 * Number.EPSILON * value)) return next;
    value = next;
  }
  return value;
}
