/** Volume of the parallelepiped of a few vectors in any dimension. */

/** √det of the Gram matrix, by Gram and Schmidt: relative accuracy unless the vectors are nearly dependent. */
export function spannedVolume(vectors: readonly Float64Array[]): number {
  const basis: Float64Array[] = [];
  let volume = 1;
  for (const vector of vectors) {
    const rest = vector.slice();
    for (const unit of basis) {
      const part = dotProduct(unit, rest);
      for (let k = 0; k < rest.length; k++) rest[k] -= part * unit[k];
    }
    const length = Math.sqrt(dotProduct(rest, rest));
    if (length === 0) return 0;
    volume *= length;
    basis.push(rest.map((entry) => entry / length));
  }
  return volume;
}

/** Σ a_k b_k. */
export function dotProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
