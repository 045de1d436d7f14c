/** The equations and inequalities that an output of a layer puts on its input. */
import { rowOf } from "../../src/matrix/dense-matrix.js";
import type { NetworkLayer } from "../model.js";
import { preimageOf } from "./preimage.js";

/** slope·(w·x) = right, the slope making residuals errors of the output. */
interface Equation {
  readonly row: Float64Array;
  readonly right: number;
}

/** row·x ≤ right. */
export interface Inequality {
  readonly row: Float64Array;
  readonly right: number;
}

export interface LayerSystem {
  readonly columns: number;
  readonly equations: readonly Equation[];
  readonly inequalities: readonly Inequality[];
}

/** Where the inputs of a layer are known to lie: the range of the activation before it. */
export interface InputRange {
  readonly low: number;
  readonly high: number;
}

/** The system of one output; units on a rising piece give equations, units on a flat piece inequalities. */
export function layerSystem(
  { weights, bias, activation }: NetworkLayer,
  output: ArrayLike<number>,
  tolerance: number,
  range: InputRange,
): LayerSystem {
  const equations: Equation[] = [];
  const inequalities: Inequality[] = [];
  const atMost = (row: Float64Array, right: number): void => {
    if (right !== Number.POSITIVE_INFINITY) inequalities.push({ row, right });
  };
  for (let i = 0; i < weights.rows; i++) {
    const row = rowOf(weights, i);
    const constant = bias?.[i] ?? 0;
    const preimage = preimageOf(activation, output[i], tolerance);
    if (preimage.kind === "point") {
      const { slope, argument } = preimage;
      equations.push({ row: row.map((entry) => slope * entry), right: slope * (argument - constant) });
    } else {
      atMost(row, preimage.high - constant);
      atMost(negated(row), constant - preimage.low);
    }
  }
  for (let j = 0; j < weights.columns; j++) {
    const axis = Float64Array.from({ length: weights.columns }, (_, k) => (k === j ? 1 : 0));
    atMost(axis, range.high);
    atMost(negated(axis), -range.low);
  }
  return { columns: weights.columns, equations, inequalities };
}

function negated(row: Float64Array): Float64Array {
  return row.map((entry) => -entry);
}
