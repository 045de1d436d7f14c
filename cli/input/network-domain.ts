/** Segments, squares and polygons of an input space as command-line values. */
import {
  type Fraction,
  fractionText,
  fractionToNumber,
  type PlaneDomain,
  parseFraction,
} from "../../network/index.js";
import { InputError } from "../../src/result.js";
import { value } from "../definition/option.js";

/** What the options' help texts say about numbers. */
export const NUMBER_HELP = "numbers may be fractions p/q";

/** Two ends. */
export type SegmentEnds = readonly [readonly Fraction[], readonly Fraction[]];

/** `x0,x1,…:y0,y1,…`. @throws InputError unless there are two points of equal length */
function parseSegment(text: string, option: string): SegmentEnds {
  const points = pointsOf(text, option);
  if (points.length !== 2 || points[0].length !== points[1].length) {
    throw new InputError(`'${shortened(text)}' in ${option}: expected two points, x0,x1,…:y0,y1,…`);
  }
  return [points[0], points[1]];
}

const ZERO: Fraction = { numerator: 0n, denominator: 1n };
const ONE: Fraction = { numerator: 1n, denominator: 1n };
const MINUS_ONE: Fraction = { numerator: -1n, denominator: 1n };

/**
 * `low:high` or `low,high` for [low, high]² in two inputs, `x,y:x,y` for the rectangle with these opposite corners, or
 * `origin:u:v` for the points origin + s u + r v, −1 ≤ s, r ≤ 1.
 * @throws InputError for anything else
 */
function parseSquare(text: string, option: string): PlaneDomain<Fraction> {
  const points = pointsOf(text, option);
  const [first, second, third] = points;
  if (points.length === 1 && first.length === 2) return rectangle([first[0], first[0]], [first[1], first[1]]);
  if (points.length === 2 && first.length === 1 && second.length === 1) {
    return rectangle([first[0], first[0]], [second[0], second[0]]);
  }
  if (points.length === 2 && first.length === 2 && second.length === 2) return rectangle(first, second);
  if (points.length === 3 && first.length === second.length && first.length === third.length) {
    return {
      origin: first,
      u: second,
      v: third,
      polygon: rectangle([MINUS_ONE, MINUS_ONE], [ONE, ONE]).polygon,
    };
  }
  throw new InputError(
    `'${shortened(text)}' in ${option}: expected low:high or x,y:x,y for two inputs, or origin:u:v with one entry per input`,
  );
}

/** `x,y:x,y:x,y…`: a convex polygon in two inputs. @throws InputError unless there are three corners of two entries */
export function parsePolygon(text: string, option: string): PlaneDomain<Fraction> {
  const points = pointsOf(text, option);
  if (points.length < 3 || points.some((point) => point.length !== 2)) {
    throw new InputError(`'${shortened(text)}' in ${option}: expected at least three corners, x,y:x,y:x,y`);
  }
  return coordinates(points.map(([x, y]) => [x, y] as const));
}

/** `x0,x1,…`. */
export function parsePoint(text: string, option: string): readonly Fraction[] {
  const points = pointsOf(text, option);
  if (points.length !== 1) {
    throw new InputError(`'${shortened(text)}' in ${option}: expected one point, x0,x1,…`);
  }
  return points[0];
}

/** One finite number of either sign. */
export function parseReal(text: string, option: string): number {
  return toNumbers([parseFraction(text, option)])[0];
}

/** The nearest doubles. @throws InputError beyond the range of doubles */
export function toNumbers(point: readonly Fraction[]): number[] {
  return point.map((entry) => {
    const value = fractionToNumber(entry);
    if (!Number.isFinite(value))
      throw new InputError("a coordinate beyond 1.8e308: expected a finite number");
    return value;
  });
}

/** The domain in the nearest doubles. */
export function toNumericDomain({ origin, u, v, polygon }: PlaneDomain<Fraction>): PlaneDomain {
  return {
    origin: toNumbers(origin),
    u: toNumbers(u),
    v: toNumbers(v),
    polygon: polygon.map((corner) => {
      const [s, r] = toNumbers(corner);
      return [s, r] as const;
    }),
  };
}

/** Whether (s, r) are the two inputs themselves. */
export function isCoordinatePlane({ origin, u, v }: PlaneDomain<Fraction>): boolean {
  const entries = [...origin, ...u, ...v].map(fractionText).join(" ");
  return origin.length === 2 && entries === "0 0 1 0 0 1";
}

/** What the domain is, in words. */
export function domainSentence(domain: PlaneDomain<Fraction>): string {
  const corners = domain.polygon.map((corner) => pointText(corner)).join(", ");
  if (isCoordinatePlane(domain)) return `Polygon with the corners ${corners}.`;
  const { origin, u, v } = domain;
  return `x(s, r) = ${pointText(origin)} + s ${pointText(u)} + r ${pointText(v)}, (s, r) in the polygon ${corners}.`;
}

function pointText(point: readonly Fraction[]): string {
  return `(${point.map(fractionText).join(", ")})`;
}

function coordinates(polygon: PlaneDomain<Fraction>["polygon"]): PlaneDomain<Fraction> {
  return { origin: [ZERO, ZERO], u: [ONE, ZERO], v: [ZERO, ONE], polygon };
}

/** Of two opposite corners. */
function rectangle([x, y]: readonly Fraction[], [z, w]: readonly Fraction[]): PlaneDomain<Fraction> {
  return coordinates([
    [x, y],
    [z, y],
    [z, w],
    [x, w],
  ]);
}

function pointsOf(text: string, option: string): (readonly Fraction[])[] {
  return text.split(":").map((point) => point.split(",").map((entry) => parseFraction(entry, option)));
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What segments and squares are in every command. */
export const SEGMENT_OPTION = value(`from point x to point y, entries separated by commas; ${NUMBER_HELP}`, {
  placeholder: "x:y",
  list: true,
  parse: parseSegment,
});
export const SQUARE_OPTION = value(
  "[low, high]² for two inputs, or x,y:x,y (opposite corners); or origin:u:v for origin + s u + r v, -1 <= s, r <= 1",
  { placeholder: "low:high", list: true, parse: parseSquare },
);
