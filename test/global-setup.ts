/** Bundles the sources once for the tests that start processes or threads, so that they never see a stale build. */
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../scripts/bundle.mjs";

export async function setup(): Promise<void> {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  rmSync(join(root, ".test-build"), { recursive: true, force: true });
  await bundle({ root, outdir: ".test-build", commit: "" });
}
