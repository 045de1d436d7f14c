/** Mixed-integer linear programs as plain data, how they can end, and the check of a point against a program. */
import { InputError } from "../result.js";

/** lower ≤ Σ_j coefficients[j] · x[columns[j]] ≤ upper; ±Infinity where there is no bound, no column twice. */
export interface LinearRow {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

/** Minimise or maximise objective · x subject to the rows and lower ≤ x ≤ upper, some variables being integers. */
export interface MixedIntegerProblem {
  readonly sense: "minimise" | "maximise";
  /** One coefficient a variable. */
  readonly objective: readonly number[];
  /** One bound a variable; ±Infinity where there is none. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** One flag a variable. */
  readonly integer: readonly boolean[];
  readonly rows: readonly LinearRow[];
}

/** When to stop before optimality is proved. */
export interface MixedIntegerLimits {
  /** Wall-clock seconds (default 60). The outcome then depends on the machine; `nodes` does not. */
  readonly timeLimitSeconds?: number;
  /** Number of nodes of the search tree (default: no limit). */
  readonly nodes?: number;
  /** Stop as soon as a feasible point is at least as good as this. */
  readonly target?: number;
  /** Stop as soon as it is proved that no point is strictly better than this. */
  readonly cutoff?: number;
}

/** A feasible point, to within `violation`. */
export interface Incumbent {
  readonly values: Float64Array;
  /** objective · values, recomputed from the values. */
  readonly objective: number;
  /** The largest violation of a bound, a row or an integrality at `values`, recomputed from the problem. */
  readonly violation: number;
}

/** Why a search ended without a proof of optimality or infeasibility. */
export type StopReason = "time-limit" | "node-limit" | "target" | "cutoff" | "interrupted";

/**
 * How a solution ended.
 *
 * - `optimal`: no point is better than `objective` by more than 1e-6, as far as double precision can tell.
 * - `incumbent`: a feasible point, and the best objective that is still possible.
 * - `none`: stopped before a feasible point was found; `bound` as above.
 * - `infeasible`: there is no feasible point.
 * - `error`: the solver failed, or the problem is unbounded; `message` says which.
 */
export type MixedIntegerOutcome =
  | (Incumbent & { readonly kind: "optimal"; readonly bound: number })
  | (Incumbent & { readonly kind: "incumbent"; readonly reason: StopReason; readonly bound: number })
  | { readonly kind: "none"; readonly reason: StopReason; readonly bound: number }
  | { readonly kind: "infeasible" }
  | { readonly kind: "error"; readonly message: string };

/** @throws InputError unless lengths agree, columns exist once a row, coefficients are finite and bounds are numbers */
export function requireWellFormed(problem: MixedIntegerProblem): void {
  const { objective, lower, upper, integer, rows } = problem;
  const count = objective.length;
  for (const [name, list] of Object.entries({ lower, upper, integer })) {
    if (list.length !== count)
      throw new InputError(`${list.length} entries in '${name}' of a linear program: expected ${count}`);
  }
  if (!objective.every(Number.isFinite)) throw new InputError("objective: expected finite coefficients");
  if ([...lower, ...upper].some(Number.isNaN))
    throw new InputError("bound NaN: expected a number or ±Infinity");
  for (const [i, row] of rows.entries()) requireRow(row, i, count);
}

function requireRow({ columns, coefficients, lower, upper }: LinearRow, index: number, count: number): void {
  const distinct = new Set(columns);
  const valid = columns.every((column) => Number.isInteger(column) && column >= 0 && column < count);
  if (!valid || distinct.size !== columns.length || columns.length !== coefficients.length) {
    throw new InputError(`row ${index} of a linear program: expected distinct columns below ${count}`);
  }
  if (!coefficients.every(Number.isFinite) || Number.isNaN(lower) || Number.isNaN(upper)) {
    throw new InputError(`row ${index} of a linear program: expected finite coefficients and no NaN`);
  }
}

/** The point with its objective and its largest violation. */
export function measured(problem: MixedIntegerProblem, values: Float64Array): Incumbent {
  const outside = (value: number, lower: number, upper: number): number =>
    Math.max(0, lower - value, value - upper);
  let objective = 0;
  let violation = 0;
  for (const [j, value] of values.entries()) {
    objective += problem.objective[j] * value;
    const fraction = problem.integer[j] ? Math.abs(value - Math.round(value)) : 0;
    violation = Math.max(violation, fraction, outside(value, problem.lower[j], problem.upper[j]));
  }
  for (const { columns, coefficients, lower, upper } of problem.rows) {
    const activity = columns.reduce((sum, column, k) => sum + coefficients[k] * values[column], 0);
    violation = Math.max(violation, outside(activity, lower, upper));
  }
  return { values, objective, violation };
}
