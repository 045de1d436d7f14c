/** The attributes of a Conv node, with their defaults and automatic padding. */
import { InputError } from "../../../src/result.js";
import type { Convolution } from "./convolution.js";
import { integerAttribute, type Operation } from "./state.js";
import type { Constant } from "./tensor-values.js";

const LARGEST_SETTING = 2 ** 24;

/** The convolution of a node. @throws InputError for kernels and attributes that do not fit together */
export function convolutionOf(
  operation: Operation,
  { name, shape, values }: Constant,
  inputShape: readonly number[],
): Convolution {
  const { node, place } = operation;
  if (shape.length < 3 || shape.length !== inputShape.length + 1 || values.length === 0) {
    throw new InputError(
      `kernel '${name}' of shape (${shape.join(", ")}) in ${place}: expected (outputs, inputs, lengths…) for an input (${inputShape.join(", ")})`,
    );
  }
  const axes = shape.length - 2;
  const list = (attribute: string, count: number, fallback: number, least: number): number[] => {
    const given = node.attributes.get(attribute)?.integers ?? [];
    if (given.length === 0) return new Array<number>(count).fill(fallback);
    if (given.length !== count || !given.every((entry) => entry >= least && entry <= LARGEST_SETTING)) {
      throw new InputError(
        `${attribute} (${given.slice(0, 8).join(", ")}) of ${place}: expected ${count} integers from ${least}`,
      );
    }
    return [...given];
  };
  const kernelShape = list("kernel_shape", axes, 0, 1);
  if (kernelShape[0] !== 0 && kernelShape.some((length, k) => length !== shape[k + 2])) {
    throw new InputError(
      `kernel_shape (${kernelShape.join(", ")}) of ${place}: expected (${shape.slice(2).join(", ")})`,
    );
  }
  const group = integerAttribute(operation, "group", 1);
  if (!(group >= 1 && group <= LARGEST_SETTING)) {
    throw new InputError(`group ${group} of ${place}: expected an integer from 1`);
  }
  const strides = list("strides", axes, 1, 1);
  const dilations = list("dilations", axes, 1, 1);
  const given = list("pads", 2 * axes, 0, 0);
  const automatic = node.attributes.get("auto_pad")?.text ?? "NOTSET";
  const same = automatic === "SAME_UPPER" || automatic === "SAME_LOWER";
  if (!same && automatic !== "NOTSET" && automatic !== "VALID") {
    throw new InputError(`auto_pad ${automatic.slice(0, 40)} of ${place}: expected NOTSET, VALID or SAME_*`);
  }
  // SAME pads so that the output has ceil(input / stride) positions, the odd zero after (UPPER) or before (LOWER).
  const totals = inputShape.slice(1).map((length, k) => {
    const positions = Math.ceil(length / strides[k]);
    return Math.max(0, (positions - 1) * strides[k] + dilations[k] * (shape[k + 2] - 1) + 1 - length);
  });
  const before = (total: number): number =>
    automatic === "SAME_UPPER" ? Math.floor(total / 2) : Math.ceil(total / 2);
  return {
    kernel: values,
    kernelShape: shape,
    group,
    strides,
    dilations,
    padsBefore: same ? totals.map(before) : given.slice(0, axes),
    padsAfter: same ? totals.map((total) => total - before(total)) : given.slice(axes),
  };
}
