/**
 * The open cells of the arrangement of a layer's hyperplanes inside its domain, by adding one hyperplane at a time:
 * a cell keeps an interior point, and one exact decision tells whether the new hyperplane cuts it.
 */

import { integerDot, primitive } from "../../src/exact/integers.js";
import { integerRank } from "../../src/exact/kernel-vector.js";
import { type HalfspaceSystem, normalOf } from "../injectivity/halfspaces.js";
import { strictPoint } from "./strict-systems.js";

/** What all cells have in common. */
export interface CellSummary {
  readonly openCells: number;
  /** Least number of nonzero rows active at a point; the half-space depth of the origin where there is no bias. */
  readonly minimumActive: number;
  /** Least rank of the active rows. */
  readonly minimumRank: number;
}

/** One hyperplane and the rows on it, those on its positive side first. */
interface Hyperplane {
  readonly row: readonly bigint[];
  readonly unit: Float64Array;
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

/** Upper bound of the number of cells: 2 Σ_{i<n} C(m − 1, i) without bias, Σ_{i≤n} C(m, i) with. */
export function cellBound(rows: number, columns: number, lifted: boolean): number {
  let [term, sum] = [1, 0];
  const count = lifted ? rows : rows - 1;
  for (let i = 0; i < columns + (lifted ? 1 : 0); i++) {
    sum += term;
    term = (term * (count - i)) / (i + 1);
  }
  return lifted ? sum : 2 * sum;
}

/**
 * Calls `visit` with the active nonzero rows of every open cell that meets the domain, and summarises them.
 * @param stop asked at every cell; true ends the enumeration, and undefined is returned
 */
export function enumerateCells(
  system: HalfspaceSystem,
  visit: (activeRows: readonly number[]) => void = () => {},
  stop: () => boolean = () => false,
): CellSummary | undefined {
  const { layerRows, dimension, rows, units } = system;
  const hyperplanes = hyperplanesOf(system);
  const unitOf = (row: number): Float64Array => units.subarray(row * dimension, (row + 1) * dimension);
  const domain = rows.slice(layerRows);
  const domainUnits = domain.map((_, i) => unitOf(layerRows + i));
  const normals = Array.from({ length: layerRows }, (_, row) => normalOf(system, row));
  const fixed = { rows: [...domain], units: [...domainUnits] };
  const start =
    domain.length === 0
      ? new Array<bigint>(dimension).fill(0n)
      : strictPoint({ dimension, rows: domain, units: domainUnits, ball: system.ball });
  if (start === undefined) throw new Error("a domain without interior");
  let [openCells, minimumActive, minimumRank] = [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const descend = (level: number, point: readonly bigint[], active: readonly number[]): boolean => {
    if (level === hyperplanes.length) {
      if (stop()) return false;
      openCells++;
      minimumActive = Math.min(minimumActive, active.length);
      minimumRank = Math.min(minimumRank, integerRank(active.map((row) => normals[row])));
      visit(active);
      return true;
    }
    const { row, unit, positive, negative } = hyperplanes[level];
    const side = integerDot(row, point);
    for (const above of [true, false]) {
      const signed = above ? row.map((entry) => -entry) : row;
      const inside = above ? side > 0n : side < 0n;
      fixed.rows.push(signed);
      fixed.units.push(above ? unit.map((entry) => -entry) : unit);
      const next = inside ? point : strictPoint({ dimension, ...fixed, ball: system.ball });
      const kept =
        next === undefined || descend(level + 1, next, [...active, ...(above ? positive : negative)]);
      fixed.rows.pop();
      fixed.units.pop();
      if (!kept) return false;
    }
    return true;
  };
  return descend(0, start, []) ? { openCells, minimumActive, minimumRank } : undefined;
}

/** Rows grouped by hyperplane; rows without weights are on none. */
function hyperplanesOf(system: HalfspaceSystem): Hyperplane[] {
  const { layerRows, dimension, rows, units, columns } = system;
  const found = new Map<
    string,
    { row: bigint[]; unit: Float64Array; positive: number[]; negative: number[] }
  >();
  for (let index = 0; index < layerRows; index++) {
    const row = primitive(rows[index]);
    const lead = row.findIndex((entry) => entry !== 0n);
    if (lead < 0 || lead >= columns) continue;
    const forward = row[lead] > 0n;
    const oriented = forward ? row : row.map((entry) => -entry);
    const own = units.slice(index * dimension, (index + 1) * dimension);
    const key = oriented.join(",");
    const plane = found.get(key) ?? {
      row: oriented,
      unit: forward ? own : own.map((entry) => -entry),
      positive: [],
      negative: [],
    };
    found.set(key, plane);
    (forward ? plane.positive : plane.negative).push(index);
  }
  return [...found.values()];
}
