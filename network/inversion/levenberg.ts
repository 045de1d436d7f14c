/** Levenberg–Marquardt through a whole network: damped Gauss–Newton steps, which fewer outputs than inputs do not disturb. */
import { evaluate, preActivation, slopeAt } from "../forward.js";
import type { NetworkModel } from "../model.js";
import { distance } from "./invert-layer.js";

/** Where a descent ended. */
export interface Descent {
  readonly input: Float64Array;
  readonly residual: number;
}

const MOST_STEPS = 100;
const FIRST_DAMPING = 1e-3;
const MOST_DAMPING = 1e6;
const LEAST_DAMPING = 1e-15;
/** Descents that gain less than this part are given up once the damping is small. */
const STALLED = 1e-5;

/** Multiplications of a step of a descent, to first order. */
export function stepWork({ layers }: NetworkModel): number {
  const inputs = layers[0].weights.columns;
  const outputs = layers[layers.length - 1].weights.rows;
  const entries = layers.reduce((sum, { weights }) => sum + weights.values.length, 0);
  const least = Math.min(inputs, outputs);
  return entries * (2 + outputs) + least * least * Math.max(inputs, outputs);
}

/**
 * Lowers |f(x) − y| from a start. Marquardt, J. SIAM 11 (1963) 431; the damping falls fivefold after a success and
 * rises fourfold after a failure.
 * @param goal residual that is as good as any
 */
export function descend(
  model: NetworkModel,
  start: Float64Array,
  output: ArrayLike<number>,
  goal: number,
): Descent {
  let input = start;
  let { rows, value } = derivativeRows(model, input);
  let residual = distance(value, output);
  let damping = FIRST_DAMPING;
  for (let step = 0; step < MOST_STEPS && residual > goal; step++) {
    const right = value.map((entry, i) => output[i] - entry);
    const change = dampedStep(rows, right, damping);
    const next = change === undefined ? undefined : input.map((entry, j) => entry + change[j]);
    const reached = next === undefined ? Number.POSITIVE_INFINITY : distance(evaluate(model, next), output);
    if (next === undefined || !(reached < residual)) {
      damping *= 4;
      if (damping > MOST_DAMPING) break;
      continue;
    }
    const stalled = reached > residual * (1 - STALLED) && damping < FIRST_DAMPING;
    input = next;
    residual = reached;
    damping = Math.max(damping / 5, LEAST_DAMPING);
    if (stalled) break;
    ({ rows, value } = derivativeRows(model, input));
  }
  return { input, residual };
}

/** The rows of the derivative, backwards one output at a time, and the output. */
function derivativeRows({ layers }: NetworkModel, input: Float64Array) {
  const slopes: Float64Array[] = [];
  let value: Float64Array = input;
  for (const layer of layers) {
    const before = preActivation(layer, value);
    slopes.push(before.map((argument) => slopeAt(layer.activation, argument)));
    value = evaluate({ layers: [layer], weightType: "float64", notes: [] }, value);
  }
  const rows = Array.from(value, (_, k) => {
    let covector = new Float64Array(value.length);
    covector[k] = 1;
    for (let l = layers.length - 1; l >= 0; l--) {
      const { rows: height, columns, values } = layers[l].weights;
      const before = new Float64Array(columns);
      for (let i = 0; i < height; i++) {
        const factor = covector[i] * slopes[l][i];
        if (factor === 0) continue;
        for (let j = 0, at = i * columns; j < columns; j++, at++) before[j] += factor * values[at];
      }
      covector = before;
    }
    return covector;
  });
  return { rows, value };
}

/** (JᵀJ + λ) d = Jᵀ r, or d = Jᵀ (J Jᵀ + λ)⁻¹ r where that is smaller; λ relative to the mean square of J. */
function dampedStep(
  rows: readonly Float64Array[],
  right: Float64Array,
  damping: number,
): Float64Array | undefined {
  const [m, n] = [rows.length, rows[0].length];
  const size = Math.min(m, n);
  let square = 0;
  for (const row of rows) for (let j = 0; j < n; j++) square += row[j] * row[j];
  if (!(square > 0) || !Number.isFinite(square)) return undefined;
  const matrix = new Float64Array(size * size);
  const vector = new Float64Array(size);
  if (m < n) {
    vector.set(right);
    for (let i = 0; i < m; i++)
      for (let k = 0; k <= i; k++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += rows[i][j] * rows[k][j];
        matrix[i * size + k] = sum;
      }
  } else {
    rows.forEach((row, q) => {
      for (let i = 0; i < n; i++) {
        const entry = row[i];
        if (entry === 0) continue;
        vector[i] += entry * right[q];
        for (let k = 0; k <= i; k++) matrix[i * size + k] += entry * row[k];
      }
    });
  }
  for (let i = 0; i < size; i++) matrix[i * (size + 1)] += (damping * square) / size;
  const solution = choleskySolve(matrix, vector);
  if (solution === undefined || m >= n) return solution;
  const change = new Float64Array(n);
  rows.forEach((row, i) => {
    for (let j = 0; j < n; j++) change[j] += row[j] * solution[i];
  });
  return change;
}

/** A x = b for a positive definite matrix whose lower half is given, overwritten by its factor. */
function choleskySolve(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const n = right.length;
  const x = right.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k];
      if (i > j) matrix[i * n + j] = sum / matrix[j * (n + 1)];
      else if (sum > 0) matrix[i * (n + 1)] = Math.sqrt(sum);
      else return undefined;
    }
    for (let k = 0; k < i; k++) x[i] -= matrix[i * n + k] * x[k];
    x[i] /= matrix[i * (n + 1)];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= matrix[k * n + i] * x[k];
    x[i] /= matrix[i * (n + 1)];
  }
  return x;
}
