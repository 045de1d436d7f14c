/** Experiments on random layers beside what is known exactly and what theory predicts, one point each. */
import {
  type ExperimentSize,
  injectivityExperiment,
  isContinuous,
  type MinimumDistribution,
  minimumExperiment,
  type OnSample,
  randomMatrix,
  type SearchMethod,
  type SuccessExperiment,
  searchedMinimumExperiment,
  successExperiment,
} from "../../finite-size/index.js";
import { eulerSurrogate, exactInjectivityProbability } from "../../geometry/index.js";
import { checkLayer, SPACE } from "../../network/index.js";
import { errorCount, solveFullRsb, withMargin } from "../../rsb/index.js";
import { dyadicQuantity } from "../../src/exact/dyadic.js";
import { complement, difference, InputError, type Quantity, quantity, scaled } from "../../src/result.js";
import { type Proportion, proportion } from "../../src/statistics/proportion.js";
import { type NonInjectivityBounds, nonInjectivityBounds } from "./non-injectivity-bounds.js";

/** The size of a point with m/n. */
export interface PointSize extends ExperimentSize {
  readonly ratio: number;
}

/** Sampled injectivity beside the exact probability, the Euler surrogate and both bounds. */
export interface InjectivityPoint extends PointSize, NonInjectivityBounds {
  /** Share of injective layers. */
  readonly injectivity: Quantity;
  readonly interval95: Proportion["interval95"];
  readonly successes: number;
  readonly nonInjectivity: Quantity;
  /** p_{m,n} where it is known. */
  readonly exact: Quantity | null;
  /** q_{m,n}. */
  readonly euler: Quantity;
}

/** The law of E_min beside the limit of its mean over n. */
export interface MinimumPoint extends PointSize {
  readonly kind: MinimumDistribution["kind"];
  readonly mean: Quantity;
  /** Mean of E_min/n. */
  readonly perColumn: Quantity;
  /** Null for a single sample. */
  readonly standardDeviation: Quantity | null;
  /** e(m/n) of full RSB. */
  readonly limit: Quantity;
  /** perColumn − limit. */
  readonly excess: Quantity;
  /** counts[e] samples have E_min = e. */
  readonly counts: readonly number[];
}

/** Certificates found, beside the limit of E_min/n. */
export interface SuccessPoint extends PointSize {
  readonly success: Quantity;
  readonly interval95: Proportion["interval95"];
  readonly successes: number;
  readonly by: SuccessExperiment["by"];
  readonly activePerColumn: Quantity;
  readonly limit: Quantity;
}

/** p_{m,n} by samples; what stands beside it is of Gaussian layers. @throws InputError for sizes beyond enumeration */
export function injectivityBesideTheory(size: ExperimentSize, onSample?: OnSample): InjectivityPoint {
  const { rows, columns, law } = size;
  const continuous = law === undefined || isContinuous(law);
  const { estimate, interval95, successes } = (continuous ? injectivityExperiment : decidedLayers)(
    size,
    onSample,
  );
  const known = exactInjectivityProbability(rows, columns);
  return {
    ...pointSize(size),
    injectivity: estimate,
    interval95,
    successes,
    nonInjectivity: complement(estimate),
    exact: known === undefined ? null : dyadicQuantity(known),
    euler: dyadicQuantity(eulerSurrogate(rows, columns)),
    ...nonInjectivityBounds(rows, columns),
  };
}

/** Rows of laws with ties or zeros may be dependent, so that no count decides: the exact decision of each layer does. */
function decidedLayers(
  { rows, columns, samples, seed, law = { kind: "gaussian" } }: ExperimentSize,
  onSample: OnSample = () => undefined,
): Proportion {
  if (columns > MOST_DECIDED_COLUMNS)
    throw new InputError(
      `${columns} columns with weights that have ties or zeros: expected at most ${MOST_DECIDED_COLUMNS}, as each layer is decided exactly`,
    );
  let injective = 0;
  for (let i = 0; i < samples; i++) {
    const weights = randomMatrix(law, rows, columns, seed, i);
    const { verdict } = checkLayer({ weights, bias: null, domain: SPACE });
    if (verdict === "undecided") throw new Error(`a layer of ${rows} x ${columns} was not decided`);
    if (verdict === "injective") injective++;
    onSample(i + 1);
  }
  return proportion(injective, samples);
}

const MOST_DECIDED_COLUMNS = 8;

/** Sampled P[E_min(κ) ≥ t n] beside the threshold of full RSB. */
export interface CountPoint extends PointSize {
  readonly injectivity: Quantity;
  readonly interval95: Proportion["interval95"];
  readonly successes: number;
  readonly nonInjectivity: Quantity;
  /** α with e(α, κ) = t. */
  readonly threshold: Quantity;
}

/** With a margin κ or a count t: how often a layer keeps t n units with w·x > κ|x|. */
export function countBesideTheory(size: ExperimentSize, onSample?: OnSample): CountPoint {
  const { margin = 0, count = 1 } = size;
  const { estimate, interval95, successes } = injectivityExperiment(size, onSample);
  const cost = withMargin(errorCount, margin);
  return {
    ...pointSize(size),
    injectivity: estimate,
    interval95,
    successes,
    nonInjectivity: complement(estimate),
    threshold: solveFullRsb({ kind: "threshold", count }, { cost, tolerance: LIMIT_TOLERANCE }).value,
  };
}

/**
 * The law of E_min, exact per sample or by a search of so many restarts.
 * @throws InputError for exact samples of sizes beyond enumeration
 */
export function minimumBesideTheory(
  size: ExperimentSize,
  restarts: number | "exact",
  onSample?: OnSample,
): MinimumPoint {
  const { rows, columns, samples } = size;
  const { counts, mean, standardDeviation, kind } =
    restarts === "exact"
      ? minimumExperiment(size, onSample)
      : searchedMinimumExperiment(size, restarts, onSample);
  const perColumn = scaled(mean, 1 / columns);
  const limit = energyLimit(rows / columns, size.margin);
  return {
    ...pointSize(size),
    kind,
    mean,
    perColumn,
    // The standard error of a standard deviation, to leading order for a normal law.
    standardDeviation:
      samples > 1 ? quantity(standardDeviation, standardDeviation / Math.sqrt(2 * (samples - 1))) : null,
    limit,
    excess: difference(perColumn, limit),
    counts,
  };
}

/** How often the search of certificates succeeds. */
export function successBesideTheory(
  size: ExperimentSize,
  method: SearchMethod,
  restarts: number,
  onSample?: OnSample,
): SuccessPoint {
  const { success, by, activePerColumn } = successExperiment(size, method, restarts, onSample);
  const { estimate, interval95, successes } = success;
  const limit = energyLimit(size.rows / size.columns);
  return { ...pointSize(size), success: estimate, interval95, successes, by, activePerColumn, limit };
}

function pointSize({ rows, columns, samples, seed }: ExperimentSize): PointSize {
  return { rows, columns, ratio: rows / columns, samples, seed };
}

/** Samples are worth no more digits than this of the limit. */
const LIMIT_TOLERANCE = 1e-5;

/** e(α, κ) of full RSB. */
function energyLimit(alpha: number, margin = 0): Quantity {
  const cost = withMargin(errorCount, margin);
  return solveFullRsb({ kind: "energy", alpha }, { cost, tolerance: LIMIT_TOLERANCE }).value;
}
