/** The layer of a certificate in exact numbers: rows as integers over one power of two, and ranks of sets of rows. */
import { add, type Fraction, multiply } from "./fraction.js";

/** All weights and biases times one positive integer `scale`, a power of two. */
export interface ExactLayer {
  readonly rows: number;
  readonly columns: number;
  readonly weights: readonly (readonly bigint[])[];
  readonly bias: readonly bigint[];
  readonly scale: bigint;
}

/** @param values one array a row; every entry finite */
export function exactLayer(values: readonly ArrayLike<number>[], bias: ArrayLike<number> | null): ExactLayer {
  const all = [...values.flatMap((row) => Array.from(row)), ...(bias === null ? [] : Array.from(bias))];
  const shift = all.reduce((most, value) => Math.max(most, doublingsOf(value)), 0);
  const factor = 1n << BigInt(shift);
  return {
    rows: values.length,
    columns: values[0]?.length ?? 0,
    weights: values.map((row) => Array.from(row, (value) => scaledInteger(value, shift))),
    bias: Array.from(bias ?? new Float64Array(values.length), (value) => scaledInteger(value, shift)),
    scale: factor,
  };
}

/** How often a finite double must be doubled to become an integer. */
function doublingsOf(value: number): number {
  let [scaled, count] = [value, 0];
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    count++;
  }
  return count;
}

/** value · 2^shift, an integer. */
function scaledInteger(value: number, shift: number): bigint {
  const doublings = doublingsOf(value);
  let scaled = value;
  for (let i = 0; i < doublings; i++) scaled *= 2;
  return BigInt(scaled) << BigInt(shift - doublings);
}

/** (w_i · x + b_i) times the scale. */
export function preActivationOf(layer: ExactLayer, row: number, point: readonly Fraction[]): Fraction {
  let sum: Fraction = { numerator: layer.bias[row], denominator: 1n };
  layer.weights[row].forEach((weight, k) => {
    if (weight !== 0n) sum = add(sum, multiply({ numerator: weight, denominator: 1n }, point[k]));
  });
  return sum;
}

/** Number of independent rows among those given, by elimination with cross-multiplication and gcd-free growth control. */
export function rankOf(layer: ExactLayer, rows: readonly number[]): number {
  let [rest, rank, previous] = [rows.map((row) => [...layer.weights[row]]), 0, 1n];
  for (let column = 0; column < layer.columns && rest.length > 0; column++) {
    const chosen = rest.findIndex((row) => row[column] !== 0n);
    if (chosen < 0) continue;
    const head = rest[chosen];
    const lead = head[column];
    const divisor = previous;
    rest = rest
      .filter((_, i) => i !== chosen)
      .map((row) =>
        row.map((entry, k) => (k < column ? entry : (entry * lead - row[column] * head[k]) / divisor)),
      );
    previous = lead;
    rank++;
  }
  return rank;
}
