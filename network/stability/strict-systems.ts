/** Whether finitely many strict homogeneous inequalities have a common point, exactly. */

import { integerRow } from "../../src/exact/integers.js";
import { dependencyOf, exactDependency, separates } from "../injectivity/dependencies.js";
import { dependencyProgram, rootTableau } from "../injectivity/dependency-program.js";
import type { HalfspaceSystem } from "../injectivity/halfspaces.js";

/** Rows row · z < 0: integers, and the same at unit length in doubles. */
export interface StrictRows {
  readonly dimension: number;
  readonly rows: readonly (readonly bigint[])[];
  readonly units: readonly Float64Array[];
}

/** An integer point with row · z < 0 for all rows, or undefined where a dependency proves that there is none. */
export function strictPoint({ dimension, rows, units }: StrictRows): readonly bigint[] | undefined {
  const flat = new Float64Array(rows.length * dimension);
  units.forEach((row, i) => {
    flat.set(row, i * dimension);
  });
  const system: HalfspaceSystem = {
    layerRows: rows.length,
    columns: dimension,
    dimension,
    lifted: false,
    rows,
    exponents: rows.map(() => 0),
    domainRows: [],
    units: flat,
  };
  const start = rootTableau(system);
  const allowed = new Uint8Array(start.columns).fill(1, 0, rows.length);
  const free = new Uint8Array(start.columns);
  const { outcome } = dependencyProgram(start, allowed, free);
  if (outcome.status === "dependency" && dependencyOf(system, outcome.support) !== undefined)
    return undefined;
  if (outcome.status === "separated") {
    const point = integerRow(outcome.point).entries;
    if (separates(system, allowed, point)) return point;
  }
  const exact = exactDependency(system, allowed, free);
  return exact.status === "separated" ? exact.point : undefined;
}
