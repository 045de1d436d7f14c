/** Whether finitely many strict homogeneous inequalities have a common point, exactly. */

import { type Fraction, fractionToNumber } from "../../src/exact/fraction.js";
import { integerRow } from "../../src/exact/integers.js";
import { compareSquares, pointTowards } from "../injectivity/ball.js";
import { dependencyOf, exactDependency, separates } from "../injectivity/dependencies.js";
import { dependencyProgram, rootTableau } from "../injectivity/dependency-program.js";
import { type HalfspaceSystem, isInsideBall } from "../injectivity/halfspaces.js";
import { nearestPoint } from "../injectivity/nearest-point.js";

/** Rows row · z < 0: integers, and the same at unit length in doubles. The last of a lifted system says t > 0. */
export interface StrictRows {
  /** R² of a ball in which the point must lie, z = (x, t). */
  readonly ball?: Fraction | null;
  readonly dimension: number;
  readonly rows: readonly (readonly bigint[])[];
  readonly units: readonly Float64Array[];
}

/**
 * An integer point with row · z < 0 for all rows, or undefined where a dependency proves that there is none.
 * @throws Error where a point nearest the origin of a ball is not found
 */
export function strictPoint(strict: StrictRows): readonly bigint[] | undefined {
  const system = systemOf(strict);
  const point = pointOf(system);
  if (point === undefined || system.ball === null || isInsideBall(system, point)) return point;
  // The row that says t > 0 holds no point.
  const held = system.rows.flatMap((row, i) => (row.slice(0, -1).some((entry) => entry !== 0n) ? [i] : []));
  const nearest = nearestPoint(system, held, Math.sqrt(fractionToNumber(system.ball)));
  if (nearest === undefined) throw new Error("no point of a cell nearest the origin");
  return compareSquares(nearest.square, system.ball) < 0 ? pointTowards(system, nearest, point) : undefined;
}

function systemOf({ dimension, rows, units, ball = null }: StrictRows): HalfspaceSystem {
  const flat = new Float64Array(rows.length * dimension);
  units.forEach((row, i) => {
    flat.set(row, i * dimension);
  });
  return {
    layerRows: rows.length,
    columns: ball === null ? dimension : dimension - 1,
    dimension,
    lifted: ball !== null,
    rows,
    exponents: rows.map(() => 0),
    domainRows: [],
    interior: [],
    ball,
    units: flat,
  };
}

function pointOf(system: HalfspaceSystem): readonly bigint[] | undefined {
  const start = rootTableau(system);
  const allowed = new Uint8Array(start.columns).fill(1, 0, system.rows.length);
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
