/** Linear programs over free variables in exact arithmetic: the exact twin of `solveLinearProgram`. */
import { type IntegerSolution, solveIntegerProgram } from "./exact-simplex.js";

/** minimise objective·x subject to inequalities: matrix x ≤ right, equalities: matrix x = right; x free, all integers. */
export interface ExactLinearProgram {
  readonly objective: readonly bigint[];
  readonly inequalities?: ExactConstraints;
  readonly equalities?: ExactConstraints;
}

/** One row of integers and one entry of the right-hand side a constraint. */
interface ExactConstraints {
  readonly matrix: readonly (readonly bigint[])[];
  readonly right: readonly bigint[];
}

/** As in the floating-point solver, every vector over one positive denominator, and all statements exact. */
export type ExactSolution =
  | {
      readonly status: "optimal";
      readonly x: readonly bigint[];
      readonly inequalityMultipliers: readonly bigint[];
      readonly equalityMultipliers: readonly bigint[];
      readonly denominator: bigint;
    }
  | {
      readonly status: "infeasible";
      readonly inequalityMultipliers: readonly bigint[];
      readonly equalityMultipliers: readonly bigint[];
    }
  | { readonly status: "unbounded"; readonly direction: readonly bigint[] };

/** Solves on the dual, minimise h·u + b·v subject to Gᵀu + Aᵀv = −c, u ≥ 0, v = v⁺ − v⁻. */
export function solveExactly(program: ExactLinearProgram): ExactSolution {
  const { objective, inequalities, equalities } = program;
  const rows = [
    ...(inequalities?.matrix ?? []),
    ...(equalities?.matrix ?? []),
    ...(equalities?.matrix ?? []).map((row) => row.map((entry) => -entry)),
  ];
  const cost = [
    ...(inequalities?.right ?? []),
    ...(equalities?.right ?? []),
    ...(equalities?.right ?? []).map((entry) => -entry),
  ];
  const solved = solveIntegerProgram({
    matrix: objective.map((_, k) => rows.map((row) => row[k])),
    right: objective.map((entry) => -entry),
    cost,
  });
  return interpret(program, solved);
}

function interpret(program: ExactLinearProgram, solved: IntegerSolution): ExactSolution {
  if (solved.status === "infeasible") {
    const feasible = solveExactly({ ...program, objective: program.objective.map(() => 0n) });
    return feasible.status === "infeasible"
      ? feasible
      : { status: "unbounded", direction: [...solved.prices] };
  }
  const constraints = program.inequalities?.matrix.length ?? 0;
  const equalities = program.equalities?.matrix.length ?? 0;
  const values = solved.status === "optimal" ? solved.solution : solved.ray;
  const multipliers = {
    inequalityMultipliers: values.slice(0, constraints),
    equalityMultipliers: Array.from(
      { length: equalities },
      (_, j) => values[constraints + j] - values[constraints + equalities + j],
    ),
  };
  return solved.status === "unbounded"
    ? { status: "infeasible", ...multipliers }
    : { status: "optimal", x: [...solved.prices], ...multipliers, denominator: solved.denominator };
}
