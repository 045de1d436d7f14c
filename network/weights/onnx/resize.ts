/** Resize and Upsample: nearest neighbours as copies, linear interpolation as a sparse map. */
import { InputError } from "../../../src/result.js";
import type { SparseMap } from "../../graph/graph.js";
import {
  dataAt,
  integerAttribute,
  type Operation,
  type Operator,
  optionalConstant,
  textAttribute,
} from "./operation.js";
import { selectedIndices, shapeText, sizeOf } from "./shapes.js";
import type { ConstantTensor } from "./tensors.js";

/** How one axis is resized. */
interface AxisResize {
  readonly length: number;
  readonly target: number;
  readonly scale: number;
}

export const applyResize: Operator = (operation) => {
  const { node, place, builder } = operation;
  const x = dataAt(operation, 0);
  const axes = axesToResize(operation, x.shape);
  const shape = axes.map(({ target }) => target);
  if (!shape.every((length) => Number.isInteger(length) && length >= 1)) {
    throw new InputError(`${place} of ${shapeText(x.shape)} to ${shapeText(shape)}: expected lengths from 1`);
  }
  // Before version 11 positions are divided by the scale and cut.
  const modern = node.operation === "Resize" && operation.opset >= 11;
  const transform = modern
    ? textAttribute(operation, "coordinate_transformation_mode", "half_pixel")
    : "asymmetric";
  const rounding = modern ? textAttribute(operation, "nearest_mode", "round_prefer_floor") : "floor";
  const mode = textAttribute(operation, "mode", "nearest");
  if (integerAttribute(operation, "antialias", 0) !== 0)
    throw new InputError(`${place} with antialias: expected none`);
  builder.claim(sizeOf(shape), place);
  const positions = axes.map((axis) =>
    Float64Array.from({ length: axis.target }, (_, i) => originalPosition(i, axis, transform, place)),
  );
  if (mode === "nearest") {
    const selections = positions.map((list, k) =>
      Int32Array.from(list, (position) =>
        Math.min(Math.max(rounded(position, rounding, place), 0), axes[k].length - 1),
      ),
    );
    return builder.rearranged(operation, x, shape, () => selectedIndices(x.shape, selections));
  }
  if (mode !== "linear" && mode !== "bilinear") {
    throw new InputError(`mode ${mode} of ${place}: expected nearest or linear`);
  }
  return builder.linear(operation, x, interpolation(operation, axes, positions), shape, { folded: true });
};

/** Scales or sizes, from the inputs of the version or from attributes; axes that are not named stay. */
function axesToResize(operation: Operation, shape: readonly number[]): AxisResize[] {
  const { node, place, opset } = operation;
  const filled = (index: number): ConstantTensor | undefined => {
    const given = optionalConstant(operation, index);
    return given === undefined || given.values.length === 0 ? undefined : given;
  };
  const early = node.operation === "Upsample" || opset < 11;
  const scales = filled(early ? 1 : 2)?.values ?? node.attributes.get("scales")?.floats;
  const sizes = early ? undefined : filled(3)?.values;
  const listed = node.attributes.get("axes")?.integers ?? [];
  const axes =
    listed.length > 0
      ? listed.map((axis) => (axis < 0 ? axis + shape.length : axis))
      : shape.map((_, k) => k);
  const given = sizes ?? scales ?? [];
  if (textAttribute(operation, "keep_aspect_ratio_policy", "stretch") !== "stretch") {
    throw new InputError(`${place} keeps an aspect ratio: expected stretch`);
  }
  if (given.length !== axes.length) {
    throw new InputError(`${given.length} scales of ${place}: expected ${axes.length}, one an axis`);
  }
  return shape.map((length, k) => {
    const at = axes.indexOf(k);
    if (at === -1) return { length, target: length, scale: 1 };
    if (sizes !== undefined) return { length, target: sizes[at], scale: sizes[at] / length };
    return { length, target: Math.floor(length * given[at]), scale: given[at] };
  });
}

function originalPosition(
  i: number,
  { length, target, scale }: AxisResize,
  transform: string,
  place: string,
): number {
  if (scale === 1 && target === length) return i;
  switch (transform) {
    case "half_pixel":
      return (i + 0.5) / scale - 0.5;
    case "pytorch_half_pixel":
      return target > 1 ? (i + 0.5) / scale - 0.5 : 0;
    case "asymmetric":
      return i / scale;
    case "align_corners":
      return target === 1 ? 0 : (i * (length - 1)) / (target - 1);
    case "half_pixel_symmetric": {
      const adjustment = target / (scale * length);
      return (length / 2) * (1 - adjustment) + (i + 0.5) / scale - 0.5;
    }
    default:
      throw new InputError(
        `coordinate_transformation_mode ${transform} of ${place}: expected half_pixel, asymmetric or align_corners`,
      );
  }
}

function rounded(position: number, rounding: string, place: string): number {
  switch (rounding) {
    case "floor":
      return Math.floor(position);
    case "ceil":
      return Math.ceil(position);
    case "round_prefer_floor":
      return Math.ceil(position - 0.5);
    case "round_prefer_ceil":
      return Math.floor(position + 0.5);
    default:
      throw new InputError(`nearest_mode ${rounding} of ${place}: expected floor, ceil or round_prefer_*`);
  }
}

/** Multilinear interpolation: along each axis two neighbours with their weights. */
function interpolation(
  { builder, place }: Operation,
  axes: readonly AxisResize[],
  positions: readonly Float64Array[],
): SparseMap {
  const moving = axes.filter(({ length, target }) => length !== target).length;
  const corners = 2 ** moving;
  const shape = axes.map(({ target }) => target);
  const size = sizeOf(shape);
  builder.claim(3 * size * corners, place);
  const offsets = Int32Array.from({ length: size + 1 }, (_, i) => i * corners);
  const columns = new Int32Array(size * corners);
  const values = new Float64Array(size * corners);
  const index = shape.map(() => 0);
  for (let i = 0; i < size; i++) {
    let reached = [{ at: 0, weight: 1 }];
    axes.forEach(({ length, target }, k) => {
      const position = Math.min(Math.max(positions[k][index[k]], 0), length - 1);
      const low = length === target ? Math.round(position) : Math.min(Math.floor(position), length - 1);
      const high = Math.min(low + 1, length - 1);
      const part = length === target ? 0 : position - low;
      reached = reached.flatMap(({ at, weight }) =>
        length === target
          ? [{ at: at * length + low, weight }]
          : [
              { at: at * length + low, weight: weight * (1 - part) },
              { at: at * length + high, weight: weight * part },
            ],
      );
    });
    reached.forEach(({ at, weight }, corner) => {
      columns[i * corners + corner] = at;
      values[i * corners + corner] = weight;
    });
    for (let k = shape.length - 1; k >= 0 && ++index[k] === shape[k]; k--) index[k] = 0;
  }
  return { kind: "sparse", inputs: sizeOf(axes.map(({ length }) => length)), offsets, columns, values };
}
