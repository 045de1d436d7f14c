/** Two inputs with the same output, from a point where the active rows do not have rank n, in exact arithmetic. */

import { bitLength, integerDot, integerRow, primitive } from "../../src/exact/integers.js";
import { kernelVector } from "../../src/exact/kernel-vector.js";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { solveLinearProgram } from "../linear-program/index.js";
import { type HalfspaceSystem, isInsideBall, normalOf } from "./halfspaces.js";
import { type RationalVector, reducedVector } from "./rational-vector.js";
import { independentRows, type RowSpace } from "./spans.js";

/** The proof that a layer is not injective. */
export interface Collision {
  /** A point of the interior of the domain where the active rows do not span R^n. */
  readonly point: RationalVector;
  /** Rows with w·x + b ≥ 0 there. */
  readonly activeRows: readonly number[];
  /** Distinct inputs with equal outputs; null where exact elimination would be too large (fewer than n rows are active). */
  readonly inputs: readonly [RationalVector, RationalVector] | null;
  /** The least of −(w·x + b)/|(w, b)| over the inactive rows, x at unit length (with 1 for the bias). */
  readonly clearance: number;
}

/** Exact elimination of more active rows than this takes more than some ten seconds. */
const LARGEST_EXACT_KERNEL = 128;

/**
 * The collision at an integer point z (homogeneous where the system is lifted, then with z_last > 0) inside the domain;
 * undefined where the active rows span R^n, or the point is not strictly inside.
 * @param allActive for strictly monotone activations, where every row counts
 */
export function collisionAt(
  system: HalfspaceSystem,
  z: readonly bigint[],
  space: RowSpace,
  allActive = false,
): Collision | undefined {
  const { layerRows, columns, rows, lifted } = system;
  const products = rows.map((row) => integerDot(row, z));
  if (products.slice(layerRows).some((product) => product >= 0n) || !isInsideBall(system, z))
    return undefined;
  const isActive = (row: number): boolean => row < layerRows && (allActive || products[row] >= 0n);
  const activeRows = products.flatMap((_, row) => (isActive(row) ? [row] : []));
  const basis = independentRows(space, activeRows);
  if (basis.length === columns) return undefined;
  // Without biases any positive multiple will do: one of entries below 1.
  const size = z.reduce((most, entry) => Math.max(most, bitLength(entry)), 0);
  const denominator = lifted ? z[columns] : 1n << BigInt(size);
  const point = reducedVector({ numerators: z.slice(0, columns), denominator });
  const found = { point, activeRows, clearance: clearanceOf(system, z, new Set(activeRows)) };
  if (basis.length > LARGEST_EXACT_KERNEL) return { ...found, inputs: null };
  const direction = kernelVector(
    basis.map((row) => normalOf(system, row)),
    columns,
  );
  if (direction === undefined) return undefined;
  const d = primitive(direction);
  // Largest power of two 2^k with 2^k · 2 · denominator · |w·d| ≤ −row·z for every inactive row and every row of the domain.
  let exponent = 1 - d.reduce((most, entry) => Math.max(most, bitLength(entry)), 1);
  let limited = false;
  products.forEach((product, row) => {
    if (isActive(row)) return;
    const slope = integerDot(rows[row].slice(0, columns), d);
    if (slope === 0n) return;
    const bound = bitLength(product) - bitLength(2n * denominator * slope) - 1;
    exponent = limited ? Math.min(exponent, bound) : bound;
    limited = true;
  });
  // x ± 2^exponent d over a common denominator; in a ball the step is halved until both lie in it.
  for (; ; exponent--) {
    const scale = exponent < 0 ? 1n << BigInt(-exponent) : 1n;
    const step = (exponent < 0 ? 1n : 1n << BigInt(exponent)) * denominator;
    const ends = [-1n, 1n].map((sign) => [
      ...d.map((entry, k) => z[k] * scale + sign * step * entry),
      denominator * scale,
    ]);
    if (!ends.every((end) => isInsideBall(system, end))) continue;
    const [p, q] = ends.map((end) =>
      reducedVector({ numerators: end.slice(0, columns), denominator: end[columns] }),
    );
    return { ...found, inputs: [p, q] };
  }
}

/** A point of doubles farther from the rows outside the face, by a linear program; undefined where that fails. */
export function centralPoint(system: HalfspaceSystem, inside: Uint8Array): bigint[] | undefined {
  const { dimension, units, rows } = system;
  const constraints: Float64Array[] = [];
  rows.forEach((_, i) => {
    if (i < system.layerRows && inside[i] !== 0) return;
    const row = new Float64Array(dimension + 1);
    row.set(units.subarray(i * dimension, (i + 1) * dimension));
    row[dimension] = 1;
    constraints.push(row);
  });
  const right = new Float64Array(constraints.length + 2 * dimension);
  for (let k = 0; k < dimension; k++) {
    for (const sign of [1, -1]) {
      const row = new Float64Array(dimension + 1);
      row[k] = sign;
      right[constraints.push(row) - 1] = 1;
    }
  }
  const objective = new Float64Array(dimension + 1);
  objective[dimension] = -1;
  const solution = solveLinearProgram({
    objective,
    inequalities: { matrix: matrixFromRows(constraints), right },
  });
  if (solution.status !== "optimal") return undefined;
  // Rounded to multiples of 2^-20: short fractions, and the margin is usually far larger.
  const rounded = Array.from(solution.x.subarray(0, dimension), (entry) => Math.round(entry * 2 ** 20));
  return rounded.every((entry) => entry === 0) ? undefined : primitive(integerRow(rounded).entries);
}

function clearanceOf(
  { dimension, units, layerRows }: HalfspaceSystem,
  z: readonly bigint[],
  active: ReadonlySet<number>,
): number {
  const shift = BigInt(Math.max(0, z.reduce((most, entry) => Math.max(most, bitLength(entry)), 0) - 60));
  const point = Float64Array.from(z, (entry) => Number(entry >> shift));
  const length = Math.hypot(...point);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < layerRows; i++) {
    if (active.has(i)) continue;
    let product = 0;
    for (let k = 0; k < dimension; k++) product -= units[i * dimension + k] * point[k];
    least = Math.min(least, product / length);
  }
  return Math.max(0, least);
}
