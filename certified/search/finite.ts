/** Finds bounds at finite n for one layer: the weight, the cuts of the distance and their multipliers. */
import { satisfiableAlpha } from "../../rs/index.js";
import { requireObject } from "../../src/arguments.js";
import { InputError, shown } from "../../src/result.js";
import type { FiniteProof } from "../format/index.js";
import { PROOF_SCHEMA } from "../format/index.js";
import { requireMarginText } from "./arguments.js";
import { rounded } from "./decimals.js";
import { logLastMoment, sphereTerm } from "./exponential-moments.js";
import { maximiser } from "./golden.js";

export interface FiniteSearch {
  readonly rows: number;
  readonly columns: number;
  /** "At most this many active units"; n − 1 is non-injectivity. */
  readonly active?: number;
  /** κ as a decimal: entries above it are counted on the unit sphere; −β/R for a bias β on the ball of radius R√n. */
  readonly margin?: string;
}

const LARGEST_SIZE = 1_000_000;
/** Cuts that are tried: coarse while the weight is sought, fine at the end. */
const GRID = { coarse: 36, fine: 144 };
/** Golden sections for the weight, which enters to second order. */
const WEIGHT_STEPS = 24;
/** Passes over the cuts that move each between its neighbours. */
const SWEEPS = 4;

/**
 * A bound on the probability that some input leaves at most k active units of a Gaussian rows × columns layer.
 * Three significant digits, rounded up; it may exceed 1, where it says nothing.
 * @param search rows, columns, and k (n − 1 by default: the layer is not injective)
 * @returns the proof
 * @throws InputError for a margin beyond ±8, or unless 1 ≤ columns, rows ≤ 10⁶ and 0 ≤ active < rows are integers
 * @example
 * import { certificate, searchFinite } from "relu-injectivity/certified";
 * Number(certificate(searchFinite({ rows: 450, columns: 50 })).bound) < 0.001; // true
 */
export function searchFinite(search: FiniteSearch): FiniteProof {
  requireObject(search, "the search", ["rows", "columns"]);
  const { rows, columns, active = columns - 1, margin = "0" } = search;
  requireMarginText(margin);
  for (const [value, name, least] of [
    [rows, "rows", 1],
    [columns, "columns", 1],
    [active, "active", 0],
  ] as const)
    if (!Number.isInteger(value) || value < least || value > LARGEST_SIZE)
      throw new InputError(`${name} ${shown(value)}: expected an integer from ${least} to ${LARGEST_SIZE}`);
  const sizes = { rows, columns, active, margin };
  const objective = (w: number): number => logBound(sizes, w, GRID.coarse).logBound;
  const best = maximiser((w) => -objective(w), 0.02, 6, WEIGHT_STEPS);
  // Where the bound says nothing, a small weight at least keeps it of order 1.
  const weight = objective(best) < 0 ? best : 1e-3 / columns;
  const w = Number(rounded(weight, 5));
  const { logBound: total, cuts } = logBound(sizes, w, GRID.fine);
  const d = cuts.map(({ end }) => rounded(end, 6));
  const mu = cuts.map(({ mu }) => rounded(mu, 6));
  return {
    schema: PROOF_SCHEMA,
    kind: "finite",
    n: `${columns}`,
    m: `${rows}`,
    ...(Number(margin) === 0 ? {} : { margin }),
    active: `${active}`,
    bound: threeDigitsUp(total),
    weight: rounded(w, 5),
    gammaSphere: rounded(sphereTerm(w).gammaSphere, 12),
    d,
    mu,
  };
}

interface Cut {
  readonly end: number;
  readonly mu: number;
}

/** The least bound over all choices of cuts from a grid of distances, by dynamic programming. */
function logBound(
  { rows, columns, active, margin }: Required<FiniteSearch>,
  w: number,
  grid: number,
): { logBound: number; cuts: readonly Cut[] } {
  const kappa = Number(margin);
  const prefactor = columns * (sphereTerm(w).value - 0.5 * w * w);
  const cell = (start: number, end: number): { log: number; mu: number } => {
    const A = 1 / (start + end);
    const value = (mu: number): number =>
      -columns * w * start * end * A + w * mu * active + rows * logLastMoment(w, A, mu, kappa);
    const mu = maximiser((x) => -value(x), 0, 40 * A, 40);
    return { log: prefactor + value(mu), mu };
  };
  // The largest distance: every term beyond is below the smallest that matters.
  const largest = Math.sqrt(rows / (satisfiableAlpha(kappa) * columns)) + 1;
  const ends = Array.from({ length: grid }, (_, i) => (largest * (i + 1)) / grid);
  const starts = [0, ...ends];
  const best: { sum: number; from: number; mu: number }[] = [{ sum: 0, from: -1, mu: 0 }];
  const scale = reference(cell, starts);
  for (let j = 1; j < starts.length; j++) {
    let choice = { sum: Number.POSITIVE_INFINITY, from: 0, mu: 0 };
    for (let i = Math.max(0, j - Math.ceil(grid / 2)); i < j; i++) {
      if (!(best[i].sum < choice.sum)) continue;
      const { log, mu } = cell(starts[i], starts[j]);
      const sum = best[i].sum + Math.exp(Math.min(700, log - scale));
      if (sum < choice.sum) choice = { sum, from: i, mu };
    }
    best.push(choice);
  }
  let least = { total: Number.POSITIVE_INFINITY, place: 1 };
  for (let j = 1; j < starts.length; j++) {
    const total = best[j].sum + Math.exp(Math.min(700, prefactor - columns * w * starts[j] - scale));
    if (total < least.total) least = { total, place: j };
  }
  const chosen: number[] = [];
  for (let j = least.place; j > 0; j = best[j].from) chosen.unshift(starts[j]);
  const term = (start: number, end: number): number => Math.exp(Math.min(700, cell(start, end).log - scale));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let j = 0; j + 1 < chosen.length; j++) {
      const [start, end] = [chosen[j - 1] ?? 0, chosen[j + 1]];
      const move = (d: number): number => -term(start, d) - term(d, end);
      chosen[j] = maximiser(move, Math.max(start, chosen[j] - 0.02), Math.min(end, chosen[j] + 0.02), 16);
    }
  }
  const cells = chosen.map((end, j) => ({ end, ...cell(chosen[j - 1] ?? 0, end) }));
  const beyond = Math.exp(Math.min(700, prefactor - columns * w * chosen[chosen.length - 1] - scale));
  const total = cells.reduce((sum, { log }) => sum + Math.exp(Math.min(700, log - scale)), beyond);
  return { logBound: scale + Math.log(total), cuts: cells };
}

/** The largest logarithm of a cell between neighbouring cuts: sums are formed relative to it. */
function reference(cell: (start: number, end: number) => { log: number }, starts: readonly number[]): number {
  return Math.max(...starts.slice(1).map((end, i) => cell(starts[i], end).log));
}

const SMALLEST_PLACES = 100;

/** e^x rounded up to three digits, with a little more for the rounding of the parameters. */
function threeDigitsUp(x: number): string {
  const log = (x + 1e-5) * Math.LOG10E;
  const exponent = Math.floor(log);
  const digits = BigInt(Math.ceil(10 ** (log - exponent + 2)));
  const places = 2 - exponent;
  if (places <= 0) return `${digits * 10n ** BigInt(-places)}`;
  // A proof file holds no smaller number.
  if (places > SMALLEST_PLACES) return `0.${"0".repeat(SMALLEST_PLACES - 1)}1`;
  const text = `${digits}`.padStart(places + 1, "0");
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, "");
}
