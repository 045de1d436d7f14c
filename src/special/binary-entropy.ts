/** Binary entropy in bits. */

/** H₂(p) = −p log₂ p − (1−p) log₂(1−p) for p in [0, 1]; NaN outside. */
export function binaryEntropy(p: number): number {
  if (p === 0 || p === 1) return 0;
  return -(p * Math.log(p) + (1 - p) * Math.log1p(-p)) / Math.LN2;
}
