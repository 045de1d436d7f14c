/** Files of this package that are read at run time. */
import { readFileSync } from "node:fs";

/** The text of a file by its path in the package; undefined where it is not there. Found upwards from this module: source tree, dist, or the build of the tests. */
export function packageFile(path: string): string | undefined {
  for (const up of ["./", "../", "../../", "../../../", "../../../../"]) {
    try {
      return readFileSync(new URL(`${up}${path}`, import.meta.url), "utf8");
    } catch {
      // Not at this height.
    }
  }
  return undefined;
}
