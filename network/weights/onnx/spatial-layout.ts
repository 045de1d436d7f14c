/** Channels to positions and back. */
import { InputError } from "../../../src/result.js";
import { integerAttribute, type Operator, operandAt, textAttribute } from "./operation.js";
import { shapeText, transposedIndices } from "./shapes.js";

/** DepthToSpace: blocks of channels become blocks of positions. */
export const applyDepthToSpace: Operator = (operation) => {
  const { place, builder } = operation;
  const x = operandAt(operation, 0);
  const block = integerAttribute(operation, "blocksize", 0);
  const [batch, channels, height, width] = x.shape;
  if (x.shape.length !== 4 || !(block >= 1) || channels % (block * block) !== 0) {
    throw new InputError(
      `blocksize ${block} of ${place} on ${shapeText(x.shape)}: expected one whose square divides the channels`,
    );
  }
  const left = channels / (block * block);
  const columns = textAttribute(operation, "mode", "DCR") === "CRD";
  const split = columns
    ? [batch, left, block, block, height, width]
    : [batch, block, block, left, height, width];
  const permutation = columns ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
  return builder.rearranged(operation, x, [batch, left, height * block, width * block], () =>
    transposedIndices(split, permutation),
  );
};

export const applySpaceToDepth: Operator = (operation) => {
  const { place, builder } = operation;
  const x = operandAt(operation, 0);
  const block = integerAttribute(operation, "blocksize", 0);
  const [batch, channels, height, width] = x.shape;
  if (x.shape.length !== 4 || !(block >= 1) || height % block !== 0 || width % block !== 0) {
    throw new InputError(
      `blocksize ${block} of ${place} on ${shapeText(x.shape)}: expected one that divides height and width`,
    );
  }
  const split = [batch, channels, height / block, block, width / block, block];
  return builder.rearranged(
    operation,
    x,
    [batch, channels * block * block, height / block, width / block],
    () => transposedIndices(split, [0, 3, 5, 1, 2, 4]),
  );
};
