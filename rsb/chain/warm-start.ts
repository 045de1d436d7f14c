/** Starting points: a coarse 1-RSB start from nothing, and the k-RSB start from the (k−1)-RSB optimum. */
import { coarseStart } from "../../src/optimise/coarse-start.js";
import type { Evaluation } from "../../src/optimise/minimise.js";
import { type Ansatz, fromCoordinates, isOrdered, stepsOf, toCoordinates } from "../functional/ansatz.js";

/**
 * The 1-RSB start of the threshold: half of q broken, y = 1 in units of one active unit, a quarter of the replica-symmetric
 * χ, which breaking can only lower. From here, and from starts ten times off in every parameter, some twenty evaluations
 * reach the optimum; a random search alone took 140 (`npm run bench -- starts`).
 */
export function oneStepStart(replicaSymmetricChi: number): Ansatz {
  return {
    overlapDeficits: Float64Array.of(0.5, 0),
    breakingPoints: Float64Array.of(1),
    chi: 0.25 * replicaSymmetricChi,
  };
}

/** Largest breaking point of the coarse search. */
const LARGEST_BREAKING_POINT = 30;

/** Coarse 1-RSB start of a threshold. χ is searched below its replica-symmetric value, which breaking can only lower. */
export function coarseOneStepStart(
  evaluate: (coordinates: Float64Array) => Evaluation,
  replicaSymmetricChi: number,
): { ansatz: Ansatz; evaluations: number } {
  const { point, evaluations } = coarseStart(evaluate, {
    box: [
      [Math.log(0.2), Math.log(0.95)],
      [Math.log(0.1), Math.log(LARGEST_BREAKING_POINT)],
      [Math.log(1e-3 * replicaSymmetricChi), Math.log(replicaSymmetricChi)],
    ],
    samples: 80,
    evaluationLimit: 60,
    seed: 1,
  });
  return { ansatz: fromCoordinates(point), evaluations };
}

/**
 * The start at `next` levels from a k-RSB optimum: √(1−q_i) as a function of t = i/k and 1/y_i as a function of
 * t = (i−½)/k, both tending to 0 at t = 1, resampled.
 *
 * The curves are nearly self-similar in k, so the start error falls fast: about 1e-6 of the value at k = 8 from 7.
 */
export function resampledStart(ansatz: Ansatz, next: number): Ansatz {
  const k = stepsOf(ansatz);
  const widths = Array.from(ansatz.overlapDeficits, Math.sqrt);
  const widthNodes = widths.map((_, i) => i / k);
  const inverses = [...Array.from(ansatz.breakingPoints, (y) => 1 / y), 0];
  const inverseNodes = inverses.map((_, i) => (i < k ? (i + 0.5) / k : 1));
  return {
    overlapDeficits: Float64Array.from({ length: next + 1 }, (_, i) =>
      i === next ? 0 : interpolate(widthNodes, widths, i / next) ** 2,
    ),
    breakingPoints: Float64Array.from(
      { length: next },
      (_, i) => 1 / interpolate(inverseNodes, inverses, (i + 0.5) / next),
    ),
    chi: ansatz.chi,
  };
}

/**
 * The start at `next` levels from the optima at two earlier numbers of levels: resampling made an error on the
 * way from the first to the second, which is a smooth function along the levels and falls like k⁻³; the same
 * error, resampled and scaled, is corrected in advance. A hundredth of the start error from k = 12 on.
 */
export function extrapolatedStart(earlier: Ansatz, current: Ansatz, next: number): Ansatz {
  const k = stepsOf(current);
  const resampled = resampledStart(current, next);
  const expected = toCoordinates(resampledStart(earlier, k));
  const missed = toCoordinates(current).map((coordinate, i) => coordinate - expected[i]);
  const scale = (k / next) ** 3;
  const coordinates = toCoordinates(resampled);
  for (let i = 0; i < next; i++) {
    coordinates[i] += scale * linear(missed.subarray(0, k), (i / next) * k);
    coordinates[next + i] += scale * linear(missed.subarray(k, 2 * k), ((i + 0.5) / next) * k - 0.5);
  }
  coordinates[2 * next] += scale * missed[2 * k];
  const corrected = fromCoordinates(coordinates);
  return isOrdered(corrected) && corrected.overlapDeficits[0] < 1 ? corrected : resampled;
}

/** Linear interpolation of equally spaced values at a fractional place, extended linearly at the ends. */
function linear(values: Float64Array, place: number): number {
  const i = Math.max(0, Math.min(values.length - 2, Math.floor(place)));
  const fraction = place - i;
  return values[i] * (1 - fraction) + values[i + 1] * fraction;
}

/** Monotone cubic Hermite interpolation (Fritsch–Carlson limited three-point slopes), linear extrapolation. */
export function interpolate(nodes: readonly number[], values: readonly number[], at: number): number {
  const last = nodes.length - 1;
  const secants = values.slice(1).map((value, i) => (value - values[i]) / (nodes[i + 1] - nodes[i]));
  const slopes = values.map((_, i) => {
    if (i === 0) return endSlope(nodes, secants, 0, 1);
    if (i === last) return endSlope(nodes, secants, last - 1, -1);
    const left = nodes[i] - nodes[i - 1];
    const right = nodes[i + 1] - nodes[i];
    if (secants[i - 1] * secants[i] <= 0) return 0;
    return (secants[i - 1] * right + secants[i] * left) / (left + right);
  });
  if (at <= nodes[0]) return values[0] + slopes[0] * (at - nodes[0]);
  let i = 0;
  while (i < last - 1 && at > nodes[i + 1]) i++;
  const width = nodes[i + 1] - nodes[i];
  const t = (at - nodes[i]) / width;
  const limit = 3 * Math.abs(secants[i]);
  const clamp = (slope: number): number => Math.sign(secants[i]) * Math.min(Math.abs(slope), limit);
  const h00 = (1 + 2 * t) * (1 - t) ** 2;
  return (
    h00 * values[i] +
    (1 - h00) * values[i + 1] +
    width * (t * (1 - t) ** 2 * clamp(slopes[i]) - t * t * (1 - t) * clamp(slopes[i + 1]))
  );
}

/** One-sided parabolic end slope from the two nearest intervals. */
function endSlope(
  nodes: readonly number[],
  secants: readonly number[],
  interval: number,
  inward: 1 | -1,
): number {
  const neighbour = interval + inward;
  if (secants[neighbour] === undefined) return secants[interval];
  const own = nodes[interval + 1] - nodes[interval];
  const other = nodes[neighbour + 1] - nodes[neighbour];
  return secants[interval] + ((secants[interval] - secants[neighbour]) * own) / (own + other);
}
