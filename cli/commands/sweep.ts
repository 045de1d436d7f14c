/** `sweep`: any solver command over a grid, on every core, into a store that survives interruptions. */
import type { Command } from "commander";
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
import { parseChoice, parseInteger } from "../definition/parse.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";
import { EXECUTORS, type ExecutorOptions, openExecutor } from "../sweep/executor.js";
import { sweepableForm } from "../sweep/form.js";
import { listenForInterrupt } from "../sweep/interrupt.js";
import { outcomeReport } from "../sweep/outcome-report.js";
import { planReport } from "../sweep/plan-report.js";
import { sweepProgress } from "../sweep/progress.js";
import { readStudyFile, requestFromFile, requestFromFlags, splitLine } from "../sweep/request.js";
import { emitSlurm } from "../sweep/slurm.js";

interface SweepOptions extends ExecutorOptions {
  readonly emit?: "slurm";
  readonly parts: number;
  readonly sbatch?: string[];
  readonly store?: string;
  readonly study?: string;
  readonly zip?: boolean;
  readonly cold?: boolean;
  readonly dryRun?: boolean;
  readonly retryFailed?: boolean;
  readonly force?: boolean;
  readonly failFast?: boolean;
  readonly keepGoing?: boolean;
  readonly quarantine?: boolean;
  readonly shard?: Shard;
}

const MOST_WORKERS = 1024;
const MOST_PARTS = 100_000;
const DEFAULT_PARTS = 16;

/** Registers the command. */
export function registerSweep(program: Command, run: RunCommand): void {
  program
    .command("sweep")
    .summary("any solver over a grid of parameters, into a store")
    .description(
      "Computes a command at every point of a grid, on every core, and stores each point as one JSON line. " +
        "Any option with a value may vary: first:last:step and single values, separated by commas " +
        "(by semicolons where a value is itself a list). " +
        "The same command line continues after any interruption.",
    )
    .argument("[command...]", "the command with its options")
    .allowUnknownOption()
    .option("--store <FILE>", "the store, JSON Lines; created where it does not exist")
    .option("--study <FILE>", "command, options and axes from a YAML or JSON file")
    .option("--zip", "advance all axes together instead of combining them")
    .option("--dry-run", "show the plan, what is stored, and an estimate of the cost")
    .option("--workers <N>", "threads, 1 … 1024 (default: one a core)", (text) =>
      parseInteger(text, "--workers", 1, MOST_WORKERS),
    )
    .option("--cold", "start no point from its neighbour")
    .option("--retry-failed", "compute failed points again")
    .option("--force", "compute every point again")
    .option("--fail-fast", "stop at the first failed point")
    .option("--keep-going", "compute the others all the same (default)")
    .option("--quarantine", "move corrupt lines of the store to FILE.quarantine")
    .option("--shard <i/n>", "only part i of n of the plan", parseShard)
    .option(
      "--executor <engine>",
      "local (threads) or bullmq (workers on Redis)",
      (text) => parseChoice(text, "--executor", EXECUTORS),
      "local" as const,
    )
    .option("--redis <URL>", "bullmq: redis://host:port")
    .option(
      "--emit <engine>",
      "slurm: write the script of a job array beside the store, compute nothing",
      (text) => parseChoice(text, "--emit", ["slurm"]),
    )
    .option(
      "--parts <N>",
      `slurm: tasks of the job array, 1 … ${MOST_PARTS}`,
      (text) => parseInteger(text, "--parts", 1, MOST_PARTS),
      DEFAULT_PARTS,
    )
    .option(
      "--sbatch <option>",
      "slurm: an option of sbatch, e.g. time=02:00:00; repeatable",
      (text, previous: string[] | undefined) => [...(previous ?? []), parseSbatchOption(text)],
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity sweep rsb --k 3 --alpha 4:10:0.05 --store e3.jsonl
  relu-injectivity sweep rsb --k 1:8:1 --alpha 5:8:0.5,6.698 --store e.jsonl --dry-run
  relu-injectivity sweep geometry euler --columns 10,20 --rows 40:80:5 --store q.jsonl
  relu-injectivity sweep --study study.yaml --store study.jsonl --workers 4
  relu-injectivity sweep rsb --k 8 --alpha 4:10:0.05 --store e8.jsonl --emit slurm
`,
    )
    .action((_words: string[], options: SweepOptions, command: Command) =>
      run((progress) => sweep(program, command, options, progress)),
    );
}

async function sweep(
  program: Command,
  command: Command,
  options: SweepOptions,
  progress: Progress,
): Promise<Report> {
  const plan = planFor(program, command, options);
  requireConsistent(options);
  // Engines that only prepare a run elsewhere branch off here: they have the plan and compute nothing.
  if (options.dryRun === true) return planReport(plan, options, progress);
  if (options.emit !== undefined) return emitSlurm(program, command, plan, options);
  if (options.store === undefined)
    throw new InputError("--store is missing: expected a file, --store FILE.jsonl");
  return runPlan(plan, options.store, options, progress);
}

/** The plan of a command line or of a study file. */
function planFor(program: Command, command: Command, { study, zip, cold }: SweepOptions): Plan {
  const continuation = cold === true ? { continuation: "none" } : {};
  const { words, flags } = splitLine(command.args);
  if (study === undefined) {
    const form = sweepableForm(program, words);
    const own = command.options.map((option) => option.name());
    return planStudy(form, { ...requestFromFlags(form, flags, own), zip: zip === true, ...continuation });
  }
  if (command.args.length > 0) {
    throw new InputError(`'${command.args[0]}' with --study: expected the command in the file only`);
  }
  const file = readStudyFile(study);
  const form = sweepableForm(program, file.words);
  return planStudy(form, {
    ...requestFromFile(form, file),
    ...(zip === true ? { zip } : {}),
    ...continuation,
  });
}

function requireConsistent({ failFast, keepGoing }: SweepOptions): void {
  if (failFast === true && keepGoing === true) {
    throw new InputError("--fail-fast and --keep-going together: expected one of them");
  }
}

async function runPlan(plan: Plan, path: string, options: SweepOptions, progress: Progress): Promise<Report> {
  const numerics = numericsIdentity();
  const shard = options.shard ?? WHOLE;
  const store = new Store(path, {
    onNote: (note) => progress.note(note),
    quarantine: options.quarantine === true,
  });
  try {
    const points = () => identifiedPoints(plan, shard, numerics, (id) => store.stateOf(id));
    const before = countStates(points(), store);
    const recomputed =
      options.force === true ? before.points : options.retryFailed === true ? before.failed : 0;
    const toCompute = options.force === true ? before.points : before.left + recomputed;
    const interrupt = listenForInterrupt(() =>
      progress.note("stopping after the points under way; Ctrl-C again leaves at once"),
    );
    const display = sweepProgress(progress, toCompute, before.points - toCompute);
    try {
      if (toCompute === 0) finaliseStudy(store, plan, shard, numerics);
      else {
        const executor = await openExecutor(options, numerics, (note) => progress.note(note));
        try {
          await runStudy({
            plan,
            shard,
            numerics,
            store,
            executor,
            stop: interrupt.signal,
            retryFailed: options.retryFailed === true,
            force: options.force === true,
            failFast: options.failFast === true,
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
    return outcomeReport({ plan, shard, store, points, interrupted: interrupt.signal.aborted });
  } finally {
    store.close();
  }
}
