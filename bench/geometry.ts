/** Exact counts, certificate success and angle simulation, against plain sums of the same size. */
import { angleConvergence, sumOfRowsTrials } from "../finite-size/index.js";
import {
  eulerSurrogate,
  eulerSurrogateByFaces,
  expectedBadCells,
  sumOfRowsSuccess,
} from "../geometry/index.js";
import { randomSource } from "../src/random/normal.js";
import type { BenchmarkRow } from "./report.js";
import { medianMilliseconds, timed } from "./timing.js";

const NETWORKS = 20;

/** Rows of the bench. */
export function geometryBenchmark(): BenchmarkRow[] {
  return [...countRows(), certificateRow(), angleRow()];
}

/** q_{834,101} by both formulas against the union bound, a product of two prefix sums. */
function countRows(): BenchmarkRow[] {
  const union = medianMilliseconds(() => expectedBadCells(834, 101), 40);
  return [
    ["q_{834,101}, Krawtchouk", () => eulerSurrogate(834, 101)] as const,
    ["q_{834,101}, faces", () => eulerSurrogateByFaces(834, 101)] as const,
    ["q_{2000,1001}, Krawtchouk", () => eulerSurrogate(2000, 1001)] as const,
  ].map(([name, run]) => {
    const milliseconds = medianMilliseconds(run, 40);
    return { name, milliseconds, ratio: milliseconds / union, yardstick: "union bound at 834 x 101" };
  });
}

/** The exact success probability against one random matrix on which the certificate is tried. */
function certificateRow(): BenchmarkRow {
  const milliseconds = medianMilliseconds(() => sumOfRowsSuccess(340, 100), 20);
  const trial = timed(() => sumOfRowsTrials(340, 100, { trials: 40, seed: 1 })).milliseconds / 40;
  return {
    name: "success of the sum of rows, 340 x 100",
    milliseconds,
    ratio: milliseconds / trial,
    yardstick: "one random matrix",
  };
}

/** Figure 5.1: the time per network against that of drawing its weights. */
function angleRow(): BenchmarkRow {
  const settings = { columns: 10, width: 8, depth: 20, points: 200, seed: 1 };
  angleConvergence({ ...settings, networks: 2 });
  const { milliseconds } = timed(() => angleConvergence({ ...settings, networks: NETWORKS }));
  const weights = medianMilliseconds(() => {
    const random = randomSource(1);
    for (let i = 0; i < 80 * (10 + 19 * 80); i++) random.normal();
  }, 10);
  return {
    name: "angle convergence, one network of Figure 5.1",
    milliseconds: milliseconds / NETWORKS,
    ratio: milliseconds / NETWORKS / weights,
    yardstick: "drawing its weights",
  };
}
