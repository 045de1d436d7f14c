/** `rsb --method fixed-point`: the published iteration on a frozen uniform grid of breaking points. */
import {
  type FixedPointSolution,
  type Problem,
  solveFixedPoint,
  type UniformGridLoss,
  uniformGridLoss,
} from "../../rsb/index.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity, formatSmall } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";
import type { Report, TextTable } from "../output/report.js";

export interface FixedPointChoices {
  readonly k: number;
  readonly yMax: number;
  readonly damping?: number;
  readonly acceleration: "none" | "momentum";
  readonly start: "ramp" | "nested";
  /** Receives the recorded iteration, one object a line. */
  readonly record?: (lines: readonly string[]) => void;
}

/** Solves every problem and, for one problem, splits what the grid loses against full RSB. */
export function fixedPointReport(
  problems: readonly Problem[],
  choices: FixedPointChoices,
  progress: Progress,
): Report {
  const { k, yMax, damping, acceleration, start, record } = choices;
  let solved = 0;
  const optionsFor = (problem: Problem) => ({
    problem,
    k,
    yMax,
    acceleration,
    start,
    ...(damping === undefined ? {} : { damping }),
    onIteration: (levels: number, iteration: number, residual: number) =>
      progress.update({
        what: `${levels} levels, iteration ${iteration}`,
        residual,
        done: solved + wayDone(residual) * (levels / k) ** 1.2,
        total: problems.length + (problems.length === 1 ? 1.5 : 0),
      }),
    ...(record === undefined ? {} : { record: true }),
  });
  const solutions = problems.map((problem) => {
    const solution = solveFixedPoint(optionsFor(problem));
    solved++;
    return solution;
  });
  record?.(solutions.flatMap(recordLines));
  const converged = solutions.every((solution) => solution.value.status === "converged");
  const loss =
    solutions.length === 1 && converged ? uniformGridLoss(optionsFor(problems[0]), solutions[0]) : undefined;
  return {
    command: "rsb",
    parameters: {
      k,
      ...(problems[0].kind === "energy"
        ? { alpha: problems.map((problem) => (problem.kind === "energy" ? problem.alpha : Number.NaN)) }
        : {}),
      method: "fixed-point",
      yMax,
      yMin: solutions[0].breakingPoints[0].value,
      damping: damping ?? 1,
      acceleration,
      start,
    },
    results: solutions.map((solution) => resultOf(solution, loss)),
    tables: [summary(solutions), ...(loss === undefined ? [] : [lossTable(loss)])],
    notes: ["residual: largest undamped change of an overlap at the returned point."],
    warnings: solutions
      .filter((solution) => solution.value.status !== "converged")
      .map(
        (solution) =>
          `the iteration ended as ${solution.value.status} with residual ${formatSmall(solution.residual)} after ` +
          `${solution.residualHistory.length} steps; try --acceleration momentum or a smaller --damping`,
      ),
    exitCode: exitCodeFor(solutions.map((solution) => solution.value)),
  };
}

/** The residual falls from about 0.1 to 3e-6: its logarithm measures the way. */
function wayDone(residual: number): number {
  return Math.max(0.05, Math.min(0.95, Math.log(0.1 / residual) / Math.log(0.1 / 3e-6)));
}

function resultOf(solution: FixedPointSolution, loss: UniformGridLoss | undefined): Record<string, unknown> {
  const { problem, value } = solution;
  return {
    k: solution.k,
    ...(problem.kind === "threshold" ? { threshold: value } : { alpha: problem.alpha, energy: value }),
    chi: solution.chi,
    overlaps: solution.overlaps,
    breakingPoints: solution.breakingPoints,
    functionalValue: solution.functionalValue,
    energyByDensity: solution.energyByDensity,
    residual: solution.residual,
    iterations: solution.residualHistory.length,
    errorBudget: solution.budget,
    evaluations: solution.evaluations,
    gridPoints: solution.gridPoints,
    ...(loss === undefined ? {} : { loss }),
  };
}

function recordLines({ problem, record }: FixedPointSolution): string[] {
  const alpha = problem.kind === "energy" ? { alpha: problem.alpha } : {};
  return record.map((entry) =>
    JSON.stringify({ ...alpha, ...entry }, (_, value: unknown) =>
      value instanceof Float64Array ? Array.from(value) : value,
    ),
  );
}

function summary(solutions: readonly FixedPointSolution[]): TextTable {
  const [{ problem, k, breakingPoints }] = solutions;
  const threshold = problem.kind === "threshold";
  const range = `y = ${formatNumber(breakingPoints[0].value)} … ${formatNumber(breakingPoints[k - 1].value)}`;
  return {
    title: `Fixed-point iteration, ${k} frozen breaking points, ${range}`,
    columns: [
      ...(threshold ? [] : [{ header: "alpha", align: "right" as const }]),
      { header: threshold ? "threshold" : "energy" },
      { header: "chi" },
      { header: "residual" },
      { header: "iterations", align: "right" },
    ],
    rows: solutions.map((solution) => [
      ...(solution.problem.kind === "threshold" ? [] : [formatNumber(solution.problem.alpha, 12)]),
      formatQuantity(solution.value),
      formatQuantity(solution.chi),
      formatSmall(solution.residual),
      String(solution.residualHistory.length),
    ]),
  };
}

function lossTable(loss: UniformGridLoss): TextTable {
  const row = (what: string, value: UniformGridLoss["fullRsb"], why: string): string[] => [
    what,
    formatQuantity(value),
    why,
  ];
  return {
    title: "What the frozen grid loses",
    columns: [{ header: "" }, { header: "value" }, { header: "why", wrap: true }],
    rows: [
      row("full RSB", loss.fullRsb, "free breaking points, k to infinity"),
      row("y capped", loss.cappedLimit, "k to infinity with y at most y_max"),
      row("on the grid", loss.onGrid, "functional at the fixed point"),
      row("by the density", loss.byDensity, "published rule: alpha P(error) = 1, or the energy"),
      row("lost to the cap", loss.cap, "falls like y_max^-4"),
      row("lost to the spacing", loss.spacing, "second order in the spacing"),
      row("by the energy rule", loss.energyRule, "first order in what the grid misses"),
    ],
  };
}
