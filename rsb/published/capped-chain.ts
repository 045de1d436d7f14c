/**
 * The k-RSB chain under the cap y ≤ y_max with every other parameter free: the continuum limit of the published
 * discretisation at the same y_max, reached with a handful of levels.
 */
import { powerTailLimit } from "../../src/extrapolation/power-tail.js";
import { minimise } from "../../src/optimise/minimise.js";
import { type Quantity, quantity, requireInteger, requirePositive, roundingError } from "../../src/result.js";
import { solveKrsbChain } from "../chain/krsb.js";
import { type Ansatz, fromCoordinates, stepsOf, toCoordinates } from "../functional/ansatz.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { directTransport } from "../functional/direct-transport.js";
import { evaluateAtCoordinates, type Problem } from "../functional/functional.js";
import { DEFAULT_RESOLUTION } from "../functional/level-grids.js";

/** Levels of the default extrapolation: a truncation error of a few 1e-9. */
const DEFAULT_CAPPED_LEVELS = 14;
const TAIL_EXPONENT = 4;
const OPTIMISER_TOLERANCE = 1e-13;

/** An optimum of k-RSB under y_k ≤ y_max. */
export interface CappedOptimum {
  readonly k: number;
  readonly value: Quantity;
  readonly ansatz: Ansatz;
  /** Whether y_k = y_max, or the free optimum stays below. */
  readonly capped: boolean;
}

/**
 * Optima for k = 1 … `levels` with y_k ≤ y_max; fewer where a further level brings nothing: under a low cap all
 * breaking points above the first few sit at it, as one.
 * @param yMax the cap, greater than 0.
 */
export function cappedChain(
  problem: Problem,
  levels: number,
  yMax: number,
  cost: PerceptronCost = errorCount,
): CappedOptimum[] {
  requireInteger(levels, "levels", 1, 40);
  requirePositive(yMax, "yMax");
  const optima: CappedOptimum[] = [];
  let previous: CappedOptimum | undefined;
  for (const { k, value, ansatz } of solveKrsbChain(problem, levels, { cost })) {
    if (k === 0) continue;
    if (ansatz.breakingPoints[k - 1] > yMax) {
      previous = cappedOptimum(problem, squeezed(ansatz, yMax), yMax, cost);
      optima.push(previous);
      break;
    }
    optima.push({ k, value, ansatz, capped: false });
  }
  for (let k = optima.length + 1; k <= levels && previous !== undefined; k++) {
    const optimum = cappedOptimum(problem, oneLevelMore(previous.ansatz), yMax, cost);
    if (!improves(problem, optimum.value, previous.value)) break;
    optima.push(optimum);
    previous = optimum;
  }
  return optima;
}

/** Whether a value beats another beyond its error: lower thresholds, higher energies. */
function improves({ kind }: Problem, value: Quantity, other: Quantity): boolean {
  const gain = kind === "threshold" ? other.value - value.value : value.value - other.value;
  return gain > other.error;
}

/**
 * The limit k → ∞ under the cap, extrapolated like the free chain; where the chain ends early its last value, with the
 * last gain as its error.
 */
export function cappedLimit(
  problem: Problem,
  yMax: number,
  levels: number = DEFAULT_CAPPED_LEVELS,
  cost: PerceptronCost = errorCount,
): Quantity {
  const chain = cappedChain(problem, levels, yMax, cost);
  if (chain.length < levels) {
    const [before, last] = [chain.at(-2) ?? chain[0], chain[chain.length - 1]].map(({ value }) => value);
    return { ...last, error: last.error + Math.abs(last.value - before.value) };
  }
  const terms = chain.map(({ k, value }) => ({ index: k, value: value.value, error: value.error }));
  return powerTailLimit(terms, TAIL_EXPONENT).limit;
}

/** Breaking points compressed so that they end at y_max, in order. */
function squeezed(start: Ansatz, yMax: number): Ansatz {
  const y = start.breakingPoints;
  const top = y[y.length - 1];
  const bottom = Math.min(y[0], 0.5 * yMax);
  const breakingPoints = y.map((value) =>
    top === y[0] ? yMax : bottom + ((value - y[0]) * (yMax - bottom)) / (top - y[0]),
  );
  return { ...start, breakingPoints };
}

/** ln y_i and ln √(1−q_i) resampled linearly at k + 1 levels, the ends (y_k = y_max and 1−q_{k−1}) kept. */
function oneLevelMore(ansatz: Ansatz): Ansatz {
  const k = stepsOf(ansatz);
  const resample = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: k + 1 }, (_, i) => {
      const position = (i * (k - 1)) / k;
      const j = Math.min(Math.floor(position), Math.max(0, k - 2));
      const next = Math.min(j + 1, k - 1);
      return Math.exp(Math.log(values[j]) + (position - j) * (Math.log(values[next]) - Math.log(values[j])));
    });
  const breakingPoints = resample(ansatz.breakingPoints);
  const deficits = resample(ansatz.overlapDeficits);
  if (k === 1) {
    // One level gives no slope: the second opens between.
    breakingPoints[0] *= 0.7;
    deficits[1] *= 0.3;
  }
  return { breakingPoints, overlapDeficits: Float64Array.of(...deficits, 0), chi: ansatz.chi };
}

/** Minimises over all parameters but y_k = y_max. */
function cappedOptimum(problem: Problem, start: Ansatz, yMax: number, cost: PerceptronCost): CappedOptimum {
  const k = stepsOf(start);
  const frozen = 2 * k - 1;
  const insert = (point: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: 2 * k + 1 }, (_, i) =>
      i === frozen ? Math.log(yMax) : point[i < frozen ? i : i - 1],
    );
  const remove = (full: Float64Array): Float64Array => full.filter((_, i) => i !== frozen);
  let layout = start;
  let error = Number.POSITIVE_INFINITY;
  let value = Number.NaN;
  let status: Quantity["status"] = "iteration-limit";
  for (let round = 0; round < 2; round++) {
    const laidOut = layout;
    const minimum = minimise(
      (point) => {
        const evaluation = evaluateAtCoordinates(problem, insert(point), cost, (ansatz) =>
          directTransport(ansatz, cost, DEFAULT_RESOLUTION, laidOut),
        );
        return { ...evaluation, gradient: remove(evaluation.gradient) };
      },
      remove(toCoordinates(layout)),
      { tolerance: OPTIMISER_TOLERANCE },
    );
    layout = fromCoordinates(insert(minimum.point));
    error = 2 * Math.abs(minimum.decrement) + roundingError(minimum.value, 16);
    value = minimum.value;
    status = minimum.status === "stalled" && error < 1e-10 ? "converged" : minimum.status;
  }
  const sign = problem.kind === "threshold" ? 1 : -1;
  return { k, value: quantity(sign * value, error, status), ansatz: layout, capped: true };
}
