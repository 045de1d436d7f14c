/** `merge`: joins the stores of separate runs, verifies them, and says what is missing. */
import { existsSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { InputError } from "../../src/result.js";
import {
  countStates,
  type IdentifiedPoint,
  identifiedPoints,
  mergeStores,
  numericsIdentity,
  planStudy,
  Store,
  WHOLE,
} from "../../sweep/index.js";
import { column } from "../definition/columns.js";
import {
  type Children,
  type Context,
  defineCommand,
  field,
  type Outcome,
  pick,
} from "../definition/command.js";
import { inputFile, storeFile, value } from "../definition/option.js";
import { EXIT } from "../output/exit-codes.js";
import { sweepableForm } from "../sweep/form.js";
import { readStudyFile, requestFromFile } from "../sweep/request.js";
import { STUDY_WORDS } from "../vocabulary/study.js";

const LISTED = 10;

const FIELDS = {
  ...pick(STUDY_WORDS, "store", "line", "points", "done", "failed", "left", "unconverged"),
  id: { ...STUDY_WORDS.id, header: "point" },
  repeated: field("How many records were in several stores, letter for letter.", "integer"),
  superseded: field("How many failures gave way to a result in another store.", "integer"),
  present: field("How many records the output held before.", "integer"),
  conflicts: field("Points with two different results; nothing is written where there are any.", "record[]"),
  first: field("Where the first of two different results stands.", "record"),
  second: field("Where the second one stands.", "record"),
  study: field("How the points of the study stand; only with --study.", "record"),
  missing: field(`The command lines of the first ${LISTED} points of the study that no store has.`, "text[]"),
};

export const merge = defineCommand({
  description:
    "Joins stores, such as those of shards, into --output, which may exist and is then added to. " +
    "Every line is checked. The same record twice is one; a failure gives way to a result; two different results " +
    "of one point are named, nothing is written, and the exit code is 4.",
  examples: [
    ["merge part-1.jsonl part-2.jsonl --output whole.jsonl"],
    ["merge part-*.jsonl --output whole.jsonl --study study.yaml"],
  ],
  operands: {
    stores: value<string[], { default: string[] }>(
      "the stores to join",
      { placeholder: "STORE", file: "input", repeatable: true, parse: (text) => [text] },
      { default: [] },
    ),
  },
  options: {
    output: storeFile("the store to write", { required: true }),
    study: inputFile("study file: put the records into its order, say which points are missing (exit 5)"),
  },
  fields: FIELDS,
  run: ({ stores, output, study }, context) => joined(stores, output, study, context),
});

function joined(
  stores: readonly string[],
  output: string,
  study: string | undefined,
  { progress, commands }: Context,
): Outcome {
  requireDistinct(stores, output);
  const plan = study === undefined ? undefined : planOf(commands, study);
  const notes: string[] = [];
  const existed = existsSync(output);
  const store = new Store(output, { onNote: (note) => notes.push(note) });
  try {
    const merged = mergeStores(stores, store, (note) => notes.push(note));
    for (const note of notes) progress.note(note);
    const points = (): Iterable<IdentifiedPoint> =>
      plan === undefined ? [] : identifiedPoints(plan, WHOLE, numericsIdentity(), (id) => store.stateOf(id));
    const { conflicts } = merged;
    const conflicted = conflicts.length > 0;
    if (!conflicted) {
      store.finalise(plan === undefined ? () => [...store.ids()].sort() : () => idsOf(points()));
    }
    const counts = plan === undefined ? undefined : countStates(points(), store);
    const missing = plan === undefined ? [] : missingPoints(points(), store);
    return {
      parameters: { stores, output, study },
      results: [{ ...merged, ...(counts === undefined ? {} : { study: counts, missing }) }],
      tables: () =>
        conflicted
          ? [
              {
                title: "Different results of one point",
                columns: [
                  column(FIELDS, "id"),
                  column(FIELDS, "first", { wrap: true }),
                  column(FIELDS, "second", { wrap: true }),
                ],
                rows: conflicts.slice(0, LISTED).map(({ id, first, second }) => ({
                  id,
                  first: placeText(first),
                  second: placeText(second),
                })),
              },
            ]
          : [],
      notes: () => [
        conflicted
          ? `${output} was not changed.`
          : `${output}: ${merged.points} points, ${merged.points - merged.present} of them new; ${merged.repeated} records were there more than once, ${merged.superseded} failures superseded.`,
        ...(counts === undefined
          ? []
          : [
              `The study has ${counts.points} points: ${counts.done} done, ${counts.failed} failed, ${counts.left} missing.`,
            ]),
        ...missing.map((line) => `missing: ${line}`),
      ],
      ...(conflicted
        ? { warnings: [`points with different results: ${conflicts.length}; expected none`] }
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
    if (!existed && store.count === 0) rmSync(output, { force: true });
  }
}

function placeText({ store, line }: { readonly store: string; readonly line: number }): string {
  return `${store}:${line}`;
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

function planOf(commands: Children, path: string) {
  const file = readStudyFile(path);
  const form = sweepableForm(commands, file.words);
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
