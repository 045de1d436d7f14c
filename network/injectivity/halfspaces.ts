/**
 * A layer and its domain as strict homogeneous inequalities in exact integers and in unit rows of doubles.
 *
 * A bias, a box or a ball adds a coordinate t > 0 to x: w·x + b < 0 becomes (w, b)·(x, t) < 0, and one more row says −t < 0.
 * Every question of this folder is then about systems "row · z < 0" without right-hand sides.
 */

import { requireObject } from "../../src/arguments.js";
import { type Fraction, fractionOfNumber } from "../../src/exact/fraction.js";
import { integerDot, integerRow } from "../../src/exact/integers.js";
import { type DenseMatrix, requireMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { requireBias } from "../require-network.js";
import { type Bounds, boundsOf, type Domain, requireDomain } from "./domain.js";

/** One layer y = max(Wx + b, 0) and the inputs it is asked about. */
export interface LayerQuestion {
  readonly weights: DenseMatrix;
  /** One entry per row, or null. */
  readonly bias: Float64Array | null;
  readonly domain: Domain;
}

/** A row of the domain: x_k > low t, x_k < high t, or t > 0. */
type DomainRow =
  | { readonly side: "lower" | "upper"; readonly coordinate: number }
  | { readonly side: "scale" };

/** The inequalities of a layer. Rows of the layer come first, those of the domain after them. */
export interface HalfspaceSystem {
  /** m, n, and the length of the homogeneous rows: n, or n + 1 with the coordinate t. */
  readonly layerRows: number;
  readonly columns: number;
  readonly dimension: number;
  readonly lifted: boolean;
  /** (w_i, b_i) · 2^exponents[i], then the rows of the domain, all integers. */
  readonly rows: readonly (readonly bigint[])[];
  readonly exponents: readonly number[];
  readonly domainRows: readonly DomainRow[];
  /** A point of the interior of the domain, homogeneous. */
  readonly interior: readonly bigint[];
  /** R², where the inputs are those of a ball: |x|² < R² t² beside the rows. */
  readonly ball: Fraction | null;
  /** The same rows at unit length, (m + domain rows) × dimension. */
  readonly units: Float64Array;
}

/** @throws InputError when bias and weights do not match or an entry is not finite */
export function halfspaceSystem(question: LayerQuestion): HalfspaceSystem {
  requireObject(question, "the question", ["weights", "bias", "domain"]);
  const { weights, bias, domain } = question;
  requireDomain(domain);
  requireLayer(weights, bias);
  const { rows: layerRows, columns } = weights;
  const bounds = boundsOf(domain, columns);
  const bounded = [...bounds.lower, ...bounds.upper].some((entry) => entry !== 0 && Number.isFinite(entry));
  const lifted = bounded || bounds.ball !== null || (bias?.some((entry) => entry !== 0) ?? false);
  const dimension = columns + (lifted ? 1 : 0);
  const real: Float64Array[] = [];
  for (let i = 0; i < layerRows; i++) {
    const row = new Float64Array(dimension);
    row.set(rowOf(weights, i));
    if (lifted) row[columns] = bias?.[i] ?? 0;
    real.push(row);
  }
  const domainRows = rowsOfDomain(bounds, lifted);
  for (const row of domainRows) real.push(realRow(row, bounds, dimension, lifted));
  const integers = real.map(integerRow);
  const units = new Float64Array(real.length * dimension);
  real.forEach((row, i) => {
    units.set(unitRow(row), i * dimension);
  });
  return {
    layerRows,
    columns,
    dimension,
    lifted,
    rows: integers.map(({ entries }) => entries),
    exponents: integers.map(({ exponent }) => exponent),
    domainRows,
    interior: interiorPoint(bounds, lifted),
    ball: bounds.ball === null ? null : squareOf(bounds.ball),
    units,
  };
}

function squareOf(radius: number): Fraction {
  const { numerator, denominator } = fractionOfNumber(radius);
  return { numerator: numerator * numerator, denominator: denominator * denominator };
}

/** Whether a homogeneous point, t > 0, lies strictly inside the ball, where there is one. */
export function isInsideBall(
  { ball, columns }: Pick<HalfspaceSystem, "ball" | "columns">,
  z: readonly bigint[],
): boolean {
  if (ball === null) return true;
  const x = z.slice(0, columns);
  return integerDot(x, x) * ball.denominator < ball.numerator * z[columns] * z[columns];
}

function requireLayer(weights: DenseMatrix, bias: Float64Array | null): void {
  requireMatrix(weights, "the weights");
  requireBias(bias, "the layer");
  if (bias !== null && bias.length !== weights.rows) {
    throw new InputError(
      `bias of ${bias.length} entries for ${weights.rows} rows of weights: expected one entry per row`,
    );
  }
}

function rowsOfDomain({ lower, upper }: Bounds, lifted: boolean): DomainRow[] {
  const finite = (side: "lower" | "upper", list: Float64Array): DomainRow[] =>
    Array.from(list).flatMap((entry, coordinate) => (Number.isFinite(entry) ? [{ side, coordinate }] : []));
  const scale = lifted ? [{ side: "scale" as const }] : [];
  return [...finite("lower", lower), ...finite("upper", upper), ...scale];
}

function realRow(row: DomainRow, { lower, upper }: Bounds, dimension: number, lifted: boolean): Float64Array {
  const real = new Float64Array(dimension);
  if (row.side === "scale") real[dimension - 1] = -1;
  else {
    const low = row.side === "lower";
    real[row.coordinate] = low ? -1 : 1;
    if (lifted) real[dimension - 1] = low ? lower[row.coordinate] : -upper[row.coordinate];
  }
  return real;
}

/** Halvings of the way to the point nearest the origin, which lies in the ball. */
const MOST_HALVINGS = 2000;

/** The middle of the bounds, one unit inside a single bound, 0 without; in a ball from there towards the origin. */
function interiorPoint({ lower, upper, ball }: Bounds, lifted: boolean): bigint[] {
  const middle = Float64Array.from(lower, (low, k) => {
    if (Number.isFinite(low) && Number.isFinite(upper[k])) return low / 2 + upper[k] / 2;
    if (Number.isFinite(low)) return low + Math.max(1, Math.abs(low));
    return Number.isFinite(upper[k]) ? upper[k] - Math.max(1, Math.abs(upper[k])) : 0;
  });
  const inside = integerRow([...middle, 1]).entries;
  if (ball === null) return lifted ? inside : inside.slice(0, -1);
  const nearest = integerRow([...lower.map((low, k) => Math.max(low, Math.min(upper[k], 0))), 1]).entries;
  const columns = lower.length;
  const square = squareOf(ball);
  for (let halvings = 0n; halvings < MOST_HALVINGS; halvings++) {
    const rest = (1n << halvings) - 1n;
    const z = inside.map((entry, k) => entry * nearest[columns] + rest * nearest[k] * inside[columns]);
    if (isInsideBall({ ball: square, columns }, z)) return z;
  }
  throw new InputError("the ball: expected one that reaches inside the bounds");
}

/** The row divided by its length; scaled first, so that squares neither overflow nor vanish. */
function unitRow(row: Float64Array): Float64Array {
  const largest = row.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (largest === 0) return row;
  const scaled = row.map((entry) => entry / largest);
  const length = Math.sqrt(scaled.reduce((sum, entry) => sum + entry * entry, 0));
  return scaled.map((entry) => entry / length);
}

/** The weights part of a row: what decides about rank. */
export function normalOf(system: HalfspaceSystem, row: number): readonly bigint[] {
  const full = system.rows[row];
  return system.lifted ? full.slice(0, system.columns) : full;
}
