/** The k-RSB chain of two and three layers against the one-layer chain to the same k. */
import { solveDeepChain, solveKrsbChain } from "../rsb/index.js";
import type { BenchmarkRow } from "./report.js";
import { timed } from "./timing.js";

const CASES = [
  { layers: 2, hidden: [6.7004], levels: [1, 2, 3, 4, 5, 6] },
  { layers: 3, hidden: [6.7004, 6.43], levels: [1, 2, 3] },
] as const;
const TOLERANCE = 1e-9;

/** Cold chains k = 0 … K: the level K alone, and the chain as a multiple of one layer's. */
export function deepBenchmark(): BenchmarkRow[] {
  return CASES.flatMap(({ layers, hidden, levels }) => {
    const problem = { kind: "capacity", hidden, count: 2 } as const;
    const chain = solveDeepChain(problem, levels[levels.length - 1], { tolerance: TOLERANCE });
    let total = timed(() => chain.next()).milliseconds;
    return levels.map((k): BenchmarkRow => {
      const { result, milliseconds } = timed(() => chain.next().value);
      if (result === undefined) throw new Error(`the chain ended before k = ${k}`);
      total += milliseconds;
      const oneLayer = timed(() => [...solveKrsbChain({ kind: "threshold" }, k, { tolerance: TOLERANCE })]);
      return {
        name: `${layers} layers, chain to k = ${k}`,
        milliseconds: total,
        ratio: total / oneLayer.milliseconds,
        yardstick: "one layer, same k",
        remark: `${result.value.value.toFixed(9)} ± ${result.value.error.toExponential(0)}, ${result.evaluations} evaluations, ${result.gridPoints} points`,
      };
    });
  });
}
