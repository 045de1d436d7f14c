/** One run of HiGHS in the calling thread, which it blocks; `solve.ts` calls it in a thread of its own. */

import highsModule, { type Highs, type Model, type ModelData } from "highs";
import { causeText } from "../cause.js";
import {
  type MixedIntegerLimits,
  type MixedIntegerOutcome,
  type MixedIntegerProblem,
  measured,
  type StopReason,
} from "./problem.js";

/** What becomes known while the search runs. */
export interface SearchNews {
  readonly incumbent: (values: Float64Array) => void;
  readonly bound: (bound: number) => void;
}

/**
 * Tolerances: rows and bounds to 1e-9 and integers to 1e-9 where the solver reaches them (`violation` says), no
 * relative gap, absolute gap 1e-6; coefficients of magnitude up to 1e-12 count as zero.
 */
const OPTIONS = {
  output_flag: false,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
  mip_feasibility_tolerance: 1e-9,
  small_matrix_value: 1e-12,
  mip_rel_gap: 0,
  mip_abs_gap: 1e-6,
  random_seed: 0,
} as const;

const DEFAULT_SECONDS = 60;

/** The declarations are those of the CommonJS build, whose default export is a member; the module's is the loader. */
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** Solves a well-formed problem. */
export async function runHighs(
  problem: MixedIntegerProblem,
  limits: MixedIntegerLimits,
  news: SearchNews,
): Promise<MixedIntegerOutcome> {
  const highs = await loadHighs();
  try {
    return highs.withModel(modelData(highs, problem), (model) => search(highs, model, problem, limits, news));
  } catch (error) {
    return { kind: "error", message: causeText(error) };
  }
}

function search(
  highs: Highs,
  model: Model,
  problem: MixedIntegerProblem,
  { timeLimitSeconds = DEFAULT_SECONDS, nodes, target, cutoff }: MixedIntegerLimits,
  news: SearchNews,
): MixedIntegerOutcome {
  const { callbackType, modelStatus, solutionStatus } = highs.constants;
  const better = problem.sense === "minimise" ? 1 : -1;
  model.options.set({ ...OPTIONS, time_limit: timeLimitSeconds });
  if (nodes !== undefined) model.options.set("mip_max_nodes", nodes);
  if (target !== undefined) model.options.set("objective_target", target);
  let cut = false;
  const { modelStatus: status } = model.run({
    [callbackType.mipImprovingSolution]: (event): undefined => {
      const values = event.data.mip_solution;
      if (values !== undefined) news.incumbent(values);
    },
    [callbackType.mipInterrupt]: (event): undefined => {
      const bound = event.data.mip_dual_bound;
      if (bound === undefined || !Number.isFinite(bound)) return;
      news.bound(bound);
      if (cutoff === undefined || better * (bound - cutoff) < 0) return;
      cut = true;
      event.interrupt();
    },
  });
  if (status === modelStatus.infeasible) return { kind: "infeasible" };
  const feasible = model.info.get("primal_solution_status") === solutionStatus.feasible;
  const incumbent = feasible ? measured(problem, model.getSolution().colValue) : undefined;
  if (incumbent !== undefined && (status === modelStatus.optimal || status === modelStatus.empty)) {
    const bound = problem.integer.includes(true)
      ? Number(model.info.get("mip_dual_bound"))
      : incumbent.objective;
    return { kind: "optimal", ...incumbent, bound };
  }
  const reasons: Partial<Record<number, StopReason>> = {
    [modelStatus.timeLimit]: "time-limit",
    [modelStatus.solutionLimit]: "node-limit",
    [modelStatus.objectiveTarget]: "target",
    [modelStatus.interrupted]: cut ? "cutoff" : "interrupted",
  };
  const reason = reasons[status];
  if (reason === undefined) return { kind: "error", message: errorMessage(highs, status) };
  const bound = Number(model.info.get("mip_dual_bound"));
  return incumbent === undefined
    ? { kind: "none", reason, bound }
    : { kind: "incumbent", reason, ...incumbent, bound };
}

function errorMessage(highs: Highs, status: number): string {
  const { modelStatus } = highs.constants;
  if (status === modelStatus.unbounded) return "the problem is unbounded";
  if (status === modelStatus.unboundedOrInfeasible) return "the problem is unbounded or infeasible";
  const name = Object.entries(modelStatus).find(([, code]) => code === status)?.[0];
  return `HiGHS ended with ${name ?? status}`;
}

function modelData(highs: Highs, problem: MixedIntegerProblem): ModelData {
  const { objective, lower, upper, integer, rows, sense } = problem;
  const starts = [0];
  for (const { columns } of rows) starts.push(starts[starts.length - 1] + columns.length);
  const { minimize, maximize } = highs.constants.objectiveSense;
  const { integer: whole, continuous } = highs.constants.variableType;
  return {
    numCols: objective.length,
    numRows: rows.length,
    sense: sense === "minimise" ? minimize : maximize,
    colCost: objective,
    colLower: lower,
    colUpper: upper,
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: {
      format: "csr",
      numRows: rows.length,
      numCols: objective.length,
      starts,
      indices: rows.flatMap((row) => row.columns),
      values: rows.flatMap((row) => row.coefficients),
    },
    ...(integer.includes(true) ? { integrality: integer.map((flag) => (flag ? whole : continuous)) } : {}),
  };
}
