/** A Gaussian layer of given size: the verdict of every theory of n → ∞ beside the finite answer. */
import { gaussianMatrix, type OnSample } from "../../finite-size/index.js";
import { exactInjectivityProbability, type OneLayerBound } from "../../geometry/index.js";
import { checkLayer, SPACE } from "../../network/index.js";
import { dyadicQuantity, dyadicText } from "../../src/exact/dyadic.js";
import { InputError, type Quantity, requireInteger } from "../../src/result.js";
import { type Proportion, proportion } from "../../src/statistics/proportion.js";
import { oneLayerComparison } from "../theories/one-layer.js";
import { type NonInjectivityBounds, nonInjectivityBounds } from "./non-injectivity-bounds.js";

/** What a bound says about m/n. */
export type Verdict = "injective" | "not-injective" | "undecided";

/** The answer at this size, and the theories'. */
export interface FiniteVerdicts {
  readonly rows: number;
  readonly columns: number;
  /** m/n */
  readonly alpha: number;
  /** Probability that the layer is injective: exact where a formula is known, else sampled; null where neither is. */
  readonly probability: Quantity | null;
  readonly method: "exact" | "samples" | "none";
  /** The exact probability as a fraction. */
  readonly exact: string | null;
  readonly sampled: {
    readonly injective: number;
    readonly samples: number;
    readonly fraction: Quantity;
    readonly interval95: Proportion["interval95"];
  } | null;
  /** What is proved of the probability that it is not. */
  readonly bounds: NonInjectivityBounds;
  readonly theories: readonly (OneLayerBound & { readonly verdict: Verdict })[];
}

/** Ranges of the question: exact decisions of one sample take seconds at 8 columns. */
export const VERDICT_LIMITS = { rows: 2000, sampledColumns: 8, samples: 100_000 } as const;
const DEFAULT_SAMPLES = 100;
/** Error of the full-RSB value: far below the distance of any m/n that can be decided here. */
const TOLERANCE = 1e-6;

/** Samples that are drawn where nobody asks for a number: none where a formula is known or a sample takes too long. */
export function samplesFor(rows: number, columns: number): number {
  const known = exactInjectivityProbability(rows, columns) !== undefined;
  return known || columns > VERDICT_LIMITS.sampledColumns ? 0 : DEFAULT_SAMPLES;
}

/**
 * Every bound's verdict at m/n, and the probability that a Gaussian layer of exactly this size is injective. Sample i
 * is the matrix of stream i of the seed, each decided exactly.
 *
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 2000, and for samples of more than 8 columns
 */
export function finiteVerdicts(
  rows: number,
  columns: number,
  { samples, seed }: { readonly samples: number; readonly seed: number },
  onSample?: OnSample,
): FiniteVerdicts {
  requireInteger(rows, "rows", 1, VERDICT_LIMITS.rows);
  requireInteger(columns, "columns", 1, rows);
  if (samples > 0 && columns > VERDICT_LIMITS.sampledColumns) {
    throw new InputError(
      `option 'samples' with option 'columns' ${columns}: expected at most ${VERDICT_LIMITS.sampledColumns} columns, as each sample is decided exactly (geometry euler approximates larger layers)`,
    );
  }
  const alpha = rows / columns;
  const exact = exactInjectivityProbability(rows, columns);
  const sampled = samples === 0 ? null : sampledInjectivity(rows, columns, samples, seed, onSample);
  return {
    rows,
    columns,
    alpha,
    probability: exact === undefined ? (sampled?.fraction ?? null) : dyadicQuantity(exact),
    method: exact !== undefined ? "exact" : sampled === null ? "none" : "samples",
    exact: exact === undefined ? null : dyadicText(exact),
    sampled,
    bounds: nonInjectivityBounds(rows, columns),
    theories: oneLayerComparison(TOLERANCE).map((bound) => ({ ...bound, verdict: verdictAt(alpha, bound) })),
  };
}

/** What a bound says about α; the full-RSB threshold, conjectured exact, speaks on both sides. */
export function verdictAt(alpha: number, { value, side, valid }: OneLayerBound): Verdict {
  const above = alpha > value.value;
  const silent = side === (above ? "lower" : "upper");
  if (!valid || silent) return "undecided";
  return above ? "injective" : "not-injective";
}

function sampledInjectivity(
  rows: number,
  columns: number,
  samples: number,
  seed: number,
  onSample: OnSample = () => undefined,
): FiniteVerdicts["sampled"] {
  let injective = 0;
  for (let i = 0; i < samples; i++) {
    const weights = gaussianMatrix(rows, columns, seed, i);
    const { verdict } = checkLayer({ weights, bias: null, domain: SPACE });
    if (verdict === "undecided") throw new Error(`a layer of ${rows} x ${columns} was not decided`);
    if (verdict === "injective") injective++;
    onSample(i + 1);
  }
  const { estimate, interval95 } = proportion(injective, samples);
  return { injective, samples, fraction: estimate, interval95 };
}
