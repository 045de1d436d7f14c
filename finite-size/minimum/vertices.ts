/** The vertices of a central arrangement of hyperplanes: lines on which n − 1 independent rows vanish. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";

/**
 * Called once for every set of n − 1 rows with how many of the other rows are certainly positive, certainly negative
 * and not decided in double precision, on one of the two rays of the line. All are undecided where the rows of the
 * set may be dependent. The array of rows is reused: copy what is to be kept.
 * @returns false to stop the enumeration
 */
export type VisitVertex = (
  rows: Int32Array,
  positive: number,
  negative: number,
  undecided: number,
) => boolean;

/** One level of the recursion: all rows in the coordinates of the subspace on which the chosen rows vanish. */
interface Level {
  readonly dimension: number;
  readonly values: Float64Array;
}

/**
 * Visits all C(m, n − 1) sets, the row indices ascending. Each chosen row is turned onto the first axis by a
 * Householder reflection, which is then dropped; in the plane that is left a sign is that of a cross product.
 *
 * Error bound: reflections act as exact ones on rows w_i + δ_i with |δ_i| ≤ τ |w_i| (Higham 2002, Lemma 19.2; the
 * constant here is generous), and det(w_S, w_i) is the cross product times the norms of the chosen rows at their
 * levels, up to sign. By Hadamard's inequality the determinant moves by at most ((1 + τ)^n − 1) Π |w_j|.
 */
export function visitVertices(matrix: DenseMatrix, visit: VisitVertex): void {
  const { rows, columns } = matrix;
  if (columns === 1) {
    visitLine(matrix, visit);
    return;
  }
  const levels: Level[] = [];
  for (let d = columns; d >= 2; d--) levels.push({ dimension: d, values: new Float64Array(rows * d) });
  levels[0].values.set(matrix.values);
  const norms = scaleRows(levels[0], rows);
  const largestNorm = norms.reduce((a, b) => Math.max(a, b), 0);
  const perturbation = (columns - 2) * 16 * (columns + 2) + 8;
  const relativeError = 1.1 * columns * perturbation * (Number.EPSILON / 2);
  const chosen = new Int32Array(columns - 1);
  const isChosen = new Uint8Array(rows);

  /** `content` is the product of |w_s| / |w_s at its level| over the rows chosen so far. */
  const descend = (depth: number, first: number, content: number): boolean => {
    const { dimension, values } = levels[depth];
    if (dimension === 2) return lastLevel(values, first, content);
    const next = levels[depth + 1].values;
    for (let pivot = first; pivot < rows; pivot++) {
      chosen[depth] = pivot;
      const norm = reflected(values, next, dimension, rows, pivot);
      isChosen[pivot] = 1;
      const goOn = descend(depth + 1, pivot + 1, (content * norms[pivot]) / norm);
      isChosen[pivot] = 0;
      if (!goOn) return false;
    }
    return true;
  };

  const lastLevel = (values: Float64Array, first: number, content: number): boolean => {
    for (let pivot = first; pivot < rows; pivot++) {
      const [a, b] = [values[2 * pivot], values[2 * pivot + 1]];
      const limit = relativeError * content * norms[pivot] * largestNorm;
      let [positive, negative] = [0, 0];
      isChosen[pivot] = 1;
      for (let i = 0; i < rows; i++) {
        if (isChosen[i] === 1) continue;
        const cross = a * values[2 * i + 1] - b * values[2 * i];
        // A NaN, from a row that vanishes at its level, decides nothing.
        if (cross > limit) positive++;
        else if (cross < -limit) negative++;
      }
      isChosen[pivot] = 0;
      chosen[columns - 2] = pivot;
      if (!visit(chosen, positive, negative, rows - columns + 1 - positive - negative)) return false;
    }
    return true;
  };

  descend(0, 0, 1);
}

/** n = 1: the only set is empty, the only line everything. */
function visitLine({ values }: DenseMatrix, visit: VisitVertex): void {
  const positive = values.filter((value) => value > 0).length;
  const negative = values.filter((value) => value < 0).length;
  visit(new Int32Array(0), positive, negative, 0);
}

/** Scales each row by a power of two so that its largest entry is in [1, 2), and returns the norms after that. */
function scaleRows({ dimension, values }: Level, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    const row = values.subarray(i * dimension, (i + 1) * dimension);
    const largest = row.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    if (largest === 0) return 0;
    // In two factors, as 2^-e alone may overflow.
    const exponent = -Math.floor(Math.log2(largest));
    const half = Math.trunc(exponent / 2);
    for (let j = 0; j < dimension; j++) row[j] = row[j] * 2 ** half * 2 ** (exponent - half);
    return Math.hypot(...row);
  });
}

/** Writes all rows, reflected so that the pivot lies on the first axis and without that axis; returns its norm. */
function reflected(
  values: Float64Array,
  next: Float64Array,
  dimension: number,
  rows: number,
  pivot: number,
): number {
  const at = pivot * dimension;
  let square = 0;
  for (let j = 0; j < dimension; j++) square += values[at + j] * values[at + j];
  const norm = Math.sqrt(square);
  const head = values[at] + (values[at] < 0 ? -norm : norm);
  const factor = 1 / (norm * Math.abs(head));
  for (let i = 0; i < rows; i++) {
    const from = i * dimension;
    const to = i * (dimension - 1);
    let projection = head * values[from];
    for (let j = 1; j < dimension; j++) projection += values[at + j] * values[from + j];
    projection *= factor;
    for (let j = 1; j < dimension; j++) next[to + j - 1] = values[from + j] - projection * values[at + j];
  }
  return norm;
}
