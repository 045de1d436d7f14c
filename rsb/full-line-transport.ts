/**
 * Gaussian steps by positive sums on grids that cover the whole line, for densities: the windows of the value
 * and gradient leave out the fields on which φ is constant, where most of P_i lives.
 */
import {
  convolveNested,
  convolveNestedWithDerivative,
  nestedGaussianSum,
  padded,
} from "../src/convolution/nested-gaussian-sum.js";
import { type Ansatz, stepVariances } from "./ansatz.js";
import type { PerceptronCost } from "./cost.js";
import { type LevelGrid, levelGrids, type Resolution } from "./level-grids.js";
import type { LevelTransport } from "./transport.js";

/** Grids of the levels 0 … k−1 with the spacings of the windows, extended to `reach` deviations of the whole path. */
export function fullLineGrids(ansatz: Ansatz, cost: PerceptronCost, resolution: Resolution): LevelGrid[] {
  const edge = Math.max(Math.abs(cost.transition[0]), Math.abs(cost.transition[1]));
  const halfWidth = edge + resolution.reach * Math.sqrt(0.5 / ansatz.chi);
  return levelGrids(ansatz, cost, resolution).map(({ spacing }) => {
    const half = Math.ceil(halfWidth / spacing);
    return { spacing, first: -half, count: 2 * half + 1 };
  });
}

/** The transport of an ansatz on given grids, tails beyond `reach` standard deviations of a step dropped. */
export function transportOnGrids(grids: readonly LevelGrid[], ansatz: Ansatz, reach: number): LevelTransport {
  const variances = stepVariances(ansatz);
  const inner = grids.slice(1);
  const downward = inner.map((grid, i) => nestedGaussianSum(grid, grids[i], variances[i + 1], reach));
  const upward = inner.map((grid, i) => nestedGaussianSum(grids[i], grid, variances[i + 1], reach));
  return {
    method: "direct",
    levels: grids.map(({ spacing, first, count }) => ({ start: first * spacing, spacing, count })),
    descend: (step, f, out) =>
      convolveNested(downward[step - 1], padded(downward[step - 1], f.values, f.left, f.right), out),
    descendWithDerivative(step, f, g, out) {
      const plan = downward[step - 1];
      convolveNestedWithDerivative(
        plan,
        padded(plan, f.values, f.left, f.right),
        padded(plan, g.values, g.left, g.right),
        out,
      );
    },
    ascend: (step, g, out) => convolveNested(upward[step - 1], padded(upward[step - 1], g, 0, 0), out),
  };
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
