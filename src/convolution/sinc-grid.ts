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
