/** Least active units of the last layer of random networks at several n, extrapolated, beside deep k-RSB. */
import { type LeastActive, leastActiveUnits, randomNetwork } from "../../finite-size/index.js";
import { activeCount, type DeepNotion, solveDeep } from "../../rsb/index.js";
import { InputError, type Quantity, quantity, requireInteger } from "../../src/result.js";
import { sampleMean } from "../../src/statistics/sample-mean.js";

/** What is searched. */
export interface DeepEnergySearch {
  /** α_1 … α_l; widths are rounded. */
  readonly expansions: readonly number[];
  /** Input dimensions, at least three. */
  readonly sizes: readonly number[];
  readonly samples: number;
  readonly seed: number;
  readonly work: number;
  /** Level of the theory. */
  readonly k: number;
  readonly onSample?: (columns: number, sample: number) => void;
}

/** One input dimension. */
export interface DeepEnergyPoint {
  readonly columns: number;
  readonly widths: readonly number[];
  /** Mean over the networks of the least count found, over n: an upper bound of the mean minimum. */
  readonly observed: Quantity;
  /** Share of the networks whose least count a single start reached: where the search may have missed it. */
  readonly hitOnce: number;
}

/**
 * Whether the networks contradict the theory.
 *
 * - `contradicted`: fewer active units are found, extrapolated, than the theory allows.
 * - `compatible`: within two errors.
 * - `above`: more; counts are upper bounds, and a search that misses minima ends here.
 */
export type DeepAgreement = "contradicted" | "compatible" | "above";

export interface DeepEnergies {
  readonly points: readonly DeepEnergyPoint[];
  /** e(α_1, …, α_l) of k-RSB. */
  readonly theory: Quantity;
  /** n → ∞ over corrections n^{−1/2} … n^{−1}; the error covers both and the statistics. */
  readonly extrapolated: Quantity;
  readonly agreement: DeepAgreement;
}

/** Powers of 1/n that finite-size corrections may have. */
const CORRECTIONS = [0.5, 2 / 3, 1] as const;
const FEWEST_SIZES = 3;

/**
 * Searches `samples` networks at every size and holds the extrapolation against the theory.
 * @throws InputError for fewer than three sizes or two samples, and as `solveDeep` and `randomNetwork`
 */
export function deepEnergies(search: DeepEnergySearch): DeepEnergies {
  const { expansions, sizes, samples, k } = search;
  requireInteger(samples, "samples", 2, 100_000);
  if (new Set(sizes).size < FEWEST_SIZES) {
    throw new InputError(`${sizes.length} sizes: expected at least ${FEWEST_SIZES} different ones`);
  }
  const alpha = expansions[expansions.length - 1];
  const hidden = expansions.slice(0, -1);
  const notion: DeepNotion = "weak";
  const problem = { kind: "energy", hidden, count: activeCount(notion, expansions.length), alpha } as const;
  const theory = solveDeep(problem, k, { tolerance: 1e-7 }).value;
  const points = sizes.map((columns) => point(columns, search));
  const extrapolated = extrapolate(points);
  return { points, theory, extrapolated, agreement: agreementOf(extrapolated, theory) };
}

function point(
  columns: number,
  { expansions, samples, seed, work, onSample }: DeepEnergySearch,
): DeepEnergyPoint {
  const widths = [columns, ...expansions.map((expansion) => Math.round(expansion * columns))];
  const found: LeastActive[] = [];
  for (let i = 0; i < samples; i++) {
    const layers = leastActiveUnits(randomNetwork(widths, seed + i), { seed: seed + i, work });
    found.push(layers[layers.length - 1]);
    onSample?.(columns, i + 1);
  }
  const { mean } = sampleMean(
    found.map(({ active }) => active / columns),
    1 / columns,
  );
  return {
    columns,
    widths,
    observed: mean,
    hitOnce: found.filter(({ hits }) => hits <= 1).length / samples,
  };
}

/** Weighted straight lines in n^{−ω}: the middle of their intercepts, half their range plus the largest error. */
export function extrapolate(points: readonly Pick<DeepEnergyPoint, "columns" | "observed">[]): Quantity {
  const fits = CORRECTIONS.map((power) => intercept(points, power));
  const values = fits.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return quantity((low + high) / 2, (high - low) / 2 + Math.max(...fits.map(({ error }) => error)));
}

function intercept(
  points: readonly Pick<DeepEnergyPoint, "columns" | "observed">[],
  power: number,
): { value: number; error: number } {
  let [s, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (const { columns, observed } of points) {
    const weight = observed.error ** -2;
    const x = columns ** -power;
    s += weight;
    sx += weight * x;
    sy += weight * observed.value;
    sxx += weight * x * x;
    sxy += weight * x * observed.value;
  }
  const determinant = s * sxx - sx * sx;
  return { value: (sxx * sy - sx * sxy) / determinant, error: Math.sqrt(sxx / determinant) };
}

/** Two errors decide. */
export function agreementOf(extrapolated: Quantity, theory: Quantity): DeepAgreement {
  const distance = extrapolated.value - theory.value;
  const allowed = 2 * (extrapolated.error + theory.error);
  if (distance < -allowed) return "contradicted";
  return distance <= allowed ? "compatible" : "above";
}
