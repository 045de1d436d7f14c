/** The capacity by partially lifted duality: the maximisation over c₃ done honestly, c₃ → 0 included. */
import { requireObject } from "../../src/arguments.js";
import { combinedStatus, type Quantity, quantity, type Status } from "../../src/result.js";
import { requireProgram } from "../layer/arguments.js";
import type { DualNorms } from "../layer/notion.js";
import { deeperStart } from "./deeper-start.js";
import { liftedProgram, liftingPlace } from "./lifted-program.js";
import { liftingSlope } from "./lifting-slope.js";
import {
  type ProgramParameters,
  packParameters,
  programLayout,
  unpackParameters,
} from "./program-parameters.js";
import { recurrencePoint } from "./recurrence-point.js";
import { type SaddleSignature, saddleSignature } from "./saddle.js";
import { type StationaryPoint, stationaryPoint } from "./stationary-point.js";

/** Lifting couples all layers; the programs are solved to this depth. */
export const LARGEST_LIFTED_DEPTH = 24;

export interface LiftedCapacity {
  /** α_l; the plain bound where lifting brings nothing. */
  readonly capacity: Quantity;
  /** `none`: the supremum over c₃ > 0 sits at c₃ → 0, where the lifted program is the plain one. */
  readonly lifting: "positive" | "none";
  /** The maximising c₃, 0 with `none`. */
  readonly c3: Quantity;
  readonly plain: Quantity;
  /** ∂φ̄_0/∂c₃ at c₃ = 0 and the plain point: lifting helps when it is positive. */
  readonly slopeAtZero: number;
  readonly parameters: ProgramParameters;
  /** Absolute errors of the entries of `parameters`. */
  readonly errors: ProgramParameters;
  /** Signature of the saddle in the program solved last; c₃ and free norms are the outer maximum. */
  readonly signature?: SaddleSignature;
  readonly residual: number;
}

export interface LiftedOptions {
  /** c: 2 (weak) or 4 (strong). */
  readonly count: number;
  readonly dualNorms?: DualNorms;
  /**
   * A solution at nearby expansions, or that of one layer less: Newton starts there, and the path from c₃ = 0 is walked
   * only if that fails.
   */
  readonly near?: LiftedCapacity;
}

const FIRST_LIFTING = 0.02;
const LARGEST_LIFTING = 20;
const STEP_LIMIT = 200;
/** First ratio of successive c₃, and the finest, where the path ends: when a maximum is known to lie on it and when not. */
const FACTORS = { rising: { first: 1.5, least: 1.0005 }, falling: { first: 2, least: 1.2 } };

/**
 * α_l with φ̄_0 = 0 at the saddle of the lifted program (Stojnic 2024, eqs. (89), (90), (93), (94)).
 *
 * The path starts at the plain point (c₃ = 0), where the slope in c₃ is known in closed form, and follows the
 * saddle at fixed c₃ upwards. Where the slope changes from positive to negative, Newton's method takes c₃ in.
 * Where it never becomes positive, the result is the plain bound and `lifting` says `none`.
 *
 * @param hidden α_1 … α_{l−1}; the plain capacity of each prefix need not be met
 * @param options the count c (2 weak, 4 strong), dual norms, and a solution nearby
 * @returns capacity, c₃, parameters, and whether lifting brings anything
 * @throws InputError for expansions or a count that are not numbers greater than 0, and for other norms
 * @example
 * import { liftedCapacity } from "relu-injectivity/rdt";
 * liftedCapacity([], { count: 2 }).capacity.value; // 7.44863872629…
 */
export function liftedCapacity(hidden: readonly number[], options: LiftedOptions): LiftedCapacity {
  requireProgram(hidden, options);
  const { count, dualNorms = "unit", near } = options;
  if (near !== undefined) requireObject(near, "near", ["lifting", "parameters", "capacity", "c3"]);
  const { point, errors, capacity: plain } = recurrencePoint(hidden, count, dualNorms);
  const nothing = {
    lifting: "none",
    c3: quantity(0, 0),
    plain,
    parameters: point,
    errors,
    residual: 0,
  } as const;
  if (plain.status !== "converged") return { ...nothing, capacity: plain, slopeAtZero: Number.NaN };
  const slopeAtZero = liftingSlope(point);
  const finish = (start: Float64Array): LiftedCapacity => ({
    ...finalSolution(start, hidden.length + 1, count, dualNorms, plain),
    plain,
    slopeAtZero,
  });
  const nearby = near?.lifting === "positive" && slopeAtZero > 0 ? startFrom(near, hidden) : undefined;
  if (nearby !== undefined) {
    const direct = finish(nearby);
    if (direct.capacity.status === "converged") return direct;
  }
  const start = followLifting(point, count, dualNorms, slopeAtZero > 0);
  return start === undefined ? { ...nothing, capacity: plain, slopeAtZero } : finish(start);
}

/** The point of a solution of this depth, or of one layer less, moved to the given expansions. */
function startFrom(
  { parameters, capacity, c3 }: LiftedCapacity,
  hidden: readonly number[],
): Float64Array | undefined {
  const layers = parameters.expansions.length;
  if (layers !== hidden.length + 1 && (layers !== hidden.length || layers < 2)) return undefined;
  const start = layers === hidden.length ? deeperStart(parameters) : parameters;
  return Float64Array.from([
    ...packParameters({ ...start, expansions: [...hidden, capacity.value] }),
    c3.value,
  ]);
}

/** Newton with c₃ among the unknowns, and the signature of what it finds. */
function finalSolution(
  start: Float64Array,
  depth: number,
  count: number,
  dualNorms: DualNorms,
  plain: Quantity,
): Omit<LiftedCapacity, "plain" | "slopeAtZero"> {
  const lifting = liftingPlace(depth);
  const solved = solve(start, depth, count, dualNorms, "free");
  const layout = programLayout(depth);
  const signature = saddleSignature(solved.program.hessian, solved.vector, {
    innerMaximum: [...layout.gamma, layout.nu],
    minimum: [...layout.r, ...layout.gammaBar],
    outerMaximum: [lifting, ...(dualNorms === "optimal" ? layout.dualNorms : [])],
  });
  const { value, error, status } = solved.capacity;
  const shape: Status = signature.correct && value < plain.value ? "converged" : "domain-error";
  return {
    capacity: quantity(value, error, combinedStatus(status, shape)),
    lifting: "positive",
    c3: quantity(solved.vector[lifting], solved.errors[lifting], status),
    parameters: unpackParameters(solved.vector, layout),
    errors: unpackParameters(solved.errors, layout),
    signature,
    residual: solved.residual,
  };
}

/**
 * Follows the saddle at fixed c₃ from the plain point until ∂φ̄_0/∂c₃ turns from positive to negative; undefined
 * when it does not. With a slope that is not positive at 0 the path is walked as well, in search of a later rise.
 */
function followLifting(
  point: ProgramParameters,
  count: number,
  dualNorms: DualNorms,
  risesAtZero: boolean,
): Float64Array | undefined {
  const depth = point.expansions.length;
  const lifting = liftingPlace(depth);
  const { first, least } = risesAtZero ? FACTORS.rising : FACTORS.falling;
  let path: readonly Float64Array[] = [Float64Array.from([...packParameters(point), 0])];
  let rising = risesAtZero;
  let factor = first;
  let next = FIRST_LIFTING;
  for (let step = 0; step < STEP_LIMIT && next < LARGEST_LIFTING && factor > least; step++) {
    const solved = solve(predicted(path, lifting, next), depth, count, dualNorms, "fixed");
    if (solved.capacity.status === "converged") {
      const slope = solved.program.gradient[lifting];
      // A maximum below FIRST_LIFTING is seen at the first step, and Newton finds it from there.
      if (rising && slope <= 0) return solved.vector;
      rising = slope > 0;
      path = [solved.vector, path[0]];
      next *= factor;
    } else {
      factor = Math.sqrt(factor);
      const reached = path[0][lifting];
      next = reached === 0 ? next / 2 : reached * factor;
    }
  }
  return undefined;
}

/** The point at c₃ = `next` on the line through the last two points of the path, in logarithms over c₃. */
function predicted([last, before]: readonly Float64Array[], lifting: number, next: number): Float64Array {
  const start = Float64Array.from(last);
  start[lifting] = next;
  if (before === undefined) return start;
  const share = (next - last[lifting]) / (last[lifting] - before[lifting]);
  for (let i = 0; i < lifting; i++) start[i] = last[i] * (last[i] / before[i]) ** share;
  return start;
}

function solve(
  start: Float64Array,
  depth: number,
  count: number,
  dualNorms: DualNorms,
  c3: "free" | "fixed",
): StationaryPoint {
  const layout = programLayout(depth);
  const free = [...layout.r, ...layout.gammaBar, ...layout.gamma, layout.nu];
  if (dualNorms === "optimal") free.push(...layout.dualNorms);
  if (c3 === "free") free.push(liftingPlace(depth));
  return stationaryPoint(
    (vector) => liftedProgram(vector, depth, count),
    start,
    layout.expansions[depth - 1],
    free,
    c3 === "free" ? "final" : "passing",
  );
}
