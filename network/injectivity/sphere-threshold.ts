/** The largest threshold at which the rows that reach it span R^n at every point of the unit sphere, exactly, of either sign. */
import { type Fraction, fraction, fractionToNumber } from "../../src/exact/fraction.js";
import { integerDot, integerRow } from "../../src/exact/integers.js";
import { integerRank, kernelVector } from "../../src/exact/kernel-vector.js";
import { type DenseMatrix, requireMatrix } from "../../src/matrix/dense-matrix.js";
import { type Quantity, quantity } from "../../src/result.js";
import { compareSquares } from "./ball.js";
import { type LargestRadius, smallestUniformBias } from "./largest-radius.js";

/** Sets of n rows that are visited at most. */
const MOST_SETS = 200_000;

/**
 * The largest τ such that the rows with w·x ≥ τ span R^n at every x with |x| = 1; `null` where it is positive and there are too
 * many sets of rows to visit. Below it x ↦ max(Wx − τ, 0) is injective on the sphere. Where τ ≤ 0 it is minus the smallest
 * bias for the ball: the worst points of a ball lie on its sphere. Where τ > 0, that is where the layer is injective on all of
 * R^n with room, the ball has no such τ: at 0 no row is active.
 *
 * For τ > 0 the worst point is one at which n independent rows are equal, to τ, and all rows above them do not span: the
 * point of a facet of the hull of the rows outside a hyperplane that is nearest the origin.
 *
 * @param weights of a layer without bias
 * @param stop as for the smallest uniform bias
 * @returns τ, and the smallest bias for the ball
 * @throws InputError for numbers that are not finite
 * @example
 * import { matrixFromRows, sphereThreshold } from "relu-injectivity/network";
 * sphereThreshold(matrixFromRows([[1, 0], [-1, 0], [0, 1], [0, -1]])).threshold?.value; // 0
 */
export function sphereThreshold(
  weights: DenseMatrix,
  stop: () => boolean = () => false,
): { readonly threshold: Quantity | null; readonly bias: Quantity; readonly radius: LargestRadius } {
  requireMatrix(weights, "the weights");
  const ball = smallestUniformBias({ weights, bias: null }, stop);
  if (ball.bias.value > 0) {
    const { value, error, status } = ball.bias;
    return { threshold: quantity(-value, error, status), ...ball };
  }
  const square = positiveSquare(weights);
  if (square === undefined) return { threshold: null, ...ball };
  const value = Math.sqrt(fractionToNumber(square));
  return { threshold: quantity(value, 2 * Number.EPSILON * value), ...ball };
}

/** τ² for a layer that is injective on R^n without bias; undefined beyond {@link MOST_SETS}. */
function positiveSquare({ rows: count, columns, values }: DenseMatrix): Fraction | undefined {
  if (setsOf(count, columns) > MOST_SETS) return undefined;
  const { entries, exponent } = integerRow(values);
  const rows = Array.from({ length: count }, (_, i) => entries.slice(i * columns, (i + 1) * columns));
  const spans = (chosen: readonly (readonly bigint[])[]): boolean =>
    chosen.length >= columns && integerRank(chosen) === columns;
  // Rows above 0 that do not span somewhere do not span on some ray of the arrangement, where fewest are above 0.
  for (const set of subsets(count, columns - 1)) {
    const ray = kernelVector(
      set.map((row) => rows[row]),
      columns,
    );
    for (const x of ray === undefined ? [] : [ray, ray.map((entry) => -entry)])
      if (!spans(rows.filter((row) => integerDot(x, row) > 0n))) return fraction(0n);
  }
  let least: Fraction | undefined;
  for (const set of subsets(count, columns)) {
    // a·w = s on the set: x = a/|a|, at the level s/|a|.
    const matrix = set.map((row) => [...rows[row], -1n]);
    if (integerRank(matrix.map((row) => row.slice(0, columns))) < columns) continue;
    const kernel = kernelVector(matrix, columns + 1);
    if (kernel === undefined || kernel[columns] === 0n) continue;
    const sign = kernel[columns] < 0n ? -1n : 1n;
    const a = kernel.slice(0, columns).map((entry) => sign * entry);
    const level = sign * kernel[columns];
    const square = fraction(level * level, integerDot(a, a));
    if (least !== undefined && compareSquares(square, least) >= 0) continue;
    const above = rows.filter((row) => integerDot(a, row) > level);
    if (!spans(above)) least = square;
  }
  if (least === undefined) throw new Error("rows that span above every level");
  const shift = 2n * BigInt(Math.abs(exponent));
  return exponent >= 0
    ? fraction(least.numerator, least.denominator << shift)
    : fraction(least.numerator << shift, least.denominator);
}

function setsOf(count: number, size: number): number {
  let sets = 1;
  for (let i = 0; i < size; i++) sets = (sets * (count - i)) / (i + 1);
  return sets;
}

function* subsets(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first + size <= count; first++)
    for (const rest of subsets(count, size - 1, first + 1)) yield [first, ...rest];
}
