/** Graduated non-convexity: descent of a smoothed count of positive products while the smoothing shrinks. */
import type { RandomSource } from "../../src/random/normal.js";
import type { SearchWorkspace } from "./search-workspace.js";

/**
 * Settings of one descent, found by trial at m/n = 5 … 6 and n = 50 … 200 (docs/certificates.md): they decide how
 * often a certificate is found, not whether it is one. The scale of the smoothing falls geometrically; the step is
 * `STEP` tau/m times the gradient.
 */
const ITERATIONS = 400;
const SCALES = [1, 0.03] as const;
const STEP = 2;
const MOMENTUM = 0.9;
/** Standard deviation of the weights of the rows around 1, in every restart but the first; annealed to 0. */
const JITTER = 0.3;

/**
 * Descends from −Σ (1 + jitter_i) w_i, and leaves the x with fewest positive products in the region `best`.
 * @param random draws the jitter; undefined for none
 * @param target stops at so few positive products
 * @returns the number of positive products, as rounded arithmetic counts them
 */
export function descend(
  workspace: SearchWorkspace,
  random: RandomSource | undefined,
  target: number,
): number {
  const { engine, rows, columns, width, height, at, view } = workspace;
  const jitter = view("jitter", height);
  for (let i = 0; i < rows; i++) jitter[i] = random === undefined ? 0 : JITTER * random.normal();
  const [x, matrix] = [view("x", width), view("matrix", rows * width)];
  x.fill(0);
  view("velocity", width).fill(0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) x[j] -= (1 + jitter[i]) * matrix[i * width + j];
  }
  toUnitSphere(x);
  return engine.functions.descend(
    rows,
    width,
    at.matrix,
    at.jitter,
    at.x,
    at.velocity,
    at.gradient,
    at.best,
    ITERATIONS,
    SCALES[0],
    (SCALES[1] / SCALES[0]) ** (1 / ITERATIONS),
    STEP / rows,
    MOMENTUM,
    target,
  );
}

/** Divides by the norm; a zero vector becomes the first axis. */
export function toUnitSphere(x: Float64Array): void {
  const norm = Math.hypot(...x);
  if (norm > 0) for (let j = 0; j < x.length; j++) x[j] /= norm;
  else x[0] = 1;
}
