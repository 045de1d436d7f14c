/** Every operation that is understood; whatever is not here is refused by name. */
import { InputError } from "../../../src/result.js";
import { type Activation, clip, leakyRelu, RELU } from "../../model.js";
import { applyAdd, applyBatchNorm, applyConv, applyGemm, applyMatMul } from "./affine-operations.js";
import {
  type ChainState,
  constantAt,
  featuresOf,
  floatAttribute,
  integerAttribute,
  type Operation,
  requireRows,
} from "./state.js";

type Apply = (operation: Operation, state: ChainState) => void;

/** Old exporters write the largest float32 for "no bound". */
const UNBOUNDED = 3.4e38;

const pass: Apply = () => undefined;

/** By operation type of the default domain. */
export const OPERATIONS: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ["Gemm", applyGemm],
  ["MatMul", applyMatMul],
  ["Add", applyAdd],
  ["Conv", applyConv],
  ["BatchNormalization", applyBatchNorm],
  ["Relu", (operation, state) => activateBy(RELU, operation, state)],
  [
    "LeakyRelu",
    (operation, state) => activateBy(leakyRelu(floatAttribute(operation, "alpha", 0.01)), operation, state),
  ],
  ["Clip", applyClip],
  ["Flatten", applyFlatten],
  ["Reshape", applyReshape],
  ["Identity", pass],
  ["Dropout", applyDropout],
]);

function activateBy(activation: Activation, { place }: Operation, state: ChainState): void {
  if (state.layout === null) requireRows(state, place);
  state.chain.activate(activation, featuresOf(state, place));
}

/** Bounds as inputs (from opset 11) or attributes; without one the function has a single kink. */
function applyClip(operation: Operation, state: ChainState): void {
  const { node, operands, place } = operation;
  const bound = (name: string, index: number, fallback: number): number => {
    if (operands[index] == null) return node.attributes.get(name)?.float ?? fallback;
    const { values } = constantAt(operation, index);
    if (values.length !== 1) throw new InputError(`${name} of ${place}: expected one number`);
    return values[0];
  };
  const low = bound("min", 1, Number.NEGATIVE_INFINITY);
  const high = bound("max", 2, Number.POSITIVE_INFINITY);
  if (!(low < high)) throw new InputError(`bounds ${low}, ${high} of ${place}: expected min < max`);
  const [below, above] = [low > -UNBOUNDED, high < UNBOUNDED];
  if (below && above) activateBy(clip(low, high), operation, state);
  else if (below) activateBy(low === 0 ? RELU : lowerBound(low), operation, state);
  else if (above) activateBy(upperBound(high), operation, state);
}

function lowerBound(low: number): Activation {
  return { name: `max(x, ${low})`, breakpoints: [low], slopes: [0, 1], anchor: [low, low] };
}

function upperBound(high: number): Activation {
  return { name: `min(x, ${high})`, breakpoints: [high], slopes: [1, 0], anchor: [high, high] };
}

/** One example becomes one row of numbers, in the row-major order of the unrolled convolutions. */
function applyFlatten(operation: Operation, state: ChainState): void {
  const { place } = operation;
  requireRows(state, place);
  const axis = integerAttribute(operation, "axis", 1);
  if (axis !== 1 || state.layout === "vector") {
    throw new InputError(`axis ${axis} of ${place}: expected 1, one example per row`);
  }
  if (state.sample !== null) state.sample = [featuresOf(state, place)];
}

/** Passes where examples stay examples: the first length is the batch, the others keep the number of features. */
function applyReshape(operation: Operation, state: ChainState): void {
  const { node, operands, place } = operation;
  requireRows(state, place);
  const features = featuresOf(state, place);
  const sample = state.sample ?? [];
  const shape =
    operands.length > 1
      ? [...constantAt(operation, 1).values]
      : (node.attributes.get("shape")?.integers ?? []);
  const lengths = state.layout === "vector" ? [...shape] : shape.slice(1);
  const refuse = (): never => {
    throw new InputError(
      `${place} to (${shape.slice(0, 8).join(", ")}) of examples (${sample.join(", ")}): expected the batch first and all ${features} features after it`,
    );
  };
  const kept = lengths.map((length, k) => (length === 0 ? (sample[k] ?? refuse()) : length));
  const known = kept.reduce((product, length) => (length === -1 ? product : product * length), 1);
  const open = kept.filter((length) => length === -1).length;
  const [batch] = shape;
  const batches = [-1, 0, 1, state.inputShape?.[0]].includes(batch) || state.layout === "vector";
  if (!batches || kept.length === 0 || open > 1 || (open === 1 && batch === -1) || !(known >= 1)) {
    refuse();
  }
  const resolved = kept.map((length) => (length === -1 ? features / known : length));
  if (!resolved.every((length) => Number.isInteger(length) && length >= 1)) refuse();
  if (resolved.reduce((product, length) => product * length, 1) !== features) refuse();
  state.sample = resolved;
}

/** The identity at inference. */
function applyDropout(operation: Operation): void {
  const training = operation.operands[2] == null ? 0 : constantAt(operation, 2).values[0];
  if (training !== 0) {
    throw new InputError(`${operation.place} in training mode: expected a model exported for inference`);
  }
}
