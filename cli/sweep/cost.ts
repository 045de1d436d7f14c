/**
 * What a plan will cost, from measured points: the first two of the first, the middle and the last path are computed
 * in one thread, and each third of the plan is taken to cost what its path does.
 */
import { performance } from "node:perf_hooks";
import { type IdentifiedPoint, identifyPath, type Plan, type PointOutcome } from "../../sweep/index.js";
import { openExecutor } from "./executor.js";

export interface CostEstimate {
  /** Seconds of one thread for all points of the plan. */
  readonly seconds: number;
  /** Points that were measured. */
  readonly measured: number;
  /** Whether the time for measuring ran out, so that the estimate is a lower bound. */
  readonly lowerBound: boolean;
}

/** Measuring ends after about this time, and the thread with it. */
const MEASURING_MILLISECONDS = 10_000;
/** A first point that is quicker than this is measured again, without the start of the thread. */
const START_MILLISECONDS = 1000;

/** @param numerics as for the identities of points */
export async function estimateCost(plan: Plan, numerics: string): Promise<CostEstimate> {
  const executor = await openExecutor({ executor: "local", workers: 1 }, numerics, () => undefined);
  const begin = performance.now();
  const timeLeft = (): number => MEASURING_MILLISECONDS - (performance.now() - begin);
  let before: PointOutcome | undefined;
  /** Milliseconds of one point; undefined when the time is over first. */
  const measure = async ({ id, argv }: IdentifiedPoint, start?: unknown): Promise<number | undefined> => {
    const startTime = performance.now();
    const task = start === undefined ? { id, argv } : { id, argv, start };
    const onOutcome = (outcome: PointOutcome): void => {
      before = outcome;
    };
    const done = executor.run([{ points: [task] }], onOutcome, { stop: new AbortController().signal });
    return (await inTime(done, timeLeft())) ? performance.now() - startTime : undefined;
  };
  const costs: number[] = [];
  let measured = 0;
  try {
    for (const index of new Set([0, plan.pathCount >> 1, plan.pathCount - 1])) {
      const path = plan.path(index);
      const [first, second] = identifyPath(plan, path, numerics, () => undefined);
      let cold = await measure(first);
      if (measured === 0 && cold !== undefined && cold < START_MILLISECONDS) cold = await measure(first);
      if (cold === undefined) break;
      measured += 1;
      const start = path.chained && before?.state === "done" ? before.results : undefined;
      const next = second === undefined ? 0 : await measure(second, start);
      if (second !== undefined && next !== undefined) measured += 1;
      costs.push(cold + (path.points.length - 1) * (next ?? cold));
    }
  } finally {
    await executor.close();
  }
  const lowerBound = timeLeft() <= 0;
  const spent = (MEASURING_MILLISECONDS - Math.max(0, timeLeft())) / 1000;
  if (costs.length === 0) return { seconds: spent * plan.pointCount, measured, lowerBound };
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return { seconds: (mean / 1000) * plan.pathCount, measured, lowerBound };
}

/** Whether a promise settles within so many milliseconds. */
async function inTime(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, milliseconds));
  });
  promise.catch(() => undefined);
  const settled = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return settled;
}
