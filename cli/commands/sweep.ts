/** `sweep`: any solver command over a grid, on every core, into a store that survives interruptions. */
import { InputError } from "../../src/result.js";
import {
  countStates,
  finaliseStudy,
  identifiedPoints,
  numericsIdentity,
  type Plan,
  parseSbatchOption,
  parseShard,
  planStudy,
  runStudy,
  type Shard,
  Store,
  WHOLE,
} from "../../sweep/index.js";
import { type Context, defineCommand, type Outcome } from "../definition/command.js";
import {
  choice,
  flag,
  flagName,
  inputFile,
  integer,
  storeFile,
  text,
  type Values,
  value,
} from "../definition/option.js";
import type { Progress } from "../output/progress.js";
import { requireNoSweptConflict } from "../sweep/conflicts.js";
import { isEvenAlong } from "../sweep/even-cost.js";
import { EXECUTORS, openExecutor, workersOption } from "../sweep/executor.js";
import { SWEEP_FIELDS } from "../sweep/fields.js";
import { sweepableForm, sweptDefinition } from "../sweep/form.js";
import { listenForInterrupt } from "../sweep/interrupt.js";
import { sweepOutcome } from "../sweep/outcome-report.js";
import { planOutcome } from "../sweep/plan-report.js";
import { sweepProgress } from "../sweep/progress.js";
import { readStudyFile, requestFromFile, requestFromFlags, splitLine } from "../sweep/request.js";
import { emitSlurm } from "../sweep/slurm.js";

const MOST_PARTS = 100_000;

const OPTIONS = {
  store: storeFile("the store, JSON Lines; created where it does not exist"),
  study: inputFile("command, options and axes from a YAML or JSON file"),
  zip: flag("advance all axes together instead of combining them"),
  dryRun: flag("show the plan, what is stored, and an estimate of the cost"),
  workers: workersOption(),
  cold: flag("start no point from its neighbour"),
  retryFailed: flag("compute failed points again"),
  force: flag("compute every point again"),
  failFast: flag("stop at the first failed point"),
  keepGoing: flag("compute the others all the same (default)"),
  quarantine: flag("move corrupt lines of the store to FILE.quarantine"),
  shard: value<Shard, Record<never, never>>("only part i of n of the plan", {
    placeholder: "i/n",
    parse: parseShard,
  }),
  executor: choice("local is threads, bullmq is workers on Redis", EXECUTORS, { default: "local" }),
  redis: text("bullmq: redis://host:port", { placeholder: "URL" }),
  emit: choice("write the script of a job array beside the store, compute nothing", ["slurm"]),
  parts: integer("slurm: tasks of the job array", { from: 1, to: MOST_PARTS, default: 16 }),
  sbatch: value<string[], { default: string[] }>(
    "slurm: an option of sbatch, e.g. time=02:00:00; may be given several times",
    { placeholder: "option", repeatable: true, parse: (typed, place) => [parseSbatchOption(typed, place)] },
    { default: [] },
  ),
};

export const sweep = defineCommand({
  description:
    "Computes a command at every point of a grid, on every core, and stores each point as one JSON line. " +
    "Any option with a value may vary: first:last:step and single values, separated by commas " +
    "(by semicolons where a value is itself a list). " +
    "The same command line continues after any interruption.",
  examples: [
    ["sweep rsb --k 3 --alpha 4:10:0.05 --store e3.jsonl"],
    ["sweep rsb --k 1:8:1 --alpha 5:8:0.5,6.698 --store e.jsonl --dry-run"],
    ["sweep geometry euler --columns 10,20 --rows 40:80:5 --store q.jsonl"],
    ["sweep --study study.yaml --store study.jsonl --workers 4"],
    ["sweep rsb --k 8 --alpha 4:10:0.05 --store e8.jsonl --emit slurm"],
  ],
  passesThrough: true,
  options: OPTIONS,
  conflicts: [
    { together: ["failFast", "keepGoing"] },
    { options: ["parts", "sbatch"], only: ["emit"], expected: "--emit slurm" },
    { options: ["redis"], only: ["executor", "bullmq"] },
    ...(["emit", "failFast", "keepGoing", "quarantine"] as const).map((option) => ({
      together: ["dryRun", option] as const,
      expected: "one of them, as --dry-run computes and writes nothing",
    })),
  ],
  fields: SWEEP_FIELDS,
  run(options, context) {
    const plan = planFor(options, context);
    // Engines that only prepare a run elsewhere branch off here: they have the plan and compute nothing.
    if (options.dryRun) return planOutcome(plan, options, context.progress);
    if (options.emit !== undefined) return emitSlurm(plan, options, context);
    if (options.store === undefined)
      throw new InputError("--store is missing: expected a file, --store FILE.jsonl");
    return runPlan(plan, options.store, options, context.progress);
  },
});

type SweepOptions = Values<typeof OPTIONS>;

/** The plan of a command line or of a study file. */
function planFor({ study, zip, cold }: SweepOptions, { rest, commands }: Context): Plan {
  const continuation = cold ? { continuation: "none" } : {};
  const { words, flags } = splitLine(rest);
  if (study === undefined) {
    const form = sweepableForm(commands, words);
    const own = Object.keys(OPTIONS).map(flagName);
    const request = requestFromFlags(form, flags, own);
    const plan = planStudy(form, { ...request, zip, ...continuation });
    requireNoSweptConflict(sweptDefinition(commands, words), request);
    return plan;
  }
  if (rest.length > 0) {
    throw new InputError(`'${rest[0]}' with --study: expected the command in the file only`);
  }
  const file = readStudyFile(study);
  const form = sweepableForm(commands, file.words);
  const request = requestFromFile(form, file);
  const plan = planStudy(form, { ...request, ...(zip ? { zip } : {}), ...continuation });
  requireNoSweptConflict(sweptDefinition(commands, file.words), request);
  return plan;
}

async function runPlan(
  plan: Plan,
  path: string,
  options: SweepOptions,
  progress: Progress,
): Promise<Outcome> {
  const { shard = WHOLE, quarantine, force, retryFailed, failFast } = options;
  const numerics = numericsIdentity();
  const store = new Store(path, { onNote: (note) => progress.note(note), quarantine });
  try {
    const points = () => identifiedPoints(plan, shard, numerics, (id) => store.stateOf(id));
    const before = countStates(points(), store);
    const recomputed = force ? before.points : retryFailed ? before.failed : 0;
    const toCompute = force ? before.points : before.left + recomputed;
    const interrupt = listenForInterrupt(() =>
      progress.note("stopping after the points under way; Ctrl-C again leaves at once"),
    );
    const display = sweepProgress(
      progress,
      toCompute,
      before.points - toCompute,
      isEvenAlong(plan.axes.map(({ name }) => name)),
    );
    try {
      if (toCompute === 0) finaliseStudy(store, plan, shard, numerics);
      else {
        const executor = await openExecutor(options, numerics, (note) => progress.note(note));
        const { signal: stop } = interrupt;
        try {
          await runStudy({
            ...{ plan, shard, numerics, store, executor, stop, retryFailed, force, failFast },
            ...display,
          });
        } finally {
          await executor.close();
        }
      }
    } finally {
      display.close();
      interrupt.dispose();
    }
    return sweepOutcome({ plan, shard, store, points, interrupted: interrupt.signal.aborted });
  } finally {
    store.close();
  }
}
