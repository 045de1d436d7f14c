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

/** Numbers per block in {@link blockFactors}. */
export const FACTORS_PER_BLOCK = 6;

/**
 * The factors ρ_t, ρ_t², ρ_t³ of the blocks t = 0 … blocks − 1, ρ_t = exp(−iπ/2 v(t)) with the van der Corput
 * number v(t) = k(t)/blocks, as [Re ρ, −Im ρ, Re ρ², −Im ρ², Re ρ³, −Im ρ³].
 */
export function blockFactors(blocks: number): Float64Array {
  const order = bitReversed(blocks);
  const factors = new Float64Array(FACTORS_PER_BLOCK * blocks);
  for (let t = 0; t < blocks; t++) {
    for (let power = 1; power <= 3; power++) {
      const at = FACTORS_PER_BLOCK * t + 2 * (power - 1);
      const quarterTurns = (power * order[t]) / blocks;
      factors[at] = cosineOfQuarterTurns(quarterTurns);
      factors[at + 1] = cosineOfQuarterTurns(quarterTurns - 1);
    }
  }
  return factors;
}

/**
 * cos(πx/2), exactly even, periodic and antisymmetric about 1: the argument is folded into [0, ½] before it is
 * multiplied by π. Error below 1e-16.
 */
export function cosineOfQuarterTurns(x: number): number {
  const folded = Math.abs(x - 4 * Math.round(x / 4));
  const sign = folded > 1 ? -1 : 1;
  const y = folded > 1 ? 2 - folded : folded;
  return sign * (y <= 0.5 ? Math.cos((Math.PI / 2) * y) : Math.sin((Math.PI / 2) * (1 - y)));
}

/** Blocks of the last stage for `size` complex numbers: four numbers each, two when log₂ size is odd. */
export function lastBlocks(size: number): number {
  return Math.log2(size) % 2 === 0 ? size / 4 : size / 2;
}
