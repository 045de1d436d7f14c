/** `rsb --method fixed-point`: the published iteration on a frozen uniform grid of breaking points. */

import {
  FIXED_POINT_RESOLUTION,
  type FixedPointSolution,
  type Problem,
  type Resolution,
  residualDecay,
  solveFixedPoint,
  type UniformGridLoss,
  uniformGridLoss,
} from "../../rsb/index.js";
import { jsonValue } from "../../src/json-number.js";
import type { KernelName } from "../../src/kernel/kernel.js";
import { formatNumber, formatSmall } from "../../src/table/format-quantity.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { type Context, field, type Outcome, pick } from "../definition/command.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";
import { type FixedPointChoice, MOST_ITERATIONS, TIME_LIMIT } from "./fixed-point-options.js";
import { LOSS_FIELDS, lossTables } from "./grid-loss.js";
import { type MarginChoice, marginRequest } from "./margin-options.js";
import { requireProfileFiles, writeProfiles } from "./write-profiles.js";

/** The fields of both methods, and those of this one. */
export const FIXED_POINT_FIELDS = {
  ...pick(REPLICA_WORDS, "k", "threshold", "alpha", "energy", "chi", "overlaps", "breakingPoints"),
  ...pick(REPLICA_WORDS, "energyByDensity", "residual", "errorBudget", "evaluations", "gridPoints"),
  grid: field("Part of the error: change of the value when every grid spacing is refined.", "number"),
  domain: field(
    "Part of the error: change of the value when the windows of the field are widened.",
    "number",
  ),
  rounding: field("Part of the error: rounding of the value.", "number"),
  iteration: field(
    "Part of the error: twice the range of the value over the last quarter of the iterations; before the iteration has settled also two distances of the point (iterations times residual) in units of alpha.",
    "number",
  ),
  functionalValue: field(
    "The variational functional at the returned point: an upper bound of alpha_k.",
    "number",
    {
      equation: "(1 + B)/A for the threshold, alpha A - B for the energy",
    },
  ),
  iterations: field("Number of iterations on the finest grid.", "integer"),
  ...LOSS_FIELDS,
};

interface FixedPointRequest extends FixedPointChoice {
  readonly kernel: KernelName | undefined;
  readonly k: number;
  /** The file for the field profiles of the one problem. */
  readonly profiles: string | undefined;
}

/** How long it may take is said after so many iterations, where the damping is strong and it is worth saying. */
const TIMED_ITERATIONS = 10;
const STRONG_DAMPING = 0.5;
const WORTH_SAYING = 10;

/** Residuals that fall more slowly than this power do not fall. */
const LEAST_EXPONENT = 0.5;

/** Solves every problem and splits what the grid loses against full RSB. */
export function fixedPoint(
  problems: readonly Problem[],
  asked: FixedPointRequest & MarginChoice,
  { progress, files }: Pick<Context, "progress" | "files">,
): Outcome {
  const { k, yMax = 10, damping, acceleration, start, record, profiles, kernel } = asked;
  const request = marginRequest(asked);
  if (profiles !== undefined) requireProfileFiles(profiles, problems.length, k, files);
  const tellTime = timeTeller(asked, progress);
  let solved = 0;
  const optionsFor = (problem: Problem) => ({
    timeLimit: asked.timeLimit ?? TIME_LIMIT,
    problem,
    cost: request.cost,
    k,
    yMax,
    acceleration,
    start,
    iterationLimit: asked.iterations ?? MOST_ITERATIONS,
    ...(damping === undefined ? {} : { damping }),
    ...resolutionOf(asked),
    ...(kernel === undefined ? {} : { kernel }),
    onIteration: (levels: number, iteration: number, residual: number) => {
      tellTime(levels, iteration);
      progress.update({
        what: `${levels} levels, iteration ${iteration}`,
        residual,
        done: solved + wayDone(residual) * (levels / k) ** 1.2,
        total: 2.5 * problems.length,
      });
    },
    ...(record === undefined ? {} : { record: true }),
  });
  const outcomes = problems.map((problem) => {
    const options = optionsFor(problem);
    const started = performance.now();
    const solution = solveFixedPoint(options);
    // Newton's method would begin once more what has used up its time.
    const isTimeSpent = performance.now() - started > 1000 * options.timeLimit;
    const loss = isTimeSpent ? null : uniformGridLoss(options, solution);
    solved += 2.5;
    return { solution, loss };
  });
  const solutions = outcomes.map(({ solution }) => solution);
  if (record !== undefined) {
    files.write(record, "--record", `${solutions.flatMap(recordLines).join("\n")}\n`);
  }
  if (profiles !== undefined) writeProfiles(profiles, solutions, request.cost, files);
  const results = outcomes.map(({ solution, loss }) => resultOf(solution, loss));
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
      ...resolutionOf(asked).resolution,
      ...(kernel === undefined ? {} : { kernel }),
    },
    results,
    judged: solutions.map(({ value }) => value),
    tables: () => [summary(solutions, results, request.title), ...lossTables(outcomes)],
    notes: () => [
      "residual: largest undamped change of an overlap at the returned point.",
      ...(outcomes.some(({ loss }) => loss?.solvedBy === "newton")
        ? [
            "Where the iteration did not arrive, by both rules, the losses are those of the optimum on the grid, found by Newton's method.",
          ]
        : []),
      ...request.notes,
    ],
    warnings: solutions
      .filter(({ value }) => value.status !== "converged")
      .map((solution) => whyNot(solution, asked)),
  };
}

/** Says once, early, how long strong damping may take. */
function timeTeller(
  { k, damping = 1, iterations = MOST_ITERATIONS, timeLimit = TIME_LIMIT }: FixedPointRequest,
  progress: Context["progress"],
): (levels: number, iteration: number) => void {
  const begun = performance.now();
  let told = damping > STRONG_DAMPING;
  return (levels, iteration) => {
    if (told || iteration !== TIMED_ITERATIONS || levels !== k) return;
    told = true;
    const seconds = ((performance.now() - begun) / TIMED_ITERATIONS) * (iterations / 1000);
    if (seconds < WORTH_SAYING) return;
    const most = Math.min(timeLimit, Math.ceil(seconds));
    progress.note(`--damping ${damping}: the iteration may take up to ${most} s; a larger one is faster`);
  };
}

function resolutionOf({ spacing, reach }: FixedPointChoice): { resolution?: Resolution } {
  if (spacing === undefined && reach === undefined) return {};
  return {
    resolution: {
      spacing: spacing ?? FIXED_POINT_RESOLUTION.spacing,
      reach: reach ?? FIXED_POINT_RESOLUTION.reach,
    },
  };
}

/** Why the iteration ended before its tolerance, and what would bring it there. */
function whyNot(
  { value, residual, residualHistory, tolerance }: FixedPointSolution,
  { damping, acceleration, iterations = MOST_ITERATIONS, timeLimit = TIME_LIMIT }: FixedPointChoice,
): string {
  const steps = residualHistory.length;
  const ended = `the iteration ended as ${value.status} with residual ${formatSmall(residual)} after ${steps} steps`;
  if (value.status === "iteration-limit" && steps < iterations)
    return `${ended}; try --time-limit ${10 * timeLimit}`;
  const decay = residualDecay(residualHistory, tolerance);
  if (decay === undefined) return `${ended}; try --iterations ${10 * steps}`;
  if (!(decay.exponent > LEAST_EXPONENT))
    return `${ended}: it does not fall, as the map does not contract there; try --damping ${Math.min(0.5, (damping ?? 1) / 2)}`;
  const { exponent, needed } = decay;
  return (
    `${ended}: it falls like n^-${exponent.toFixed(1)}, not geometrically, as every level is marginal, and would reach ` +
    `${formatSmall(tolerance)} after about ${Number(needed.toPrecision(2))}; try --iterations ${Number((1.3 * needed).toPrecision(2))}${acceleration === "momentum" ? "" : " or --acceleration momentum"}`
  );
}

/** The residual falls from about 0.1 to 3e-6: its logarithm measures the way. */
function wayDone(residual: number): number {
  return Math.max(0.05, Math.min(0.95, Math.log(0.1 / residual) / Math.log(0.1 / 3e-6)));
}

function resultOf(solution: FixedPointSolution, loss: UniformGridLoss | null): object {
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
    loss,
  };
}

/** Every iterate with the ends of the grid of its breaking points. */
function recordLines({ breakingPoints, record }: FixedPointSolution): string[] {
  const [yMin, yMax] = [breakingPoints[0], breakingPoints[breakingPoints.length - 1]].map(
    ({ value }) => value,
  );
  return record.map((entry) => JSON.stringify({ yMin, yMax, ...entry }, jsonValue));
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
