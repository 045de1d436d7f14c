/** The part of a plane in input space that a subdivision covers. */

import { type Fraction, fractionOfNumber } from "../../src/exact/fraction.js";
import { InputError } from "../../src/result.js";
import type { NetworkModel } from "../model.js";

/** x(s, r) = origin + s u + r v for (s, r) in a convex polygon. */
export interface PlaneDomain<Scalar = number> {
  readonly origin: readonly Scalar[];
  readonly u: readonly Scalar[];
  readonly v: readonly Scalar[];
  /** Corners (s, r) of a convex polygon with area, in either sense of rotation. */
  readonly polygon: readonly (readonly [Scalar, Scalar])[];
}

/** [low, high]² in the coordinates of a two-dimensional input space. */
export function squareDomain(low: number, high: number): PlaneDomain {
  return {
    origin: [0, 0],
    u: [1, 0],
    v: [0, 1],
    polygon: [
      [low, low],
      [high, low],
      [high, high],
      [low, high],
    ],
  };
}

/** The same domain in fractions; every double counts as the fraction that it is. */
export function exactDomain({ origin, u, v, polygon }: PlaneDomain): PlaneDomain<Fraction> {
  return {
    origin: origin.map(fractionOfNumber),
    u: u.map(fractionOfNumber),
    v: v.map(fractionOfNumber),
    polygon: polygon.map(([s, r]) => [fractionOfNumber(s), fractionOfNumber(r)] as const),
  };
}

/** @throws InputError unless origin and directions have one entry per input and there are three corners */
export function requireDimensions(
  { layers }: NetworkModel,
  { origin, u, v, polygon }: PlaneDomain<unknown>,
): void {
  if (layers.length === 0) throw new InputError("a network without layers: expected at least one layer");
  const inputs = layers[0].weights.columns;
  for (const [name, vector] of [["origin", origin] as const, ["u", u] as const, ["v", v] as const]) {
    if (vector.length === inputs) continue;
    throw new InputError(
      `${name} of the plane with ${vector.length} entries: expected ${inputs}, one per input`,
    );
  }
  if (polygon.length < 3) {
    throw new InputError(`a polygon with ${polygon.length} corners: expected at least three`);
  }
}

/** The error for corners that do not go round a convex polygon once. */
export function notConvex(): InputError {
  return new InputError(
    "corners that make no convex polygon: expected them in order around it, no three in line",
  );
}
