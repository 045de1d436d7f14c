/** What the experiments of `finite-size` share: the size of a point, its words, its progress. */
import type { PointSize } from "../../compare/index.js";
import { type ExperimentSize, LARGEST_SAMPLES, MATRIX_LIMITS } from "../../finite-size/index.js";
import { InputError } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { pick } from "../definition/command.js";
import { integer, positive, seed } from "../definition/option.js";
import { requireTall } from "../input/matrix-input.js";
import type { Progress } from "../output/progress.js";
import { MARGIN_OPTIONS } from "../replica/margin-options.js";
import { CERTIFICATE_WORDS } from "../vocabulary/certificates.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";

export const POINT_FIELDS = {
  ...pick(GEOMETRY_WORDS, "rows", "columns", "ratio"),
  ...pick(CERTIFICATE_WORDS, "samples", "seed"),
};

/** --columns n and --rows m or --ratio m/n, --samples, --seed. */
export function pointOptions(samples: number) {
  return {
    columns: integer("inputs", { from: 1, to: MATRIX_LIMITS.columns, required: true, placeholder: "n" }),
    rows: integer("outputs, at least n", { from: 1, to: MATRIX_LIMITS.rows, placeholder: "m" }),
    ratio: positive("in place of --rows: m is a n, rounded", { placeholder: "a" }),
    samples: integer("random layers", { from: 1, to: LARGEST_SAMPLES, default: samples }),
    seed: seed("seed; sample i is the matrix of its stream i", 0),
  };
}

/** The same with a bias or a field threshold. */
export function marginPointOptions(samples: number) {
  const { bias, margin } = MARGIN_OPTIONS;
  return { ...pointOptions(samples), bias, margin };
}

export const POINT_CONFLICTS = [{ together: ["rows", "ratio"] as const }];

/** Two examples: one point, and the study of many. */
export function pointExamples(word: string, options: string): [string][] {
  return [
    [`finite-size ${word} ${options}`],
    [`sweep --study examples/studies/finite-size-${word}.yaml --store ${word}.jsonl`],
  ];
}

/** The size of a point. @throws InputError unless the rows are given, by number or by ratio, and at least n */
export function sizeOf({
  rows,
  ratio,
  columns,
  samples,
  seed,
}: Pick<ExperimentSize, "columns" | "samples" | "seed"> & {
  readonly rows: number | undefined;
  readonly ratio: number | undefined;
}): ExperimentSize {
  if (rows === undefined && ratio === undefined) {
    throw new InputError("no number of rows: expected --rows m or --ratio a");
  }
  const chosen = rows ?? Math.round((ratio ?? 1) * columns);
  if (rows === undefined && (chosen < columns || chosen > MATRIX_LIMITS.rows)) {
    throw new InputError(
      `'${ratio}' in --ratio with --columns ${columns}: expected a number of at least 1, and at most ${MATRIX_LIMITS.rows} rows`,
    );
  }
  requireTall(chosen, columns);
  return { rows: chosen, columns, samples, seed };
}

/** Shows how many samples are done. */
export function onSample(
  { samples, rows, columns }: Omit<ExperimentSize, "seed">,
  progress: Progress,
): (done: number) => void {
  return (done) =>
    progress.update({
      what: `${rows} x ${columns}: ${done} of ${samples} samples`,
      done,
      total: samples,
      even: true,
      unit: "samples",
    });
}

/** "30 x 5 layers, 100 samples, seed 1", for titles. */
export function titleOf({ rows, columns, samples, seed }: PointSize): string {
  return `${rows} x ${columns} layers, ${samples} samples, seed ${seed}`;
}

/** An interval in words. */
export function intervalText([low, high]: readonly [number, number]): string {
  return [low, high].map((end) => formatNumber(end, 4)).join(" … ");
}
