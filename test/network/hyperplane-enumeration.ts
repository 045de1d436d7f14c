/** Layers of small integers, and their injectivity by enumeration of all hyperplanes, in exact arithmetic. */
import { integerRank, kernelVector } from "../../src/exact/kernel-vector.js";
import type { RandomSource } from "../../src/random/normal.js";

export interface Layer {
  readonly rows: number[][];
  readonly bias: number[];
}

/** Subsets of at most `size` entries. */
function subsets(list: readonly number[], size: number): number[][] {
  let all: number[][] = [[]];
  for (const entry of list)
    all = all.concat(all.filter((subset) => subset.length < size).map((subset) => [...subset, entry]));
  return all;
}
const big = (row: readonly number[]): bigint[] => row.map(BigInt);
const product = (a: readonly bigint[], b: readonly bigint[]): bigint =>
  a.reduce((sum, x, k) => sum + x * b[k], 0n);

/** Whether rows are all negative somewhere: no nonnegative dependency of at most n + 1 of them with a bias ≥ 0. */
function hasInterior({ rows, bias }: Layer, off: readonly number[]): boolean {
  const n = rows[0].length;
  return !subsets(off, n + 1).some((subset) => {
    if (subset.length === 0) return false;
    const matrix = Array.from({ length: n }, (_, k) => subset.map((i) => BigInt(rows[i][k])));
    const kernel = kernelVector(matrix, subset.length);
    if (kernel === undefined || integerRank(matrix) !== subset.length - 1) return false;
    const sign = kernel.some((entry) => entry < 0n) ? -1n : 1n;
    if (kernel.some((entry) => sign * entry <= 0n)) return false;
    return kernel.reduce((sum, entry, i) => sum + sign * entry * BigInt(bias[subset[i]]), 0n) >= 0n;
  });
}

/** |x|² of the point nearest the origin with the rows at most 0, as [numerator, denominator], over all sets that may hold it. */
function nearest({ rows, bias }: Layer, off: readonly number[]): [bigint, bigint] | undefined {
  const n = rows[0].length;
  let least: [bigint, bigint] | undefined;
  for (const subset of subsets(off, n)) {
    const w = subset.map((i) => big(rows[i]));
    const kernel = kernelVector(
      w.map((row, i) => [...w.map((other) => product(row, other)), -BigInt(bias[subset[i]])]),
      subset.length + 1,
    );
    const last = kernel?.[subset.length];
    if (kernel === undefined || last === undefined || last === 0n) continue;
    const x = Array.from({ length: n }, (_, k) => -w.reduce((sum, row, i) => sum + kernel[i] * row[k], 0n));
    const feasible = off.every((i) => (product(big(rows[i]), x) + BigInt(bias[i]) * last) * last <= 0n);
    const square: [bigint, bigint] = [product(x, x), last * last];
    if (feasible && (least === undefined || square[0] * least[1] < least[0] * square[1])) least = square;
  }
  return least;
}

/**
 * The square of the largest radius by all hyperplanes, null where the layer is injective on all that `walls` leave: rows
 * (w, b) with w·x + b < 0 inside.
 */
export function enumerated(given: Layer, walls: Layer = { rows: [], bias: [] }): [bigint, bigint] | null {
  const layer = { rows: [...given.rows, ...walls.rows], bias: [...given.bias, ...walls.bias] };
  const { rows } = layer;
  const n = rows[0].length;
  const all = given.rows.map((_, i) => i);
  const inside = walls.rows.map((_, i) => given.rows.length + i);
  const rankOf = (set: readonly number[]): number =>
    set.length === 0 ? 0 : integerRank(set.map((i) => big(rows[i])));
  if (rankOf(all) < n) return [0n, 1n];
  let least: [bigint, bigint] | null = null;
  for (const face of subsets(all, n - 1)) {
    if (face.length !== n - 1 || rankOf(face) !== n - 1) continue;
    const off = [...all.filter((i) => rankOf([...face, i]) === n), ...inside];
    if (!hasInterior(layer, off)) continue;
    const square = nearest(layer, off);
    if (square !== undefined && (least === null || square[0] * least[1] < least[0] * square[1]))
      least = square;
  }
  return least;
}

export function randomLayer(random: RandomSource, trial: number): Layer {
  const n = 1 + (trial % 3);
  const m = n + 1 + Math.floor(random.uniform() * (n === 3 ? 3 : 4));
  const entry = (size: number): number => Math.round(size * (2 * random.uniform() - 1));
  // Small integers: parallel, repeated and zero rows, ties of distances and zero biases are frequent.
  const size = trial % 4 === 0 ? 1 : 3;
  return {
    rows: Array.from({ length: m }, () => Array.from({ length: n }, () => entry(size))),
    bias: Array.from({ length: m }, () => entry(3) + (trial % 2)),
  };
}
