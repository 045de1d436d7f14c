/** Rank and extreme singular values of the Jacobian at an input: what is proved of the rank, and what is only computed. */
import { gramOf, largestSingular, leastSingular, type SparseRow } from "../../src/linear-algebra/gram.js";
import { type Quantity, quantity } from "../../src/result.js";
import type { NetworkGraph } from "../graph/graph.js";
import { spectrumOf } from "../graph/jacobian.js";
import type { Expansion } from "./expansion.js";
import { MOST_COLUMNS } from "./injective-radius.js";

/** `exact`: bounds from both sides meet; `numerical`: singular values above rounding, which may be fewer than the rank. */
export interface LocalSpectrum {
  readonly rank: number | null;
  readonly rankStatus: "exact" | "numerical" | "not-computed";
  /** σ of number min(m, n), and the first one. */
  readonly least: Quantity | null;
  readonly largest: Quantity | null;
  /** largest / least. */
  readonly condition: number | null;
  /** The input direction of the least singular value, of the kernel where outputs are fewer; null where not computed. */
  readonly direction: Float64Array | null;
}

/** Jacobians of fewer columns or rows than this are decomposed, larger ones go through the least of their two squares. */
const DECOMPOSED = 200;
const MOST_FILLED = 2 ** 25;

/** The spectrum of the gradients of all outputs. */
export function localSpectrum(graph: NetworkGraph, expansion: Expansion): LocalSpectrum {
  const lists = graph.outputs.map(({ node }) => expansion.gradients.get(node));
  const none = { rank: null, rankStatus: "not-computed", least: null, largest: null } as const;
  if (lists.some((list) => list === undefined)) return { ...none, condition: null, direction: null };
  const rows = lists.flatMap((list) => list ?? []);
  const [m, n] = [rows.length, graph.inputs];
  const size = Math.min(m, n);
  if (size > MOST_COLUMNS) return { ...none, condition: null, direction: null };
  const errors = graph.outputs.flatMap(({ node }) => [...expansion.gradientErrors[node]]);
  const rounding = Math.hypot(
    ...(errors.length > 1000 ? [Math.sqrt(errors.reduce((s, e) => s + e * e, 0))] : errors),
  );
  const cap = rankCap(graph, expansion, size);
  if (size <= DECOMPOSED && m * n <= MOST_FILLED) {
    const spectrum = spectrumOf(filled(rows, n));
    if (spectrum !== undefined) {
      const values = spectrum.singularValues;
      const noise = 8 * (values[0]?.error ?? 0) + rounding;
      const proved = values.filter(({ value }) => value > noise).length;
      const [last, first] = [values[size - 1], values[0]];
      const direction = proved < n ? kernelDirection(rows, n, proved) : null;
      return {
        rank: Math.min(proved, cap),
        rankStatus: proved >= cap ? "exact" : "numerical",
        least: last === undefined ? null : quantity(last.value, noise),
        largest: first === undefined ? null : quantity(first.value, noise),
        condition: last === undefined || !(last.value > noise) ? null : first.value / last.value,
        direction,
      };
    }
  }
  const gram = gramOf(m < n ? transposed(rows, n) : rows, size);
  const { estimate, lower } = leastSingular(gram);
  const largest = largestSingular(gram);
  const full = lower > rounding;
  return {
    rank: full ? size : null,
    rankStatus: full ? "exact" : "not-computed",
    least: quantity(estimate, full ? Math.max(estimate - lower, 0) + rounding : estimate),
    largest: quantity(largest, 1e-6 * largest + rounding),
    condition: full ? largest / estimate : null,
    direction: m < n && full ? kernelDirection(rows, n, m) : null,
  };
}

/** No rank is above that of what is left of any node through which everything flows; here min(m, n) and those of chains. */
function rankCap({ nodes, outputs }: NetworkGraph, { slopes }: Expansion, size: number): number {
  const chain = nodes.every(
    (node, i) =>
      i === 0 ||
      (node.kind === "activation"
        ? node.source === i - 1
        : node.kind === "affine" && node.terms.length === 1 && node.terms[0].source === i - 1),
  );
  if (!chain || outputs.length !== 1) return size;
  return nodes.reduce((least, node, i) => {
    const varying =
      node.kind === "activation" ? slopes[i].reduce((sum, slope) => sum + Number(slope !== 0), 0) : node.size;
    return Math.min(least, varying);
  }, size);
}

function filled(rows: readonly SparseRow[], columns: number) {
  const values = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (row.columns === null) values.set(row.values, i * columns);
    else
      row.columns.forEach((column, k) => {
        values[i * columns + column] += row.values[k];
      });
  });
  return { rows: rows.length, columns, values };
}

/** The columns as rows. */
function transposed(rows: readonly SparseRow[], columns: number): SparseRow[] {
  const { values } = filled(rows, columns);
  return Array.from({ length: columns }, (_, k) => ({
    columns: null,
    values: Float64Array.from({ length: rows.length }, (_, i) => values[i * columns + k]),
  }));
}

/** A unit vector orthogonal to all rows, to rounding, by orthogonalising a fixed vector against an orthonormal basis of them. */
function kernelDirection(rows: readonly SparseRow[], n: number, rank: number): Float64Array | null {
  const basis: Float64Array[] = [];
  const without = (vector: Float64Array): Float64Array => {
    // Twice is enough (Giraud, Langou, Rozložník 2005).
    for (let pass = 0; pass < 2; pass++) {
      for (const unit of basis) {
        let product = 0;
        for (let k = 0; k < n; k++) product += unit[k] * vector[k];
        for (let k = 0; k < n; k++) vector[k] -= product * unit[k];
      }
    }
    return vector;
  };
  const dense = filled(rows, n).values;
  // Largest remainders first.
  const left = rows.map((_, i) => dense.slice(i * n, (i + 1) * n));
  while (basis.length < rank) {
    let [best, length] = [-1, 0];
    left.forEach((row, i) => {
      const own = norm(row);
      if (own > length) [best, length] = [i, own];
    });
    if (best < 0) break;
    const unit = without(left[best].map((entry) => entry / length));
    const size = norm(unit);
    const next = unit.map((entry) => entry / size);
    basis.push(next);
    for (const row of left) {
      let product = 0;
      for (let k = 0; k < n; k++) product += next[k] * row[k];
      for (let k = 0; k < n; k++) row[k] -= product * next[k];
    }
  }
  const found = without(Float64Array.from({ length: n }, (_, k) => Math.cos(1 + 3 * k)));
  const length = norm(found);
  return length > 2 ** -30 ? found.map((entry) => entry / length) : null;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, entry) => sum + entry * entry, 0));
}
