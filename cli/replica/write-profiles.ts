/** `rsb --profiles FILE`: Parisi function, field profiles and complexity of a solution, as JSON, or as a file of any table format. */
import {
  complexityCurve,
  complexityTable,
  fieldProfiles,
  type PerceptronCost,
  type ProfileTable,
  parisiFunction,
  parisiTable,
  profilesToObject,
  profileTable,
  profileTableLists,
  type SaddlePointSolution,
} from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import type { Files } from "../files/files.js";
import { tableFormatOf, writeTable } from "../output/table-file.js";

/** What of a solution profiles are made of; free or frozen breaking points. */
type ProfiledSolution = Pick<SaddlePointSolution, "k" | "problem" | "value" | "ansatz" | "breakingPoints">;

const FORMAT = "relu-injectivity profiles 1";

/** Asked before the work, for every file. @throws InputError for one that cannot be written, and for several problems */
export function requireProfileFiles(file: string, problems: number, k: number, files: Files): void {
  if (problems > 1 || k === 0) {
    throw new InputError("--profiles: expected one problem (at most one --alpha) and --k of at least 1");
  }
  const parts = ["parisi", ...(k === 1 ? ["complexity"] : [])];
  const beyond = tableFormatOf(file) === undefined ? [] : parts.map((part) => beside(file, part));
  for (const path of [file, ...beyond]) files.require(path, "--profiles");
}

/**
 * Writes the profiles of one solution. JSON holds everything, each column with unit and equation; any other format
 * one file per table: FILE.csv (profiles), FILE.parisi.csv (y(q)) and, for k = 1 where it is defined, FILE.complexity.csv.
 */
export function writeProfiles(
  file: string,
  solutions: readonly ProfiledSolution[],
  cost: PerceptronCost,
  files: Files,
): void {
  const [solution] = solutions;
  if (solution.k === 0) {
    throw new InputError("--profiles at alpha <= 2: expected alpha > 2, nothing breaks below");
  }
  const profiles = fieldProfiles(solution.ansatz, { ...atAlpha(solution), cost });
  const steps = parisiFunction(solution.ansatz);
  const complexity = solution.k === 1 ? oneStepComplexity(solution, profiles.alpha, cost) : undefined;
  if (tableFormatOf(file) === undefined) {
    const object = {
      ...profilesToObject(profiles, steps),
      ...(complexity === undefined ? {} : { complexity: profileTableLists(complexity) }),
    };
    files.write(file, "--profiles", `${JSON.stringify({ format: FORMAT, ...object }, null, 1)}\n`);
    return;
  }
  writeTable(file, "--profiles", profileTable(profiles), files);
  writeTable(beside(file, "parisi"), "--profiles", parisiTable(steps), files);
  if (complexity !== undefined) writeTable(beside(file, "complexity"), "--profiles", complexity, files);
}

/** Σ(y) from half to one and a half times the optimal breaking point, where it vanishes. */
function oneStepComplexity(
  { breakingPoints }: ProfiledSolution,
  alpha: number,
  cost: PerceptronCost,
): ProfileTable {
  const y = breakingPoints[0].value;
  const around = Array.from({ length: 41 }, (_, i) => y * (0.5 + i / 40));
  return complexityTable(complexityCurve(alpha, around, cost));
}

/** The expansion of the profiles: that of the energy, or the value of the threshold at its count. */
function atAlpha({ problem, value }: ProfiledSolution): { alpha?: number } {
  if (problem.kind === "energy") return { alpha: problem.alpha };
  return problem.count === undefined ? {} : { alpha: value.value };
}

/** FILE.csv -> FILE.what.csv. */
function beside(file: string, what: string): string {
  return file.replace(/(?=\.[a-z]+$)/, `.${what}`);
}
