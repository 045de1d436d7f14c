/** Gaussian steps by positive sums on nested windows: relative accuracy at every field and any breaking point. */
import {
  convolveNested,
  convolveNestedWithDerivative,
  nestedGaussianSum,
  padded,
} from "../../src/convolution/nested-gaussian-sum.js";
import { type Ansatz, stepVariances } from "./ansatz.js";
import type { PerceptronCost } from "./cost.js";
import { type LevelGrid, levelGrids, type Resolution } from "./level-grids.js";
import type { LevelTransport } from "./transport.js";

/**
 * The grids are laid out for `layout` and kept while the ansatz moves, so that the discretised functional is
 * a smooth function of its parameters; the step variances are those of `ansatz`.
 */
export function directTransport(
  ansatz: Ansatz,
  cost: PerceptronCost,
  resolution: Resolution,
  layout: Ansatz = ansatz,
): LevelTransport {
  return transportOnGrids(levelGrids(layout, cost, resolution), ansatz, resolution.reach);
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
