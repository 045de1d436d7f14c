/**
 * Before all tests: a temporary directory of their own, removed with everything in it afterwards, and the sources bundled
 * once for the tests that start processes or threads, so that they never see a stale build.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../scripts/bundle.mjs";

let ready: Promise<void> | undefined;

/** Every project of the configuration asks for it; it is done once. */
export async function setup(): Promise<() => void> {
  if (ready !== undefined) {
    await ready;
    return () => undefined;
  }
  const outside = tmpdir();
  const folder = mkdtempSync(join(outside, "relu-injectivity-tests-"));
  process.env.TMPDIR = folder;
  ready = build();
  await ready;
  return () => rmSync(folder, { recursive: true, force: true });
}

async function build(): Promise<void> {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  rmSync(join(root, ".test-build"), { recursive: true, force: true });
  await bundle({ root, outdir: ".test-build", commit: "" });
}
