/** The explorer as built, and where it is written: under its own name, or beside a report. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Its name, unless another is asked for. */
export const EXPLORER_FILE = "explorer.html";

/** The page that is written beside a document, so that a link from one to the other holds. */
export function explorerBeside(document: string): string {
  return join(dirname(document), EXPLORER_FILE);
}

/** The bytes of the page, from beside the running bundle, wherever that has its chunks. */
export function explorerPage(): Buffer {
  for (const up of ["./", "../", "../../", "../../../"])
    for (const build of ["", ".test-build/", "dist/"]) {
      const url = new URL(`${up}${build}${EXPLORER_FILE}`, import.meta.url);
      if (existsSync(url)) return readFileSync(url);
    }
  throw new Error("the explorer has not been built");
}
