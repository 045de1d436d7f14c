/** Order parameters as the corners of a staircase. */
import type { Quantity } from "../../src/result.js";

/** x(q) on [0, 1]: 0 below q_0, x_i between q_{i−1} and q_i, 1 above q_k. */
export function parisiOf({
  overlaps,
  breakingPoints,
}: {
  readonly overlaps: readonly Quantity[];
  readonly breakingPoints: readonly Quantity[];
}): { x: number[]; y: number[] } {
  const edges = [0, ...overlaps.map(({ value }) => value), 1];
  const heights = [0, ...breakingPoints.map(({ value }) => value), 1];
  return {
    x: heights.flatMap((_, i) => [edges[i], edges[i + 1]]),
    y: heights.flatMap((height) => [height, height]),
  };
}
