/** Exact dependencies of the rows: from the columns a floating-point program proposes, or by the exact simplex method. */
import { integerDot, primitive } from "../../src/exact/integers.js";
import { kernelVector } from "../../src/exact/kernel-vector.js";
import { solveIntegerProgram } from "../linear-program/index.js";
import type { HalfspaceSystem } from "./halfspaces.js";

/** Rows (of the layer, then of the domain) with positive integer weights whose combination vanishes exactly. */
export interface Dependency {
  readonly rows: readonly number[];
  readonly weights: readonly bigint[];
}

/** A point z of integers with row · z < 0 for every allowed row, or a dependency of allowed rows. */
export type ExactOutcome =
  | { readonly status: "dependency"; readonly dependency: Dependency }
  | { readonly status: "separated"; readonly point: readonly bigint[] };

/** The dependency of exactly these rows, unique up to scale and positive; undefined where there is none. */
export function dependencyOf(system: HalfspaceSystem, support: readonly number[]): Dependency | undefined {
  const matrix = Array.from({ length: system.dimension }, (_, k) =>
    support.map((row) => system.rows[row][k]),
  );
  const vector = kernelVector(matrix, support.length);
  if (vector === undefined) return undefined;
  const sign = vector[0] < 0n ? -1n : 1n;
  const weights = vector.map((entry) => sign * entry);
  return weights.every((weight) => weight > 0n) ? { rows: [...support], weights } : undefined;
}

/** Decides by the exact simplex method, with least weight on the rows of `free` among the vertices. */
export function exactDependency(
  system: HalfspaceSystem,
  allowed: Uint8Array,
  free: Uint8Array,
): ExactOutcome {
  const columns = system.rows.map((_, row) => row).filter((row) => allowed[row] !== 0);
  const matrix = Array.from({ length: system.dimension }, (_, k) =>
    columns.map((row) => system.rows[row][k]),
  );
  const solved = solveIntegerProgram({
    matrix: [...matrix, columns.map(() => 1n)],
    right: [...matrix.map(() => 0n), 1n],
    cost: columns.map((row) => (free[row] !== 0 ? 1n : 0n)),
  });
  if (solved.status === "infeasible") {
    return { status: "separated", point: primitive(solved.prices.slice(0, system.dimension)) };
  }
  if (solved.status === "unbounded") throw new Error("a program on a simplex is unbounded");
  const used = columns
    .map((row, j) => ({ row, weight: solved.solution[j] }))
    .filter(({ weight }) => weight > 0n);
  const weights = primitive(used.map(({ weight }) => weight));
  return { status: "dependency", dependency: { rows: used.map(({ row }) => row), weights } };
}

/** Whether row · z < 0 exactly for every allowed row. */
export function separates(system: HalfspaceSystem, allowed: Uint8Array, point: readonly bigint[]): boolean {
  return system.rows.every((row, i) => allowed[i] === 0 || integerDot(row, point) < 0n);
}
