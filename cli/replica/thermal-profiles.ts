/** `rsb --beta --profiles FILE`: the functions of one state at finite temperature, as JSON, or as a file of any table format. */
import {
  profileTableLists,
  type ThermalSolution,
  thermalProfiles,
  thermalProfileTable,
} from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import type { Files } from "../files/files.js";
import { tableFormatOf, writeTable } from "../output/table-file.js";

const FORMAT = "relu-injectivity thermal profiles 1";

/** Asked before the work. @throws InputError for a file that cannot be written, and for several points or k = 0 */
export function requireThermalProfiles(file: string, points: number, k: number, files: Files): void {
  if (points > 1 || k === 0)
    throw new InputError("--profiles: expected one --alpha, one --beta and --k of at least 1");
  files.require(file, "--profiles");
}

/** JSON holds every column with unit and equation, any other format one row for each level and field. */
export function writeThermalProfiles(
  file: string,
  { alpha, beta, margin, k, ansatz }: ThermalSolution,
  files: Files,
): void {
  if (k === 0)
    throw new InputError(
      `--profiles at alpha = ${alpha}, beta = ${beta}: expected a point where replica symmetry is broken`,
    );
  const shift = margin === undefined || margin === 0 ? {} : { margin };
  const profiles = thermalProfiles(beta, ansatz, shift);
  const table = thermalProfileTable(profiles);
  if (tableFormatOf(file) !== undefined) {
    writeTable(file, "--profiles", table, files);
    return;
  }
  const text = JSON.stringify(
    {
      format: FORMAT,
      alpha,
      beta,
      ...shift,
      k,
      massError: profiles.massError,
      profiles: profileTableLists(table),
    },
    null,
    1,
  );
  files.write(file, "--profiles", `${text}\n`);
}
