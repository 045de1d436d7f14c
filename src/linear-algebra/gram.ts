/**
 * The least singular value of a tall matrix from below, with its rounding: Cholesky's method on AᵀA − s, which ends only
 * where that matrix is positive definite to rounding (Rump 2006, Verification of positive definiteness).
 */

/** A row with its nonzero entries; without columns all entries, from the first on. */
export interface SparseRow {
  readonly columns: Int32Array | null;
  readonly values: Float64Array;
}

/** The entries of AᵀA on and below the diagonal, row-major; `first` is the first nonzero column of each row. */
export interface Gram {
  readonly size: number;
  readonly values: Float64Array;
  readonly first: Int32Array;
  /** Column of A in each place: an order in which the nonzero entries lie near the diagonal. */
  readonly order: Int32Array;
  /** |A|_F², the trace. */
  readonly trace: number;
  /** Rows of A. */
  readonly rows: number;
}

/** The least singular value of a matrix with as many rows as columns or more. */
export interface LeastSingular {
  /** By inverse iteration, from above. */
  readonly estimate: number;
  /** Proved, rounding included; 0 where nothing is. */
  readonly lower: number;
  /** The unit vector with |A v| near the estimate. */
  readonly direction: Float64Array;
}

const UNIT = 2 ** -53;
/** Steps of inverse iteration; it ends before where the value stands. */
const STEPS = 60;
const STANDS = 1e-9;
/** Orders are looked for where products are sparser than this. */
const DENSE = 0.25;

/** AᵀA of rows with entries in `size` columns. */
export function gramOf(rows: readonly SparseRow[], size: number): Gram {
  const square = new Float64Array(size * size);
  for (const { columns, values } of rows) {
    if (columns === null) {
      for (let i = 0; i < size; i++) {
        const factor = values[i];
        if (factor === 0) continue;
        const start = i * size;
        for (let j = 0; j <= i; j++) square[start + j] += factor * values[j];
      }
      continue;
    }
    for (let a = 0; a < columns.length; a++) {
      const start = columns[a] * size;
      const factor = values[a];
      for (let b = 0; b < columns.length; b++)
        if (columns[b] <= columns[a]) square[start + columns[b]] += factor * values[b];
    }
  }
  const order = orderOf(square, size);
  const values = order === undefined ? square : permuted(square, size, order);
  const first = Int32Array.from({ length: size }, (_, i) => {
    let j = 0;
    while (j < i && values[i * size + j] === 0) j++;
    return j;
  });
  let trace = 0;
  for (let i = 0; i < size; i++) trace += values[i * size + i];
  return {
    size,
    values,
    first,
    order: order ?? Int32Array.from({ length: size }, (_, i) => i),
    trace,
    rows: rows.length,
  };
}

/** Rounding of the sums of AᵀA, of the shift and of the factors, each at most (its terms + 1) ε |A|_F². */
const roundingOf = ({ size, trace, rows }: Gram): number => 4 * (rows + size + 8) * UNIT * trace;

/** Whether σ_n(A) > 0 is proved, which needs σ_n above some √ε |A|_F. */
export function isSurelyRegular(gram: Gram): boolean {
  return factorOf(gram, roundingOf(gram)) !== undefined;
}

/** Bounds of σ_n(A), A with the Gram matrix. */
export function leastSingular(gram: Gram): LeastSingular {
  const { size, trace } = gram;
  if (size === 0)
    return {
      estimate: Number.POSITIVE_INFINITY,
      lower: Number.POSITIVE_INFINITY,
      direction: new Float64Array(0),
    };
  const rounding = roundingOf(gram);
  const factor = factorOf(gram, 0) ?? factorOf(gram, -Math.max(rounding, Number.MIN_VALUE));
  let vector: Float64Array = Float64Array.from({ length: size }, (_, i) => Math.cos(1 + 2 * i));
  let value = Number.POSITIVE_INFINITY;
  for (let step = 0; step < STEPS && factor !== undefined; step++) {
    const next = solved(gram, factor, vector);
    const length = Math.sqrt(dotOf(next, next));
    if (!(length > 0 && Number.isFinite(length))) break;
    for (let i = 0; i < size; i++) next[i] /= length;
    const quotient = dotOf(next, product(gram, next));
    vector = next;
    const stands = Math.abs(quotient - value) <= STANDS * Math.abs(quotient) + UNIT * trace;
    value = quotient;
    if (stands) break;
  }
  const direction = new Float64Array(size);
  gram.order.forEach((column, i) => {
    direction[column] = vector[i];
  });
  const estimate = Number.isFinite(value) ? Math.sqrt(Math.max(0, value)) : 0;
  for (const share of [1 - 1e-6, 1 - 1e-3, 0.9, 0.5]) {
    const shift = share * value;
    if (!(shift > rounding)) break;
    if (factorOf(gram, shift) === undefined) continue;
    return { estimate, lower: Math.sqrt(shift - rounding) * (1 - 4 * UNIT), direction };
  }
  return { estimate, lower: 0, direction };
}

/** The largest singular value, by power iteration, from below. */
export function largestSingular(gram: Gram): number {
  let vector: Float64Array = Float64Array.from({ length: gram.size }, (_, i) => 1 + Math.cos(1 + 2 * i) / 2);
  let value = 0;
  for (let step = 0; step < 10 * STEPS; step++) {
    const next = product(gram, vector);
    const length = Math.sqrt(dotOf(next, next));
    if (!(length > 0)) return 0;
    const quotient = dotOf(vector, next) / dotOf(vector, vector);
    vector = next.map((entry) => entry / length);
    if (Math.abs(quotient - value) <= STANDS * quotient) return Math.sqrt(quotient);
    value = quotient;
  }
  return Math.sqrt(value);
}

/** L with L Lᵀ = AᵀA − shift, within the envelope; undefined where a pivot is not positive. */
function factorOf({ size, values, first }: Gram, shift: number): Float64Array | undefined {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = first[i]; j <= i; j++) {
      const other = j * size;
      let sum = values[row + j] - (i === j ? shift : 0);
      for (let k = Math.max(first[i], first[j]); k < j; k++) sum -= factor[row + k] * factor[other + k];
      if (i > j) factor[row + j] = sum / factor[other + j];
      else if (!(sum > 0)) return undefined;
      else factor[row + i] = Math.sqrt(sum);
    }
  }
  return factor;
}

function solved({ size, first }: Gram, factor: Float64Array, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < size; i++) {
    let sum = x[i];
    for (let k = first[i]; k < i; k++) sum -= factor[i * size + k] * x[k];
    x[i] = sum / factor[i * (size + 1)];
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = x[i] / factor[i * (size + 1)];
    x[i] = value;
    for (let k = first[i]; k < i; k++) x[k] -= factor[i * size + k] * value;
  }
  return x;
}

function product({ size, values, first }: Gram, x: Float64Array): Float64Array {
  const y = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = values[i * (size + 1)] * x[i];
    for (let k = first[i]; k < i; k++) {
      sum += values[i * size + k] * x[k];
      y[k] += values[i * size + k] * x[i];
    }
    y[i] += sum;
  }
  return y;
}

function dotOf(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Reverse Cuthill–McKee: breadth first from a vertex of small degree, backwards; undefined for dense products. */
function orderOf(square: Float64Array, size: number): Int32Array | undefined {
  const degree = new Int32Array(size);
  let entries = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      if (square[i * size + j] === 0) continue;
      degree[i]++;
      degree[j]++;
      entries++;
    }
  }
  if (entries > (DENSE * size * size) / 2) return undefined;
  const order = new Int32Array(size);
  const seen = new Uint8Array(size);
  const byDegree = Int32Array.from({ length: size }, (_, i) => i).sort((a, b) => degree[a] - degree[b]);
  let count = 0;
  for (const start of byDegree) {
    if (seen[start] !== 0) continue;
    seen[start] = 1;
    order[count++] = start;
    for (let at = count - 1; at < count; at++) {
      const i = order[at];
      const before = count;
      for (let j = 0; j < size; j++) {
        if (seen[j] !== 0 || square[Math.max(i, j) * size + Math.min(i, j)] === 0) continue;
        seen[j] = 1;
        order[count++] = j;
      }
      order.subarray(before, count).sort((a, b) => degree[a] - degree[b]);
    }
  }
  return order.reverse();
}

function permuted(square: Float64Array, size: number, order: Int32Array): Float64Array {
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [order[i], order[j]];
      values[i * size + j] = square[Math.max(a, b) * size + Math.min(a, b)];
    }
  }
  return values;
}
