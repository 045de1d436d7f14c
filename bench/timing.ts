/** Wall-clock timing inside one process. */
import { performance } from "node:perf_hooks";

/** Runs once and keeps the result. */
export function timed<Result>(run: () => Result): { result: Result; milliseconds: number } {
  const start = performance.now();
  const result = run();
  return { result, milliseconds: performance.now() - start };
}

/** Median of `repetitions` runs after a tenth of them as warm-up. */
export function medianMilliseconds(run: () => unknown, repetitions: number): number {
  for (let i = 0; i < repetitions / 10; i++) run();
  const times = Array.from({ length: repetitions }, () => timed(run).milliseconds).sort((a, b) => a - b);
  return times[Math.floor(repetitions / 2)];
}
