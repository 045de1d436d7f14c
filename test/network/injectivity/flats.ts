/**
 * The reference algorithm: for every hyperplane spanned by n − 1 rows, whether all rows outside it can be strictly
 * negative at once, decided by the exact simplex method. C(m, n − 1) programs.
 */
import {
  type HalfspaceSystem,
  halfspaceSystem,
  type LayerQuestion,
  normalOf,
} from "../../../network/injectivity/halfspaces.js";
import { solveIntegerProgram } from "../../../network/linear-program/index.js";
import { integerRank } from "../../../src/exact/kernel-vector.js";

/** Whether the layer is injective on its domain. */
export function injectiveByFlats(layer: LayerQuestion): boolean {
  const system = halfspaceSystem(layer);
  const normals = Array.from({ length: system.layerRows }, (_, row) => normalOf(system, row));
  if (integerRank(normals) < system.columns) return false;
  for (const rows of subsets(system.layerRows, system.columns - 1)) {
    const flat = rows.map((row) => normals[row]);
    if (flat.length > 0 && integerRank(flat) < flat.length) continue;
    const outside = normals.flatMap((normal, row) =>
      integerRank([...flat, normal]) > flat.length ? [row] : [],
    );
    if (negativeSomewhere(system, outside)) return false;
  }
  return true;
}

function negativeSomewhere(system: HalfspaceSystem, outside: readonly number[]): boolean {
  const used = [...outside, ...system.domainRows.map((_, i) => system.layerRows + i)];
  const matrix = Array.from({ length: system.dimension }, (_, k) => used.map((row) => system.rows[row][k]));
  const solved = solveIntegerProgram({
    matrix: [...matrix, used.map(() => 1n)],
    right: [...matrix.map(() => 0n), 1n],
    cost: used.map(() => 0n),
  });
  return solved.status === "infeasible";
}

function* subsets(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else
    for (let first = from; first <= count - size; first++)
      for (const rest of subsets(count, size - 1, first + 1)) yield [first, ...rest];
}
