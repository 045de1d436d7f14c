/** `frsb`: the full-RSB limit, threshold and energies. */

import {
  DEFAULT_DEEP_LEVELS,
  DEFAULT_FULL_RSB_TOLERANCE,
  FEWEST_DEEP_LEVELS,
  type FullRsbOptions,
  type FullRsbSolution,
  MAX_DEEP_STEPS,
  type Problem,
  SMALLEST_FULL_RSB_TOLERANCE,
  solveFullRsb,
} from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import { formatSmall } from "../../src/table/format-quantity.js";
import { column } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { integer, positive, positives } from "../definition/option.js";
import type { Progress } from "../output/progress.js";
import { adviceFor } from "../replica/advice.js";
import {
  CONVOLUTION_FIELDS,
  CONVOLUTION_OPTIONS,
  convolutionRequest,
  otherConvolution,
  requireNoConvolution,
} from "../replica/convolution-options.js";
import { DEEP_LIMIT_FIELDS, deepLimitOutcome } from "../replica/deep-limit.js";
import { DEEP_OPTIONS, deepRequest, deepTolerance } from "../replica/deep-options.js";
import {
  COST_OPTION,
  MARGIN_CONFLICTS,
  MARGIN_OPTIONS,
  type MarginRequest,
  marginRequest,
  problemsOf,
  thresholdName,
} from "../replica/margin-options.js";
import { BETA_CONFLICTS, BETA_OPTION } from "../replica/thermal.js";
import { THERMAL_LIMIT_FIELDS, thermalLimits } from "../replica/thermal-limit.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

const FIELDS = {
  ...DEEP_LIMIT_FIELDS,
  ...THERMAL_LIMIT_FIELDS,
  ...pick(REPLICA_WORDS, "threshold", "alpha", "energy", "chi", "errorBudget", "evaluations"),
  levels: field("The numbers of levels that the accepted extrapolation used.", "integer[]"),
  tailCoefficients: field("Coefficients of the tail of the k-RSB values.", "number[]", {
    equation: "value_k - value = c_4 k^-4 + c_5 k^-5 + ...",
    aliases: ["tail"],
  }),
  truncation: field("Part of the error: what the terms that the extrapolation leaves out can do.", "number"),
  noise: field("Part of the error: what the errors of the levels do to the extrapolation.", "number"),
  family: field(
    "The second estimate: the optimum over a smooth family y(q) with a few Chebyshev coefficients, extrapolated in the number of levels; independent of the chain.",
    "record",
    {
      equation: "1/y = r exp(sum_j c_j T_j(u)), r = sqrt(1 - q), u linear in r/(r + sqrt(2 chi))",
    },
  ),
  value: field("The value of the second estimate.", "quantity"),
  coefficients: field(
    "ln r_0, ln chi and the Chebyshev coefficients of the largest member of the family.",
    "number[]",
  ),
  spread: field(
    "Distance of the two estimates; their errors must cover it, or the status is stalled.",
    "number",
  ),
  ...CONVOLUTION_FIELDS,
  largestK: field("The largest k that was solved.", "integer", { header: "largest k" }),
};

export const frsb = defineCommand({
  description: "The limit k -> infinity of k-RSB, by extrapolation of a chain and by a smooth family.",
  examples: [
    ["frsb", "threshold to ten digits"],
    ["frsb --alpha 6,7,8", "ground-state energies"],
    ["frsb --alpha 6 --beta 4", "free entropy and energy at finite temperature"],
    ["frsb --tolerance 1e-5", "faster"],
    ["frsb --bias 0.5 --tolerance 1e-7", "a bias of half the radius of the inputs: 4.0176"],
    ["frsb --depth 2 --first-layer 6.7004", "two layers, the second's capacity"],
  ],
  options: {
    alpha: positives("expansion m/n, without it the threshold", { placeholder: "A" }),
    beta: BETA_OPTION,
    tolerance: positive(`error of the value (absolute up to 10), at least ${SMALLEST_FULL_RSB_TOLERANCE}`, {
      defaultText: `${DEFAULT_FULL_RSB_TOLERANCE}, 1e-9 of each level for more than one layer`,
      placeholder: "T",
    }),
    ...DEEP_OPTIONS,
    levels: integer("with --depth: largest k that is solved", {
      from: FEWEST_DEEP_LEVELS,
      to: MAX_DEEP_STEPS,
      defaultText: String(DEFAULT_DEEP_LEVELS),
      placeholder: "K",
    }),
    ...MARGIN_OPTIONS,
    cost: COST_OPTION,
    ...CONVOLUTION_OPTIONS,
  },
  conflicts: [
    { together: ["beta", "levels"], expected: "one of them, as --levels is for deep networks" },
    ...BETA_CONFLICTS,
    ...MARGIN_CONFLICTS,
  ],
  fields: FIELDS,
  sweep: {
    unstated: ["convolution"],
    otherRoute: ({ depth }, results) => ((depth ?? 1) === 1 ? otherConvolution(results) : undefined),
  },
  run(options, { progress }) {
    const { alpha } = options;
    const deep = deepRequest(options);
    if (options.beta !== undefined) {
      const request = marginRequest(options);
      return thermalLimits(FIELDS, { ...options, beta: options.beta }, request, progress);
    }
    if (deep !== undefined) {
      requireNoConvolution(options, `--depth ${options.depth}`);
      const levels = options.levels ?? DEFAULT_DEEP_LEVELS;
      return deepLimitOutcome(deep, { alpha, levels, tolerance: deepTolerance(options.tolerance) }, progress);
    }
    if (options.levels !== undefined) throw new InputError("--levels with one layer: expected --depth 2");
    const tolerance = options.tolerance ?? DEFAULT_FULL_RSB_TOLERANCE;
    const request = marginRequest(options);
    const steps = convolutionRequest(options);
    const solverOptions = { tolerance, cost: request.cost, ...steps };
    const solutions = solve(problemsOf(alpha, options), solverOptions, progress);
    const parameters = {
      ...(alpha === undefined ? {} : { alpha }),
      ...request.parameters,
      tolerance,
      ...steps,
    };
    return { parameters, ...outcome(solutions, alpha === undefined, request) };
  },
});

function solve(
  problems: readonly Problem[],
  options: FullRsbOptions & { readonly tolerance: number },
  progress: Progress,
): FullRsbSolution[] {
  return problems.map((problem, i) =>
    solveFullRsb(problem, {
      ...options,
      onLevel: (k, error) =>
        progress.update({
          what: `${problem.kind === "energy" ? `alpha = ${problem.alpha}, ` : ""}k = ${k} solved`,
          residual: error,
          done: i + Math.min(0.99, doneFraction(error, options.tolerance)),
          total: problems.length,
          even: true,
        }),
    }),
  );
}

/** The error falls by a roughly constant factor per level, so its logarithm measures the way done. */
function doneFraction(error: number, tolerance: number): number {
  if (!Number.isFinite(error)) return 0.1;
  const way = Math.log(1e-4 / Math.max(error, 1e-12)) / Math.log(1e-4 / Math.min(tolerance, 5e-5));
  return Math.max(0.2, way);
}

function outcome(solutions: readonly FullRsbSolution[], threshold: boolean, request: MarginRequest): Outcome {
  const results = solutions.map(resultOf);
  return {
    results,
    judged: solutions.map(({ value }) => value),
    tables: () => [
      {
        title: `Full-RSB ${threshold ? thresholdName(request) : "ground-state energy e(alpha)"}${request.title}`,
        columns: [
          ...(threshold ? [] : [column(FIELDS, "alpha", { digits: 12 })]),
          column(FIELDS, threshold ? "threshold" : "energy"),
          column(FIELDS, "family"),
          column(FIELDS, "spread", { small: true }),
          column(FIELDS, "largestK"),
        ],
        rows: results.map((result, i) => {
          const { value } = solutions[i].family;
          return { ...result, family: value.status === "converged" ? value : "not available" };
        }),
      },
    ],
    notes: () => [
      "The value is extrapolated from a chain of k-RSB levels; family: optimum over smooth order parameters, an independent check.",
      ...(solutions.length === 1 && solutions[0].levels.length > 1
        ? [`Levels of the accepted fit: ${solutions[0].levels.join(", ")}.`]
        : []),
      ...request.notes,
    ],
    warnings: solutions.filter(({ value }) => value.status !== "converged").map(warningFor),
  };
}

function resultOf(solution: FullRsbSolution): object {
  const { problem, value, levels, coefficients, truncation, noise, family, spread, evaluations } = solution;
  const { chi, k, convolution, convolutionReason, kernel } = solution.chain[solution.chain.length - 1];
  return {
    ...(problem.kind === "threshold" ? { threshold: value } : { alpha: problem.alpha, energy: value }),
    levels,
    tailCoefficients: coefficients,
    errorBudget: { truncation, noise },
    family: {
      value: family.value,
      levels: family.levels,
      coefficients: family.coefficients,
      truncation: family.truncation,
    },
    spread,
    chi,
    largestK: k,
    evaluations,
    convolution,
    convolutionReason,
    kernel,
  };
}

function warningFor({ value, tolerance, spread, family }: FullRsbSolution): string {
  const error = `error ${formatSmall(value.error)} against tolerance ${formatSmall(tolerance)}`;
  const second =
    family.value.status === "converged"
      ? `spread of the two estimates ${formatSmall(spread)} (family error ${formatSmall(family.value.error)})`
      : "the estimate stands alone, the smooth family has none here";
  return `full RSB ended as ${value.status}: ${error}, ${second}${adviceFor(value, tolerance)}`;
}
