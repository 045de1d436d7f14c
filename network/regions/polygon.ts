/** Convex polygons in the plane whose edges remember which cut made them. */

/** Corners counter-clockwise, (x, y) alternating; edge i goes from corner i to corner i + 1. */
export interface Polygon {
  readonly corners: Float64Array;
  /** One entry an edge: +c on the positive side of cut c, −c on its negative side, 0 on the domain's boundary. */
  readonly labels: Int32Array;
}

/** a + b x + c y. */
export interface PlaneForm {
  readonly constant: number;
  readonly x: number;
  readonly y: number;
}

/** Area by the shoelace formula around the first corner. */
export function polygonArea({ corners }: Polygon): number {
  const [x, y] = [corners[0], corners[1]];
  let twice = 0;
  for (let k = 2; k + 3 < corners.length; k += 2) {
    twice += (corners[k] - x) * (corners[k + 3] - y) - (corners[k + 2] - x) * (corners[k + 1] - y);
  }
  return twice / 2;
}

/** The mean of the corners: a point inside. */
export function polygonCentre({ corners }: Polygon): readonly [number, number] {
  let [x, y] = [0, 0];
  for (let k = 0; k < corners.length; k += 2) {
    x += corners[k];
    y += corners[k + 1];
  }
  const count = corners.length / 2;
  return [x / count, y / count];
}

/** The two parts of a polygon. */
export interface SplitPolygon {
  readonly positive: Polygon;
  readonly negative: Polygon;
}

/** Signed distances of the corners from the line form = 0; undefined where the form is constant. */
export function distancesFrom({ constant, x, y }: PlaneForm, { corners }: Polygon): Float64Array | undefined {
  const steepness = Math.hypot(x, y);
  if (!(steepness > 0)) return undefined;
  const distances = new Float64Array(corners.length / 2);
  for (let i = 0; i < distances.length; i++) {
    distances[i] = (constant + x * corners[2 * i] + y * corners[2 * i + 1]) / steepness;
  }
  return distances;
}

/** Whether corners lie farther than `tolerance` from the line on both of its sides. */
export function isCut(distances: Float64Array, tolerance: number): boolean {
  let [least, most] = [0, 0];
  for (const distance of distances) {
    if (distance < least) least = distance;
    if (distance > most) most = distance;
  }
  return least < -tolerance && most > tolerance;
}

/**
 * Cuts a polygon along a line; corners within `tolerance` of the line count as on it and belong to both parts.
 * @param cut number of the new edge, > 0
 */
export function splitPolygon(
  { corners, labels }: Polygon,
  distances: Float64Array,
  cut: number,
  tolerance: number,
): SplitPolygon {
  const positive: Builder = { corners: [], labels: [] };
  const negative: Builder = { corners: [], labels: [] };
  const sideOf = (i: number): number => (distances[i] > tolerance ? 1 : distances[i] < -tolerance ? -1 : 0);
  for (let i = 0; i < labels.length; i++) {
    const next = (i + 1) % labels.length;
    const [side, nextSide] = [sideOf(i), sideOf(next)];
    const [x, y] = [corners[2 * i], corners[2 * i + 1]];
    const label = labels[i];
    // On the side of a corner on the line that the polygon leaves, the new edge starts there.
    if (side >= 0) append(positive, x, y, side === 0 && nextSide < 0 ? cut : label);
    if (side <= 0) append(negative, x, y, side === 0 && nextSide > 0 ? -cut : label);
    if (side * nextSide >= 0) continue;
    const part = distances[i] / (distances[i] - distances[next]);
    const crossingX = x + part * (corners[2 * next] - x);
    const crossingY = y + part * (corners[2 * next + 1] - y);
    append(positive, crossingX, crossingY, side > 0 ? cut : label);
    append(negative, crossingX, crossingY, side < 0 ? -cut : label);
  }
  return { positive: built(positive), negative: built(negative) };
}

interface Builder {
  readonly corners: number[];
  readonly labels: number[];
}

function append({ corners, labels }: Builder, x: number, y: number, label: number): void {
  corners.push(x, y);
  labels.push(label);
}

function built({ corners, labels }: Builder): Polygon {
  return { corners: Float64Array.from(corners), labels: Int32Array.from(labels) };
}
