/** The least number of rows with w·x > κ on the unit sphere, exactly, for small matrices. */
import { dot } from "../../src/linear-algebra/vectors.js";
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { requireTallMatrix } from "../minimum/exact-minimum.js";
import { marginSigns } from "./margin-signs.js";
import { type ScaledRows, scaledRows, signsOnSubsphere } from "./subsphere-point.js";

/** The most sign decisions made by enumeration, some ten seconds. */
export const LARGEST_MARGIN_ENUMERATION = 2e8;

export interface MarginMinimum {
  readonly minimum: number;
  /** A direction whose exact count is `minimum`; null where no double near the exact point has it. */
  readonly witness: Float64Array | null;
  /** Rows with w·x ≥ κ|x| at the witness. */
  readonly active: number | null;
}

/** m Σ_{k<n} C(m, k), the signs that enumeration decides. */
export function marginEnumerationCost(rows: number, columns: number): number {
  let [sets, term] = [0, 1];
  for (let k = 0; k < columns; k++) {
    sets += term;
    term = (term * (rows - k)) / (k + 1);
  }
  return rows * sets;
}

/** A candidate: rows with w·x = κ, the axis whose part orthogonal to them leads to the sphere, and the side. */
interface Candidate {
  readonly chosen: readonly number[];
  readonly axis: number;
  readonly side: 1 | -1;
}

/**
 * min over |x| = 1 of #{i : w_i·x > κ}. In a region with the least count a point with as many rows at w·x = κ as possible
 * has k < n of them, and no other row changes along the sphere on which these k hold (two points for k = n − 1): any one
 * point of it has the count. So all sets of at most n − 1 rows are visited. Signs within an error bound of doubles are
 * decided exactly.
 * @param enough stops at the first count so low; then only whether the minimum is at most `enough` is known
 * @throws InputError unless m ≥ n ≥ 1, entries are finite and the cost is at most `LARGEST_MARGIN_ENUMERATION`
 */
export function marginMinimum(matrix: DenseMatrix, margin: number, enough = -1): MarginMinimum {
  requireTallMatrix(matrix);
  const { rows, columns } = matrix;
  if (marginEnumerationCost(rows, columns) > LARGEST_MARGIN_ENUMERATION)
    throw new InputError(
      `${rows} rows and ${columns} columns with a margin: expected fewer for enumeration, or option 'method' search`,
    );
  const search = new Enumeration(matrix, margin, enough);
  search.descend([], [], new Float64Array(columns), 0, 1);
  const { best, candidate } = search;
  const found = candidate === undefined ? undefined : witnessAt(matrix, margin, best, candidate);
  return { minimum: best, witness: found?.witness ?? null, active: found?.active ?? null };
}

class Enumeration {
  best = Number.POSITIVE_INFINITY;
  candidate: Candidate | undefined;
  readonly #matrix: DenseMatrix;
  readonly #margin: number;
  readonly #enough: number;
  readonly #norms: Float64Array;
  #scaled: ScaledRows | undefined;

  constructor(matrix: DenseMatrix, margin: number, enough: number) {
    this.#matrix = matrix;
    this.#margin = margin;
    this.#enough = enough;
    this.#norms = Float64Array.from({ length: matrix.rows }, (_, i) => Math.hypot(...rowOf(matrix, i)));
  }

  /**
   * @param basis orthonormal directions of the chosen rows; @param p the least point with w·x = κ on them
   * @param content product of |w| over the length of its part orthogonal to the rows before it: what rounding is multiplied by
   */
  descend(
    chosen: readonly number[],
    basis: readonly Float64Array[],
    p: Float64Array,
    first: number,
    content: number,
  ): boolean {
    const { rows, columns } = this.#matrix;
    const rest = 1 - dot(p, p);
    if (rest < -1e-9) return true;
    if (!this.#visit(chosen, basis, p, rest, content)) return false;
    if (chosen.length === columns - 1) return true;
    for (let row = first; row < rows; row++) {
      const w = rowOf(this.#matrix, row);
      const direction = orthogonalPart(w, basis);
      const length = Math.sqrt(dot(direction, direction));
      // A row that depends on those chosen adds nothing: without it the set is visited too.
      if (!(length > 1e-12 * this.#norms[row])) continue;
      for (let k = 0; k < columns; k++) direction[k] /= length;
      const step = (this.#margin - dot(w, p)) / length;
      const next = p.map((entry, k) => entry + step * direction[k]);
      const grown = (content * this.#norms[row]) / length;
      if (!this.descend([...chosen, row], [...basis, direction], next, row + 1, grown)) return false;
    }
    return true;
  }

  #visit(
    chosen: readonly number[],
    basis: readonly Float64Array[],
    p: Float64Array,
    rest: number,
    content: number,
  ): boolean {
    const { rows, columns } = this.#matrix;
    const { axis, direction } = freeDirection(basis, columns);
    const s = Math.sqrt(Math.max(0, rest));
    // The root loses digits where the chosen rows barely meet the sphere.
    const doubt = (64 * columns ** 2 * Number.EPSILON * content) / Math.max(s, 1e-8);
    for (const side of chosen.length === columns - 1 ? ([1, -1] as const) : ([1] as const)) {
      let [positive, undecided] = [0, 0];
      for (let i = 0; i < rows; i++) {
        if (chosen.includes(i)) continue;
        const w = rowOf(this.#matrix, i);
        const value = dot(w, p) + side * s * dot(w, direction) - this.#margin;
        if (Math.abs(value) <= doubt * (this.#norms[i] + Math.abs(this.#margin))) undecided++;
        else if (value > 0) positive++;
      }
      if (positive >= this.best) continue;
      const count = undecided === 0 && rest > 1e-9 ? positive : this.#exact({ chosen, axis, side });
      if (count >= this.best) continue;
      this.best = count;
      this.candidate = { chosen: [...chosen], axis, side };
      if (count <= this.#enough) return false;
    }
    return true;
  }

  #exact({ chosen, axis, side }: Candidate): number {
    const matrix = this.#matrix;
    this.#scaled ??= scaledRows(
      Array.from({ length: matrix.rows }, (_, i) => rowOf(matrix, i)),
      this.#margin,
    );
    const signs = signsOnSubsphere(this.#scaled, chosen, axis, side);
    return signs === undefined
      ? Number.POSITIVE_INFINITY
      : signs.reduce((count, sign) => count + (sign > 0 ? 1 : 0), 0);
  }
}

function orthogonalPart(w: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = w.slice();
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const product = dot(rest, direction);
      for (let k = 0; k < rest.length; k++) rest[k] -= product * direction[k];
    }
  }
  return rest;
}

/** The axis with the largest part orthogonal to the basis, and that part at unit length. */
function freeDirection(
  basis: readonly Float64Array[],
  columns: number,
): { axis: number; direction: Float64Array } {
  let [axis, most] = [0, -1];
  for (let k = 0; k < columns; k++) {
    const rest = 1 - basis.reduce((sum, direction) => sum + direction[k] * direction[k], 0);
    if (rest > most) [axis, most] = [k, rest];
  }
  const unit = new Float64Array(columns);
  unit[axis] = 1;
  const part = orthogonalPart(unit, basis);
  const length = Math.sqrt(dot(part, part));
  return { axis, direction: part.map((entry) => entry / length) };
}

/** A double near the candidate's point whose exact count is the minimum, moved off the rows with w·x = κ. */
function witnessAt(
  matrix: DenseMatrix,
  margin: number,
  minimum: number,
  { chosen, axis, side }: Candidate,
): { witness: Float64Array; active: number } | undefined {
  const basis: Float64Array[] = [];
  const p = new Float64Array(matrix.columns);
  const inward = new Float64Array(matrix.columns);
  for (const row of chosen) {
    const w = rowOf(matrix, row);
    const direction = orthogonalPart(w, basis);
    const length = Math.sqrt(dot(direction, direction));
    const [step, push] = [(margin - dot(w, p)) / length, (-1 - dot(w, inward)) / length];
    for (let k = 0; k < p.length; k++) {
      direction[k] /= length;
      p[k] += step * direction[k];
      inward[k] += push * direction[k];
    }
    basis.push(direction);
  }
  const unit = new Float64Array(matrix.columns);
  unit[axis] = 1;
  const part = orthogonalPart(unit, basis);
  const scale = (side * Math.sqrt(Math.max(0, 1 - dot(p, p)))) / Math.sqrt(dot(part, part));
  const x = p.map((entry, k) => entry + scale * part[k]);
  let onBoundary: { witness: Float64Array; active: number } | undefined;
  for (let halving = 0; halving <= 44; halving++) {
    const moved = halving === 44 ? x : x.map((entry, k) => entry + 2 ** -halving * inward[k]);
    const { positive, nonNegative } = marginSigns(matrix, moved, margin);
    if (positive > minimum) continue;
    if (nonNegative <= minimum) return { witness: moved, active: nonNegative };
    onBoundary ??= { witness: moved, active: nonNegative };
  }
  return onBoundary;
}
