/** Vectors as rows of one array: scaling to norm 1, and their images under a matrix. */

/** `count` vectors of `dimension` numbers each, one after the other. */
export interface VectorRows {
  readonly count: number;
  readonly dimension: number;
  readonly values: Float64Array;
}

/** Rows scaled to norm 1 in place, rows of zeros left out. */
export function normalised({ count, dimension, values }: VectorRows): VectorRows {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const row = values.subarray(i * dimension, (i + 1) * dimension);
    let square = 0;
    for (let j = 0; j < dimension; j++) square += row[j] * row[j];
    if (square === 0) continue;
    const scale = 1 / Math.sqrt(square);
    const target = kept++ * dimension;
    for (let j = 0; j < dimension; j++) values[target + j] = row[j] * scale;
  }
  return { count: kept, dimension, values: values.subarray(0, kept * dimension) };
}

/** X Wᵀ for rows X and a units × dimension matrix W, in tiles of two rows of X by four of W. */
export function productWithTranspose(
  { count, dimension, values }: VectorRows,
  weights: Float64Array,
  units: number,
): Float64Array {
  const product = new Float64Array(count * units);
  for (let i = 0; i < count; i += 2) {
    const [x, y] = [i * dimension, Math.min(i + 1, count - 1) * dimension];
    const [row, next] = [i * units, Math.min(i + 1, count - 1) * units];
    let u = 0;
    for (; u + 3 < units; u += 4) {
      const [a, b] = [u * dimension, (u + 1) * dimension];
      const [c, d] = [b + dimension, b + 2 * dimension];
      let p0 = 0;
      let p1 = 0;
      let p2 = 0;
      let p3 = 0;
      let q0 = 0;
      let q1 = 0;
      let q2 = 0;
      let q3 = 0;
      for (let j = 0; j < dimension; j++) {
        const xj = values[x + j];
        const yj = values[y + j];
        const wa = weights[a + j];
        const wb = weights[b + j];
        const wc = weights[c + j];
        const wd = weights[d + j];
        p0 += xj * wa;
        p1 += xj * wb;
        p2 += xj * wc;
        p3 += xj * wd;
        q0 += yj * wa;
        q1 += yj * wb;
        q2 += yj * wc;
        q3 += yj * wd;
      }
      product[row + u] = p0;
      product[row + u + 1] = p1;
      product[row + u + 2] = p2;
      product[row + u + 3] = p3;
      product[next + u] = q0;
      product[next + u + 1] = q1;
      product[next + u + 2] = q2;
      product[next + u + 3] = q3;
    }
    for (; u < units; u++) {
      let p = 0;
      let q = 0;
      for (let j = 0; j < dimension; j++) {
        p += values[x + j] * weights[u * dimension + j];
        q += values[y + j] * weights[u * dimension + j];
      }
      product[row + u] = p;
      product[next + u] = q;
    }
  }
  return product;
}
