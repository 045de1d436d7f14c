/** `merge`: joins the stores of separate runs, verifies them, and says what is missing. */
import { existsSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { InputError } from "../../src/result.js";
import {
  countStates,
  type IdentifiedPoint,
  identifiedPoints,
  type MergedStores,
  mergeStores,
  numericsIdentity,
  planStudy,
  Store,
  WHOLE,
} from "../../sweep/index.js";
import { EXIT } from "../output/exit-codes.js";
import type { Progress } from "../output/progress.js";
import type { Report, TextTable } from "../output/report.js";
import type { RunCommand } from "../program.js";
import { sweepableForm } from "../sweep/form.js";
import { readStudyFile, requestFromFile } from "../sweep/request.js";

interface MergeOptions {
  readonly output: string;
  readonly study?: string;
}

const LISTED = 10;

/** Registers the command. */
export function registerMerge(program: Command, run: RunCommand): void {
  program
    .command("merge")
    .summary("joins stores of separate runs into one, verified")
    .description(
      "Joins stores, such as those of shards, into --output, which may exist and is then added to.\n" +
        "Every line is checked. The same record twice is one; a failure gives way to a result; two different results\n" +
        "of one point are named, nothing is written, and the exit code is 4.",
    )
    .argument("[STORE...]", "the stores to join")
    .requiredOption("--output <FILE>", "the store to write")
    .option(
      "--study <FILE>",
      "study file: put the records into its order, say which points are missing (exit 5)",
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity merge part-1.jsonl part-2.jsonl --output whole.jsonl
  relu-injectivity merge part-*.jsonl --output whole.jsonl --study study.yaml
`,
    )
    .action((stores: string[], options: MergeOptions) =>
      run((progress) => merge(program, stores, options, progress)),
    );
}

function merge(program: Command, stores: string[], options: MergeOptions, progress: Progress): Report {
  requireDistinct(stores, options.output);
  const plan = options.study === undefined ? undefined : planOf(program, options.study);
  const notes: string[] = [];
  const existed = existsSync(options.output);
  const store = new Store(options.output, { onNote: (note) => notes.push(note) });
  try {
    const merged = mergeStores(stores, store, (note) => notes.push(note));
    for (const note of notes) progress.note(note);
    const points = (): Iterable<IdentifiedPoint> =>
      plan === undefined ? [] : identifiedPoints(plan, WHOLE, numericsIdentity(), (id) => store.stateOf(id));
    if (merged.conflicts.length === 0) {
      store.finalise(plan === undefined ? () => [...store.ids()].sort() : () => idsOf(points()));
    }
    const counts = plan === undefined ? undefined : countStates(points(), store);
    const missing = plan === undefined ? [] : missingPoints(points(), store);
    const conflicted = merged.conflicts.length > 0;
    return {
      command: "merge",
      parameters: { stores, output: options.output, study: options.study ?? null },
      results: [{ ...merged, ...(counts === undefined ? {} : { study: counts, missing }) }],
      tables: conflicted ? [conflictTable(merged.conflicts)] : [],
      notes: [
        conflicted
          ? `${options.output} was not changed.`
          : `${options.output}: ${merged.points} points, ${merged.points - merged.present} of them new; ${merged.repeated} records were there more than once, ${merged.superseded} failures superseded.`,
        ...(counts === undefined
          ? []
          : [
              `The study has ${counts.points} points: ${counts.done} done, ${counts.failed} failed, ${counts.left} missing.`,
            ]),
        ...missing.map((line) => `missing: ${line}`),
      ],
      ...(conflicted
        ? { warnings: [`points with different results: ${merged.conflicts.length}; expected none`] }
        : {}),
      exitCode: conflicted
        ? EXIT.verificationFailed
        : counts !== undefined && counts.left + counts.failed > 0
          ? EXIT.pointsFailed
          : counts !== undefined && counts.unconverged > 0
            ? EXIT.notConverged
            : EXIT.ok,
    };
  } finally {
    store.close();
    if (!existed && store.count === 0) rmSync(options.output, { force: true });
  }
}

function requireDistinct(stores: readonly string[], output: string): void {
  const seen = new Set([resolve(output)]);
  for (const store of stores) {
    if (seen.has(resolve(store))) {
      throw new InputError(`'${store}' is named twice: expected different stores and another --output`);
    }
    seen.add(resolve(store));
  }
}

function planOf(program: Command, path: string) {
  const file = readStudyFile(path);
  const form = sweepableForm(program, file.words);
  return planStudy(form, requestFromFile(form, file));
}

function* idsOf(points: Iterable<IdentifiedPoint>): Generator<string, void, void> {
  for (const { id } of points) yield id;
}

/** The command lines of the first points that the store lacks. */
function missingPoints(points: Iterable<IdentifiedPoint>, store: Store): string[] {
  const missing: string[] = [];
  for (const { id, argv } of points) {
    if (store.stateOf(id) === undefined && missing.push(argv.join(" ")) === LISTED) break;
  }
  return missing;
}

function conflictTable(conflicts: MergedStores["conflicts"]): TextTable {
  const where = ({ store, line }: { store: string; line: number }): string => `${store}:${line}`;
  return {
    title: "Different results of one point",
    columns: [{ header: "point" }, { header: "first", wrap: true }, { header: "second", wrap: true }],
    rows: conflicts.slice(0, LISTED).map(({ id, first, second }) => [id, where(first), where(second)]),
  };
}
