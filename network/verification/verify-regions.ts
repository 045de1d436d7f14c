/**
 * Checks a proof that a whole network is injective: that its patterns are all there are, that each map has full rank,
 * and that every two regions have images apart, by ranges of single outputs or by the separations of the file.
 */
import type { RegionsCertificate } from "../certificates/format.js";
import type { VerifiedDomain } from "./domain.js";
import { exactLayer, rankOf } from "./exact-layer.js";
import { type PatternPart, partsByPattern, product } from "./simplicial-cover.js";

/** Simplicial covers beyond this many inputs take too long. */
const MOST_INPUTS = 4;

/** What is wrong with the proof; undefined where it stands. */
export function regionsProblem(
  { layers, regions, separations }: RegionsCertificate,
  domain: VerifiedDomain,
): string | undefined {
  const covered = regions[0].length;
  if (covered > layers.length) return "a pattern has more layers than the network";
  if (layers[0].weights[0].length > MOST_INPUTS) return `the network has more than ${MOST_INPUTS} inputs`;
  for (let k = covered; k < layers.length; k++) {
    if (!isOneToOne(layers[k])) return `layer ${k + 1} is in no pattern and is not one to one by its rank`;
  }
  const front = layers.slice(0, covered);
  const biased = front.some(({ bias }) => bias?.some((entry) => entry !== 0) ?? false);
  const found = partsByPattern(front, biased, domain);
  if (found === undefined)
    return "an activation is not linear on both sides of 0, or the domain bounds single inputs";
  const listed = regions.map((pattern) => pattern.join(" "));
  if (new Set(listed).size !== listed.length) return "a region stands twice";
  const parts: PatternPart[] = [];
  for (const [number, pattern] of listed.entries()) {
    const part = found.get(pattern);
    if (part === undefined) return `region ${number} does not exist in the domain`;
    parts.push(part);
  }
  if (found.size > listed.length) return `${found.size - listed.length} regions of the domain are not listed`;
  for (const [number, { map }] of parts.entries()) {
    if (rankOfRows(map) < map[0].length) return `the map of region ${number} does not have full rank`;
  }
  return pairsProblem(parts, separations, { biased, nonNegative: isNonNegative(front[covered - 1]) });
}

function pairsProblem(
  parts: readonly PatternPart[],
  separations: RegionsCertificate["separations"],
  kind: RangeKind,
): string | undefined {
  const separated = new Set<number>();
  for (const [first, second, texts] of separations) {
    if (first >= parts.length || second >= parts.length || first === second)
      return `a separation of regions ${first} and ${second}, which do not exist or are one`;
    const vector = texts.map(BigInt);
    if (vector.length !== parts[first].map.length)
      return `the separation of regions ${first} and ${second} does not have one entry per output`;
    if (!separates(parts[first], parts[second], vector, kind.biased))
      return `regions ${first} and ${second} are not separated by their vector`;
    separated.add(Math.min(first, second) * parts.length + Math.max(first, second));
  }
  const ranges = parts.map((part) => rangesOf(part, kind));
  for (let i = 0; i < parts.length; i++) {
    for (let j = i + 1; j < parts.length; j++) {
      if (separated.has(i * parts.length + j) || apart(ranges[i], ranges[j]) || sameMap(parts[i], parts[j]))
        continue;
      return `regions ${i} and ${j} have outputs in common ranges and no separation`;
    }
  }
  return undefined;
}

/**
 * v · y ≥ 0 on the images of the first, ≤ 0 on those of the second; and where both vanish, the maps agree on the corners
 * of one of them, or these lie at infinity.
 */
function separates(
  first: PatternPart,
  second: PatternPart,
  vector: readonly bigint[],
  biased: boolean,
): boolean {
  const tight: (readonly (readonly bigint[])[])[] = [];
  for (const [{ corners, map }, sign] of [
    [first, 1n],
    [second, -1n],
  ] as const) {
    const row = map[0].map((_, k) => map.reduce((sum, output, i) => sum + vector[i] * output[k], 0n));
    const values = corners.map((corner) => sign * product(row, corner));
    if (values.some((value) => value < 0n)) return false;
    tight.push(corners.filter((_, i) => values[i] === 0n));
  }
  return tight.some(
    (corners) =>
      (biased && corners.every((corner) => corner[corner.length - 1] === 0n)) ||
      corners.every((corner) =>
        first.map.every((row, k) => product(row, corner) === product(second.map[k], corner)),
      ),
  );
}

interface RangeKind {
  readonly biased: boolean;
  readonly nonNegative: boolean;
}

/** Least and greatest quotient of each output, exactly and in doubles rounded outwards; null without a common divisor. */
interface Ranges {
  readonly exact: readonly (readonly [Quotient, Quotient])[];
  readonly low: Float64Array;
  readonly high: Float64Array;
}
/** Numerator, and denominator > 0. */
type Quotient = readonly [bigint, bigint];

/** Outputs over their sum where none is ever negative, else over t where that is positive. */
function rangesOf({ corners, map }: PatternPart, { biased, nonNegative }: RangeKind): Ranges | null {
  const images = corners.map((corner) => map.map((row) => product(row, corner)));
  const divisors = images.map((image) =>
    nonNegative ? image.reduce((sum, entry) => sum + entry, 0n) : biased ? image[image.length - 1] : 0n,
  );
  if (divisors.some((divisor) => divisor <= 0n)) return null;
  const exact = map.map((_, k): readonly [Quotient, Quotient] => {
    const quotients = images.map((image, i): Quotient => [image[k], divisors[i]]);
    const extreme = (better: (a: Quotient, b: Quotient) => boolean): Quotient =>
      quotients.reduce((best, other) => (better(other, best) ? other : best));
    return [extreme(less), extreme((a, b) => less(b, a))];
  });
  return {
    exact,
    low: Float64Array.from(exact, ([[a, b]]) => outwards(a, b, -1)),
    high: Float64Array.from(exact, ([, [a, b]]) => outwards(a, b, 1)),
  };
}

/** a / b to 2^-60, then rounded away to the given side by more than any rounding. */
function outwards(a: bigint, b: bigint, side: -1 | 1): number {
  const value = Number((a << 60n) / b) * 2 ** -60;
  return value + side * (Math.abs(value) * 2 ** -50 + 2 ** -59);
}

function less([a, b]: Quotient, [c, d]: Quotient): boolean {
  return a * d < c * b;
}

function apart(first: Ranges | null, second: Ranges | null): boolean {
  if (first === null || second === null) return false;
  for (let k = 0; k < first.low.length; k++)
    if (first.high[k] < second.low[k] || second.high[k] < first.low[k]) return true;
  return first.exact.some(
    ([low, high], k) => less(high, second.exact[k][0]) || less(second.exact[k][1], low),
  );
}

function sameMap(first: PatternPart, second: PatternPart): boolean {
  return first.map.every((row, i) => row.every((entry, k) => entry === second.map[i][k]));
}

function isOneToOne({ weights, slopes, breakpoints }: RegionsCertificate["layers"][number]): boolean {
  const monotone =
    breakpoints.length === slopes.length - 1 && new Set(slopes.map(Math.sign)).size === 1 && slopes[0] !== 0;
  const layer = exactLayer(weights, null);
  return monotone && rankOfRows(layer.weights) === layer.columns;
}

function isNonNegative({ slopes }: RegionsCertificate["layers"][number]): boolean {
  return slopes.length === 2 && slopes[0] === 0 && slopes[1] >= 0;
}

function rankOfRows(weights: readonly (readonly bigint[])[]): number {
  const rows = weights.length;
  const columns = weights[0].length;
  return rankOf(
    { rows, columns, weights, bias: [], scale: 1n },
    weights.map((_, i) => i),
  );
}
