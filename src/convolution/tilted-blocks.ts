/**
 * How a Gaussian step of a function that falls over many orders of magnitude is cut for Fourier transforms: into
 * pairs of blocks, of samples and of results, for each of which an exponential makes the function nearly constant.
 *
 * A transform has absolute accuracy, ε times the largest value it meets. Tilted by e^{ρx}, a function that falls like
 * e^{−ρx} has no large values any more; and the tilt commutes with the step up to a shift,
 *
 *     N(0, v) ⋆ (e^{−ρx} F) (m) = e^{−ρm + ½ρ²v} · (N(0, v) ⋆ F)(m − ρv),
 *
 * so that ρv, a whole number of grid spacings, moves the result. Where ln f is concave, results tilted by their own
 * slope have the full accuracy, since f lies below its tangents; only samples beyond a convex bend need another tilt.
 */

/** Samples `from` … `to` and results `first` … `last` of a grid (all included), with the shift ρv. */
export interface TiltedPair {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
  readonly shift: number;
}

/** The logarithm of a positive function at some points of a grid, which increase; straight lines between them. */
export interface LogarithmicShape {
  readonly positions: readonly number[];
  readonly logarithms: readonly number[];
}

/** A Gaussian step: its variance in spacings squared, how far it reaches, and where results are wanted. */
export interface StepExtent {
  readonly variance: number;
  readonly taps: number;
  readonly first: number;
  readonly last: number;
}

/** Vertices `low` … `high` of a shape. */
interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** How far the logarithm of a tilted stretch of results may range. */
const LARGEST_RANGE = 8;
/** The logarithm of what a pair may lose: e^{8} ε = 7e-13 of its smallest result. */
const LARGEST_LOSS = 8;

/** The pairs of blocks of a step, as few as keep its relative accuracy; one pair without a tilt for a flat shape. */
export function tiltedPairs(shape: LogarithmicShape, extent: StepExtent): TiltedPair[] {
  const results = resultShape(shape, extent.variance);
  const samples = nearlyStraight(shape, extent.variance);
  return nearlyStraight(results, extent.variance).flatMap((stretch) =>
    pairsFor({ shape, results, extent }, samples, stretch),
  );
}

interface Step {
  readonly shape: LogarithmicShape;
  readonly results: LogarithmicShape;
  readonly extent: StepExtent;
}

/** The logarithm of the result at the same points, by its largest contribution: max_j (ln f_j − (m − j)²/2v). */
function resultShape({ positions, logarithms }: LogarithmicShape, variance: number): LogarithmicShape {
  const scale = 0.5 / variance;
  const largest = positions.map((position) => {
    let most = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < positions.length; j++) {
      const distance = position - positions[j];
      most = Math.max(most, logarithms[j] - scale * distance * distance);
    }
    return most;
  });
  return { positions, logarithms: largest };
}

/** Samples in as few groups of neighbouring stretches as have a tilt that loses little. */
function pairsFor(step: Step, stretches: readonly Stretch[], results: Stretch): TiltedPair[] {
  const { positions } = step.shape;
  const { taps } = step.extent;
  const [first, last] = [startOf(positions, results), positions[results.high]];
  const [lowest, highest] = [Math.max(step.extent.first, first), Math.min(step.extent.last, last)];
  if (lowest > highest) return [];
  const pairs: TiltedPair[] = [];
  let group: { readonly samples: Stretch; readonly shift: number } | undefined;
  const close = (): void => {
    if (group === undefined) return;
    const { samples, shift } = group;
    const from = Math.max(startOf(positions, samples), lowest - shift - taps);
    const to = Math.min(positions[samples.high], highest - shift + taps);
    if (from <= to) pairs.push({ from, to, first: lowest, last: highest, shift });
  };
  for (const stretch of stretches) {
    const joined = { low: group?.samples.low ?? stretch.low, high: stretch.high };
    const best = bestTilt(step, joined, stretch, results);
    if (group === undefined || best.loss <= LARGEST_LOSS) group = { samples: joined, shift: best.shift };
    else {
      close();
      group = { samples: stretch, shift: bestTilt(step, stretch, stretch, results).shift };
    }
  }
  close();
  return pairs;
}

/** Stretches share their ends; the point belongs to the one on the left. */
function startOf(positions: readonly number[], { low }: Stretch): number {
  return low === 0 ? positions[0] : positions[low] + 1;
}

/**
 * The tilt that loses least: none, that of the results, that of the samples, or, for stretches apart, the one whose shift
 * is their distance, since a Gaussian at a distance d falls like e^{−dx/v}.
 */
function bestTilt(
  step: Step,
  samples: Stretch,
  newest: Stretch,
  results: Stretch,
): { shift: number; loss: number } {
  const { variance } = step.extent;
  const { positions } = step.shape;
  const right = positions[results.low] - positions[samples.high];
  const left = positions[results.high] - positions[samples.low];
  const candidates = [
    0,
    chordShift(step.results, results, variance),
    chordShift(step.shape, newest, variance),
  ];
  if (right >= 0) candidates.push(right);
  else if (left <= 0) candidates.push(left);
  let best = { shift: 0, loss: Number.POSITIVE_INFINITY };
  for (const shift of candidates) {
    const loss = lossOf(step, samples, results, shift);
    if (loss < best.loss) best = { shift, loss };
  }
  return best;
}

/**
 * The logarithm of the largest tilted sample over the smallest tilted result. Samples beyond the reach, which are
 * dropped, count with what their Gaussian is below that of the reach.
 */
function lossOf(
  { shape, results: { logarithms: values }, extent }: Step,
  samples: Stretch,
  results: Stretch,
  shift: number,
): number {
  const { variance, taps } = extent;
  const { positions, logarithms } = shape;
  const rate = shift / variance;
  const [nearest, furthest] = [positions[results.low] - shift, positions[results.high] - shift];
  let most = Number.NEGATIVE_INFINITY;
  for (let i = samples.low; i <= samples.high; i++) {
    const position = positions[i];
    const distance = Math.max(taps, nearest - position, position - furthest);
    const tail = (0.5 * (distance * distance - taps * taps)) / variance;
    most = Math.max(most, logarithms[i] + rate * position - tail);
  }
  for (const end of [nearest - taps, furthest + taps]) {
    if (end <= positions[samples.low] || end >= positions[samples.high]) continue;
    most = Math.max(most, valueAt(shape, end) + rate * end);
  }
  let least = Number.POSITIVE_INFINITY;
  for (let i = results.low; i <= results.high; i++) least = Math.min(least, values[i] + rate * positions[i]);
  return most - least + 0.5 * rate * shift;
}

/** On the line between two vertices. */
function valueAt({ positions, logarithms }: LogarithmicShape, position: number): number {
  const above = positions.findIndex((x) => x >= position);
  if (above <= 0) return logarithms[0];
  const part = (position - positions[above - 1]) / (positions[above] - positions[above - 1]);
  return (1 - part) * logarithms[above - 1] + part * logarithms[above];
}

/** Cuts where a shape is furthest from its chord, until every stretch is nearly straight. */
function nearlyStraight(shape: LogarithmicShape, variance: number): Stretch[] {
  const stretches: Stretch[] = [];
  const divide = (low: number, high: number): void => {
    const stretch = { low, high };
    const straight = [0, chordShift(shape, stretch, variance)].some(
      (shift) => tiltedRange(shape, stretch, shift / variance) <= LARGEST_RANGE,
    );
    if (straight || high - low < 2) {
      stretches.push(stretch);
      return;
    }
    const middle = furthestFromChord(shape, low, high);
    divide(low, middle);
    divide(middle, high);
  };
  divide(0, shape.positions.length - 1);
  return stretches;
}

/** ρv in whole spacings, ρ the slope of the chord. */
function chordShift(
  { positions, logarithms }: LogarithmicShape,
  { low, high }: Stretch,
  variance: number,
): number {
  const fall = logarithms[low] - logarithms[high];
  return Math.round((variance * fall) / (positions[high] - positions[low]));
}

function tiltedRange(
  { positions, logarithms }: LogarithmicShape,
  { low, high }: Stretch,
  rate: number,
): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = low; i <= high; i++) {
    const tilted = logarithms[i] + rate * (positions[i] - positions[low]);
    least = Math.min(least, tilted);
    most = Math.max(most, tilted);
  }
  return most - least;
}

function furthestFromChord({ positions, logarithms }: LogarithmicShape, low: number, high: number): number {
  const slope = (logarithms[high] - logarithms[low]) / (positions[high] - positions[low]);
  let furthest = low + 1;
  let most = -1;
  for (let i = low + 1; i < high; i++) {
    const distance = Math.abs(logarithms[i] - logarithms[low] - slope * (positions[i] - positions[low]));
    if (distance > most) {
      furthest = i;
      most = distance;
    }
  }
  return furthest;
}
