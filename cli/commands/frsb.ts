/** `frsb`: the full-RSB limit, threshold and energies. */
import type { Command } from "commander";
import {
  DEFAULT_FULL_RSB_TOLERANCE,
  type FullRsbSolution,
  type Problem,
  SMALLEST_FULL_RSB_TOLERANCE,
  solveFullRsb,
} from "../../rsb/index.js";
import { collectPositive, parsePositive } from "../definition/parse.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity, formatSmall } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";

interface FrsbOptions {
  readonly alpha?: number[];
  readonly tolerance: number;
}

/** Registers the command. */
export function registerFrsb(program: Command, run: (report: (progress: Progress) => Report) => void): void {
  program
    .command("frsb")
    .summary("full replica symmetry breaking: threshold, energies")
    .description("The limit k -> infinity of k-RSB, by extrapolation of a chain and by a smooth family.")
    .option(
      "--alpha <A>",
      "expansion m/n > 0, repeatable or a list; without it the threshold",
      collectPositive("--alpha"),
    )
    .option(
      "--tolerance <T>",
      `error of the value (absolute up to 10), at least ${SMALLEST_FULL_RSB_TOLERANCE}`,
      (text) => parsePositive(text, "--tolerance"),
      DEFAULT_FULL_RSB_TOLERANCE,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity frsb                     threshold to ten digits
  relu-injectivity frsb --alpha 6,7,8       ground-state energies
  relu-injectivity frsb --tolerance 1e-5    faster
`,
    )
    .action((options: FrsbOptions) => run((progress) => report(options, progress)));
}

function report({ alpha, tolerance }: FrsbOptions, progress: Progress): Report {
  const problems: Problem[] =
    alpha === undefined ? [{ kind: "threshold" }] : alpha.map((value) => ({ kind: "energy", alpha: value }));
  const solutions = problems.map((problem, i) =>
    solveFullRsb(problem, {
      tolerance,
      onLevel: (k, error) =>
        progress.update({
          what: `${problem.kind === "energy" ? `alpha = ${problem.alpha}, ` : ""}k = ${k} solved`,
          residual: error,
          done: i + Math.min(0.99, doneFraction(error, tolerance)),
          total: problems.length,
        }),
    }),
  );
  return {
    command: "frsb",
    parameters: { ...(alpha === undefined ? {} : { alpha }), tolerance },
    results: solutions.map(resultOf),
    tables: [summary(solutions)],
    notes: [
      "chain: extrapolated from k-RSB levels; family: optimum over smooth order parameters, an independent check.",
      ...(solutions.length === 1 && solutions[0].levels.length > 1
        ? [`Levels of the accepted fit: ${solutions[0].levels.join(", ")}.`]
        : []),
    ],
    warnings: solutions.filter(({ value }) => value.status !== "converged").map(warningFor),
    exitCode: exitCodeFor(solutions.map(({ value }) => value)),
  };
}

/** The error falls by a roughly constant factor a level, so its logarithm measures the way done. */
function doneFraction(error: number, tolerance: number): number {
  if (!Number.isFinite(error)) return 0.1;
  const way = Math.log(1e-4 / Math.max(error, 1e-12)) / Math.log(1e-4 / Math.min(tolerance, 5e-5));
  return Math.max(0.2, way);
}

function resultOf(solution: FullRsbSolution): Record<string, unknown> {
  const { problem, value, levels, coefficients, truncation, noise, family, spread, evaluations } = solution;
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
    chi: solution.chain[solution.chain.length - 1].chi,
    largestK: solution.chain[solution.chain.length - 1].k,
    evaluations,
  };
}

function summary(solutions: readonly FullRsbSolution[]) {
  const threshold = solutions[0].problem.kind === "threshold";
  return {
    title: `Full-RSB ${threshold ? "injectivity threshold" : "ground-state energy e(alpha)"}`,
    columns: [
      ...(threshold ? [] : [{ header: "alpha", align: "right" as const }]),
      { header: threshold ? "threshold (chain)" : "energy (chain)" },
      { header: "family" },
      { header: "spread" },
      { header: "largest k" },
    ],
    rows: solutions.map(({ problem, value, family, spread, chain }) => [
      ...(problem.kind === "threshold" ? [] : [formatNumber(problem.alpha, 12)]),
      formatQuantity(value),
      family.value.status === "converged" ? formatQuantity(family.value) : "not available",
      formatSmall(spread),
      String(chain[chain.length - 1].k),
    ]),
  };
}

function warningFor({ value, tolerance, spread, family }: FullRsbSolution): string {
  return (
    `full RSB ended as ${value.status}: error ${formatSmall(value.error)} against tolerance ${formatSmall(tolerance)}, ` +
    `spread of the two estimates ${formatSmall(spread)} (family error ${formatSmall(family.value.error)}); try a larger --tolerance`
  );
}
