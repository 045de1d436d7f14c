/** The certificates x = −Σ w_i and x = −Σ w_i/|w_i| tried on random matrices. */
import { randomSource } from "../../src/random/normal.js";
import { InputError, type Quantity, quantity, requireInteger } from "../../src/result.js";
import { DEVIATES_95, wilsonInterval } from "../../src/statistics/proportion.js";

/** Outcomes of one certificate; errors are 95 % half-widths. */
export interface CertificateTrials {
  /** Fraction of the matrices on which it has fewer than n positive outputs. */
  readonly success: Quantity;
  readonly meanPositive: Quantity;
}

/** Both certificates on the same matrices. */
export interface SumOfRowsTrials {
  readonly plain: CertificateTrials;
  readonly normalised: CertificateTrials;
}

export const LARGEST_TRIALS = 1_000_000;
const LARGEST_WORK = 1e11;

/**
 * Trial i draws its m × n matrix of standard normals from stream i of the seed. The interval of a success rate is
 * Wilson's, which is not empty where all trials have one outcome.
 *
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 and 2 ≤ trials ≤ 1e6 are integers, with trials·m·n at most 1e11
 */
export function sumOfRowsTrials(
  rows: number,
  columns: number,
  { trials, seed }: { readonly trials: number; readonly seed: number },
  onTrial?: (done: number) => void,
): SumOfRowsTrials {
  requireInteger(columns, "columns", 1, 20_000);
  requireInteger(rows, "rows", columns, 20_000);
  requireInteger(trials, "trials", 2, LARGEST_TRIALS);
  requireInteger(seed, "seed", 0, Number.MAX_SAFE_INTEGER);
  if (trials * rows * columns > LARGEST_WORK) {
    throw new InputError(
      `${trials} trials of ${rows} x ${columns}: expected at most 1e11 entries in all, with fewer trials`,
    );
  }
  const plain: number[] = [];
  const normalised: number[] = [];
  const matrix = new Float64Array(rows * columns);
  const norms = new Float64Array(rows);
  for (let trial = 0; trial < trials; trial++) {
    const random = randomSource(seed, trial);
    for (let i = 0; i < matrix.length; i++) matrix[i] = random.normal();
    for (let i = 0; i < rows; i++) {
      let square = 0;
      for (let j = 0; j < columns; j++) square += matrix[i * columns + j] ** 2;
      norms[i] = Math.sqrt(square);
    }
    plain.push(positiveOutputs(matrix, rows, columns));
    normalised.push(positiveOutputs(matrix, rows, columns, norms));
    onTrial?.(trial + 1);
  }
  return { plain: summarise(plain, columns), normalised: summarise(normalised, columns) };
}

/** Number of rows with a positive product with −Σ w_i, each row divided by its norm in the sum if norms are given. */
function positiveOutputs(matrix: Float64Array, rows: number, columns: number, norms?: Float64Array): number {
  const sum = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const scale = norms === undefined ? 1 : 1 / norms[i];
    for (let j = 0; j < columns; j++) sum[j] += scale * matrix[i * columns + j];
  }
  let positive = 0;
  for (let i = 0; i < rows; i++) {
    let product = 0;
    for (let j = 0; j < columns; j++) product += sum[j] * matrix[i * columns + j];
    if (product < 0) positive++;
  }
  return positive;
}

function summarise(counts: readonly number[], columns: number): CertificateTrials {
  const trials = counts.length;
  const mean = counts.reduce((total, count) => total + count, 0) / trials;
  const variance = counts.reduce((total, count) => total + (count - mean) ** 2, 0) / (trials - 1);
  const successes = counts.filter((count) => count < columns).length;
  const rate = successes / trials;
  const [low, high] = wilsonInterval(successes, trials, DEVIATES_95);
  return {
    success: quantity(rate, Math.max(high - rate, rate - low)),
    meanPositive: quantity(mean, DEVIATES_95 * Math.sqrt(variance / trials)),
  };
}
