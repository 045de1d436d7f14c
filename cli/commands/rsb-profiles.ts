/** `rsb --profiles FILE`: Parisi function and field profiles of a solution, as JSON or CSV. */
import {
  fieldProfiles,
  type KrsbSolution,
  parisiFunction,
  parisiTable,
  profilesToObject,
  profileTable,
  tableToCsv,
} from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import { writeText } from "../output-file.js";

/**
 * Writes the profiles of one solution. JSON holds everything, each column with unit and equation; CSV is two
 * files, FILE.csv with the profiles and FILE.parisi.csv with y(q), their columns described in the JSON.
 */
export function writeProfiles(file: string, solutions: readonly KrsbSolution[]): void {
  const [solution] = solutions;
  if (solution.k === 0)
    throw new InputError("--profiles at alpha <= 2: expected alpha > 2, nothing breaks below");
  const alpha = solution.problem.kind === "energy" ? { alpha: solution.problem.alpha } : {};
  const profiles = fieldProfiles(solution.ansatz, alpha);
  const steps = parisiFunction(solution.ansatz);
  if (file.endsWith(".csv")) {
    writeText(file, "--profiles", `${tableToCsv(profileTable(profiles)).trimEnd()}\n`);
    writeText(
      file.replace(/\.csv$/, ".parisi.csv"),
      "--profiles",
      `${tableToCsv(parisiTable(steps)).trimEnd()}\n`,
    );
    return;
  }
  writeText(file, "--profiles", `${JSON.stringify(profilesToObject(profiles, steps), null, 1)}\n`);
}
