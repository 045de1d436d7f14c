/** Newton's method for a stationary point of a program at which its value vanishes. */
import { solveLinear } from "../../src/linear-algebra/symmetric.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { type SystemEvaluation, solveSystem } from "../../src/roots/newton-system.js";
import type { ProgramEvaluation } from "./plain-program.js";

export interface StationaryPoint {
  /** The last expansion; the error is the Newton step that is left at the point. */
  readonly capacity: Quantity;
  readonly vector: Float64Array;
  /** Absolute error of each entry of `vector`: the full Newton step that is left there, and rounding; 0 if fixed. */
  readonly errors: Float64Array;
  readonly program: ProgramEvaluation;
  /** Largest of |φ_0| and |x ∂φ_0/∂x| over the unknowns, each relative to its row of the Jacobian. */
  readonly residual: number;
  readonly evaluations: number;
}

/** A point on the way to another: Newton's method stops at this residual. */
const PASSING = 1e-6;
/** A step that must be shortened further shows that the point is too far away: the walk takes a smaller one. */
const PASSING_DAMPING = 0.1;

interface ProgramSystem extends SystemEvaluation {
  readonly program: ProgramEvaluation;
}

/**
 * Solves φ = 0 and ∂φ/∂x = 0 for the `free` variables x and the expansion at `capacityPlace`, all in logarithms;
 * the other entries of `start` stay. A point that is only passed is not polished.
 */
export function stationaryPoint(
  evaluate: (vector: Float64Array) => ProgramEvaluation,
  start: Float64Array,
  capacityPlace: number,
  free: readonly number[],
  purpose: "final" | "passing" = "final",
): StationaryPoint {
  const unknowns = [capacityPlace, ...free];
  const place = (logs: Float64Array): Float64Array => {
    const vector = Float64Array.from(start);
    unknowns.forEach((k, i) => {
      vector[k] = Math.exp(logs[i]);
    });
    return vector;
  };
  const system = (logs: Float64Array): ProgramSystem => {
    const vector = place(logs);
    const program = evaluate(vector);
    return { ...logarithmicSystem(program, vector, unknowns), program };
  };
  const solution = solveSystem(
    system,
    unknowns.map((k) => Math.log(start[k])),
    purpose === "final"
      ? { tolerance: 1e-11, iterationLimit: 100 }
      : { tolerance: PASSING, iterationLimit: 8, polish: false, leastDamping: PASSING_DAMPING },
  );
  // The full Newton step from the final point, in logarithms: the relative errors of the unknowns.
  const { at } = solution;
  const steps = solveLinear(at.jacobian, at.residual);
  const vector = place(solution.point);
  const errors = new Float64Array(vector.length);
  unknowns.forEach((k, i) => {
    errors[k] = vector[k] * Math.abs(steps?.[i] ?? Number.NaN) + roundingError(vector[k], 16);
  });
  return {
    capacity: quantity(vector[capacityPlace], errors[capacityPlace], solution.status),
    vector,
    errors,
    program: at.program,
    residual: solution.residual,
    evaluations: solution.evaluations,
  };
}

/**
 * Residuals φ and x ∂φ/∂x of the free variables, in the logarithms of the unknowns. Each row is divided by its
 * largest Jacobian entry (at least 1), so that a residual is a relative change of a variable: for wide layers the
 * objective is a difference of terms of order 1e6, and absolute residuals mean nothing.
 */
function logarithmicSystem(
  program: ProgramEvaluation,
  vector: Float64Array,
  unknowns: readonly number[],
): SystemEvaluation {
  const scaled = unknowns.map((k) => vector[k] * program.gradient[k]);
  const residual = Float64Array.from([program.value, ...scaled.slice(1)]);
  const jacobian = unknowns.map((row, i) => {
    const entries =
      i === 0 ? Float64Array.from(scaled) : logarithmicRow(program.hessian[row], vector, unknowns);
    if (i > 0) {
      for (let j = 0; j < entries.length; j++) entries[j] *= vector[row];
      entries[i] += scaled[i];
    }
    let size = 1;
    for (let j = 0; j < entries.length; j++) size = Math.max(size, Math.abs(entries[j]));
    residual[i] /= size;
    for (let j = 0; j < entries.length; j++) entries[j] /= size;
    return entries;
  });
  return { residual, jacobian };
}

/** A row of the Hessian with its columns in logarithms of the unknowns. */
function logarithmicRow(row: Float64Array, vector: Float64Array, unknowns: readonly number[]): Float64Array {
  const entries = new Float64Array(unknowns.length);
  for (let j = 0; j < entries.length; j++) entries[j] = vector[unknowns[j]] * row[unknowns[j]];
  return entries;
}
