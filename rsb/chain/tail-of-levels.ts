/**
 * Levels that the solver does not reach, from those it does: the gain of each level over the one before falls like a
 * power of k, v_k = v_∞ − C k^−p with p near 4 (the exponent of a full-RSB limit; Maillard 2022 finds it at the threshold).
 */
import { quantity } from "../../src/result.js";
import type { KrsbSolution } from "./krsb-solution.js";
import { toleranceScale } from "./solver-settings.js";

/** Exponents between which the law is believed. */
const LEAST_EXPONENT = 2;
const LARGEST_EXPONENT = 6;
const LIMIT_EXPONENT = 4;
/** Levels 1 … that are needed. */
const FEWEST = 4;

/** (j^−p − k^−p)/((j−1)^−p − j^−p): what is gained from level j to k, by the gain at j. */
function gainsAhead(j: number, k: number, p: number): number {
  return (1 - (j / k) ** p) / ((j / (j - 1)) ** p - 1);
}

/** The exponent at which the gain of level j over that of j − 1 is `ratio`. */
function exponentOf(j: number, ratio: number): number {
  let [low, high] = [0.5, 12];
  for (let n = 0; n < 60; n++) {
    const p = 0.5 * (low + high);
    const gained = (1 - ((j - 1) / j) ** p) / (((j - 1) / (j - 2)) ** p - 1);
    if (gained > ratio) low = p;
    else high = p;
  }
  return 0.5 * (low + high);
}

/**
 * Level k beyond the last of a chain of levels 0 … j that were solved, without order parameters. The error is twice
 * the largest change of what is added when the exponent is that one level before or 4, and what the errors of the
 * levels do to it; it covered levels 9 … 24 from every chain that was cut after 8 … 12 between α = 2.05 and 10⁹.
 *
 * @returns undefined where the gains follow no such law
 */
export function levelBeyond(
  levels: readonly KrsbSolution[],
  k: number,
  tolerance: number,
): KrsbSolution | undefined {
  const last = levels[levels.length - 1];
  const j = last.k;
  if (j < FEWEST || levels.some((level, i) => level.k !== i)) return undefined;
  const gains = levels.map(({ value }, i) => (i === 0 ? 0 : value.value - levels[i - 1].value.value));
  const noises = levels.map(({ value }, i) => (i === 0 ? 0 : value.error + levels[i - 1].value.error));
  // Gains below what the levels are known to are not seen, and what is to come is less than j times one of them.
  if (Math.abs(gains[j]) <= noises[j])
    return levelWithValueOnly(last, k, last.value.value, 0, last.value.error + j * noises[j], tolerance);
  const exponents = [j, j - 1].map((i) => exponentOf(i, gains[i] / gains[i - 1]));
  if (exponents.some((p) => !(p >= LEAST_EXPONENT && p <= LARGEST_EXPONENT))) return undefined;
  const [added, ...others] = [...exponents, LIMIT_EXPONENT].map((p) => gains[j] * gainsAhead(j, k, p));
  const relative = noises[j] / Math.abs(gains[j]);
  const inExponent = j * (relative + noises[j - 1] / Math.abs(gains[j - 1]));
  const law = 2 * Math.max(...others.map((other) => Math.abs(other - added)));
  const noise = last.value.error + Math.abs(added) * (relative + inExponent / LEAST_EXPONENT);
  return levelWithValueOnly(last, k, last.value.value + added, law, noise, tolerance);
}

/** Level k of the problem of `like`, of which nothing is known but the value (NaN: not even that). */
export function levelWithValueOnly(
  like: KrsbSolution,
  k: number,
  value: number,
  law: number,
  noise: number,
  tolerance: number,
): KrsbSolution {
  const met = law + noise <= tolerance * toleranceScale(value);
  const unknown = quantity(Number.NaN, Number.POSITIVE_INFINITY);
  const none = (length: number) => new Float64Array(length).fill(Number.NaN);
  return {
    ...like,
    k,
    value: quantity(value, law + noise, met ? "converged" : "stalled"),
    ansatz: { overlapDeficits: none(k + 1), breakingPoints: none(k), chi: Number.NaN },
    overlaps: Array.from({ length: k + 1 }, () => unknown),
    breakingPoints: Array.from({ length: k }, () => unknown),
    chi: unknown,
    energyByDensity: unknown,
    energetic: Number.NaN,
    entropic: Number.NaN,
    residual: Number.NaN,
    budget: { grid: 0, domain: law, optimiser: 0, rounding: noise },
    gridPoints: 0,
    tolerance,
  };
}
