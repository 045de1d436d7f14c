/** `sweep … --emit slurm`: the study as a file, and the script that runs it as a job array. */
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { GENERATOR } from "../../src/generator.js";
import { InputError } from "../../src/result.js";
import { type Plan, quoteForShell, slurmScript } from "../../sweep/index.js";
import type { Context, Outcome } from "../definition/command.js";
import { sweepableForm } from "./form.js";
import { requestFromFlags, splitLine } from "./request.js";

/** The options of `sweep` that matter here. */
export interface EmitOptions {
  readonly parts: number;
  readonly sbatch: readonly string[];
  readonly store: string | undefined;
  readonly study: string | undefined;
  readonly zip: boolean;
  readonly cold: boolean;
  readonly retryFailed: boolean;
  readonly force: boolean;
  readonly failFast: boolean;
  readonly quarantine: boolean;
  readonly shard: unknown;
  readonly executor: string;
  readonly workers: number | undefined;
}

/** Writes script and study file beside the store that the study will have, and says how to submit. */
export function emitSlurm(plan: Plan, options: EmitOptions, context: Context): Outcome {
  if (options.store === undefined) {
    throw new InputError(
      "--store is missing: expected the store that the merged parts will make, --store FILE",
    );
  }
  if (options.shard !== undefined || options.executor !== "local") {
    const other = options.shard !== undefined ? "--shard" : `--executor ${options.executor}`;
    throw new InputError(`--emit slurm with ${other}: expected one way to share the work`);
  }
  if (options.study !== undefined && (options.zip || options.cold)) {
    const given = options.zip ? "--zip" : "--cold";
    throw new InputError(`${given} with --study and --emit: expected it in the study file`);
  }
  const store = resolve(options.store);
  const script = `${store}.slurm.sh`;
  const study = options.study === undefined ? `${store}.study.json` : resolve(options.study);
  if (options.study === undefined) {
    context.files.write(study, "--store", `${JSON.stringify(studyFile(options, context), null, 2)}\n`);
  }
  const parts = Math.min(options.parts, plan.pathCount);
  context.files.write(
    script,
    "--store",
    slurmScript({
      program: [process.execPath, ...entryPoint()],
      study,
      store,
      parts,
      jobName: basename(store).replace(/[^\w.-]/g, "_"),
      sbatch: options.sbatch,
      sweep: passedOn(options),
    }),
  );
  const submit = `bash ${quoteForShell(script)}`;
  return {
    parameters: { command: plan.command.join(" "), emit: "slurm", parts },
    results: [{ script, study, store, parts, points: plan.pointCount, submit }],
    notes: () => [
      `${plan.pointCount} points in ${parts} parts. Submit with:`,
      submit,
      `The merged store will be ${store}; submitting again continues with what is missing.`,
    ],
  };
}

/** How this program was started. */
function entryPoint(): string[] {
  const [, main] = process.argv;
  return main !== undefined && existsSync(main) ? [resolve(main)] : [];
}

function passedOn(options: EmitOptions): string[] {
  const { retryFailed, force, failFast, quarantine, workers } = options;
  const switches: [string, boolean][] = [
    ["--retry-failed", retryFailed],
    ["--force", force],
    ["--fail-fast", failFast],
    ["--quarantine", quarantine],
  ];
  return [
    ...switches.flatMap(([flag, given]) => (given ? [flag] : [])),
    ...(workers === undefined ? [] : ["--workers", String(workers)]),
  ];
}

/** The command line as a study file. */
function studyFile({ zip, cold }: EmitOptions, { rest, commands }: Context): Record<string, unknown> {
  const { words, flags } = splitLine(rest);
  const form = sweepableForm(commands, words);
  const { options, axes } = requestFromFlags(form, flags, []);
  return {
    generator: GENERATOR,
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
    ...(zip ? { zip } : {}),
    ...(cold ? { continuation: "none" } : {}),
  };
}

/** The text that was typed for an option. */
function typedText(flags: readonly string[], name: string): string {
  const place = flags.findIndex((flag) => flag === `--${name}` || flag.startsWith(`--${name}=`));
  const flag = flags[place];
  return flag.includes("=") ? flag.slice(flag.indexOf("=") + 1) : flags[place + 1];
}
