/**
 * Functions given by uniform samples through their band-limited (Shannon–Whittaker, sinc) interpolant.
 */

/** Sample points h_j = (j − N/2)·spacing, j = 0 … N − 1, N a power of two. */
export interface SincGrid {
  readonly size: number;
  readonly spacing: number;
}

/** The smallest power-of-two grid that covers |h| ≤ halfWidth with at most the given spacing. */
export function sincGrid(halfWidth: number, largestSpacing: number): SincGrid {
  const size = 2 ** Math.max(4, Math.ceil(Math.log2((2 * halfWidth) / largestSpacing)));
  return { size, spacing: (2 * halfWidth) / size };
}

/** The sample points. */
export function gridPoints({ size, spacing }: SincGrid): Float64Array {
  return Float64Array.from({ length: size }, (_, j) => (j - size / 2) * spacing);
}

/**
 * Value at `field` of the sinc interpolant Σ_j f_j sinc((h − h_j)/Δ), for samples that vanish at the ends.
 * The sum is O(N); its accuracy is that of the band limit: exp(−½(π w/Δ)²) for features of Gaussian width w.
 */
export function sincInterpolate(
  { size, spacing }: SincGrid,
  samples: ArrayLike<number>,
  field: number,
): number {
  const x = field / spacing + size / 2;
  const nearest = Math.round(x);
  const offset = x - nearest;
  if (offset === 0) return nearest >= 0 && nearest < size ? samples[nearest] : 0;
  // sin(π(x − j)) = (−1)^{j − nearest} sin(π offset): one sine for the whole sum.
  let sum = 0;
  for (let j = 0; j < size; j++) sum += (((j - nearest) & 1) === 0 ? samples[j] : -samples[j]) / (x - j);
  return (sum * Math.sin(Math.PI * offset)) / Math.PI;
}
