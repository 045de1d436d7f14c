/** Order parameters as quantities with errors, and what is reported where there is no solution. */
import { type Quantity, quantity, type Status } from "../../src/result.js";
import { coordinateCount, type DeepAnsatz, deepToCoordinates } from "./deep-ansatz.js";
import { type DeepProblem, type DeepResolution, type DeepValue, deepLayout } from "./deep-functional.js";
import type { DeepSolution } from "./deep-solution.js";

type Described = Pick<DeepSolution, "overlaps" | "breakingPoints" | "chi" | "hidden">;

/** The order parameters with the errors of their logarithmic coordinates carried over. */
export function described(
  problem: DeepProblem,
  { input, hidden }: DeepAnsatz,
  errors: Float64Array,
  status: Status,
  value: DeepValue | undefined,
): Described {
  const k = input.breakingPoints.length;
  const overlapsAt = (deficits: Float64Array, start: number): Quantity[] =>
    Array.from(deficits, (deficit, j) =>
      quantity(1 - deficit, j < k ? 2 * deficit * errors[start + j] : 0, status),
    );
  return {
    overlaps: overlapsAt(input.overlapDeficits, 0),
    breakingPoints: Array.from(input.breakingPoints, (y, j) => quantity(y, y * errors[k + j], status)),
    chi: quantity(input.chi, input.chi * errors[2 * k], status),
    hidden: hidden.map(({ fieldIncrements, output }, layer) => {
      const start = coordinateCount(k, layer);
      let [field, fieldError] = [0, 0];
      return {
        expansion: problem.hidden[layer],
        fields: Array.from(fieldIncrements, (increment, j) => {
          field += increment;
          fieldError += increment * errors[start + j];
          return quantity(field, fieldError, status);
        }),
        overlaps: overlapsAt(output.overlapDeficits, start + k + 1),
        chi: quantity(output.chi, output.chi * errors[start + 2 * k + 1], status),
        gamma: value?.gammas[layer] ?? Number.NaN,
        norm: value?.norms[layer] ?? Number.NaN,
      };
    }),
  };
}

/** Grid points of all hidden layers. */
export function pointsOf(problem: DeepProblem, ansatz: DeepAnsatz, resolution: DeepResolution): number {
  const layout = deepLayout(problem, ansatz, resolution);
  const ofLayer = (layer: NonNullable<typeof layout>["hidden"][number]): number =>
    layer.g.reduce((sum, grid, j) => sum + grid.count * layer.b[j].count, layer.nodes.length);
  return layout?.hidden.reduce((sum, layer) => sum + ofLayer(layer), 0) ?? 0;
}

/** A solution that does not exist: nothing but the place where the method left its domain. */
export function failed(
  problem: DeepProblem,
  ansatz: DeepAnsatz,
  evaluations: number,
  resolution: DeepResolution,
  tolerance: number,
): DeepSolution {
  const none = Number.NaN;
  const status: Status = "domain-error";
  const errors = new Float64Array(deepToCoordinates(ansatz).length).fill(Number.POSITIVE_INFINITY);
  return {
    ...described(problem, ansatz, errors, status, undefined),
    problem,
    depth: problem.hidden.length + 1,
    k: ansatz.input.breakingPoints.length,
    value: { value: none, error: Number.POSITIVE_INFINITY, status },
    ansatz,
    signature: { positive: 0, negative: 0, zero: 0 },
    residual: none,
    entropic: none,
    energetic: none,
    hiddenTerms: problem.hidden.map(() => none),
    budget: { grid: none, domain: none, optimiser: none, rounding: none },
    evaluations,
    gridPoints: 0,
    resolution,
    tolerance,
  };
}
