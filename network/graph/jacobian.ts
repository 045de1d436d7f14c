/** The derivative of a network at an input written out: its singular values and its rank. */
import { Matrix } from "ml-matrix";
import { decomposed } from "../../src/linear-algebra/singular-values.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { type Quantity, quantity } from "../../src/result.js";
import type { NetworkGraph } from "./graph.js";
import { workOf } from "./linear-map.js";
import type { Linearisation } from "./linearise.js";

/** What is affordable: multiplications of all products, entries, and multiplications of the singular values. */
const MOST_WORK = 2 ** 36;
const MOST_ENTRIES = 2 ** 24;
const MOST_SINGULAR_WORK = 2 ** 31;

/** Singular values in falling order, and how many of them are not rounding. */
export interface JacobianSpectrum {
  readonly singularValues: readonly Quantity[];
  /** Those above max(m, n) ε times the largest. */
  readonly rank: number;
}

/** The outputs × inputs matrix, by as many products as the smaller of both. @returns undefined where it is too large */
export function jacobianMatrix(
  graph: NetworkGraph,
  { output, forward, backward }: Linearisation,
): DenseMatrix | undefined {
  const [rows, columns] = [output.length, graph.inputs];
  const least = Math.min(rows, columns);
  const work = graph.nodes.reduce(
    (sum, node) =>
      sum +
      node.size +
      (node.kind === "affine"
        ? node.terms.reduce((all, { map }) => all + (map === null ? 0 : workOf(map)), 0)
        : 0),
    0,
  );
  if (rows * columns > MOST_ENTRIES || least * work > MOST_WORK) return undefined;
  const values = new Float64Array(rows * columns);
  for (let k = 0; k < least; k++) {
    const unit = new Float64Array(rows < columns ? rows : columns);
    unit[k] = 1;
    if (rows < columns) values.set(backward(unit), k * columns);
    else {
      forward(unit).forEach((value, i) => {
        values[i * columns + k] = value;
      });
    }
  }
  return { rows, columns, values };
}

/** The min(m, n) singular values of a matrix; undefined where they would take minutes. */
export function spectrumOf({ rows, columns, values }: DenseMatrix): JacobianSpectrum | undefined {
  const least = Math.min(rows, columns);
  if (least * least * Math.max(rows, columns) > MOST_SINGULAR_WORK) return undefined;
  const matrix = Matrix.from1DArray(rows, columns, values);
  const { diagonal } = decomposed(matrix, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  });
  const sorted = [...diagonal].sort((a, b) => b - a);
  const rounding = Math.max(rows, columns) * Number.EPSILON * (sorted[0] ?? 0);
  return {
    singularValues: sorted.map((value) => quantity(value, rounding)),
    rank: sorted.filter((value) => value > rounding).length,
  };
}
