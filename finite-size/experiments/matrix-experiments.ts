/** Seeded Monte Carlo at finite size: sample i is the Gaussian matrix of stream i, whoever draws it. */
import { requireCallback, requireNumbers, requireObject } from "../../src/arguments.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError, type Quantity, requireInteger, requirePositive } from "../../src/result.js";
import { type Proportion, proportion } from "../../src/statistics/proportion.js";
import { sampleMean } from "../../src/statistics/sample-mean.js";
import { type SearchMethod, searchCertificate } from "../certificate/search.js";
import { MATRIX_LIMITS } from "../gaussian-matrix.js";
import { searchDirection } from "../margin/great-circles.js";
import {
  LARGEST_MARGIN_ENUMERATION,
  marginEnumerationCost,
  marginMinimum,
} from "../margin/margin-minimum.js";
import { enumerationCost, exactMinimum, largestRows } from "../minimum/exact-minimum.js";
import { isContinuous, randomMatrix, type WeightLaw, weightLawText } from "../weight-law.js";

/** The size of one point, n ≤ m, and its samples. */
export interface ExperimentSize {
  /** κ: rows with w·x > κ|x| are counted; default 0. */
  readonly margin?: number;
  /** t: a layer counts as a success where E_min ≥ t n; default 1. */
  readonly count?: number;
  /** Law of the weights; default Gaussian. */
  readonly law?: WeightLaw;
  readonly rows: number;
  readonly columns: number;
  /** At least 1. */
  readonly samples: number;
  /** An integer ≥ 0. */
  readonly seed: number;
}

/** Called after every sample with the number done. */
export type OnSample = (done: number) => void;

/** Sign decisions of all samples together at most, an hour or two. */
const LARGEST_EXPERIMENT = 1e12;
const LARGEST_MARGIN_EXPERIMENT = 1e11;
export const LARGEST_SAMPLES = 100_000_000;
/** Streams set aside for the restarts of each sample. */
const SEARCH_STREAMS = 1_048_576;

/**
 * p_{m,n} = P[E_min ≥ n], each sample decided exactly.
 * @throws InputError for sizes beyond enumeration
 * @param size rows, columns, samples and seed
 * @param onSample told after every sample
 * @returns the frequency with its error and interval
 * @example
 * import { injectivityExperiment } from "relu-injectivity/finite-size";
 * injectivityExperiment({ rows: 8, columns: 2, samples: 20, seed: 1 }).samples; // 20
 */
export function injectivityExperiment(
  size: ExperimentSize,
  onSample: OnSample = () => undefined,
): Proportion {
  requireEnumerable(size);
  requireCallback(onSample, "onSample");
  requireCountable(size);
  const { samples, margin = 0 } = size;
  const needed = neededUnits(size);
  let injective = 0;
  for (let i = 0; i < samples; i++) {
    const matrix = sampleOf(size, i);
    // One vertex below n is enough.
    const { minimum } =
      margin === 0 ? exactMinimum(matrix, needed - 1) : marginMinimum(matrix, margin, needed - 1);
    if (minimum >= needed) injective++;
    onSample(i + 1);
  }
  return proportion(injective, samples);
}

/** The law of E_min in a sample. */
export interface MinimumDistribution {
  /** counts[e] samples have E_min = e, up to the largest that occurs. */
  readonly counts: readonly number[];
  /** Mean of E_min, with its standard error. */
  readonly mean: Quantity;
  /** NaN for a single sample. */
  readonly standardDeviation: number;
  /** `exact`, or `upper` where each value is the least that a search found: an upper bound on E_min. */
  readonly kind: "exact" | "upper";
}

/**
 * The law of E_min, exact per sample.
 * @throws InputError for sizes beyond enumeration
 * @param size rows, columns, samples and seed
 * @param onSample told after every sample
 * @returns how often each value came, with the mean and its error
 * @example
 * import { minimumExperiment } from "relu-injectivity/finite-size";
 * minimumExperiment({ rows: 8, columns: 2, samples: 20, seed: 1 }).mean.value > 0; // true
 */
export function minimumExperiment(
  size: ExperimentSize,
  onSample: OnSample = () => undefined,
): MinimumDistribution {
  requireEnumerable(size);
  requireCallback(onSample, "onSample");
  const { margin = 0 } = size;
  const minimumOf = (i: number): number => {
    const matrix = sampleOf(size, i);
    return (margin === 0 ? exactMinimum(matrix) : marginMinimum(matrix, margin)).minimum;
  };
  return distribution(size, "exact", minimumOf, onSample);
}

/** The least E found in each sample by a search of so many restarts, for any size. */
export function searchedMinimumExperiment(
  size: ExperimentSize,
  restarts: number,
  onSample: OnSample = () => undefined,
): MinimumDistribution {
  requireSize(size);
  const { seed, margin = 0 } = size;
  const find = (i: number): number =>
    margin === 0
      ? searched(size, i, "auto", restarts, 0).active
      : searchDirection(sampleOf(size, i), margin, {
          seed,
          restarts: Math.max(1, restarts),
          firstStream: SEARCH_STREAMS * (i + 1),
        }).active;
  return distribution(size, "upper", find, onSample);
}

/** How often a search finds a certificate of non-injectivity, and by what. */
export interface SuccessExperiment {
  readonly success: Proportion;
  /** Certificates by what found them. */
  readonly by: Readonly<Record<"sum-of-rows" | "normalised" | "gnc" | "anneal", number>>;
  /** Mean number of active rows at the best x over n; below 1 for certificates, which stop the search. */
  readonly activePerColumn: Quantity;
}

/** Success of the certificate search: a lower bound on 1 − p_{m,n} in the mean. */
export function successExperiment(
  size: ExperimentSize,
  method: SearchMethod,
  restarts: number,
  onSample: OnSample = () => undefined,
): SuccessExperiment {
  requireSize(size);
  const by = { "sum-of-rows": 0, normalised: 0, gnc: 0, anneal: 0 };
  const active: number[] = [];
  let successes = 0;
  for (let i = 0; i < size.samples; i++) {
    const found = searched(size, i, method, restarts, size.columns - 1);
    if (found.status === "found") {
      successes++;
      by[found.by]++;
    }
    active.push(found.active / size.columns);
    onSample(i + 1);
  }
  const { mean: activePerColumn } = sampleMean(active, 1 / size.columns);
  return { success: proportion(successes, size.samples), by, activePerColumn };
}

function searched(
  size: ExperimentSize,
  sample: number,
  method: SearchMethod,
  restarts: number,
  target: number,
): ReturnType<typeof searchCertificate> {
  const { seed } = size;
  return searchCertificate(sampleOf(size, sample), {
    method,
    seed,
    restarts,
    target,
    firstStream: SEARCH_STREAMS * sample,
  });
}

function distribution(
  { samples }: ExperimentSize,
  kind: MinimumDistribution["kind"],
  minimumOf: (sample: number) => number,
  onSample: OnSample,
): MinimumDistribution {
  const minima: number[] = [];
  for (let i = 0; i < samples; i++) {
    minima.push(minimumOf(i));
    onSample(i + 1);
  }
  const counts = Array<number>(minima.reduce((a, b) => Math.max(a, b), 0) + 1).fill(0);
  for (const minimum of minima) counts[minimum]++;
  return { counts, ...sampleMean(minima, 1), kind };
}

/** The least integer that is at least t n. */
function neededUnits({ columns, count = 1 }: ExperimentSize): number {
  return Math.ceil(count * columns * (1 - 4 * Number.EPSILON));
}

function sampleOf({ rows, columns, seed, law = GAUSSIAN }: ExperimentSize, sample: number): DenseMatrix {
  return randomMatrix(law, rows, columns, seed, sample);
}

const GAUSSIAN: WeightLaw = { kind: "gaussian" };

/** A count decides injectivity where rows are in general position. */
function requireCountable({ law = GAUSSIAN, count, margin }: ExperimentSize): void {
  if (isContinuous(law) || count !== undefined || margin !== undefined) return;
  throw new InputError(
    `injectivity of layers with weights ${weightLawText(law)}: expected a law with a density, as n active rows may be dependent here; finite-size minimum counts them, network check decides one layer`,
  );
}

function requireSize(size: ExperimentSize): void {
  requireObject(size, "the size");
  const { rows, columns, samples, seed } = size;
  requireInteger(columns, "columns", 1, MATRIX_LIMITS.columns);
  requireInteger(rows, "rows", columns, MATRIX_LIMITS.rows);
  requireInteger(samples, "samples", 1, LARGEST_SAMPLES);
  requireInteger(seed, "seed", 0, Number.MAX_SAFE_INTEGER);
  if (size.margin !== undefined) requireNumbers([size.margin], "the margin");
  if (size.count !== undefined) requirePositive(size.count, "the count");
}

function requireEnumerable(size: ExperimentSize): void {
  requireSize(size);
  const { rows, columns, samples, margin = 0 } = size;
  if (margin !== 0) {
    const cost = marginEnumerationCost(rows, columns);
    if (cost <= LARGEST_MARGIN_ENUMERATION && samples * cost <= LARGEST_MARGIN_EXPERIMENT) return;
    throw new InputError(
      `${samples} samples of ${rows} x ${columns} with a margin: expected fewer or smaller ones for exact samples, or option 'method' search of finite-size minimum`,
    );
  }
  const most = largestRows(columns);
  if (rows > most) {
    throw new InputError(
      `${rows} rows with ${columns} columns: expected at most ${most} rows for exact samples, or a search: finite-size success, or option 'method' search of finite-size minimum`,
    );
  }
  if (samples * enumerationCost(rows, columns) > LARGEST_EXPERIMENT) {
    const fewer = Math.floor(LARGEST_EXPERIMENT / enumerationCost(rows, columns));
    throw new InputError(
      `${samples} samples of ${rows} x ${columns}: expected at most ${fewer} samples of this size`,
    );
  }
}
