/** Angle convergence: how random points gather around a ray on their way through a random ReLU network. */
import { type RandomSource, randomSource } from "../../src/random/normal.js";
import { InputError, type Quantity, quantity, requireInteger, requirePositive } from "../../src/result.js";
import { studentQuantile } from "../../src/special/student-t.js";
import { leastCosine } from "./least-cosine.js";
import { normalised, productWithTranspose } from "./vector-rows.js";

/** The networks (n, Cn, …, Cn) and the points that are sent through them. */
export interface AngleSettings {
  /** n, from 1 to 1000. */
  readonly columns: number;
  /** C: every layer has round(Cn) units, at most 4000. */
  readonly width: number;
  /** L, from 1 to 500. */
  readonly depth: number;
  /** Random points on the unit sphere of R^n, from 2 to 5000. */
  readonly points: number;
  /** Independent networks, each with points of its own, from 2 to 100000. */
  readonly networks: number;
  readonly seed: number;
}

/** The least pairwise cosine at one stage of the networks. */
export interface AngleRow {
  /** 0: the points; ℓ − ½: before the ReLU of layer ℓ; ℓ: after it. */
  readonly index: number;
  /** Mean over the networks; its error is half the width of the confidence interval {@link CONFIDENCE}. */
  readonly mean: Quantity;
  /** Standard deviation over the networks. */
  readonly deviation: number;
  readonly least: number;
  readonly largest: number;
  /** Networks whose points have pairwise cosines of at least ¾: the cone of eq. (5.12) with ε = ½. */
  readonly contained: number;
  /** The mean at index 0 sent through the map of infinitely wide layers. */
  readonly infiniteWidth: Quantity;
  /** Networks in which at least two points are not mapped to 0. */
  readonly networks: number;
}

/** Confidence level of the bands. */
export const CONFIDENCE = 0.95;

/** Largest settings. */
export const ANGLE_LIMITS = { columns: 1000, depth: 500, points: 5000, networks: 100_000 } as const;

/** Cosine of the cone of eq. (5.12) at ε = ½. */
const CONE = 0.75;
const LARGEST_UNITS = 4000;
/** Multiplications: about a quarter of an hour. */
const LARGEST_WORK = 1e12;

/**
 * Figure 5.1 of Paleka 2021 with error bars: the least pairwise cosine of `points` random points after every half
 * layer of random networks with N(0, 1) weights and no biases. The scale of the weights does not matter.
 *
 * Network i draws from stream i of the seed, so that the networks are the same whatever their number. A point mapped
 * to 0, which has no direction, is left out from there on.
 *
 * @param onNetwork told after every network how many are done
 * @returns 2L + 1 rows
 * @throws InputError for settings out of range or of more than 1e12 multiplications
 */
export function angleConvergence(settings: AngleSettings, onNetwork?: (done: number) => void): AngleRow[] {
  requireSettings(settings);
  const { networks, depth } = settings;
  const curves = Array.from({ length: networks }, (_, network) => {
    const curve = leastCosineCurve(settings, network);
    onNetwork?.(network + 1);
    return curve;
  });
  let infiniteWidth: Quantity | undefined;
  return Array.from({ length: 2 * depth + 1 }, (_, stage) => {
    const summary = summarise(curves.map((curve) => curve[stage]));
    infiniteWidth ??= summary.mean;
    if (stage > 0 && stage % 2 === 0) infiniteWidth = mapped(infiniteWidth);
    return { index: stage / 2, ...summary, infiniteWidth };
  });
}

/**
 * Cosine of the images of two points at cosine ρ under an infinitely wide ReLU layer: the arc-cosine kernel
 * (√(1 − ρ²) + ρ(π − arccos ρ))/π of Cho and Saul 2009.
 */
export function infiniteWidthCosine(cosine: number): number {
  const angle = Math.acos(cosine);
  return (Math.sin(angle) + cosine * (Math.PI - angle)) / Math.PI;
}

function mapped({ value, error }: Quantity): Quantity {
  const [low, high] = [value - error, value + error].map((x) =>
    infiniteWidthCosine(Math.max(-1, Math.min(1, x))),
  );
  const image = infiniteWidthCosine(value);
  return quantity(image, Math.max(high - image, image - low));
}

/** The least cosine at the stages 0, ½, 1, …, L of one network; NaN where fewer than two points remain. */
function leastCosineCurve(settings: AngleSettings, network: number): Float64Array {
  const { columns, depth, points } = settings;
  const units = unitsOf(settings);
  const random = randomSource(settings.seed, network);
  const curve = new Float64Array(2 * depth + 1);
  let images = normalised({ count: points, dimension: columns, values: normals(random, points * columns) });
  curve[0] = leastCosine(images);
  for (let layer = 1; layer <= depth; layer++) {
    const weights = normals(random, units * images.dimension);
    images = normalised({
      count: images.count,
      dimension: units,
      values: productWithTranspose(images, weights, units),
    });
    curve[2 * layer - 1] = leastCosine(images);
    for (let i = 0; i < images.values.length; i++) if (images.values[i] < 0) images.values[i] = 0;
    images = normalised(images);
    curve[2 * layer] = leastCosine(images);
  }
  return curve;
}

function normals(random: RandomSource, length: number): Float64Array {
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = random.normal();
  return values;
}

/** Mean with its confidence interval, deviation and range of the least cosines of several networks, NaN left out. */
export function summarise(all: readonly number[]): Omit<AngleRow, "index" | "infiniteWidth"> {
  const cosines = all.filter((cosine) => !Number.isNaN(cosine));
  const networks = cosines.length;
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / networks;
  const square = cosines.reduce((sum, cosine) => sum + (cosine - mean) ** 2, 0);
  const deviation = networks > 1 ? Math.sqrt(square / (networks - 1)) : Number.NaN;
  const error =
    networks > 1
      ? (studentQuantile(CONFIDENCE, networks - 1) * deviation) / Math.sqrt(networks)
      : Number.POSITIVE_INFINITY;
  return {
    mean: quantity(mean, error),
    deviation,
    least: networks === 0 ? Number.NaN : Math.min(...cosines),
    largest: networks === 0 ? Number.NaN : Math.max(...cosines),
    contained: cosines.filter((cosine) => cosine >= CONE).length,
    networks,
  };
}

function unitsOf({ columns, width }: AngleSettings): number {
  return Math.round(columns * width);
}

/** @throws InputError for settings out of range or of more than 1e12 multiplications */
export function requireSettings(settings: AngleSettings): void {
  const { columns, width, depth, points, networks, seed } = settings;
  requireInteger(columns, "columns", 1, ANGLE_LIMITS.columns);
  requirePositive(width, "width");
  requireInteger(depth, "depth", 1, ANGLE_LIMITS.depth);
  requireInteger(points, "points", 2, ANGLE_LIMITS.points);
  requireInteger(networks, "networks", 2, ANGLE_LIMITS.networks);
  requireInteger(seed, "seed", 0, Number.MAX_SAFE_INTEGER);
  const units = unitsOf(settings);
  if (units < 1 || units > LARGEST_UNITS) {
    throw new InputError(
      `layers of ${units} units (width ${width}, ${columns} columns): expected 1 to ${LARGEST_UNITS}`,
    );
  }
  const work = networks * depth * points * units * (units + points);
  if (work > LARGEST_WORK) {
    throw new InputError(
      `about ${work.toExponential(0)} multiplications: expected at most ${LARGEST_WORK.toExponential(0)}, with fewer networks, points or layers`,
    );
  }
}
