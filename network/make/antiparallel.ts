/** Layers of antiparallel pairs [B; −DB]: injective on all of R^n with the fewest rows, 2n, in any number format. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { checkRank } from "../injectivity/layer-check.js";
import { unitRoundoff } from "../injectivity/weight-arithmetic.js";
import type { WeightType } from "../model.js";

/** D may span these powers of two: every entry of DB is then a number of any of the formats. */
export const LARGEST_SPREAD = 8;
/** Draws of B; a singular one has been seen for no size. */
const MOST_DRAWS = 20;

export interface DrawOptions {
  readonly type: WeightType;
  readonly seed: number;
}

/**
 * The layer [B; −DB] without bias. B is a random orthogonal matrix rounded to multiples of the format's 2^(1 − digits), D
 * diagonal with powers of two 2^k, k uniform in −spread … spread: every entry is a number of the format, so that row n + i is
 * −d_i times row i exactly. One of the two is active at every input, B has rank n exactly; hence injective.
 * @param inputs n ≥ 1
 * @throws InputError where every B drawn was singular, which takes a format too coarse for so many inputs
 */
export function antiparallelLayer(
  inputs: number,
  { type, seed, spread }: DrawOptions & { readonly spread: number },
): DenseMatrix {
  const [basis, random] = invertibleRows(inputs, inputs, { type, seed });
  const values = new Float64Array(2 * inputs * inputs);
  values.set(basis);
  for (let i = 0; i < inputs; i++) {
    const scale = 2 ** (random.below(2 * spread + 1) - spread);
    for (let k = 0; k < inputs; k++)
      values[(inputs + i) * inputs + k] = negated(scale * basis[i * inputs + k]);
  }
  return { rows: 2 * inputs, columns: inputs, values };
}

/** −x, without a negative zero. */
export function negated(x: number): number {
  return x === 0 ? 0 : -x;
}

/** Rows of full rank, orthonormal up to rounding, and the source after the draw. */
export function invertibleRows(
  rows: number,
  columns: number,
  { type, seed }: DrawOptions,
): readonly [Float64Array, ReturnType<typeof randomSource>] {
  const grid = 2 * unitRoundoff(type);
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const random = randomSource(seed, draw);
    const values = orthonormalRows(rows, columns, random.normal).map((x) => Math.round(x / grid) * grid + 0);
    if (rows < columns) return [values, random];
    const question = { weights: { rows, columns, values }, bias: null, domain: { kind: "space" } } as const;
    if (checkRank(question).verdict === "injective") return [values, random];
  }
  throw new InputError(`every matrix drawn was singular in ${type}: expected fewer inputs or a wider format`);
}

/** Gram–Schmidt on rows of normals, twice; entries are at most 1. */
function orthonormalRows(rows: number, columns: number, normal: () => number): Float64Array {
  const values = Float64Array.from({ length: rows * columns }, normal);
  const row = (i: number): Float64Array => values.subarray(i * columns, (i + 1) * columns);
  for (let i = 0; i < rows; i++) {
    const own = row(i);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < Math.min(i, columns); j++) {
        if (i >= columns) break;
        const other = row(j);
        const along = own.reduce((sum, x, k) => sum + x * other[k], 0);
        own.forEach((x, k) => {
          own[k] = x - along * other[k];
        });
      }
    }
    const length = Math.hypot(...own);
    own.forEach((x, k) => {
      own[k] = x / length;
    });
  }
  return values;
}
