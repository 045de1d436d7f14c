/** The numbers of one group of tensors as W x + b, or as a normalisation of the map before. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { type DiagonalMap, diagonalMap } from "../normalisation/batch-norm.js";
import { weightNorm } from "../normalisation/weight-norm.js";
import { transposed } from "./orientation.js";
import type { TensorOptions } from "./read-options.js";
import { finiteValues } from "./tensor.js";
import type { TensorGroup } from "./tensor-names.js";

/** A layer without its activation. */
export interface AffineMap {
  readonly weights: DenseMatrix;
  readonly bias: Float64Array | null;
}

/** W and b of a group whose weight is a matrix. @throws InputError where they do not fit together */
export function affineMap({ tensors }: TensorGroup, options: TensorOptions, where: string): AffineMap {
  const weight = tensors.get("weight") ?? tensors.get("direction");
  if (weight === undefined) throw new Error("a group without weights");
  const matrix: DenseMatrix = {
    rows: weight.shape[0],
    columns: weight.shape[1],
    values: finiteValues(weight, where),
  };
  const gain = tensors.has("weight") ? undefined : tensors.get("gain");
  const stored =
    gain === undefined
      ? matrix
      : weightNorm(matrix, finiteValues(gain, where), `'${weight.name}' in ${where}`);
  const oriented = options.transpose === true ? transposed(stored) : stored;
  const storedBias = tensors.get("bias");
  if (options.biasColumn === true && storedBias !== undefined) {
    throw new InputError(
      `option 'biasColumn' with a bias '${storedBias.name}' in ${where}: expected only one of them`,
    );
  }
  const bias = storedBias === undefined ? null : finiteValues(storedBias, where);
  const map =
    options.biasColumn === true
      ? splitLastColumn(oriented, where)
      : withBias(oriented, bias, `'${storedBias?.name}' in ${where}`);
  const { rows, columns } = map.weights;
  if (rows > 0 && columns > 0) return map;
  throw new InputError(
    `'${weight.name}' in ${where} is ${rows} x ${columns}: expected at least one row and one column`,
  );
}

/** @throws InputError unless the bias has one entry per row */
export function withBias(weights: DenseMatrix, bias: Float64Array | null, where: string): AffineMap {
  if (bias !== null && bias.length !== weights.rows) {
    const hint = bias.length === weights.columns ? ", or option 'transpose'" : "";
    throw new InputError(
      `bias ${where} has ${bias.length} entries: expected ${weights.rows}, one per row of the weights${hint}`,
    );
  }
  return { weights, bias };
}

function splitLastColumn({ rows, columns, values }: DenseMatrix, where: string): AffineMap {
  if (columns < 2)
    throw new InputError(`option 'biasColumn' with ${columns} column in ${where}: expected 2 or more`);
  const weights = { rows, columns: columns - 1, values: new Float64Array(rows * (columns - 1)) };
  const bias = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    weights.values.set(values.subarray(i * columns, (i + 1) * columns - 1), i * (columns - 1));
    bias[i] = values[(i + 1) * columns - 1];
  }
  return { weights, bias };
}

/** What frameworks add to the variance where nobody says otherwise. */
const PYTORCH_EPSILON = 1e-5;
const KERAS_EPSILON = 1e-3;

/** The map of a normalisation with its running moments, and the ε that was assumed, as the file does not hold it. */
export function normMap(
  { stem, tensors }: TensorGroup,
  units: number,
  where: string,
): { readonly map: DiagonalMap; readonly epsilon: number } {
  const mean = tensors.get("mean");
  const vector = (role: "weight" | "bias" | "mean" | "variance", fallback: number): Float64Array => {
    const tensor = tensors.get(role);
    return tensor === undefined ? new Float64Array(units).fill(fallback) : finiteValues(tensor, where);
  };
  const epsilon = /moving/i.test(mean?.name ?? "") ? KERAS_EPSILON : PYTORCH_EPSILON;
  const map = diagonalMap(
    {
      gamma: vector("weight", 1),
      beta: vector("bias", 0),
      mean: vector("mean", 0),
      variance: vector("variance", 1),
      epsilon,
    },
    `'${stem}' in ${where}`,
  );
  if (map.scale.length !== units) {
    throw new InputError(
      `${map.scale.length} units of '${stem}' in ${where}: expected ${units}, as in the layer before`,
    );
  }
  return { map, epsilon };
}
