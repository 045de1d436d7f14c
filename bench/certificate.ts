/** Certificates: seeds of twenty for which one is found, and the time beside one evaluation of the sum of rows. */
import { exactPositives, gaussianMatrix, searchCertificate } from "../finite-size/index.js";
import type { BenchmarkRow } from "./report.js";

const SEEDS = 20;
const EVALUATIONS = 200;

/** m/n, n, seeds, restarts at most and seconds at most a seed. */
const CASES: readonly (readonly [number, number, number, number, number])[] = [
  [5, 50, SEEDS, 8, 1],
  [5, 100, SEEDS, 8, 1],
  [5, 200, SEEDS, 8, 1],
  [5.4, 100, SEEDS, 9, 10],
  [5.8, 100, 6, 13, 60],
];

/** One row a case; the time is the median over seeds, of one core. */
export function certificateBenchmark(cases = CASES): BenchmarkRow[] {
  return cases.map(([ratio, columns, seeds, restarts, seconds]) => {
    const rows = Math.round(ratio * columns);
    const times: number[] = [];
    let successes = 0;
    let yardstick = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const matrix = gaussianMatrix(rows, columns, seed);
      if (seed === 0) yardstick = explicitMilliseconds(matrix);
      const start = cpuMilliseconds();
      const result = searchCertificate(matrix, {
        method: "auto",
        seed,
        restarts,
        target: columns - 1,
        shouldStop: () => cpuMilliseconds() - start > 1000 * seconds,
      });
      times.push(cpuMilliseconds() - start);
      if (result.status === "found" && exactPositives(matrix, result.x) < columns) successes++;
    }
    times.sort((a, b) => a - b);
    const median = times[Math.floor(seeds / 2)];
    return {
      name: `certificate, n = ${columns}, m/n = ${ratio}`,
      milliseconds: median,
      ratio: median / yardstick,
      yardstick: "sum of rows with its count",
      remark: `found for ${successes} of ${seeds} seeds within ${seconds} s of one core, slowest ${(times[seeds - 1] / 1000).toPrecision(2)} s`,
    };
  });
}

/** User time of this process, which other processes on the machine do not lengthen. */
function cpuMilliseconds(): number {
  return process.cpuUsage().user / 1000;
}

/** Of the plain sum of the rows with its positive products counted, after a warm-up. */
function explicitMilliseconds(matrix: ReturnType<typeof gaussianMatrix>): number {
  const evaluate = (): void => {
    searchCertificate(matrix, { method: "sum-of-rows", seed: 0, restarts: 0, target: 0 });
  };
  for (let i = 0; i < 20; i++) evaluate();
  const start = cpuMilliseconds();
  for (let i = 0; i < EVALUATIONS; i++) evaluate();
  return (cpuMilliseconds() - start) / EVALUATIONS;
}
