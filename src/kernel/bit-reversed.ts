/** Tables of the transforms that leave their spectrum in bit-reversed order. */

/** k(p) for p = 0 … size − 1, size a power of two: the bits of p in reverse. */
export function bitReversed(size: number): Uint32Array {
  const order = new Uint32Array(size);
  // The upper half of each doubled table is the lower half plus the newly introduced, lowest frequency bit.
  for (let filled = 1, step = size / 2; filled < size; filled *= 2, step /= 2) {
    for (let p = 0; p < filled; p++) order[filled + p] = order[p] + step;
  }
  return order;
}

/**
 * cos(πk/half) for k = 0 … half, exactly antisymmetric about half/2; error below 1e-16. All tables of a transform
 * are read from this one: only half/2 + 1 cosines and sines are evaluated, of angles up to π/4.
 */
export function cosineTable(half: number): Float64Array {
  const table = new Float64Array(half + 1);
  const step = Math.PI / half;
  for (let k = 0; k <= half / 2; k++) {
    table[k] = 4 * k <= half ? Math.cos(step * k) : Math.sin(step * (half / 2 - k));
    table[half - k] = k === half / 2 ? 0 : -table[k];
  }
  return table;
}

/** cos(πk/half) for any integer k. */
export function cosineAt(table: Float64Array, k: number): number {
  const half = table.length - 1;
  const folded = Math.abs(k) % (2 * half);
  return table[folded <= half ? folded : 2 * half - folded];
}

/** sin(πk/half) for any integer k. */
export function sineAt(table: Float64Array, k: number): number {
  return cosineAt(table, k - (table.length - 1) / 2);
}

/** Numbers per block in {@link blockFactors}. */
export const FACTORS_PER_BLOCK = 6;

/**
 * The factors ρ_t, ρ_t², ρ_t³ of the blocks t = 0 … blocks − 1, ρ_t = exp(−iπ/2 v(t)) with the van der Corput
 * number v(t) = k(t)/blocks, as [Re ρ, −Im ρ, Re ρ², −Im ρ², Re ρ³, −Im ρ³].
 * @param cosines a {@link cosineTable} of at least 2·blocks intervals.
 */
export function blockFactors(blocks: number, cosines: Float64Array): Float64Array {
  const order = bitReversed(blocks);
  const factors = new Float64Array(FACTORS_PER_BLOCK * blocks);
  const step = (cosines.length - 1) / (2 * blocks);
  for (let t = 0; t < blocks; t++) {
    for (let power = 1; power <= 3; power++) {
      const at = FACTORS_PER_BLOCK * t + 2 * (power - 1);
      factors[at] = cosineAt(cosines, power * order[t] * step);
      factors[at + 1] = sineAt(cosines, power * order[t] * step);
    }
  }
  return factors;
}

/** Blocks of the last stage for `size` complex numbers: four numbers each, two when log₂ size is odd. */
export function lastBlocks(size: number): number {
  return Math.log2(size) % 2 === 0 ? size / 4 : size / 2;
}
