/** The widest angle between two points of a piecewise linear image of a circle: in closed form for each pair of arcs. */
import { dot } from "../../src/linear-algebra/vectors.js";
import { type ImageArc, imageAt } from "./circle-images.js";

/** Two inputs as angles of the circle, and the cosine of their images. */
export interface CirclePair {
  readonly cosine: number;
  readonly angles: readonly [number, number];
}

/** An arc's image: the cone of two unit vectors at the angle `opening` < π in their plane. */
interface Cone {
  readonly arc: ImageArc;
  readonly ends: readonly [Float64Array, Float64Array];
  readonly opening: number;
  /** The bisector of the ends; no vector of the cone is further than opening/2 from it. */
  readonly middle: Float64Array;
}

/** What rounding may do to an angle used to exclude a pair. */
const SLACK = 1e-7;

/**
 * The least cosine of two images on the circle; images equal to 0 have no direction and are left out.
 *
 * For directions x and y in two plane cones cos(x, y) = xᵀ M y with M = Qᵀ Q′ between orthonormal bases of the planes:
 * its minima lie at ends of both cones, at an end and the antipode of that end's projection to the other plane, or at a
 * singular pair (u, −v) of M. All of them follow from the four cosines between the ends. Pairs of cones whose middles
 * are too close to matter are excluded unseen.
 *
 * @returns undefined where no image has a direction
 */
export function widestPair(arcs: readonly ImageArc[]): CirclePair | undefined {
  const cones = arcs.flatMap(coneOf);
  const axis = meanDirection(cones);
  const reach = cones.map(({ middle, opening }) => angleBetween(middle, axis) + opening / 2 + SLACK);
  const order = cones.map((_, i) => i).sort((i, j) => reach[j] - reach[i]);
  let best: CirclePair | undefined;
  let widest = 0;
  for (const [rank, i] of order.entries()) {
    if (2 * reach[i] < widest) break;
    for (const j of order.slice(rank)) {
      if (reach[i] + reach[j] < widest) break;
      const spread = (cones[i].opening + cones[j].opening) / 2 + SLACK;
      if (angleBetween(cones[i].middle, cones[j].middle) + spread < widest) continue;
      const found = widestOfCones(cones[i], cones[j]);
      if (best !== undefined && found.cosine >= best.cosine) continue;
      best = found;
      widest = Math.acos(Math.max(-1, found.cosine));
    }
  }
  return best;
}

/** The point of the circle whose image is furthest in angle from `direction`, a unit vector. */
export function furthestFrom(
  direction: Float64Array,
  arcs: readonly ImageArc[],
): { cosine: number; angle: number } | undefined {
  let best: { cosine: number; angle: number } | undefined;
  for (const cone of arcs.flatMap(coneOf)) {
    const [along0, along1] = cone.ends.map((end) => dot(end, direction));
    for (const candidate of [[1, 0], [0, 1], ...antipode(along0, along1, cone.opening)]) {
      const cosine = (candidate[0] * along0 + candidate[1] * along1) / lengthOf(candidate, cone.opening);
      if (best === undefined || cosine < best.cosine) best = { cosine, angle: angleOf(cone, candidate) };
    }
  }
  return best;
}

/** Nonnegative coefficients on the two ends of a cone. */
type Coefficients = readonly number[];

function widestOfCones(a: Cone, b: Cone): CirclePair {
  const g = a.ends.map((end) => b.ends.map((other) => dot(end, other)));
  const candidates: [Coefficients, Coefficients][] = [];
  for (const x of [0, 1]) {
    const corner = [1 - x, x];
    for (const y of [0, 1]) candidates.push([corner, [1 - y, y]]);
    for (const inner of antipode(g[x][0], g[x][1], b.opening)) candidates.push([corner, inner]);
    for (const inner of antipode(g[0][x], g[1][x], a.opening)) candidates.push([inner, corner]);
  }
  candidates.push(...singularPairs(g, a.opening, b.opening));
  const cosines = candidates.map(([x, y]) => {
    const product = x[0] * (g[0][0] * y[0] + g[0][1] * y[1]) + x[1] * (g[1][0] * y[0] + g[1][1] * y[1]);
    return product / (lengthOf(x, a.opening) * lengthOf(y, b.opening));
  });
  const least = cosines.reduce((best, cosine, i) => (cosine < cosines[best] ? i : best), 0);
  const [x, y] = candidates[least];
  return { cosine: Math.max(-1, Math.min(1, cosines[least])), angles: [angleOf(a, x), angleOf(b, y)] };
}

/**
 * Inside the cone of f₀, f₁ the direction opposite to a vector's projection, from its products with f₀ and f₁: −P e =
 * s f₀ + t f₁ if both are positive, otherwise nothing.
 */
function antipode(along0: number, along1: number, opening: number): Coefficients[] {
  const [c, s] = [Math.cos(opening), Math.sin(opening)];
  if (s === 0) return [];
  const first = -(along0 - c * along1);
  const second = -(along1 - c * along0);
  return first > 0 && second > 0 ? [[first / (s * s), second / (s * s)]] : [];
}

/** The pairs (u, −v) and (−u, v) of the largest singular value of M that lie inside both cones. */
function singularPairs(
  g: readonly (readonly number[])[],
  opening: number,
  other: number,
): [Coefficients, Coefficients][] {
  const [c, s] = [Math.cos(opening), Math.sin(opening)];
  const [d, t] = [Math.cos(other), Math.sin(other)];
  if (s === 0 || t === 0) return [];
  // Orthonormal bases: the first end, and what is left of the second one.
  const rows = [g[0], [(g[1][0] - c * g[0][0]) / s, (g[1][1] - c * g[0][1]) / s]];
  const m = rows.map(([p, q]) => [p, (q - d * p) / t]);
  const angle =
    Math.atan2(
      2 * (m[0][0] * m[1][0] + m[0][1] * m[1][1]),
      m[0][0] ** 2 + m[0][1] ** 2 - m[1][0] ** 2 - m[1][1] ** 2,
    ) / 2;
  const u = [Math.cos(angle), Math.sin(angle)];
  const v = [m[0][0] * u[0] + m[1][0] * u[1], m[0][1] * u[0] + m[1][1] * u[1]];
  const inEnds = ([p, q]: readonly number[], cosine: number, sine: number, sign: number): Coefficients => [
    sign * (p - (q * cosine) / sine),
    (sign * q) / sine,
  ];
  return [1, -1].flatMap((sign): [Coefficients, Coefficients][] => {
    const x = inEnds(u, c, s, sign);
    const y = inEnds(v, d, t, -sign);
    return [...x, ...y].every((value) => value > 0) ? [[x, y]] : [];
  });
}

function coneOf(arc: ImageArc): Cone[] {
  const first = endDirection(arc, arc.from, 1);
  const last = endDirection(arc, arc.to, -1);
  if (first === undefined || last === undefined) return [];
  const opening = angleBetween(first, last);
  const middle = unit(first.map((value, i) => value + last[i])) ?? first;
  return [{ arc, ends: [first, last], opening, middle }];
}

/** The direction of the image at an end; where the image vanishes there, that of the image just inside the arc. */
function endDirection(arc: ImageArc, angle: number, inwards: number): Float64Array | undefined {
  const image = imageAt(arc, angle);
  const slope = imageAt(arc, angle + (inwards * Math.PI) / 2);
  const size = Math.sqrt(dot(slope, slope));
  if (Math.sqrt(dot(image, image)) > VANISHED * size) return unit(image);
  return unit(slope);
}

/** Images shorter than this, compared with their derivative, are rounding. */
const VANISHED = 1e-13;

/** The angle of the circle at which the arc's image points along x₀ f₀ + x₁ f₁. */
function angleOf({ arc, opening }: Cone, [first, second]: Coefficients): number {
  if (second === 0 || opening === 0) return arc.from;
  if (first === 0) return arc.to;
  // Images are not normalised: the linear map carries weights |image at an end| of its own.
  const sizes = [arc.from, arc.to].map((angle) => {
    const image = imageAt(arc, angle);
    return Math.sqrt(dot(image, image));
  });
  if (sizes[0] === 0 || sizes[1] === 0) return sizes[0] === 0 ? arc.to : arc.from;
  const [p, q] = [first / sizes[0], second / sizes[1]];
  return arc.from + Math.atan2(q * Math.sin(arc.to - arc.from), p + q * Math.cos(arc.to - arc.from));
}

function lengthOf([first, second]: Coefficients, opening: number): number {
  return Math.sqrt(first * first + second * second + 2 * first * second * Math.cos(opening));
}

function meanDirection(cones: readonly Cone[]): Float64Array {
  const sum = new Float64Array(cones[0]?.middle.length ?? 0);
  for (const { middle } of cones) for (let i = 0; i < sum.length; i++) sum[i] += middle[i];
  return unit(sum) ?? sum;
}

/** The angle between unit vectors, accurate for small ones too. */
function angleBetween(a: Float64Array, b: Float64Array): number {
  let [difference, sum] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    sum += (a[i] + b[i]) ** 2;
  }
  return 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
}

function unit(vector: Float64Array): Float64Array | undefined {
  const norm = Math.sqrt(dot(vector, vector));
  return norm === 0 ? undefined : vector.map((value) => value / norm);
}
