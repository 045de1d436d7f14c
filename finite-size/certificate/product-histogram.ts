/** The inner products of a certificate as a histogram: the gap above zero of Paleka 2021, Figure 3.1. */
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import { negativeSum } from "./explicit-vectors.js";
import { searchCertificate } from "./search.js";

/** Counts of w_i · x/(|w_i| |x|) · √n by bins of equal width from −`reach` to `reach`; what lies outside is in the end bins. */
export interface ProductHistogram {
  readonly by: "sum-of-rows" | "gnc";
  /** Bin edges, one more than counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly positives: number;
  readonly mean: number;
  readonly standardDeviation: number;
  /** The products themselves, ascending. */
  readonly products: Float64Array;
}

const REACH = 4;
const BINS = 32;

/**
 * Figure 3.1: the products for the negative sum of the rows and for an x found by graduated non-convexity, which
 * piles them up just below zero and leaves a gap just above. (The thesis plots −x.)
 * @param seed of the one restart, which goes on past n − 1 positive products to as few as it finds
 */
export function certificateHistograms(matrix: DenseMatrix, seed = 0): readonly ProductHistogram[] {
  const { x } = searchCertificate(matrix, { method: "gnc", seed, restarts: 1, target: 0 });
  return [histogram(matrix, negativeSum(matrix), "sum-of-rows"), histogram(matrix, x, "gnc")];
}

function histogram(matrix: DenseMatrix, x: Float64Array, by: ProductHistogram["by"]): ProductHistogram {
  const { rows, columns } = matrix;
  const norm = Math.hypot(...x);
  const products = Float64Array.from({ length: rows }, (_, i) => {
    const row = rowOf(matrix, i);
    const rowNorm = Math.hypot(...row);
    const product = row.reduce((sum, entry, j) => sum + entry * x[j], 0);
    return rowNorm === 0 ? 0 : (product / (rowNorm * norm)) * Math.sqrt(columns);
  }).sort();
  const counts = Array<number>(BINS).fill(0);
  for (const product of products) {
    const bin = Math.floor(((product + REACH) / (2 * REACH)) * BINS);
    counts[Math.min(BINS - 1, Math.max(0, bin))]++;
  }
  const mean = products.reduce((sum, product) => sum + product, 0) / rows;
  const variance = products.reduce((sum, product) => sum + (product - mean) ** 2, 0) / rows;
  return {
    by,
    edges: Array.from({ length: BINS + 1 }, (_, k) => -REACH + (2 * REACH * k) / BINS),
    counts,
    positives: products.filter((product) => product > 0).length,
    mean,
    standardDeviation: Math.sqrt(variance),
    products,
  };
}
