/** `rsb`: k-step replica symmetry breaking at zero temperature, thresholds and energies. */
import {
  DEFAULT_TOLERANCE,
  MAX_STEPS,
  MAX_UNIFORM_LEVELS,
  type Problem,
  SMALLEST_TOLERANCE,
} from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import { column, columns } from "../definition/columns.js";
import { type Context, defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { choice, flag, integer, outputFile, positive, positives } from "../definition/option.js";
import {
  CONVOLUTION_FIELDS,
  CONVOLUTION_OPTIONS,
  type ConvolutionChoice,
  convolutionRequest,
  otherConvolution,
  requireNoConvolution,
} from "../replica/convolution-options.js";
import { DEEP_FIELDS } from "../replica/deep-fields.js";
import { deepLevels } from "../replica/deep-levels.js";
import { DEEP_OPTIONS, deepRequest, deepTolerance } from "../replica/deep-options.js";
import { FIXED_POINT_FIELDS, fixedPoint } from "../replica/fixed-point.js";
import { FIXED_POINT_OPTIONS, requireNoFixedPoint } from "../replica/fixed-point-options.js";
import {
  COST_OPTION,
  MARGIN_CONFLICTS,
  MARGIN_OPTIONS,
  type MarginChoice,
  marginRequest,
  problemsOf,
  thresholdName,
} from "../replica/margin-options.js";
import {
  PROFILE_POINT_FIELDS,
  PROFILE_POINT_OPTIONS,
  profilePoints,
  profilePointTable,
} from "../replica/profile-points.js";
import {
  BEYOND,
  CARRIED_ON,
  isBeyond,
  isCarriedOn,
  levelRows,
  resultOf,
  warningFor,
} from "../replica/rsb-results.js";
import { solveProblems } from "../replica/rsb-solve.js";
import { SATISFIABLE_FIELDS, satisfiable } from "../replica/satisfiable.js";
import {
  BETA_CONFLICTS,
  BETA_OPTION,
  LIMIT_OPTION,
  otherThermalRoute,
  THERMAL_FIELDS,
  thermalStates,
} from "../replica/thermal.js";
import { thermalThresholds } from "../replica/thermal-threshold.js";
import { requireProfileFiles, writeProfiles } from "../replica/write-profiles.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

const FIELDS = {
  ...DEEP_FIELDS,
  ...FIXED_POINT_FIELDS,
  ...THERMAL_FIELDS,
  ...pick(REPLICA_WORDS, "energeticTerm", "entropicTerm"),
  optimiser: field("Part of the error: excess over the exact minimum.", "number", {
    equation: "1/2 g^T H^-1 g",
  }),
  ...CONVOLUTION_FIELDS,
  ...PROFILE_POINT_FIELDS,
  i: field("Index of a level: q_i for i = 0 ... k, y_i for i = 1 ... k.", "integer"),
  ...pick(SATISFIABLE_FIELDS, "capacity", "support", "widestStep"),
};

const RESIDUAL = "residual: largest relative residual of the saddle-point equations.";

interface Variational extends MarginChoice, ConvolutionChoice {
  readonly k: number;
  readonly alpha: number[] | undefined;
  readonly tolerance: number;
  readonly profiles: string | undefined;
  readonly at: number[] | undefined;
}

export const rsb = defineCommand({
  description:
    "The k-RSB equations by minimisation of their variational functional, at zero or finite temperature.",
  examples: [
    ["rsb --k 2", "threshold alpha_2 = 6.7004"],
    ["rsb --k 2 --bias 0.5", "with a bias of half the radius of the inputs: 4.0184"],
    ["rsb --k 8 --alpha 6,6.5,7", "ground-state energies e_8(alpha)"],
    [
      "rsb --k 2 --alpha 6 --beta 4,8",
      "free entropy at finite temperature, with the stability of each level",
    ],
    ["rsb --k 2 --alpha 4 --beta 6 --bias 0.5", "the same with a bias of half the radius of the inputs"],
    ["rsb --k 1 --alpha 6 --beta 50,100,200,400 --limit", "how states cool to the ground state"],
    ["rsb --k 2 --beta 6 --count 1", "the expansion with e(alpha, beta) = 1"],
    ["rsb --k 2 --margin 1 --satisfiable", "the negative spherical perceptron: 12.2872"],
    ["rsb --k 2 --margin 1 --alpha 20 --cost squared-hinge", "energy of soft constraints"],
    ["rsb --k 8 --json", "with overlaps, breaking points, budget"],
    ["rsb --k 12 --convolution fft --kernel fftjs", "by Fourier transforms of fft.js"],
    ["rsb --k 2 --at=-1,0,0.25", "Parisi functions and densities at three fields"],
    ["rsb --k 2 --depth 3", "minimal sequence of three layers"],
    ["rsb --k 1 --depth 2 --notion strong --expansions 6.7004"],
    ["rsb --k 1 --depth 2 --count 1.5 --expansions 6.7004", "one and a half n active units in layer 2"],
    ["rsb --method fixed-point --k 200 --y-max 10", "the published method, and what it loses"],
    ["rsb --method fixed-point --k 30 --alpha 6 --profiles p.json --record r.jsonl"],
  ],
  options: {
    k: integer(`number of breaking points; variational: to ${MAX_STEPS}, fixed-point: from 1`, {
      from: 0,
      to: MAX_UNIFORM_LEVELS,
      default: 2,
      placeholder: "K",
    }),
    alpha: positives("expansion m/n, without it the threshold", { placeholder: "A" }),
    beta: BETA_OPTION,
    limit: LIMIT_OPTION,
    tolerance: positive(`error of the value (relative above 1), at least ${SMALLEST_TOLERANCE}`, {
      defaultText: `${DEFAULT_TOLERANCE}, 1e-9 for more than one layer`,
      placeholder: "T",
    }),
    ...CONVOLUTION_OPTIONS,
    method: choice(
      "variational (free breaking points) or fixed-point (published iteration, frozen uniform grid)",
      ["variational", "fixed-point"],
      { default: "variational", placeholder: "method" },
    ),
    profiles: outputFile(
      "write phi_i(h), P_i(h), m_i(h) and y(q): JSON, or tables where FILE ends in .csv, .md, .tex or .parquet; with --depth phi_j(g, b) and P_j(g, b)",
    ),
    ...PROFILE_POINT_OPTIONS,
    ...FIXED_POINT_OPTIONS,
    ...MARGIN_OPTIONS,
    cost: COST_OPTION,
    satisfiable: flag(
      "the largest alpha at which all w.x <= kappa can be met, by every level up to --k (at most 6)",
    ),
    ...DEEP_OPTIONS,
  },
  conflicts: [
    { options: ["yMax", "damping", "acceleration", "start", "record"], only: ["method", "fixed-point"] },
    { options: ["tolerance", "convolution"], only: ["method", "variational"] },
    { options: ["beta", "at"], only: ["method", "variational"] },
    { options: ["limit"], only: ["beta"], expected: "an inverse temperature, for example --beta 50,200" },
    { together: ["at", "beta"], expected: "one of them, as profiles are for zero temperature" },
    { together: ["at", "depth"], expected: "one of them, as fields are those of one layer" },
    ...BETA_CONFLICTS,
    ...MARGIN_CONFLICTS,
    { options: ["cost", "satisfiable"], only: ["method", "variational"] },
    ...(["beta", "profiles", "at", "depth", "satisfiable"] as const).map((other) => ({
      together: ["cost", other] as const,
      expected: "one of them, as hinge costs are for one layer at zero temperature",
    })),
    ...(["alpha", "beta", "count", "bias", "profiles", "at", "depth"] as const).map((other) => ({
      together: ["satisfiable", other] as const,
      expected: "--satisfiable with --margin and --k alone",
    })),
  ],
  fields: FIELDS,
  sweep: {
    continuation: {
      options: ["alpha", "beta", "bias", "margin", "count"],
      applies: ({ method, k, depth }) =>
        method === "variational" && typeof k === "number" && k > 0 && (depth ?? 1) === 1,
    },
    otherRoute: ({ method, k, depth, beta }, results) => {
      if (beta !== undefined) return otherThermalRoute(results);
      // Deep networks have one route: a repeated point is computed the same way.
      if ((depth ?? 1) !== 1) return undefined;
      if (method !== "variational" || typeof k !== "number" || k < 1) return undefined;
      return otherConvolution(results);
    },
  },
  run(options, context) {
    const { k, alpha, method, profiles } = options;
    if (options.satisfiable) return satisfiable(options.margin ?? 0, k);
    const deep = deepRequest(options);
    if (options.beta !== undefined) {
      const request = marginRequest(options);
      const { beta, tolerance } = options;
      return alpha === undefined && options.count !== undefined
        ? thermalThresholds(FIELDS, { k, beta, tolerance }, request)
        : thermalStates(FIELDS, { ...options, beta }, request, context);
    }
    if (deep !== undefined) {
      if (method === "fixed-point") {
        throw new InputError(`--method fixed-point with --depth ${deep.depth}: expected one layer`);
      }
      requireNoConvolution(options, `--depth ${deep.depth}`);
      const tolerance = deepTolerance(options.tolerance);
      return deepLevels(deep, { k, alpha, tolerance, profiles }, context);
    }
    const tolerance = options.tolerance ?? DEFAULT_TOLERANCE;
    const problems = problemsOf(alpha, options);
    if (method === "fixed-point") return fixedPoint(problems, options, context);
    requireNoFixedPoint(options);
    return variational(problems, { ...options, tolerance }, context);
  },
});

function variational(problems: readonly Problem[], options: Variational, context: Context): Outcome {
  const { k, alpha, tolerance, profiles, at } = options;
  const convolution = convolutionRequest(options);
  if (profiles !== undefined) requireProfileFiles(profiles, problems.length, k, context.files);
  const request = marginRequest(options);
  const solutions = solveProblems(problems, options, request, context);
  if ((profiles !== undefined || at !== undefined) && isBeyond(solutions[0])) {
    throw new InputError(
      `--profiles or --at with --k ${k}: expected a smaller k, no order parameters are found at this one`,
    );
  }
  if (profiles !== undefined) writeProfiles(profiles, solutions, request.cost, context.files);
  const points = at === undefined ? undefined : profilePoints(solutions, at, request.cost);
  const results = solutions.map((solution) => ({
    ...resultOf(k, solution),
    ...(points === undefined ? {} : { at: points }),
  }));
  const threshold = alpha === undefined;
  return {
    parameters: {
      k,
      ...(threshold ? {} : { alpha }),
      ...request.parameters,
      method: "variational",
      tolerance,
      ...convolution,
      ...(at === undefined ? {} : { at }),
    },
    results,
    judged: solutions.map(({ value }) => value),
    tables: () => [
      {
        title: `${k}-RSB ${threshold ? thresholdName(request) : "ground-state energy e(alpha)"}${request.title}`,
        columns: [
          ...(threshold
            ? columns(FIELDS, "threshold")
            : [column(FIELDS, "alpha", { digits: 12 }), column(FIELDS, "energy")]),
          column(FIELDS, "chi"),
          column(FIELDS, "residual", { small: true }),
          column(FIELDS, "energyByDensity"),
        ],
        rows: results,
      },
      ...(solutions.length === 1 && k > 0 && Number.isFinite(solutions[0].chi.value)
        ? [
            {
              title: "Overlaps and breaking points (y_i holds between q_{i-1} and q_i)",
              columns: [
                column(FIELDS, "i"),
                column(FIELDS, "overlaps", { header: "q_i" }),
                column(FIELDS, "breakingPoints", { header: "y_i" }),
              ],
              rows: levelRows(solutions[0]),
            },
          ]
        : []),
      ...(points === undefined ? [] : [profilePointTable(points)]),
    ],
    notes: () => [
      RESIDUAL,
      ...(solutions.some(isBeyond) ? [BEYOND] : []),
      ...(solutions.some(isCarriedOn) ? [CARRIED_ON] : []),
      ...request.notes,
    ],
    warnings: solutions.filter(({ value }) => value.status !== "converged").map(warningFor),
  };
}
