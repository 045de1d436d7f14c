/** Sweeps: two threads against one, warm starts against cold ones, a plan of 100 000 points; ratios of one run. */
import { performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ALL_COMMANDS } from "../cli/commands/all.js";
import { sweepableForm } from "../cli/sweep/form.js";
import { workerEntry } from "../src/worker-entry.js";
import {
  type Executor,
  identifiedPoints,
  localExecutor,
  numericsIdentity,
  type PathTask,
  type Plan,
  parseAxis,
  planStudy,
  WHOLE,
} from "../sweep/index.js";
import type { BenchmarkRow } from "./report.js";
import { timed } from "./timing.js";

const LONG_PLAN = 100_000;
const SHORT_PLAN = 10_000;
/** After so many a thread runs compiled code. */
const POINTS_TO_COMPILE = 20;

/** All rows; leaves no thread behind. */
export async function sweepBenchmark(): Promise<BenchmarkRow[]> {
  const one = await poolOf(1);
  const two = await poolOf(2);
  try {
    return [...(await threadRows(one, two)), ...(await warmRows(one)), planRow()];
  } finally {
    await Promise.all([one.close(), two.close()]);
  }
}

/** Independent points, alternating between the pools so that both meet the same machine. */
async function threadRows(one: Executor, two: Executor): Promise<BenchmarkRow[]> {
  const plan = planFor("rsb --k 10", { alpha: "5:8.1:0.1" }, "none");
  const spent = { one: { wall: 0, cpu: 0 }, two: { wall: 0, cpu: 0 } };
  for (let round = 0; round < 3; round++) {
    add(spent.one, await measure(one, plan));
    add(spent.two, await measure(two, plan));
  }
  return [
    {
      name: `sweep of ${plan.pointCount} points of 10-RSB, two threads`,
      milliseconds: spent.two.wall / 3,
      ratio: spent.two.wall / spent.one.wall,
      yardstick: "one thread",
      remark: `${(spent.one.wall / spent.two.wall).toFixed(2)} times as fast, ${(spent.two.cpu / spent.one.cpu).toFixed(2)} times the processor time`,
    },
  ];
}

async function warmRows(executor: Executor): Promise<BenchmarkRow[]> {
  const rows: BenchmarkRow[] = [];
  for (const k of [2, 6, 12]) {
    const axes = { alpha: "5:6.5:0.1" };
    const cold = await measure(executor, planFor(`rsb --k ${k}`, axes, "none"));
    const warm = await measure(executor, planFor(`rsb --k ${k}`, axes));
    rows.push({
      name: `path of 16 points of ${k}-RSB, warm starts`,
      milliseconds: warm.wall,
      ratio: warm.cpu / cold.cpu,
      yardstick: "cold starts (processor time)",
    });
  }
  return rows;
}

/** Every point with its identity: time against a tenth as many, and the heap that stays. */
function planRow(): BenchmarkRow {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const short = timed(() => enumerate(SHORT_PLAN, () => undefined));
  collect();
  const before = process.memoryUsage().heapUsed;
  let largest = 0;
  const look = (): void => {
    collect();
    largest = Math.max(largest, process.memoryUsage().heapUsed - before);
  };
  const { milliseconds } = timed(() => enumerate(LONG_PLAN, () => undefined));
  enumerate(LONG_PLAN, look);
  return {
    name: `plan of ${LONG_PLAN} points with identities`,
    milliseconds,
    ratio: milliseconds / short.milliseconds,
    yardstick: `${SHORT_PLAN} points`,
    remark: `heap grows by ${(largest / 2 ** 20).toFixed(1)} MB`,
  };
}

function enumerate(points: number, look: () => void): void {
  const plan = planFor("rsb --k 2", { alpha: `3:${3 + (points - 1) / 10_000}:0.0001` });
  let count = 0;
  for (const _point of identifiedPoints(plan, WHOLE, numericsIdentity(), () => undefined)) {
    count += 1;
    if (count % SHORT_PLAN === 0) look();
  }
  if (count !== points) throw new Error(`the plan has ${count} points instead of ${points}`);
}

function planFor(line: string, axes: Readonly<Record<string, string>>, continuation?: string): Plan {
  const [command, ...flags] = line.split(" ");
  const options = flags.flatMap((flag, i) =>
    i % 2 === 0 ? [{ name: flag.slice(2), text: flags[i + 1] }] : [],
  );
  return planStudy(sweepableForm(ALL_COMMANDS, [command]), {
    options,
    axes: Object.entries(axes).map(([name, text]) => ({ name, values: parseAxis(text, `--${name}`) })),
    zip: false,
    ...(continuation === undefined ? {} : { continuation }),
  });
}

interface Spent {
  wall: number;
  cpu: number;
}

function add(sum: Spent, { wall, cpu }: Spent): void {
  sum.wall += wall;
  sum.cpu += cpu;
}

/** Milliseconds of wall clock and of all processors. */
async function measure(executor: Executor, plan: Plan): Promise<Spent> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await executor.run(tasksOf(plan), requireDone, { stop: new AbortController().signal });
  const { user, system } = process.cpuUsage(cpu);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

function* tasksOf(plan: Plan): Generator<PathTask, void, void> {
  for (let i = 0; i < plan.pathCount; i++) {
    yield { points: plan.path(i).points.map(({ argv }) => ({ id: argv.join(" "), argv })) };
  }
}

function requireDone({ state, id }: { readonly state: string; readonly id: string }): void {
  if (state !== "done") throw new Error(`${id} failed`);
}

/** A pool whose threads have loaded and compiled the solvers. */
async function poolOf(workers: number): Promise<Executor> {
  const executor = localExecutor({ workers, module: workerEntry("cli/sweep/sweep-worker") });
  const alphas = `4:${4 + 0.01 * (POINTS_TO_COMPILE * workers - 1)}:0.01`;
  await measure(executor, planFor("rsb --k 6", { alpha: alphas }, "none"));
  return executor;
}
