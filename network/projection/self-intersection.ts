/** Whether a piecewise straight curve meets itself: the pairwise test of projections, in doubles, for one input. */
import { dot } from "../../src/linear-algebra/vectors.js";
import type { CurvePiece } from "./curve.js";

/** Two parameters with (nearly) equal points, and the distance of the points. */
export interface SelfIntersection {
  readonly parameters: readonly [number, number];
  readonly gap: number;
}

/** Sines and gaps below this, relative to lengths, count as 0: the test is decided to rounding, not exactly. */
const TOLERANCE = 1e-11;

/** The first pair of distinct parameters with one point that is found; undefined where the curve is injective. */
export function selfIntersection(pieces: readonly CurvePiece[]): SelfIntersection | undefined {
  for (let i = 0; i < pieces.length; i++) {
    const still = standstill(pieces[i]);
    if (still !== undefined) return still;
    for (let j = i + 1; j < pieces.length; j++) {
      const parameters = j === i + 1 ? foldOf(pieces[i], pieces[j]) : meetingOf(pieces[i], pieces[j]);
      if (parameters !== undefined) return { parameters, gap: gapOf(pieces[i], pieces[j], parameters) };
    }
  }
  return undefined;
}

/** A piece that does not move. */
function standstill(piece: CurvePiece): SelfIntersection | undefined {
  if (piece.direction.some((entry) => entry !== 0)) return undefined;
  const inside = pointInside(piece.start, piece.end);
  return { parameters: [inside, pointInside(inside, piece.end)], gap: 0 };
}

function pointInside(start: number, end: number): number {
  if (Number.isFinite(start)) return Number.isFinite(end) ? (start + end) / 2 : start + 1;
  return Number.isFinite(end) ? end - 1 : 0;
}

/** Neighbours share their common end; they share more where the second runs back along the first. */
function foldOf(first: CurvePiece, second: CurvePiece): [number, number] | undefined {
  const [u, v] = [first.direction, second.direction];
  const product = dot(u, v);
  const [lengthU, lengthV] = [length(u), length(v)];
  if (!(product < 0) || !parallel(u, v)) return undefined;
  // Equally long ways from the fold, at most half of either piece.
  const way = Math.min(
    1,
    (lengthU * (first.end - first.start)) / 2,
    (lengthV * (second.end - second.start)) / 2,
  );
  return [first.end - way / lengthU, second.start + way / lengthV];
}

/** Parameters s of the first and t of the second with first(s) = second(t). */
function meetingOf(first: CurvePiece, second: CurvePiece): [number, number] | undefined {
  const [u, v] = [first.direction, second.direction];
  const between = second.offset.map((entry, k) => entry - first.offset[k]);
  const [uu, uv, vv, ub, vb] = [dot(u, u), dot(u, v), dot(v, v), dot(u, between), dot(v, between)];
  if (parallel(u, v)) {
    // One line: the piece second(t) lies at s = (ub + t uv)/uu of the first.
    const away = between.map((entry, k) => entry - (ub / uu) * u[k]);
    if (length(away) > TOLERANCE * (length(between) + length(first.offset) + length(second.offset)))
      return undefined;
    const ends = [second.start, second.end].map((t) => (ub + t * uv) / uu).sort((a, b) => a - b);
    const [low, high] = [Math.max(first.start, ends[0]), Math.min(first.end, ends[1])];
    if (!(low <= high)) return undefined;
    const s = low === high ? low : pointInside(low, high);
    return [s, (s * uu - ub) / uv];
  }
  const determinant = uu * vv - uv * uv;
  const s = (ub * vv - vb * uv) / determinant;
  const t = (ub * uv - vb * uu) / determinant;
  if (!(s >= first.start && s <= first.end && t >= second.start && t <= second.end)) return undefined;
  const scale =
    length(first.offset) + length(second.offset) + Math.abs(s) * length(u) + Math.abs(t) * length(v);
  return gapOf(first, second, [s, t]) <= TOLERANCE * scale ? [s, t] : undefined;
}

function gapOf(first: CurvePiece, second: CurvePiece, [s, t]: readonly [number, number]): number {
  return length(
    first.offset.map(
      (entry, k) => entry + s * first.direction[k] - second.offset[k] - t * second.direction[k],
    ),
  );
}

/** The part of v across u, relative to v. */
function parallel(u: Float64Array, v: Float64Array): boolean {
  const ratio = dot(u, v) / dot(u, u);
  return length(v.map((entry, k) => entry - ratio * u[k])) <= TOLERANCE * length(v);
}

function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
