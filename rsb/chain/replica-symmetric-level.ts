/** The replica-symmetric solution in closed form, as level 0 of a chain. */
import { replicaSymmetricEnergy, replicaSymmetricThreshold } from "../../rs/index.js";
import { type Quantity, quantity } from "../../src/result.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { countOf, type Problem } from "../functional/functional.js";
import { DEFAULT_RESOLUTION } from "../functional/level-grids.js";
import type { KrsbSolution } from "./krsb-solution.js";

/** The replica-symmetric solution in closed form, as level 0 of the chain. */
export function replicaSymmetricLevel(problem: Problem, cost: PerceptronCost = errorCount): KrsbSolution {
  const state = symmetricState(problem, cost);
  const { value } = state;
  const entropic = state.entropic ?? 0.5 / state.chi.value;
  const alpha = problem.kind === "threshold" ? value.value : problem.alpha;
  const energy = problem.kind === "threshold" ? countOf(problem) : value.value;
  return {
    problem,
    k: 0,
    value,
    ansatz: {
      overlapDeficits: Float64Array.of(0),
      breakingPoints: new Float64Array(0),
      chi: state.chi.value,
    },
    overlaps: [quantity(1, 0)],
    breakingPoints: [],
    chi: state.chi,
    energetic: state.energetic ?? (energy + entropic) / alpha,
    entropic,
    residual: value.error,
    energyByDensity: quantity(energy, value.error),
    budget: { grid: 0, domain: 0, optimiser: value.error, rounding: 0 },
    evaluations: 0,
    convolution: "direct",
    convolutionReason: "the replica-symmetric solution is closed: nothing is convolved",
    kernel: null,
    resolution: DEFAULT_RESOLUTION,
    gridPoints: 0,
    tolerance: value.error,
  };
}

function symmetricState(
  problem: Problem,
  { margin = 0, replicaSymmetric }: PerceptronCost,
): { value: Quantity; chi: Quantity; energetic?: number; entropic?: number } {
  if (replicaSymmetric !== undefined) return replicaSymmetric(problem, margin);
  if (problem.kind === "energy") {
    const { energy, chi } = replicaSymmetricEnergy(problem.alpha, { margin });
    return { value: energy, chi };
  }
  const { threshold, chi, energeticTerm, entropicTerm } = replicaSymmetricThreshold({
    margin,
    count: countOf(problem),
  });
  return { value: threshold, chi, energetic: energeticTerm.value, entropic: entropicTerm.value };
}

/** Whether replica symmetry is stable, so that nothing breaks: never for the error count, whose terminal function has a step. */
export function isSymmetricStable(
  problem: Problem,
  { margin = 0, replicaSymmetric }: PerceptronCost,
): boolean {
  return replicaSymmetric !== undefined && replicaSymmetric(problem, margin).replicon >= 0;
}
