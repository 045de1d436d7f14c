/** `rsb --beta`: k-RSB states at finite temperature. */
import * as z from "zod";
import {
  continueThermal,
  DEFAULT_THERMAL_TOLERANCE,
  MAX_THERMAL_STEPS,
  SMALLEST_THERMAL_TOLERANCE,
  solveThermalChain,
  type ThermalAnsatz,
  type ThermalOptions,
  type ThermalPoint,
  type ThermalSolution,
} from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import { formatSmall } from "../../src/table/format-quantity.js";
import type { OtherRoute } from "../../sweep/index.js";
import { column, columns } from "../definition/columns.js";
import { type Conflict, type Context, field, type Outcome, pick } from "../definition/command.js";
import { flag, positives } from "../definition/option.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";
import { adviceFor, fewerSteps } from "./advice.js";
import { type ConvolutionChoice, convolutionRequest, otherConvolution } from "./convolution-options.js";
import type { MarginRequest } from "./margin-options.js";
import { COLD_FIELDS, coldRows, coldTable } from "./thermal-ground.js";
import { requireThermalProfiles, writeThermalProfiles } from "./thermal-profiles.js";

export const STEPS_FIELD = field(
  "Breaking points of the state found: 0 where replica symmetry holds, or its breaking is too weak to be resolved.",
  "integer",
);

/** The fields of a state at finite temperature that those at zero temperature lack. */
export const THERMAL_FIELDS = {
  ...COLD_FIELDS,
  ...pick(REPLICA_WORDS, "beta", "freeEntropy", "entropy", "x", "replicons", "stable"),
  steps: STEPS_FIELD,
};

export const BETA_OPTION = positives("inverse temperature (with --alpha): free entropy, energy, states", {
  placeholder: "B",
});

interface Request extends ConvolutionChoice {
  readonly k: number;
  readonly alpha: readonly number[] | undefined;
  readonly beta: readonly number[];
  readonly tolerance: number | undefined;
  readonly profiles: string | undefined;
  readonly limit: boolean;
}

type Fields = Parameters<typeof columns>[0];

export const LIMIT_OPTION = flag(
  "with --beta: beside the ground state, -Phi/beta = e_k + a ln(beta)/beta + O(1/beta) with its rate a",
);

export const BETA_CONFLICTS: readonly Conflict<"beta" | "alpha" | "count">[] = [
  { options: ["beta"], only: ["depth", 1] },
  {
    together: ["alpha", "count"],
    expected: "one of them, as the energy at alpha is the count there",
  },
];

/** The points in the order of the lists, α outermost. @throws InputError without an expansion */
export function thermalPoints(
  alpha: readonly number[] | undefined,
  beta: readonly number[],
  { margin }: MarginRequest,
): readonly ThermalPoint[] {
  if (alpha === undefined)
    throw new InputError("--beta without --alpha: expected an expansion, for example --alpha 6");
  return alpha.flatMap((value) => beta.map((inverse) => ({ alpha: value, beta: inverse, margin })));
}

/** Solves every point, each from the chain below it or from the neighbour of a sweep. */
export function thermalStates(
  fields: Fields,
  request: Request,
  margin: MarginRequest,
  context: Context,
): Outcome {
  const { k, alpha, beta, profiles } = request;
  const steps = convolutionRequest(request);
  if (k > MAX_THERMAL_STEPS)
    throw new InputError(`--k ${k} with --beta: expected at most ${MAX_THERMAL_STEPS}`);
  const tolerance = request.tolerance ?? DEFAULT_THERMAL_TOLERANCE;
  if (tolerance < SMALLEST_THERMAL_TOLERANCE) {
    throw new InputError(
      `--tolerance ${tolerance} with --beta: expected at least ${SMALLEST_THERMAL_TOLERANCE}`,
    );
  }
  const points = thermalPoints(alpha, beta, margin);
  if (profiles !== undefined) requireThermalProfiles(profiles, points.length, k, context.files);
  const states = solve(points, k, { tolerance, ...steps }, context);
  if (profiles !== undefined) writeThermalProfiles(profiles, states[0], context.files);
  const cold = request.limit ? coldRows(states, k) : [];
  const results = states.map((state, i) => ({ ...resultOf(k, state), ...cold[i] }));
  return {
    parameters: { k, alpha, beta, ...margin.parameters, method: "variational", tolerance, ...steps },
    results,
    judged: states.flatMap(({ freeEntropy, energy, entropy }) => [freeEntropy, energy, entropy]),
    tables: () => [
      {
        title: `${k}-RSB at finite temperature${margin.title}`,
        columns: [
          column(fields, "alpha", { digits: 12 }),
          column(fields, "beta", { digits: 12 }),
          ...columns(fields, "freeEntropy", "energy", "entropy", "steps"),
          column(fields, "energyByDensity"),
          column(fields, "residual", { small: true }),
        ],
        rows: results,
      },
      ...(request.limit ? [coldTable(fields, results)] : []),
      ...(states.length === 1
        ? [
            {
              title: "Levels (x_i holds between q_{i-1} and q_i)",
              columns: [
                column(fields, "i"),
                column(fields, "overlaps", { header: "q_i" }),
                column(fields, "x", { header: "x_i" }),
                column(fields, "replicons", { header: "replicon" }),
              ],
              rows: levelRows(states[0]),
            },
          ]
        : []),
    ],
    notes: () => [...notesFor(k, states), ...margin.notes],
    warnings: states.filter(({ freeEntropy }) => freeEntropy.status !== "converged").map(warningFor),
  };
}

function solve(
  points: readonly ThermalPoint[],
  k: number,
  options: ThermalOptions,
  { progress, start }: Context,
): ThermalSolution[] {
  const neighbour = points.length === 1 && k > 0 ? neighbourState(start, k) : undefined;
  return points.map((point, i) => {
    const continued = neighbour === undefined ? undefined : continueThermal(point, neighbour, options);
    if (continued !== undefined) return continued;
    let last: ThermalSolution | undefined;
    for (const state of solveThermalChain(point, k, options)) {
      last = state;
      progress.update({
        what: `alpha = ${point.alpha}, beta = ${point.beta}: k = ${state.k} of ${k} solved`,
        residual: state.freeEntropy.error,
        done: i + (state.k + 1) / (k + 1),
        total: points.length,
      });
    }
    if (last === undefined) throw new Error("a chain has at least its replica-symmetric level");
    return last;
  });
}

function resultOf(k: number, state: ThermalSolution): object {
  return {
    k,
    alpha: state.alpha,
    beta: state.beta,
    freeEntropy: state.freeEntropy,
    energy: state.energy,
    energyByDensity: state.energyByDensity,
    entropy: state.entropy,
    steps: state.k,
    overlaps: state.overlaps,
    x: state.breakingPoints,
    replicons: state.replicons,
    stable: state.stable,
    residual: state.residual,
    errorBudget: state.budget,
    evaluations: state.evaluations,
    gridPoints: state.gridPoints,
    convolution: state.convolution,
    convolutionReason: state.convolutionReason,
    kernel: state.kernel,
  };
}

function levelRows({ overlaps, breakingPoints, replicons }: ThermalSolution): object[] {
  return overlaps.map((overlap, i) => ({
    i,
    overlaps: overlap,
    x: i === 0 ? null : breakingPoints[i - 1],
    replicons: replicons[i],
  }));
}

function notesFor(k: number, states: readonly ThermalSolution[]): string[] {
  const unbroken = states.filter((state) => k > 0 && state.k === 0);
  return [
    "A negative replicon says that its level gains by splitting: more steps lower the free entropy.",
    ...(unbroken.some(({ stable }) => stable)
      ? ["steps 0: the replica-symmetric state is stable, and no other was found below it."]
      : []),
    ...(unbroken.some(({ stable }) => !stable)
      ? [
          "steps 0 with a negative replicon: symmetry breaks, by less than the free entropy resolves; the errors cover it.",
        ]
      : []),
    ...(states.some(({ freeEntropy, overlaps }) => freeEntropy.status !== overlaps[0].status)
      ? [
          "Stalled levels beside a converged free entropy: the last step gains less than the error, its levels are not determined.",
        ]
      : []),
  ];
}

function warningFor({ alpha, beta, k, freeEntropy, tolerance }: ThermalSolution): string {
  return `alpha = ${alpha}, beta = ${beta}, k = ${k} ended as ${freeEntropy.status}: error ${formatSmall(freeEntropy.error)} against tolerance ${formatSmall(tolerance)}${adviceFor(freeEntropy, tolerance, ...fewerSteps(k))}`;
}

const Value = z.object({ value: z.number() });
const Neighbour = z.tuple([
  z.object({
    freeEntropy: Value.extend({ status: z.literal("converged") }),
    overlaps: z.array(Value),
    x: z.array(Value),
  }),
]);

/** The order parameters of a neighbouring point; undefined unless it has k breaking points. */
function neighbourState(results: unknown, k: number): ThermalAnsatz | undefined {
  const parsed = Neighbour.safeParse(results);
  if (!parsed.success) return undefined;
  const [{ overlaps, x }] = parsed.data;
  if (x.length !== k) return undefined;
  const values = (list: readonly { readonly value: number }[]): number[] => list.map(({ value }) => value);
  const ansatz = {
    overlapDeficits: Float64Array.from(values(overlaps), (q) => 1 - q),
    breakingPoints: Float64Array.from(values(x)),
  };
  return isAdmissible(ansatz) ? ansatz : undefined;
}

/** Printed digits may have closed a level. */
function isAdmissible({ overlapDeficits, breakingPoints }: ThermalAnsatz): boolean {
  const rising = (list: Float64Array): boolean => list.every((value, i) => i === 0 || value > list[i - 1]);
  return rising(overlapDeficits.map((deficit) => -deficit)) && rising(breakingPoints);
}

/** The other convolution for a recomputed state; none where the state is replica-symmetric. */
export function otherThermalRoute(results: unknown): OtherRoute | undefined {
  const parsed = z.array(z.object({ convolution: z.string() })).safeParse(results);
  const [state] = parsed.success ? parsed.data : [];
  return state === undefined || state.convolution === "quadrature" ? undefined : otherConvolution([state]);
}
