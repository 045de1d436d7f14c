/** `rsb`: k-step replica symmetry breaking at zero temperature, thresholds and energies. */
import type { Command } from "commander";
import {
  continueKrsb,
  DEFAULT_TOLERANCE,
  type KrsbSolution,
  MAX_STEPS,
  MAX_UNIFORM_LEVELS,
  type Problem,
  SMALLEST_TOLERANCE,
  solveKrsbChain,
} from "../../rsb/index.js";
import { InputError, type Quantity } from "../../src/result.js";
import { collectPositive, parseChoice, parseInteger, parsePositive } from "../definition/parse.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity, formatSmall } from "../output/format-quantity.js";
import { writeText } from "../output/output-file.js";
import type { Progress } from "../output/progress.js";
import type { Report, TextTable } from "../output/report.js";
import { fixedPointReport } from "../replica/fixed-point-report.js";
import { neighbourAnsatz } from "../replica/rsb-start.js";
import { writeProfiles } from "../replica/write-profiles.js";

interface RsbOptions {
  readonly k: number;
  readonly alpha?: number[];
  readonly tolerance: number;
  readonly convolution: "auto" | "direct" | "fft";
  readonly method: "variational" | "fixed-point";
  readonly yMax?: number;
  readonly damping?: number;
  readonly acceleration: "none" | "momentum";
  readonly start: "ramp" | "nested";
  readonly record?: string;
  readonly profiles?: string;
}

/** Beyond this k the convolutions of the FFT path lose e^{yφ} against the rounding of its maximum. */
const MAX_FFT_STEPS = 12;

/** Registers the command. */
export function registerRsb(
  program: Command,
  run: (report: (progress: Progress, start?: unknown) => Report) => void,
): void {
  program
    .command("rsb")
    .summary("k-step replica symmetry breaking: threshold, energies")
    .description("Zero-temperature k-RSB equations by minimisation of their variational functional.")
    .requiredOption(
      "--k <K>",
      `number of breaking points, 0 … ${MAX_STEPS} (fixed-point: 1 … ${MAX_UNIFORM_LEVELS})`,
      (text) => parseInteger(text, "--k", 0, MAX_UNIFORM_LEVELS),
    )
    .option(
      "--alpha <A>",
      "expansion m/n > 0, repeatable or a list; without it the threshold",
      collectPositive("--alpha"),
    )
    .option(
      "--tolerance <T>",
      `error of the value (relative above 1), at least ${SMALLEST_TOLERANCE}`,
      (text) => parsePositive(text, "--tolerance"),
      DEFAULT_TOLERANCE,
    )
    .option(
      "--convolution <method>",
      "Gaussian steps: direct (positive sums), fft (sinc grid, k <= 12), or auto: the cheaper valid one",
      (text) => parseChoice(text, "--convolution", ["auto", "direct", "fft"]),
      "auto" as const,
    )
    .option(
      "--method <method>",
      "variational (free breaking points) or fixed-point (published iteration, frozen uniform grid)",
      (text) => parseChoice(text, "--method", ["variational", "fixed-point"]),
      "variational" as const,
    )
    .option("--y-max <Y>", "fixed-point: largest breaking point (default 10)", (text) =>
      parsePositive(text, "--y-max"),
    )
    .option("--damping <D>", "fixed-point: weight of the new point, 0 < D <= 1", (text) =>
      parsePositive(text, "--damping"),
    )
    .option(
      "--acceleration <rule>",
      "fixed-point: momentum, or none as published",
      (text) => parseChoice(text, "--acceleration", ["none", "momentum"]),
      "momentum" as const,
    )
    .option(
      "--start <point>",
      "fixed-point: ramp (as published) or nested (from half as many levels)",
      (text) => parseChoice(text, "--start", ["ramp", "nested"]),
      "nested" as const,
    )
    .option("--profiles <FILE>", "write phi_i(h), P_i(h), m_i(h) and y(q): JSON, or CSV if FILE ends in .csv")
    .option("--record <FILE>", "fixed-point: write every iterate, one JSON object a line")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity rsb --k 2                  threshold alpha_2 = 6.7004
  relu-injectivity rsb --k 8 --alpha 6,6.5,7  ground-state energies e_8(alpha)
  relu-injectivity rsb --k 8 --json           with overlaps, breaking points, budget
  relu-injectivity rsb --method fixed-point --k 200 --y-max 10
`,
    )
    .action((options: RsbOptions) => run((progress, start) => report(options, progress, start)));
}

/** @param neighbour results of the same command at a neighbouring α, from which the variational method may continue */
function report(options: RsbOptions, progress: Progress, neighbour: unknown): Report {
  const problems: Problem[] =
    options.alpha === undefined
      ? [{ kind: "threshold" }]
      : options.alpha.map((alpha) => ({ kind: "energy", alpha }));
  if (options.method === "variational") return variationalReport(problems, options, progress, neighbour);
  const { k, yMax = 10, damping, acceleration, start, record } = options;
  if (options.profiles !== undefined) {
    throw new InputError("--profiles with --method fixed-point: expected --method variational");
  }
  return fixedPointReport(
    problems,
    {
      k,
      yMax,
      acceleration,
      start,
      ...(damping === undefined ? {} : { damping }),
      ...(record === undefined
        ? {}
        : { record: (lines) => writeText(record, "--record", `${lines.join("\n")}\n`) }),
    },
    progress,
  );
}

function variationalReport(
  problems: readonly Problem[],
  { k, alpha, tolerance, convolution, yMax, damping, record, profiles }: RsbOptions,
  progress: Progress,
  neighbour: unknown,
): Report {
  if (yMax !== undefined || damping !== undefined || record !== undefined) {
    throw new InputError(
      "--y-max, --damping or --record with --method variational: expected --method fixed-point",
    );
  }
  if (convolution === "fft" && k > MAX_FFT_STEPS) {
    throw new InputError(
      `--k ${k} with --convolution fft: expected at most ${MAX_FFT_STEPS}, beyond which e^(-y) is lost to rounding; use --convolution direct`,
    );
  }
  if (profiles !== undefined && (problems.length > 1 || k === 0)) {
    throw new InputError("--profiles: expected one problem (at most one --alpha) and --k of at least 1");
  }
  const start = problems.length === 1 ? neighbourAnsatz(neighbour, k) : undefined;
  const solutions = problems.map((problem, i) => {
    const continued =
      start === undefined ? undefined : continueKrsb(problem, start, { tolerance, convolution });
    if (continued !== undefined) return continued;
    const levels: KrsbSolution[] = [];
    for (const level of solveKrsbChain(problem, k, { tolerance, convolution })) {
      levels.push(level);
      // A level costs about k^2.5, so the chain up to it k^3.5.
      const part = k === 0 ? 1 : (level.k / k) ** 3.5;
      progress.update({
        what: `k = ${level.k} of ${k} solved`,
        residual: level.value.error,
        done: i + part,
        total: problems.length,
      });
    }
    return levels[levels.length - 1];
  });
  if (profiles !== undefined) writeProfiles(profiles, solutions);
  const values = solutions.map((solution) => solution.value);
  return {
    command: "rsb",
    parameters: {
      k,
      ...(alpha === undefined ? {} : { alpha }),
      method: "variational",
      tolerance,
      convolution,
    },
    results: solutions.map((solution) => resultOf(k, solution)),
    tables: [
      summary(k, solutions),
      ...(solutions.length === 1 && k > 0 ? [parameterTable(solutions[0])] : []),
    ],
    notes: ["residual: largest relative residual of the saddle-point equations."],
    warnings: solutions.filter((solution) => solution.value.status !== "converged").map(warningFor),
    exitCode: exitCodeFor(values),
  };
}

/** The fields of one solution. `k` is the k asked for: at α ≤ 2 every level equals the replica-symmetric one. */
function resultOf(k: number, solution: KrsbSolution): Record<string, unknown> {
  const value =
    solution.problem.kind === "threshold"
      ? { threshold: solution.value }
      : { alpha: solution.problem.alpha, energy: solution.value };
  return {
    k,
    ...value,
    chi: solution.chi,
    overlaps: solution.overlaps,
    breakingPoints: solution.breakingPoints,
    energeticTerm: solution.energetic,
    entropicTerm: solution.entropic,
    energyByDensity: solution.energyByDensity,
    residual: solution.residual,
    errorBudget: solution.budget,
    evaluations: solution.evaluations,
    gridPoints: solution.gridPoints,
    convolution: solution.convolution,
  };
}

function summary(k: number, solutions: readonly KrsbSolution[]): TextTable {
  const threshold = solutions[0].problem.kind === "threshold";
  return {
    title: `${k}-RSB ${threshold ? "injectivity threshold" : "ground-state energy e(alpha)"}`,
    columns: [
      ...(threshold ? [] : [{ header: "alpha", align: "right" as const }]),
      { header: threshold ? "threshold" : "energy" },
      { header: "chi" },
      { header: "residual" },
      { header: "e by density" },
    ],
    rows: solutions.map((solution) => [
      ...(solution.problem.kind === "threshold" ? [] : [formatNumber(solution.problem.alpha, 12)]),
      formatQuantity(solution.value),
      formatQuantity(solution.chi),
      formatSmall(solution.residual),
      formatQuantity(solution.energyByDensity),
    ]),
  };
}

function parameterTable(solution: KrsbSolution): TextTable {
  return {
    title: "Overlaps and breaking points (y_i holds between q_{i-1} and q_i)",
    columns: [{ header: "i", align: "right" }, { header: "q_i" }, { header: "y_i" }],
    rows: solution.overlaps.map((overlap, i) => [
      String(i),
      formatQuantity(withoutStatus(overlap)),
      i === 0 ? "" : formatQuantity(withoutStatus(solution.breakingPoints[i - 1])),
    ]),
  };
}

/** The status stands beside the value already; the parameters share it. */
function withoutStatus(parameter: Quantity): Quantity {
  return { ...parameter, status: "converged" };
}

function warningFor({ k, value, tolerance, residual }: KrsbSolution): string {
  return `k = ${k} ended as ${value.status}: error ${formatSmall(value.error)} against tolerance ${formatSmall(tolerance)}, residual ${formatSmall(residual)}; try a larger --tolerance, a smaller --k or the other --convolution`;
}
