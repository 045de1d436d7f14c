/**
 * A search for directions with few rows w·x > κ: along random great circles through the current point the count is a step
 * function of the angle, and its least step is taken exactly.
 */

import { dot } from "../../src/linear-algebra/vectors.js";
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import { type RandomSource, randomSource } from "../../src/random/normal.js";
import { requireInteger } from "../../src/result.js";
import { marginSigns } from "./margin-signs.js";

/** Circles without a step below the best before a restart is given up, per column. */
const PATIENCE = 15;

export interface FoundDirection {
  readonly x: Float64Array;
  /** Rows with w·x ≥ κ|x|, counted exactly. */
  readonly active: number;
}

/** The least found in so many restarts; sample and seed fix it. @param enough stops where so few are active */
export function searchDirection(
  matrix: DenseMatrix,
  margin: number,
  {
    seed,
    restarts,
    firstStream = 0,
    enough = 0,
  }: {
    readonly seed: number;
    readonly restarts: number;
    readonly firstStream?: number;
    readonly enough?: number;
  },
): FoundDirection {
  requireInteger(restarts, "restarts", 1, 1_000_000);
  let best: FoundDirection | undefined;
  for (let restart = 0; restart < restarts; restart++) {
    const found = descend(matrix, margin, randomSource(seed, firstStream + restart), restart === 0);
    if (best === undefined || found.active < best.active) best = found;
    if (best.active <= enough) break;
  }
  if (best === undefined) throw new Error("a search of at least one restart finds a direction");
  return best;
}

function descend(
  matrix: DenseMatrix,
  margin: number,
  random: RandomSource,
  fromRows: boolean,
): FoundDirection {
  const { columns } = matrix;
  if (columns === 1) return onLine(matrix, margin);
  let x = fromRows ? againstRows(matrix) : randomDirection(columns, random);
  let count = Number.POSITIVE_INFINITY;
  let since = 0;
  const limit = PATIENCE * columns;
  while (since < limit) {
    const d = tangent(randomDirection(columns, random), x);
    const [angle, least] = leastOnCircle(matrix, margin, x, d, random);
    since = least < count ? 0 : since + 1;
    // Steps of equal count are taken too: they move along the plateau.
    if (least <= count) {
      count = least;
      x = unit(x.map((entry, k) => Math.cos(angle) * entry + Math.sin(angle) * d[k]));
    }
  }
  return { x, active: marginSigns(matrix, x, margin).nonNegative };
}

/** One input: the better of its two directions. */
function onLine(matrix: DenseMatrix, margin: number): FoundDirection {
  const [p, q] = [1, -1].map((sign) => {
    const x = Float64Array.of(sign);
    return { x, active: marginSigns(matrix, x, margin).nonNegative };
  });
  return p.active <= q.active ? p : q;
}

/** The middle of the best arc, one of equals at random: w·x cos θ + w·d sin θ > κ on an arc of each row. */
function leastOnCircle(
  matrix: DenseMatrix,
  margin: number,
  x: Float64Array,
  d: Float64Array,
  random: RandomSource,
): [angle: number, count: number] {
  const turn = 2 * Math.PI;
  const events: [angle: number, change: number][] = [];
  let base = 0;
  for (let i = 0; i < matrix.rows; i++) {
    const w = rowOf(matrix, i);
    const [a, b] = [dot(w, x), dot(w, d)];
    const amplitude = Math.hypot(a, b);
    if (margin >= amplitude) continue;
    if (margin < -amplitude) {
      base++;
      continue;
    }
    const [centre, half] = [Math.atan2(b, a), Math.acos(margin / amplitude)];
    const from = (((centre - half) % turn) + turn) % turn;
    const to = from + 2 * half;
    events.push([from, 1], [to % turn, -1]);
    if (to >= turn) base++;
  }
  if (events.length === 0) return [0, base];
  events.sort((p, q) => p[0] - q[0]);
  let [count, best, angle, ties] = [base, Number.POSITIVE_INFINITY, 0, 0];
  events.forEach(([at, change], k) => {
    count += change;
    const next = k + 1 < events.length ? events[k + 1][0] : events[0][0] + turn;
    if (count > best || next - at < 1e-12) return;
    ties = count < best ? 1 : ties + 1;
    if (count < best || random.uniform() * ties < 1) angle = (at + next) / 2;
    best = count;
  });
  return [angle, best];
}

function againstRows(matrix: DenseMatrix): Float64Array {
  const sum = new Float64Array(matrix.columns);
  for (let i = 0; i < matrix.rows; i++) for (let k = 0; k < sum.length; k++) sum[k] -= rowOf(matrix, i)[k];
  return unit(sum);
}

function randomDirection(columns: number, random: RandomSource): Float64Array {
  return unit(Float64Array.from({ length: columns }, () => random.normal()));
}

function tangent(d: Float64Array, x: Float64Array): Float64Array {
  const product = dot(d, x);
  return unit(d.map((entry, k) => entry - product * x[k]));
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 ? vector.map((entry) => entry / length) : vector;
}
