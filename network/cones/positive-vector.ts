/**
 * A vector with a positive product with each of some columns: proposed by perceptron steps, else by a linear program in
 * doubles, and proved beyond rounding.
 */
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { solveLinearProgram } from "../linear-program/index.js";
import { SMALLEST_PRODUCT } from "./cone.js";

const PERCEPTRON_STEPS = 40;
/** Above the rounding of a product of integers with doubles that are rounded themselves. */
const ROUNDING = 1e-14;
const BITS = 40;

/**
 * @param columns in doubles, as `approximated` gives them
 * @returns integers v with v · column > 0 for the exact columns too; undefined where none was found
 */
export function positiveOn(columns: readonly Float64Array[]): bigint[] | undefined {
  if (columns.length === 0) return undefined;
  const units = columns.map((column) => {
    const length = Math.hypot(...column);
    return length === 0 ? column : column.map((entry) => entry / length);
  });
  return proved(perceptron(units), columns) ?? proved(widestMargin(units), columns);
}

/** The sum of the columns, moved towards the one with the least product until all are positive. */
function perceptron(units: readonly Float64Array[]): Float64Array | undefined {
  const sum = new Float64Array(units[0].length);
  for (const unit of units) for (let k = 0; k < sum.length; k++) sum[k] += unit[k];
  for (let step = 0; step < PERCEPTRON_STEPS; step++) {
    let [worst, least] = [0, Number.POSITIVE_INFINITY];
    units.forEach((unit, i) => {
      let product = 0;
      for (let k = 0; k < sum.length; k++) product += unit[k] * sum[k];
      if (product < least) [worst, least] = [i, product];
    });
    if (least > 0) return sum;
    for (let k = 0; k < sum.length; k++) sum[k] += units[worst][k];
  }
  return undefined;
}

/** maximise s subject to unit · v ≥ s, |v_k| ≤ 1. */
function widestMargin(units: readonly Float64Array[]): Float64Array | undefined {
  const size = units[0].length;
  const coordinate = (k: number, sign: number): number[] =>
    Array.from({ length: size + 1 }, (_, j) => (j === k ? sign : 0));
  const bounds = Array.from({ length: size }, (_, k) => [coordinate(k, 1), coordinate(k, -1)]).flat();
  const solved = solveLinearProgram({
    objective: coordinate(size, -1),
    inequalities: {
      matrix: matrixFromRows([
        ...units.map((unit) => [...Array.from(unit, (entry) => -entry), 1]),
        ...bounds,
      ]),
      right: [...units.map(() => 0), ...bounds.map(() => 1)],
    },
  });
  return solved.status === "optimal" ? solved.x.subarray(0, size) : undefined;
}

/** The vector in integers of at most so many bits, where its products are positive beyond rounding. */
function proved(vector: Float64Array | undefined, columns: readonly Float64Array[]): bigint[] | undefined {
  if (vector === undefined) return undefined;
  const largest = vector.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const integers = vector.map((entry) => Math.round((entry / largest) * 2 ** BITS));
  return columns.every((column) => surelyPositive(integers, column))
    ? Array.from(integers, BigInt)
    : undefined;
}

function surelyPositive(vector: Float64Array, column: Float64Array): boolean {
  let [sum, size] = [0, 0];
  for (let k = 0; k < vector.length; k++) {
    const product = vector[k] * column[k];
    sum += product;
    size += Math.abs(product);
  }
  return sum > ROUNDING * size && size > SMALLEST_PRODUCT;
}
