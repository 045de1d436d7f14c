/** Gaussian steps by positive sums on nested windows: relative accuracy at every field and any breaking point. */
import {
  convolveNested,
  convolveNestedWithDerivative,
  nestedGaussianSum,
  padded,
} from "../src/convolution/nested-gaussian-sum.js";
import { type Ansatz, stepVariances } from "./ansatz.js";
import type { PerceptronCost } from "./cost.js";
import { levelGrids, type Resolution } from "./level-grids.js";
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
  const grids = levelGrids(layout, cost, resolution);
  const variances = stepVariances(ansatz);
  const downward = grids
    .slice(1)
    .map((grid, i) => nestedGaussianSum(grid, grids[i], variances[i + 1], resolution.reach));
  const upward = grids
    .slice(1)
    .map((grid, i) => nestedGaussianSum(grids[i], grid, variances[i + 1], resolution.reach));
  return {
    method: "direct",
    levels: grids.map(({ spacing, first, count }) => ({ start: first * spacing, spacing, count })),
    descend(step, f, out) {
      const plan = downward[step - 1];
      convolveNested(plan, padded(plan, f.values, f.left, f.right), out);
    },
    descendWithDerivative(step, f, g, out) {
      const plan = downward[step - 1];
      convolveNestedWithDerivative(
        plan,
        padded(plan, f.values, f.left, f.right),
        padded(plan, g.values, g.left, g.right),
        out,
      );
    },
    ascend(step, g, out) {
      const plan = upward[step - 1];
      convolveNested(plan, padded(plan, g, 0, 0), out);
    },
  };
}
