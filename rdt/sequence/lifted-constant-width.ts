/** Constant width by partially lifted duality: the least C at finite depth or, with optimal norms, at any depth. */
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
import { countConstant, type DualNorms, type Notion } from "../layer/notion.js";
import { LARGEST_LIFTED_DEPTH, type LiftedCapacity, liftedCapacity } from "../program/lifted-capacity.js";
import { recurrencePoint } from "../program/recurrence-point.js";

export interface LiftedConstantWidthOptions {
  /** Number of layers, or Infinity for a width that serves every depth. */
  readonly depth: number;
  readonly notion: Notion;
  /** Optimal by default; unit at finite depth only, as their values rise with depth. */
  readonly dualNorms?: DualNorms;
  /** Least width of layer 1 by the caller's theory, in place of the lifted 7.4486. */
  readonly firstLayerThreshold?: number;
}

export interface LiftedConstantWidth {
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  /** C. */
  readonly width: Quantity;
  /** The layer whose lifted capacity equals C. */
  readonly bindingLayer: number;
  /** From this layer on the plain bound suffices at width C, at every depth; Infinity where it was not needed. */
  readonly plainFrom: number;
}

/**
 * The least C with lifted capacity(C, …, C) ≤ C in every layer.
 *
 * The layers are raised one after the other. With optimal norms the plain values T_i fall, so that once the plain
 * capacity of a layer is at most C it is so in all deeper ones: a finite check serves every depth.
 *
 * @throws InputError unless depth is an integer from 1 to 24, or Infinity with optimal norms; for strong with one
 * layer
 * @param options depth (or Infinity), notion, dual norms, and the threshold of layer 1
 * @returns the width and the layer that binds it
 * @example
 * import { liftedConstantWidth } from "relu-injectivity/rdt";
 * liftedConstantWidth({ depth: Infinity, notion: "weak" }).width.value; // 7.44863872629…
 */
export function liftedConstantWidth(options: LiftedConstantWidthOptions): LiftedConstantWidth {
  requireObject(options, "the options");
  const { depth, notion, dualNorms = "optimal", firstLayerThreshold } = options;
  requireDuality(notion, dualNorms);
  if (depth !== Number.POSITIVE_INFINITY || dualNorms === "unit")
    requireInteger(depth, "depth of the lifted program", 1, LARGEST_LIFTED_DEPTH);
  if (notion === "strong" && depth === 1) {
    throw new InputError("the notion is strong with one layer: expected weak, or depth of 2 or more");
  }
  if (firstLayerThreshold !== undefined) requirePositive(firstLayerThreshold, "the threshold of layer 1");
  let width =
    firstLayerThreshold === undefined
      ? liftedCapacity([], { count: 2 }).capacity
      : quantity(firstLayerThreshold, roundingError(firstLayerThreshold));
  let bindingLayer = 1;
  for (let layer = 2; layer <= Math.min(depth, LARGEST_LIFTED_DEPTH); layer++) {
    const count = countConstant(notion, layer);
    const program: Program = { layer, count, dualNorms };
    if (dualNorms === "optimal" && plain(width.value, program) <= width.value && falls(width.value)) {
      return { depth, notion, dualNorms, width, bindingLayer, plainFrom: layer };
    }
    if (lifted(width.value, program).capacity.value <= width.value) continue;
    width = root(width.value, program);
    bindingLayer = layer;
  }
  const status = depth <= LARGEST_LIFTED_DEPTH ? width.status : "iteration-limit";
  return {
    depth,
    notion,
    dualNorms,
    width: { ...width, status },
    bindingLayer,
    plainFrom: Number.POSITIVE_INFINITY,
  };
}

/** The condition of one layer. */
interface Program {
  readonly layer: number;
  readonly count: number;
  readonly dualNorms: DualNorms;
}

function lifted(width: number, { layer, count, dualNorms }: Program, near?: LiftedCapacity): LiftedCapacity {
  return liftedCapacity(Array<number>(layer - 1).fill(width), {
    count,
    dualNorms,
    ...(near === undefined ? {} : { near }),
  });
}

function plain(width: number, { layer, count, dualNorms }: Program): number {
  return recurrencePoint(Array<number>(layer - 1).fill(width), count, dualNorms).capacity.value;
}

/** T_1 < T_0 = 1, from which T_{i+1} < T_i for all i, as T′ increases with T. */
function falls(width: number): boolean {
  return recurrencePoint([width], 2, "optimal").steps[0].outgoing.value < 1;
}

/** C with lifted capacity(C, …, C) = C in the given layer, above `low`. */
function root(low: number, program: Program): Quantity {
  let near: LiftedCapacity | undefined;
  const excess = (width: number): number => {
    near = lifted(width, program, near);
    return near.capacity.value - width;
  };
  const high = plainRootAbove(low, program);
  const found = brentRoot(excess, low, high);
  const { capacity } = lifted(found.root, program);
  // The capacity depends weakly on the widths before, so that excess has a slope close to −1.
  const step = 1e-4 * found.root;
  const slope = (excess(found.root + step) - found.residual) / step;
  const noise = (capacity.error + Math.abs(found.residual)) / Math.abs(slope);
  const error = Math.abs(found.bracket[1] - found.bracket[0]) + noise;
  return quantity(found.root, error, capacity.status === "converged" ? found.status : capacity.status);
}

/** A width at which the plain capacity of the layer, and with it the lifted one, is below the width. */
function plainRootAbove(low: number, program: Program): number {
  let width = low;
  for (let i = 0; i < 60 && !(plain(width, program) < width); i++) width *= 1.05;
  return width;
}
