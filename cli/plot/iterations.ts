/** `plot iterations --record FILE`: the iterates of a file that `rsb --record` has written. */
import * as z from "zod";
import { type DrawnFigure, drawIterations, type GridIterate } from "../../figures/index.js";
import { MAX_UNIFORM_LEVELS } from "../../rsb/index.js";
import { numberOf } from "../../src/json-number.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError } from "../../src/result.js";

const EXPECTED = "the iterates that rsb --method fixed-point --record wrote, one JSON object a line";
const LARGEST = 500 * 1024 * 1024;

/** A number, or the word for one that is not finite. */
const NumberOrWord = z
  .custom<number>((value) => numberOf(value) !== undefined)
  .transform((value) => Number(value));

const Iterate = z
  .object({
    yMin: NumberOrWord.pipe(z.custom<number>(isPositive)),
    yMax: NumberOrWord.pipe(z.custom<number>(isPositive)),
    k: z.number().int().min(1).max(MAX_UNIFORM_LEVELS),
    iteration: z.number().int().min(1),
    overlaps: z.array(NumberOrWord),
    chi: NumberOrWord,
    alpha: NumberOrWord,
    residual: NumberOrWord,
  })
  .refine(({ k, overlaps }) => overlaps.length === k + 1, "k + 1 overlaps");

function isPositive(value: unknown): boolean {
  return typeof value === "number" && value > 0;
}

/** The last run of the file. @throws InputError for a file that cannot be read or holds something else */
export function plotRecord(path: string): { readonly figure: DrawnFigure; readonly warnings: string[] } {
  const runs = runsOf(iteratesIn(path));
  const last = runs[runs.length - 1];
  const warnings = runs.length > 1 ? [`'${path}' holds ${runs.length} runs: the last is drawn`] : [];
  return { figure: drawIterations(last, { record: path }), warnings };
}

function iteratesIn(path: string): GridIterate[] {
  const lines = new TextDecoder().decode(readRegularFile(path, LARGEST, EXPECTED)).split("\n");
  const iterates = lines.flatMap((line, i) => (line.trim() === "" ? [] : [iterateOf(line, path, i + 1)]));
  if (iterates.length === 0) throw new InputError(`'${path}' is empty: expected ${EXPECTED}`);
  return iterates;
}

function iterateOf(line: string, path: string, number: number): GridIterate {
  const { data } = Iterate.safeParse(parsed(line));
  if (data === undefined) throw new InputError(`line ${number} of '${path}': expected ${EXPECTED}`);
  return data;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Grids grow within a run: one that begins on no finer grid than the one before begins another run. */
function runsOf(iterates: readonly GridIterate[]): GridIterate[][] {
  const runs: GridIterate[][] = [];
  for (const [i, iterate] of iterates.entries()) {
    const before = iterates[i - 1];
    if (before === undefined || (iterate.iteration === 1 && iterate.k <= before.k)) runs.push([]);
    runs[runs.length - 1].push(iterate);
  }
  return runs;
}
