/** `sweep … --emit slurm`: the study as a file, and the script that runs it as a job array. */
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Command } from "commander";
import { InputError } from "../../src/result.js";
import { type Plan, quoteForShell, slurmScript } from "../../sweep/index.js";
import { EXIT } from "../output/exit-codes.js";
import { writeText } from "../output/output-file.js";
import type { Report } from "../output/report.js";
import { sweepableForm } from "./form.js";
import { requestFromFlags, splitLine } from "./request.js";

/** The options of `sweep` that matter here. */
export interface EmitOptions {
  readonly emit?: "slurm";
  readonly parts: number;
  readonly sbatch?: readonly string[];
  readonly store?: string;
  readonly study?: string;
  readonly zip?: boolean;
  readonly cold?: boolean;
  readonly retryFailed?: boolean;
  readonly force?: boolean;
  readonly failFast?: boolean;
  readonly quarantine?: boolean;
  readonly shard?: unknown;
  readonly executor: string;
  readonly workers?: number;
}

/** Writes script and study file beside the store that the study will have, and says how to submit. */
export function emitSlurm(program: Command, command: Command, plan: Plan, options: EmitOptions): Report {
  if (options.store === undefined) {
    throw new InputError(
      "--store is missing: expected the store that the merged parts will make, --store FILE",
    );
  }
  if (options.shard !== undefined || options.executor !== "local") {
    const other = options.shard !== undefined ? "--shard" : `--executor ${options.executor}`;
    throw new InputError(`--emit slurm with ${other}: expected one way to share the work`);
  }
  if (options.study !== undefined && (options.zip === true || options.cold === true)) {
    const given = options.zip === true ? "--zip" : "--cold";
    throw new InputError(`${given} with --study and --emit: expected it in the study file`);
  }
  const store = resolve(options.store);
  const script = `${store}.slurm.sh`;
  const study = options.study === undefined ? `${store}.study.json` : resolve(options.study);
  if (options.study === undefined) {
    writeText(study, "--store", `${JSON.stringify(studyFile(program, command, options), null, 2)}\n`);
  }
  const parts = Math.min(options.parts, plan.pathCount);
  writeText(
    script,
    "--store",
    slurmScript({
      program: [process.execPath, ...entryPoint()],
      study,
      store,
      parts,
      jobName: basename(store).replace(/[^\w.-]/g, "_"),
      sbatch: options.sbatch ?? [],
      sweep: passedOn(options),
    }),
  );
  const submit = `bash ${quoteForShell(script)}`;
  return {
    command: "sweep",
    parameters: { command: plan.command.join(" "), emit: "slurm", parts },
    results: [{ script, study, store, parts, points: plan.pointCount, submit }],
    tables: [],
    notes: [
      `${plan.pointCount} points in ${parts} parts. Submit with:`,
      submit,
      `The merged store will be ${store}; submitting again continues with what is missing.`,
    ],
    exitCode: EXIT.ok,
  };
}

/** How this program was started. */
function entryPoint(): string[] {
  const [, main] = process.argv;
  return main !== undefined && existsSync(main) ? [resolve(main)] : [];
}

function passedOn(options: EmitOptions): string[] {
  const { retryFailed, force, failFast, quarantine, workers } = options;
  const switches: [string, boolean | undefined][] = [
    ["--retry-failed", retryFailed],
    ["--force", force],
    ["--fail-fast", failFast],
    ["--quarantine", quarantine],
  ];
  return [
    ...switches.flatMap(([flag, given]) => (given === true ? [flag] : [])),
    ...(workers === undefined ? [] : ["--workers", String(workers)]),
  ];
}

/** The command line as a study file. */
function studyFile(program: Command, command: Command, { zip, cold }: EmitOptions): Record<string, unknown> {
  const { words, flags } = splitLine(command.args);
  const form = sweepableForm(program, words);
  const { options, axes } = requestFromFlags(form, flags, []);
  return {
    command: words.join(" "),
    options: Object.fromEntries(options.map(({ name, text }) => [name, text])),
    axes: Object.fromEntries(
      axes.map(({ name, values }) => [
        name,
        form.options.some((option) => option.name === name && option.list)
          ? Array.from({ length: values.count }, (_, i) => values.at(i))
          : typedText(flags, name),
      ]),
    ),
    ...(zip === true ? { zip } : {}),
    ...(cold === true ? { continuation: "none" } : {}),
  };
}

/** The text that was typed for an option. */
function typedText(flags: readonly string[], name: string): string {
  const place = flags.findIndex((flag) => flag === `--${name}` || flag.startsWith(`--${name}=`));
  const flag = flags[place];
  return flag.includes("=") ? flag.slice(flag.indexOf("=") + 1) : flags[place + 1];
}
