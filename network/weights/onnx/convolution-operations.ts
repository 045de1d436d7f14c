/** Conv and ConvTranspose, kept as their kernels. */
import { InputError } from "../../../src/result.js";
import type { ConvolutionMap } from "../../graph/graph.js";
import {
  constantAt,
  dataAt,
  integerAttribute,
  type Operation,
  type Operator,
  optionalConstant,
} from "./operation.js";
import { type Shape, shapeText, sizeOf } from "./shapes.js";
import type { ConstantTensor, DataTensor } from "./tensors.js";
import { automaticPadding, positionsOf, settings, windowOf } from "./window.js";

/** A cross-correlation of (batch, channels, spatial…). */
export const applyConv: Operator = (operation) => {
  const { place } = operation;
  const x = dataAt(operation, 0);
  const kernel = kernelAt(operation, x);
  const group = groupOf(operation);
  const [outputs, perGroup, ...taps] = kernel.shape;
  const [batch, channels, ...extent] = x.shape;
  requireFit(kernel, group, x, channels === perGroup * group && outputs % group === 0, place);
  const window = windowOf(operation, taps, extent);
  const positions = positionsOf(window, extent, place);
  const map: ConvolutionMap = {
    kind: "convolution",
    kernel: kernel.values,
    kernelShape: kernel.shape,
    group,
    strides: window.strides,
    dilations: window.dilations,
    padsBefore: window.padsBefore,
    batch,
    readShape: [channels, ...extent],
    placedShape: [outputs, ...positions],
    transposed: false,
  };
  return withBias(operation, x, map, kernel, [batch, outputs, ...positions]);
};

/** The transpose of a convolution, whose kernel is stored as (inputs, outputs per group, lengths…). */
export const applyConvTranspose: Operator = (operation) => {
  const { place, node } = operation;
  const x = dataAt(operation, 0);
  const kernel = kernelAt(operation, x);
  const group = groupOf(operation);
  const [inputs, perGroup, ...taps] = kernel.shape;
  const [batch, channels, ...extent] = x.shape;
  requireFit(kernel, group, x, channels === inputs && inputs % group === 0, place);
  const axes = taps.length;
  const strides = settings(operation, "strides", axes, 1, 1);
  const dilations = settings(operation, "dilations", axes, 1, 1);
  const further = settings(operation, "output_padding", axes, 0, 0);
  const given = settings(operation, "pads", 2 * axes, 0, 0);
  const automatic = automaticPadding(operation);
  const same = automatic.startsWith("SAME");
  const listed = node.attributes.get("output_shape")?.integers ?? [];
  if (listed.length > 0 && listed.length !== axes) {
    throw new InputError(`output_shape ${shapeText(listed)} of ${place}: expected ${axes} lengths`);
  }
  const padsBefore: number[] = [];
  const lengths = extent.map((length, k) => {
    const whole = strides[k] * (length - 1) + further[k] + dilations[k] * (taps[k] - 1) + 1;
    const wanted = listed[k] ?? (same ? length * strides[k] : undefined);
    if (wanted === undefined) {
      padsBefore.push(given[k]);
      return whole - given[k] - given[k + axes];
    }
    const total = Math.max(0, whole - wanted);
    padsBefore.push(automatic === "SAME_UPPER" ? Math.floor(total / 2) : total - Math.floor(total / 2));
    return wanted;
  });
  if (!lengths.every((length) => length >= 1)) {
    throw new InputError(`${place} gives ${shapeText(lengths)}: expected lengths from 1, by smaller pads`);
  }
  const outputs = perGroup * group;
  const map: ConvolutionMap = {
    kind: "convolution",
    kernel: kernel.values,
    kernelShape: kernel.shape,
    group,
    strides,
    dilations,
    padsBefore,
    batch,
    readShape: [outputs, ...lengths],
    placedShape: [channels, ...extent],
    transposed: true,
  };
  return withBias(operation, x, map, kernel, [batch, outputs, ...lengths]);
};

function kernelAt(operation: Operation, x: DataTensor): ConstantTensor {
  const kernel = constantAt(operation, 1);
  const { name, shape, values } = kernel;
  if (shape.length < 3 || shape.length !== x.shape.length || values.length === 0) {
    throw new InputError(
      `kernel '${name}' of shape ${shapeText(shape)} in ${operation.place}: expected (outputs, inputs, lengths…) for a tensor ${shapeText(x.shape)}`,
    );
  }
  const taps = shape.slice(2);
  const listed = settings(operation, "kernel_shape", taps.length, 0, 1);
  if (listed[0] !== 0 && listed.some((length, k) => length !== taps[k])) {
    throw new InputError(
      `kernel_shape ${shapeText(listed)} of ${operation.place}: expected ${shapeText(taps)}`,
    );
  }
  return kernel;
}

function groupOf(operation: Operation): number {
  const group = integerAttribute(operation, "group", 1);
  if (group >= 1 && group <= 2 ** 24) return group;
  throw new InputError(`group ${group} of ${operation.place}: expected an integer from 1`);
}

function requireFit(
  kernel: ConstantTensor,
  group: number,
  x: DataTensor,
  fits: boolean,
  place: string,
): void {
  if (fits) return;
  throw new InputError(
    `${place} has a kernel ${shapeText(kernel.shape)} in ${group} groups on ${shapeText(x.shape)}: expected shapes that fit`,
  );
}

function withBias(
  operation: Operation,
  x: DataTensor,
  map: ConvolutionMap,
  kernel: ConstantTensor,
  shape: Shape,
): DataTensor {
  const { place, builder } = operation;
  const folded = kernel.computed === true;
  const given = optionalConstant(operation, 2);
  if (given === undefined) return builder.linear(operation, x, map, shape, { folded });
  const outputs = shape[1];
  if (given.values.length !== outputs) {
    throw new InputError(`${given.values.length} biases of ${place}: expected ${outputs}, one a channel`);
  }
  const size = sizeOf(shape);
  builder.claim(size, place);
  const inner = sizeOf(shape.slice(2));
  const bias = Float64Array.from({ length: size }, (_, i) => given.values[Math.floor(i / inner) % outputs]);
  return builder.linear(operation, x, map, shape, { bias, folded });
}
