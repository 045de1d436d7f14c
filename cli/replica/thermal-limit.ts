/** `frsb --beta`: full RSB at finite temperature. */

import {
  DEFAULT_THERMAL_LIMIT_TOLERANCE,
  SMALLEST_THERMAL_LIMIT_TOLERANCE,
  solveThermalFullRsb,
  type ThermalLimit,
} from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import { formatSmall } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import { type Outcome, pick } from "../definition/command.js";
import type { Progress } from "../output/progress.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";
import { adviceFor } from "./advice.js";
import { type ConvolutionChoice, convolutionRequest } from "./convolution-options.js";
import type { MarginRequest } from "./margin-options.js";
import { thermalPoints } from "./thermal.js";

export const THERMAL_LIMIT_FIELDS = pick(
  REPLICA_WORDS,
  "beta",
  "freeEntropy",
  "entropy",
  "overlaps",
  "x",
  "replicons",
);

type Fields = Parameters<typeof columns>[0];

interface Request extends ConvolutionChoice {
  readonly alpha: readonly number[] | undefined;
  readonly beta: readonly number[];
  readonly tolerance: number | undefined;
}

/** The limit at every point, with the order parameters of the largest k that was solved. */
export function thermalLimits(
  fields: Fields,
  request: Request,
  margin: MarginRequest,
  progress: Progress,
): Outcome {
  const { alpha, beta, tolerance: asked } = request;
  const steps = convolutionRequest(request);
  const points = thermalPoints(alpha, beta, margin);
  const tolerance = asked ?? DEFAULT_THERMAL_LIMIT_TOLERANCE;
  if (tolerance < SMALLEST_THERMAL_LIMIT_TOLERANCE) {
    throw new InputError(
      `--tolerance ${tolerance} with --beta: expected at least ${SMALLEST_THERMAL_LIMIT_TOLERANCE}`,
    );
  }
  const limits = points.map((point, i) =>
    solveThermalFullRsb(point, {
      tolerance,
      ...steps,
      onLevel: (k, error) =>
        progress.update({
          what: `alpha = ${point.alpha}, beta = ${point.beta}: k = ${k} solved`,
          residual: error,
          done: i + 1 - 1 / (k + 2),
          total: points.length,
        }),
    }),
  );
  const results = limits.map(resultOf);
  return {
    parameters: { alpha, beta, ...margin.parameters, tolerance, ...steps },
    results,
    judged: limits.flatMap(({ freeEntropy, energy, entropy }) => [freeEntropy, energy, entropy]),
    tables: () => [
      {
        title: `Full RSB at finite temperature${margin.title}`,
        columns: [
          column(fields, "alpha", { digits: 12 }),
          column(fields, "beta", { digits: 12 }),
          ...columns(fields, "freeEntropy", "family", "energy", "entropy", "largestK"),
        ],
        rows: results.map((result, i) => ({
          ...result,
          family: limits[i].family?.freeEntropy ?? "not available",
        })),
      },
    ],
    notes: () => [
      "Extrapolated from a chain of k-RSB states in c_4 k^-4 + c_5 k^-5 + ...; the error is twice the spread of the best fits.",
      "family: the least free entropy over smooth x(q), an independent check.",
      ...(limits.some(({ levels }) => levels[0] === 0)
        ? ["largest k 0: replica symmetry is not broken, or by less than the free entropy resolves."]
        : []),
      ...margin.notes,
    ],
    warnings: limits.filter(({ freeEntropy }) => freeEntropy.status !== "converged").map(warningFor),
  };
}

function resultOf(limit: ThermalLimit): object {
  const {
    alpha,
    beta,
    freeEntropy,
    energy,
    entropy,
    levels,
    coefficients,
    truncation,
    noise,
    chain,
    family,
    spread,
  } = limit;
  const last = chain[chain.length - 1];
  return {
    alpha,
    beta,
    freeEntropy,
    energy,
    entropy,
    levels,
    tailCoefficients: coefficients,
    errorBudget: { truncation, noise },
    ...(family === undefined
      ? {}
      : {
          family: {
            value: family.freeEntropy,
            levels: family.levels,
            coefficients: family.coefficients,
            truncation: family.truncation,
          },
          spread,
        }),
    largestK: last.k,
    overlaps: last.overlaps,
    x: last.breakingPoints,
    replicons: last.replicons,
    convolution: last.convolution,
    convolutionReason: last.convolutionReason,
    kernel: last.kernel,
    evaluations: chain.reduce((sum, { evaluations }) => sum + evaluations, 0),
  };
}

function warningFor({ alpha, beta, freeEntropy, tolerance }: ThermalLimit): string {
  return `alpha = ${alpha}, beta = ${beta}: full RSB ended as ${freeEntropy.status}, error ${formatSmall(freeEntropy.error)} against tolerance ${formatSmall(tolerance)}${adviceFor(freeEntropy, tolerance)}`;
}
