/** Where the bundled module of a worker thread lies: beside the running bundle, or in the bundle made for the tests. */
import { existsSync } from "node:fs";

/**
 * The URL of a worker's bundle.
 * @param name its path without extension, e.g. "src/milp/milp-worker"
 * @throws Error when the package has not been built
 */
export function workerEntry(name: string): URL {
  for (const up of ["./", "../", "../../", "../../../"]) {
    for (const build of ["", ".test-build/", "dist/"]) {
      const url = new URL(`${up}${build}${name}.js`, import.meta.url);
      if (existsSync(url)) return url;
    }
  }
  throw new Error(`the worker ${name} has not been built`);
}
