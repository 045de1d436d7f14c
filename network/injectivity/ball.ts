/** Points of a ball about the origin, in exact arithmetic. */
import type { Fraction } from "../../src/exact/fraction.js";
import type { HalfspaceSystem } from "./halfspaces.js";
import { isInsideBall } from "./halfspaces.js";
import type { NearestPoint } from "./nearest-point.js";

/** Less than, equal to or greater than 0 as a is less than, equal to or greater than b. */
export function compareSquares(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Halvings of the way; the ball is open and the nearest point lies inside it. */
const MOST_HALVINGS = 5000;

/**
 * A point inside the ball at which rows are negative: from the point nearest the origin, where they are at most 0, a little
 * towards a homogeneous `point` at which they are negative.
 */
export function pointTowards(
  system: HalfspaceSystem,
  { numerators, denominator }: NearestPoint,
  point: readonly bigint[],
): bigint[] {
  const scale = point[system.columns];
  for (let halvings = 1n; halvings < MOST_HALVINGS; halvings++) {
    const rest = (1n << halvings) - 1n;
    const z = [...numerators.map((entry, k) => entry * scale * rest + point[k] * denominator)];
    z.push((denominator * scale) << halvings);
    if (isInsideBall(system, z)) return z;
  }
  throw new Error("no point of the ball between one inside it and another");
}
