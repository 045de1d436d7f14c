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

const BATCHES = 9;
const BATCH_MILLISECONDS = 12;

/** Processor time of one run: the least of some batches, which other processes disturb the least. */
export function leastProcessorMilliseconds(run: () => unknown): number {
  for (let i = 0; i < 5; i++) run();
  let least = Number.POSITIVE_INFINITY;
  for (let batch = 0; batch < BATCHES; batch++) {
    const [begun, before] = [performance.now(), process.cpuUsage()];
    let runs = 0;
    do {
      run();
      runs++;
    } while (performance.now() - begun < BATCH_MILLISECONDS);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (1e-3 * (user + system)) / runs);
  }
  return least;
}
