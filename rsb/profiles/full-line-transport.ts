/**
 * Gaussian steps by positive sums on grids that cover the whole line, for densities: the windows of the value
 * and gradient leave out the fields on which φ is constant, where most of P_i lives.
 */
import type { Ansatz } from "../functional/ansatz.js";
import { marginShift, type PerceptronCost } from "../functional/cost.js";
import { type LevelGrid, levelGrids, type Resolution } from "../functional/level-grids.js";

/** Grids of the levels 0 … k−1 with the spacings of the windows, extended to `reach` deviations of the whole path. */
export function fullLineGrids(ansatz: Ansatz, cost: PerceptronCost, resolution: Resolution): LevelGrid[] {
  const edge = Math.max(Math.abs(cost.transition[0]), Math.abs(cost.transition[1]));
  const away = Math.abs(marginShift(cost, ansatz.chi));
  const halfWidth = edge + away + resolution.reach * Math.sqrt(0.5 / ansatz.chi);
  return levelGrids(ansatz, cost, resolution).map(({ spacing }) => {
    const half = Math.ceil(halfWidth / spacing);
    return { spacing, first: -half, count: 2 * half + 1 };
  });
}

/**
 * N(0, variance) ⋆ f at one field, from samples of f on a grid: the same sum as between grids, at any point.
 * Outside the grid f takes its limits.
 */
export function gaussianSumAt(
  field: number,
  grid: LevelGrid,
  f: { readonly values: Float64Array; readonly left: number; readonly right: number },
  variance: number,
  reach: number,
): number {
  const { spacing, first, count } = grid;
  const sigma = Math.sqrt(variance);
  const from = Math.ceil((field - reach * sigma) / spacing) - first;
  const to = Math.floor((field + reach * sigma) / spacing) - first;
  let sum = 0;
  for (let j = from; j <= to; j++) {
    const z = ((first + j) * spacing - field) / sigma;
    sum += Math.exp(-0.5 * z * z) * (j < 0 ? f.left : j >= count ? f.right : f.values[j]);
  }
  return (sum * spacing) / Math.sqrt(2 * Math.PI * variance);
}
