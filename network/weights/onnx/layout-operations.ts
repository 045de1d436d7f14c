/** Operations that only rename or move entries, of constants and of computed tensors alike. */
import { InputError } from "../../../src/result.js";
import type { AffineTerm } from "../../graph/graph.js";
import {
  axesOf,
  constantAt,
  integerAttribute,
  integersOf,
  type Operation,
  type Operator,
  operandAt,
  optionalConstant,
} from "./operation.js";
import {
  axisOf,
  broadcastIndices,
  broadcastShape,
  everyPlace,
  type Shape,
  selectedIndices,
  shapeText,
  sizeOf,
  transposedIndices,
} from "./shapes.js";
import type { Tensor } from "./tensors.js";

/** The tensor under another shape. */
function renamed(x: Tensor, shape: Shape): Tensor {
  return { ...x, shape };
}

export const applyIdentity: Operator = (operation) => operandAt(operation, 0);

/** The identity at inference. */
export const applyDropout: Operator = (operation) => {
  const training = optionalConstant(operation, 2)?.values[0] ?? 0;
  if (training !== 0) {
    throw new InputError(`${operation.place} in training mode: expected a model exported for inference`);
  }
  return operandAt(operation, 0);
};

export const applyFlatten: Operator = (operation) => {
  const x = operandAt(operation, 0);
  const rank = x.shape.length;
  const axis = integerAttribute(operation, "axis", 1);
  if (axis < -rank || axis > rank) axisOf(axis, rank, operation.place);
  const split = axis < 0 ? axis + rank : axis;
  return renamed(x, [sizeOf(x.shape.slice(0, split)), sizeOf(x.shape.slice(split))]);
};

/** 0 keeps a length, −1 is what is left; a first length that is the batch of the file is that of one example. */
export const applyReshape: Operator = (operation) => {
  const { place, builder } = operation;
  const x = operandAt(operation, 0);
  const size = sizeOf(x.shape);
  const target =
    operation.operands.length > 1 ? integersOf(operation, "", 1) : integersOf(operation, "shape", 1);
  const lengths = target ?? [];
  const literal = integerAttribute(operation, "allowzero", 0) !== 0;
  const resolve = (given: readonly number[]): number[] | undefined => {
    const kept = given.map((length, k) => (length === 0 && !literal ? (x.shape[k] ?? Number.NaN) : length));
    const known = kept.reduce((product, length) => (length === -1 ? product : product * length), 1);
    const whole = kept.map((length) => (length === -1 ? size / known : length));
    const open = kept.filter((length) => length === -1).length;
    const fits = whole.every((length) => Number.isInteger(length) && length >= 1) && sizeOf(whole) === size;
    return open <= 1 && fits ? whole : undefined;
  };
  const one = builder.batch !== null && lengths[0] === builder.batch ? [1, ...lengths.slice(1)] : lengths;
  const shape = resolve(lengths) ?? resolve(one);
  if (shape !== undefined) return renamed(x, shape);
  throw new InputError(
    `${place} to ${shapeText(lengths)} of one example ${shapeText(x.shape)}: expected lengths for its ${size} numbers`,
  );
};

export const applySqueeze: Operator = (operation) => {
  const x = operandAt(operation, 0);
  const axes = axesOf(operation, x.shape.length, 1);
  const gone = (length: number, k: number): boolean => axes?.includes(k) ?? length === 1;
  const dropped = x.shape.filter(gone);
  if (dropped.some((length) => length !== 1)) {
    throw new InputError(`${operation.place} of ${shapeText(x.shape)}: expected axes of length 1`);
  }
  return renamed(
    x,
    x.shape.filter((length, k) => !gone(length, k)),
  );
};

export const applyUnsqueeze: Operator = (operation) => {
  const x = operandAt(operation, 0);
  const count = (integersOf(operation, "axes", 1) ?? []).length;
  const axes = axesOf(operation, x.shape.length + count, 1) ?? [];
  const rest = [...x.shape];
  return renamed(
    x,
    Array.from({ length: x.shape.length + count }, (_, k) => (axes.includes(k) ? 1 : (rest.shift() ?? 1))),
  );
};

export const applyTranspose: Operator = (operation) => {
  const x = operandAt(operation, 0);
  const rank = x.shape.length;
  const listed = operation.node.attributes.get("perm")?.integers ?? [];
  const permutation = listed.length === 0 ? x.shape.map((_, k) => rank - 1 - k) : listed;
  if (permutation.length !== rank || !x.shape.every((_, k) => permutation.includes(k))) {
    throw new InputError(
      `perm ${shapeText(permutation)} of ${operation.place}: expected each of the ${rank} axes once`,
    );
  }
  const shape = permutation.map((axis) => x.shape[axis]);
  return operation.builder.rearranged(operation, x, shape, () => transposedIndices(x.shape, permutation));
};

/** Along each axis the listed places. */
function selected(operation: Operation, x: Tensor, selections: readonly ArrayLike<number>[]): Tensor {
  const shape = selections.map(({ length }) => length);
  return operation.builder.rearranged(operation, x, shape, () => selectedIndices(x.shape, selections));
}

/** Starts, ends, axes and steps, from attributes or inputs. */
export const applySlice: Operator = (operation) => {
  const { place } = operation;
  const x = operandAt(operation, 0);
  const starts = integersOf(operation, "starts", 1) ?? [];
  const ends = integersOf(operation, "ends", 2) ?? [];
  const axes = axesOf(operation, x.shape.length, 3) ?? starts.map((_, k) => k);
  const steps = integersOf(operation, "steps", 4) ?? starts.map(() => 1);
  if ([ends, axes, steps].some(({ length }) => length !== starts.length) || starts.length > x.shape.length) {
    throw new InputError(`${place}: expected as many ends, axes and steps as starts, at most one an axis`);
  }
  const selections = x.shape.map(everyPlace);
  for (const [i, axis] of axes.entries()) {
    const length = x.shape[axis];
    const step = steps[i];
    if (!Number.isInteger(step) || step === 0)
      throw new InputError(`step ${step} of ${place}: expected another`);
    const back = step < 0;
    const clamp = (at: number): number =>
      Math.min(Math.max(at < 0 ? at + length : at, back ? -1 : 0), back ? length - 1 : length);
    const [start, end] = [clamp(starts[i]), clamp(ends[i])];
    const count = Math.max(0, Math.ceil((end - start) / step));
    selections[axis] = Int32Array.from({ length: count }, (_, k) => start + k * step);
  }
  return selected(operation, x, selections);
};

/** Along one axis the places of constant indices, whose shape takes the place of the axis. */
export const applyGather: Operator = (operation) => {
  const { place } = operation;
  const x = operandAt(operation, 0);
  const indices = constantAt(operation, 1);
  const axis = axisOf(integerAttribute(operation, "axis", 0), x.shape.length, place);
  const length = x.shape[axis];
  const places = indices.values.map((at) => (at < 0 ? at + length : at));
  if (!places.every((at) => Number.isInteger(at) && at >= 0 && at < length)) {
    throw new InputError(
      `indices '${indices.name}' of ${place}: expected places of an axis of length ${length}`,
    );
  }
  const along = selected(
    operation,
    x,
    x.shape.map((extent, k) => (k === axis ? places : everyPlace(extent))),
  );
  return renamed(along, [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)]);
};

/** Parts along an axis. */
export const applySplit: Operator = (operation) => {
  const { place, node } = operation;
  const x = operandAt(operation, 0);
  const axis = axisOf(integerAttribute(operation, "axis", 0), x.shape.length, place);
  const length = x.shape[axis];
  const parts = node.outputs.length;
  const even = Math.ceil(length / parts);
  const given = integersOf(operation, "split", 1);
  const lengths = given ?? Array.from({ length: parts }, (_, i) => Math.min(even, length - even * i));
  const total = lengths.reduce((sum, part) => sum + part, 0);
  if (lengths.length !== parts || total !== length || !lengths.every((part) => part >= 1)) {
    throw new InputError(`parts ${shapeText(lengths)} of ${place}: expected ${parts} that make ${length}`);
  }
  let first = 0;
  return lengths.map((part) => {
    const from = first;
    first += part;
    const within = Int32Array.from({ length: part }, (_, i) => from + i);
    return selected(
      operation,
      x,
      x.shape.map((extent, k) => (k === axis ? within : everyPlace(extent))),
    );
  });
};

export const applyExpand: Operator = (operation) => {
  const { place, builder } = operation;
  const x = operandAt(operation, 0);
  const lengths = [...(integersOf(operation, "", 1) ?? [])];
  if (!lengths.every((length) => Number.isInteger(length) && length >= 1)) {
    throw new InputError(`${place} to ${shapeText(lengths)}: expected lengths from 1`);
  }
  const shape = broadcastShape(x.shape, lengths, place);
  if (sizeOf(shape) === sizeOf(x.shape)) return renamed(x, shape);
  return builder.rearranged(operation, x, shape, () => broadcastIndices(x.shape, shape));
};

export const applyTile: Operator = (operation) => {
  const x = operandAt(operation, 0);
  const repeats = integersOf(operation, "", 1) ?? [];
  if (repeats.length !== x.shape.length || !repeats.every((count) => Number.isInteger(count) && count >= 1)) {
    throw new InputError(`repeats ${shapeText(repeats)} of ${operation.place}: expected one from 1 an axis`);
  }
  const shape = x.shape.map((length, k) => length * repeats[k]);
  operation.builder.claim(sizeOf(shape), operation.place);
  return selected(
    operation,
    x,
    x.shape.map((length, k) => Int32Array.from({ length: length * repeats[k] }, (_, i) => i % length)),
  );
};

/** Tensors one after the other along an axis. */
export const applyConcat: Operator = (operation) => {
  const { place, builder, operands } = operation;
  const tensors = operands.map((_, i) => operandAt(operation, i));
  if (tensors.length === 0) throw new InputError(`${place} of nothing: expected an input`);
  const [{ shape: first }] = tensors;
  const axis = axisOf(integerAttribute(operation, "axis", 1), first.length, place);
  for (const { shape } of tensors) {
    if (shape.length === first.length && shape.every((length, k) => k === axis || length === first[k]))
      continue;
    throw new InputError(
      `${shapeText(first)} beside ${shapeText(shape)} in ${place}: expected equal lengths but for axis ${axis}`,
    );
  }
  const length = tensors.reduce((sum, { shape }) => sum + shape[axis], 0);
  const shape = first.map((extent, k) => (k === axis ? length : extent));
  if (tensors.length === 1) return tensors[0];
  const size = sizeOf(shape);
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  builder.claim(size * (1 + tensors.filter(({ kind }) => kind === "data").length), place);
  const bias = new Float64Array(size);
  const terms: AffineTerm[] = [];
  let from = 0;
  for (const tensor of tensors) {
    const block = tensor.shape[axis] * inner;
    const indices = tensor.kind === "data" ? new Int32Array(size).fill(-1) : undefined;
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < block; i++) {
        const at = o * length * inner + from * inner + i;
        if (indices !== undefined) indices[at] = o * block + i;
        else if (tensor.kind === "constant") bias[at] = tensor.values[o * block + i];
      }
    }
    if (indices !== undefined && tensor.kind === "data") {
      terms.push({
        source: tensor.node,
        map: { kind: "rearrangement", inputs: sizeOf(tensor.shape), indices },
      });
    }
    from += tensor.shape[axis];
  }
  const constants = tensors.filter((tensor) => tensor.kind === "constant");
  if (terms.length > 0) {
    return builder.affine(operation, shape, terms, { bias: constants.length === 0 ? null : bias });
  }
  const type = constants.every((tensor) => tensor.type === null) ? null : (constants[0].type ?? "float64");
  return builder.constant(operation, shape, bias, type);
};

/** Entries added around: constant, or copies by reflection or from the edge. */
export const applyPad: Operator = (operation) => {
  const { place, builder, node } = operation;
  const x = operandAt(operation, 0);
  const rank = x.shape.length;
  const mode = node.attributes.get("mode")?.text ?? "constant";
  const pads = integersOf(operation, "pads", 1) ?? node.attributes.get("paddings")?.integers ?? [];
  const axes = axesOf(operation, rank, 3) ?? everyPlace(rank);
  const value = optionalConstant(operation, 2)?.values[0] ?? node.attributes.get("value")?.float ?? 0;
  if (pads.length !== 2 * axes.length || !pads.every(Number.isSafeInteger)) {
    throw new InputError(
      `pads ${shapeText(pads)} of ${place}: expected two integers an axis, all before all after`,
    );
  }
  const ends = x.shape.map(() => [0, 0]);
  [...axes].forEach((axis, i) => {
    ends[axis] = [pads[i], pads[i + axes.length]];
  });
  const shape = x.shape.map((length, k) => length + ends[k][0] + ends[k][1]);
  if (!shape.every((length) => length >= 1))
    throw new InputError(`${place} leaves nothing: expected smaller pads`);
  builder.claim(sizeOf(shape), place);
  const selections = x.shape.map((length, k) =>
    Int32Array.from({ length: shape[k] }, (_, i) => sourceOfPad(i - ends[k][0], length, mode)),
  );
  if (!selections.every((selection) => selection.every((at) => at >= -1))) {
    throw new InputError(
      `mode ${mode.slice(0, 20)} of ${place}: expected constant, edge, wrap, or reflect within the tensor`,
    );
  }
  const padded = selected(operation, x, selections);
  if (value === 0 || mode !== "constant") return padded;
  builder.claim(sizeOf(shape), place);
  const bias = Float64Array.from(selectedIndices(x.shape, selections), (at) => (at < 0 ? value : 0));
  if (padded.kind === "data") return builder.linear(operation, padded, null, shape, { bias });
  return builder.constant(
    operation,
    shape,
    padded.values.map((entry, i) => entry + bias[i]),
    padded.type,
  );
};

/** −1 for a constant, −2 for a mode that does not reach there. */
function sourceOfPad(at: number, length: number, mode: string): number {
  if (at >= 0 && at < length) return at;
  switch (mode) {
    case "constant":
      return -1;
    case "edge":
      return at < 0 ? 0 : length - 1;
    case "wrap":
      return ((at % length) + length) % length;
    case "reflect": {
      const mirrored = at < 0 ? -at : 2 * (length - 1) - at;
      return mirrored >= 0 && mirrored < length ? mirrored : -2;
    }
    default:
      return -2;
  }
}
