/** `rsb --method fixed-point`: the published iteration on a frozen uniform grid of breaking points. */
import {
  type FixedPointSolution,
  type Problem,
  solveFixedPoint,
  type UniformGridLoss,
  uniformGridLoss,
} from "../../rsb/index.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { type Context, field, type Outcome, pick } from "../definition/command.js";
import { formatNumber, formatSmall } from "../output/format-quantity.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";
import { type MarginChoice, marginRequest } from "./margin-options.js";

/** The fields of both methods, and those of this one. */
export const FIXED_POINT_FIELDS = {
  ...pick(REPLICA_WORDS, "k", "threshold", "alpha", "energy", "chi", "overlaps", "breakingPoints"),
  ...pick(REPLICA_WORDS, "energyByDensity", "residual", "errorBudget", "evaluations", "gridPoints"),
  grid: field("Part of the error: change of the value when every grid spacing is refined.", "number", {
    unit: "1",
  }),
  domain: field(
    "Part of the error: change of the value when the windows of the field are widened.",
    "number",
    {
      unit: "1",
    },
  ),
  rounding: field("Part of the error: rounding of the value.", "number", { unit: "1" }),
  iteration: field(
    "Part of the error: twice the range of the value over the last quarter of the iterations.",
    "number",
    {
      unit: "1",
    },
  ),
  functionalValue: field(
    "The variational functional at the returned point: an upper bound of alpha_k.",
    "number",
    {
      unit: "1",
      equation: "(1 + B)/A for the threshold, alpha A - B for the energy",
    },
  ),
  iterations: field("Number of iterations on the finest grid.", "integer", { unit: "1" }),
  loss: field(
    "What the frozen uniform grid loses against full RSB, split into the cap at y_max, the spacing of the levels, and the published rule that sets the energy by the density to 1.",
    "record",
    {
      equation:
        "alpha P(error) = (alpha A - B) + sum_i y_i dF/dy_i, so the rules differ where the y_i are not stationary",
      source: "Maillard 2022 (talk, k-RSB equations at zero temperature)",
    },
  ),
  fullRsb: field("The full-RSB value: free breaking points, k to infinity.", "quantity", { unit: "1" }),
  cappedLimit: field("The value for k to infinity with y at most y_max.", "quantity", { unit: "1" }),
  onGrid: field("The optimum on the grid: the functional at the fixed point.", "quantity", { unit: "1" }),
  byDensity: field("The value by the published rule: alpha P(error) = 1, or the energy.", "quantity", {
    unit: "1",
  }),
  cap: field("Lost to the cap at y_max; falls like y_max^-4.", "quantity", {
    unit: "1",
    equation: "cappedLimit - fullRsb",
  }),
  spacing: field("Lost to the spacing of the levels, of second order in it.", "quantity", {
    unit: "1",
    equation: "onGrid - cappedLimit",
  }),
  energyRule: field(
    "Lost by the published energy rule, of first order in what the grid misses.",
    "quantity",
    {
      unit: "1",
      equation: "byDensity - onGrid",
    },
  ),
  part: field("The value or the loss that a line of the table is about.", "text"),
  value: field("Its value.", "quantity"),
  why: field("How the value is defined, or how the loss grows.", "text"),
};

interface FixedPointOptions extends MarginChoice {
  readonly k: number;
  readonly yMax: number | undefined;
  readonly damping: number | undefined;
  readonly acceleration: "none" | "momentum";
  readonly start: "ramp" | "nested";
  /** The file for the recorded iteration, one JSON object per line. */
  readonly record: string | undefined;
}

/** Seconds for the iterations of one problem, and the most iterations on its finest grid. */
const TIME_LIMIT = 300;
const MOST_ITERATIONS = 1000;
/** How long it may take is said after so many iterations, where the damping is strong and it is worth saying. */
const TIMED_ITERATIONS = 10;
const STRONG_DAMPING = 0.5;
const WORTH_SAYING = 10;

/** Solves every problem and, for one problem, splits what the grid loses against full RSB. */
export function fixedPoint(
  problems: readonly Problem[],
  options: FixedPointOptions,
  { progress, files }: Pick<Context, "progress" | "files">,
): Outcome {
  const { k, yMax = 10, damping, acceleration, start, record } = options;
  const request = marginRequest(options);
  let solved = 0;
  const begun = performance.now();
  let told = false;
  const tellTime = (levels: number, iteration: number): void => {
    if (told || iteration !== TIMED_ITERATIONS || levels !== k) return;
    told = true;
    const seconds = ((performance.now() - begun) / TIMED_ITERATIONS) * (MOST_ITERATIONS / 1000);
    if (seconds < WORTH_SAYING || (damping ?? 1) > STRONG_DAMPING) return;
    const most = Math.min(TIME_LIMIT, Math.ceil(seconds));
    progress.note(`--damping ${damping}: the iteration may take up to ${most} s; a larger one is faster`);
  };
  const optionsFor = (problem: Problem) => ({
    timeLimit: TIME_LIMIT,
    problem,
    cost: request.cost,
    k,
    yMax,
    acceleration,
    start,
    ...(damping === undefined ? {} : { damping }),
    onIteration: (levels: number, iteration: number, residual: number) => {
      tellTime(levels, iteration);
      progress.update({
        what: `${levels} levels, iteration ${iteration}`,
        residual,
        done: solved + wayDone(residual) * (levels / k) ** 1.2,
        total: problems.length + (problems.length === 1 ? 1.5 : 0),
      });
    },
    ...(record === undefined ? {} : { record: true }),
  });
  const solutions = problems.map((problem) => {
    const solution = solveFixedPoint(optionsFor(problem));
    solved++;
    return solution;
  });
  if (record !== undefined) {
    files.write(record, "--record", `${solutions.flatMap(recordLines).join("\n")}\n`);
  }
  const converged = solutions.every(({ value }) => value.status === "converged");
  const loss =
    solutions.length === 1 && converged ? uniformGridLoss(optionsFor(problems[0]), solutions[0]) : undefined;
  const results = solutions.map((solution) => resultOf(solution, loss));
  return {
    parameters: {
      k,
      ...(problems[0].kind === "energy"
        ? { alpha: problems.map((problem) => (problem.kind === "energy" ? problem.alpha : Number.NaN)) }
        : {}),
      ...request.parameters,
      method: "fixed-point",
      yMax,
      yMin: solutions[0].breakingPoints[0].value,
      damping: damping ?? 1,
      acceleration,
      start,
    },
    results,
    judged: solutions.map(({ value }) => value),
    tables: () => [
      summary(solutions, results, request.title),
      ...(loss === undefined ? [] : [lossTable(loss)]),
    ],
    notes: () => ["residual: largest undamped change of an overlap at the returned point.", ...request.notes],
    warnings: solutions
      .filter(({ value }) => value.status !== "converged")
      .map(
        ({ value, residual, residualHistory }) =>
          `the iteration ended as ${value.status} with residual ${formatSmall(residual)} after ` +
          `${residualHistory.length} steps; try --acceleration momentum or a --damping nearer to 1`,
      ),
  };
}

/** The residual falls from about 0.1 to 3e-6: its logarithm measures the way. */
function wayDone(residual: number): number {
  return Math.max(0.05, Math.min(0.95, Math.log(0.1 / residual) / Math.log(0.1 / 3e-6)));
}

function resultOf(solution: FixedPointSolution, loss: UniformGridLoss | undefined): object {
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

function summary(
  [{ problem, k, breakingPoints }]: readonly FixedPointSolution[],
  rows: object[],
  ending: string,
): Table {
  const range = `y = ${formatNumber(breakingPoints[0].value)} … ${formatNumber(breakingPoints[k - 1].value)}`;
  return {
    title: `Fixed-point iteration, ${k} frozen breaking points, ${range}${ending}`,
    columns: [
      ...(problem.kind === "threshold"
        ? columns(FIXED_POINT_FIELDS, "threshold")
        : [column(FIXED_POINT_FIELDS, "alpha", { digits: 12 }), column(FIXED_POINT_FIELDS, "energy")]),
      column(FIXED_POINT_FIELDS, "chi"),
      column(FIXED_POINT_FIELDS, "residual", { small: true }),
      column(FIXED_POINT_FIELDS, "iterations"),
    ],
    rows,
  };
}

function lossTable(loss: UniformGridLoss): Table {
  return {
    title: "What the frozen grid loses",
    columns: [
      ...columns(FIXED_POINT_FIELDS, "part", "value"),
      column(FIXED_POINT_FIELDS, "why", { wrap: true }),
    ],
    rows: [
      { part: "full RSB", value: loss.fullRsb, why: "free breaking points, k to infinity" },
      { part: "y capped", value: loss.cappedLimit, why: "k to infinity with y at most y_max" },
      { part: "on the grid", value: loss.onGrid, why: "functional at the fixed point" },
      {
        part: "by the density",
        value: loss.byDensity,
        why: "published rule: alpha P(error) = 1, or the energy",
      },
      { part: "lost to the cap", value: loss.cap, why: "falls like y_max^-4" },
      { part: "lost to the spacing", value: loss.spacing, why: "second order in the spacing" },
      { part: "by the energy rule", value: loss.energyRule, why: "first order in what the grid misses" },
    ],
  };
}
