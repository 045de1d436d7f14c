/** How often random deep networks are injective, each decided exactly, beside the weak and the strong condition. */

import type { WeightLaw } from "../../finite-size/index.js";
import { MOST_CONE_INPUTS } from "../../network/index.js";
import { requireCallback, requireNumbers, requireObject } from "../../src/arguments.js";
import { InputError, type Quantity, quantity, requireInteger } from "../../src/result.js";
import { type Proportion, proportion } from "../../src/statistics/proportion.js";
import { openThreads } from "../../src/threads.js";
import { countDeep, type DeepCounts, type DeepTask } from "./deep-sample.js";

/** Networks without biases, entries independent. */
export interface DeepExperiment {
  /** n, m_1, …, m_L. */
  readonly widths: readonly number[];
  readonly samples: number;
  readonly seed: number;
  /** Law of the weights, Gaussian by default. */
  readonly law?: WeightLaw;
  /** Threads; 0, the default, for none but the caller's. The result does not depend on it. */
  readonly workers?: number;
}

/** Shares of the networks; strong implies injective implies weak, almost surely where the law has a density. */
export interface DeepInjectivity {
  readonly injective: Proportion;
  readonly weak: Proportion;
  readonly strong: Proportion;
  /** Mean numbers of activation regions and of pairs compared (until a collision was found). */
  readonly regions: number;
  readonly pairs: number;
}

export const DEEP_LIMITS = { columns: MOST_CONE_INPUTS, layers: 20, units: 200, samples: 1_000_000 } as const;
/** Samples of one task of a thread. */
const CHUNK = 8;

/**
 * Decides seeded networks, sample i from stream i of the seed.
 * @param experiment widths, samples, seed and threads
 * @param onSample told how many samples are done
 * @returns the three shares with their errors, and what the decisions took
 * @throws InputError for sizes out of range
 * @example
 * import { deepInjectivity } from "relu-injectivity/compare";
 * const { injective, weak } = await deepInjectivity({ widths: [2, 8, 8], samples: 10, seed: 1 });
 * [injective.samples, weak.samples]; // [10,10]
 */
export async function deepInjectivity(
  experiment: DeepExperiment,
  onSample: (done: number) => void = () => undefined,
): Promise<DeepInjectivity> {
  requireExperiment(experiment);
  requireCallback(onSample, "onSample");
  const { widths, samples, seed, law, workers = 0 } = experiment;
  const tasks = Array.from({ length: Math.ceil(samples / CHUNK) }, (_, k): DeepTask => {
    const from = k * CHUNK;
    return { widths, seed, ...(law === undefined ? {} : { law }), from, to: Math.min(samples, from + CHUNK) };
  });
  let total: DeepCounts = { injective: 0, weak: 0, strong: 0, regions: 0, pairs: 0 };
  let done = 0;
  const add = (counts: DeepCounts, { from, to }: DeepTask): void => {
    // Sums of integers: the order in which threads end does not matter.
    total = {
      injective: total.injective + counts.injective,
      weak: total.weak + counts.weak,
      strong: total.strong + counts.strong,
      regions: total.regions + counts.regions,
      pairs: total.pairs + counts.pairs,
    };
    done += to - from;
    onSample(done);
  };
  if (workers === 0) for (const task of tasks) add(countDeep(task), task);
  else await inThreads(tasks, Math.min(workers, tasks.length), add);
  return {
    injective: proportion(total.injective, samples),
    weak: proportion(total.weak, samples),
    strong: proportion(total.strong, samples),
    regions: total.regions / samples,
    pairs: total.pairs / samples,
  };
}

async function inThreads(
  tasks: readonly DeepTask[],
  workers: number,
  add: (counts: DeepCounts, task: DeepTask) => void,
): Promise<void> {
  const pool = openThreads("compare/finite-size/deep-injectivity-worker", "countInThread", workers, null);
  const { signal } = new AbortController();
  try {
    await Promise.all(
      tasks.map(async (task) => add(await pool.run<DeepTask, DeepCounts>(task, signal), task)),
    );
  } finally {
    await pool.close();
  }
}

function requireExperiment(experiment: DeepExperiment): void {
  requireObject(experiment, "the experiment", ["widths", "samples", "seed"]);
  const { widths, samples, seed, workers = 0 } = experiment;
  requireNumbers(widths, "the widths");
  const layers = widths.length - 1;
  if (layers < 1 || layers > DEEP_LIMITS.layers)
    throw new InputError(`${layers} layers: expected 1 to ${DEEP_LIMITS.layers}`);
  requireInteger(widths[0], "columns", 1, DEEP_LIMITS.columns);
  for (const width of widths.slice(1)) requireInteger(width, "widths", 1, DEEP_LIMITS.units);
  requireInteger(samples, "samples", 1, DEEP_LIMITS.samples);
  requireInteger(seed, "seed", 0, Number.MAX_SAFE_INTEGER);
  requireInteger(workers, "workers", 0, 1024);
}

/**
 * Where a share that rises with the width reaches ½: the first crossing, by straight lines between widths. The error is
 * how far that of the shares one error higher and lower lies.
 * @param points by ascending width, at least two
 * @returns null where no share below ½ is followed by one that is not; an infinite error where a shifted one does not cross
 */
export function halfWidth(
  points: readonly { readonly width: number; readonly share: Quantity }[],
): Quantity | null {
  const crossing = (shift: number): number => {
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1], points[i]];
      const [low, high] = [a.share.value + shift * a.share.error, b.share.value + shift * b.share.error];
      if (low < 0.5 && high >= 0.5) return a.width + ((0.5 - low) / (high - low)) * (b.width - a.width);
    }
    return Number.NaN;
  };
  const value = crossing(0);
  if (Number.isNaN(value)) return null;
  const errors = [1, -1].map((shift) => Math.abs(crossing(shift) - value));
  return quantity(value, errors.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...errors));
}
