/** Every operation that is understood; whatever is not here is refused by name. */
import { ACTIVATION_OPERATORS } from "./activation-operations.js";
import { applyConv, applyConvTranspose } from "./convolution-operations.js";
import { applyArithmetic, applyComparison, applyExtremum, applyPower, applySum } from "./elementwise.js";
import {
  applyConcat,
  applyDropout,
  applyExpand,
  applyFlatten,
  applyGather,
  applyIdentity,
  applyPad,
  applyReshape,
  applySlice,
  applySplit,
  applySqueeze,
  applyTile,
  applyTranspose,
  applyUnsqueeze,
} from "./layout-operations.js";
import { applyBatchNorm, applyGemm, applyMatMul } from "./matrix-operations.js";
import type { Operator } from "./operation.js";
import { applyAveragePool, applyMaxPool, applyReduce } from "./pooling.js";
import { applyResize } from "./resize.js";
import { SHAPE_OPERATORS } from "./shape-arithmetic.js";
import { applyDepthToSpace, applySpaceToDepth } from "./spatial-layout.js";

const same = (names: readonly string[], operator: Operator): [string, Operator][] =>
  names.map((name) => [name, operator]);

/** By operation type of the default domain. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["Gemm", applyGemm],
  ["MatMul", applyMatMul],
  ...same(["Add", "Sub", "Mul", "Div"], applyArithmetic),
  ...same(["Sum", "Mean"], applySum),
  ...same(["Min", "Max"], applyExtremum),
  ["Pow", applyPower],
  ["Conv", applyConv],
  ["ConvTranspose", applyConvTranspose],
  ["BatchNormalization", applyBatchNorm],
  ["MaxPool", applyMaxPool],
  ["AveragePool", applyAveragePool],
  ...same(
    ["GlobalAveragePool", "GlobalMaxPool", "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd"],
    applyReduce,
  ),
  ...same(["Resize", "Upsample"], applyResize),
  ["DepthToSpace", applyDepthToSpace],
  ["SpaceToDepth", applySpaceToDepth],
  ["Reshape", applyReshape],
  ["Flatten", applyFlatten],
  ["Squeeze", applySqueeze],
  ["Unsqueeze", applyUnsqueeze],
  ["Transpose", applyTranspose],
  ["Slice", applySlice],
  ["Gather", applyGather],
  ["Split", applySplit],
  ["Concat", applyConcat],
  ["Expand", applyExpand],
  ["Tile", applyTile],
  ["Pad", applyPad],
  ["Identity", applyIdentity],
  ["Dropout", applyDropout],
  ...same(["Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or"], applyComparison),
  ...Object.entries(ACTIVATION_OPERATORS),
  ...Object.entries(SHAPE_OPERATORS),
]);
