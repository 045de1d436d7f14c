/**
 * Before all tests: a temporary directory of their own, removed with everything in it afterwards, and the sources bundled
 * once for the tests that start processes or threads, so that they never see a stale build.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, transpile } from "../scripts/bundle.mjs";
import { explorerPage } from "../scripts/explorer.mjs";
import { BUILT_SOURCES } from "./built-sources.js";

/** Every project of the configuration asks for it, each with a copy of this module; it is done once per process. */
const shared = globalThis as { testBuild?: Promise<void> };

export async function setup(): Promise<() => void> {
  if (shared.testBuild !== undefined) {
    await shared.testBuild;
    return () => undefined;
  }
  // Short: the paths of sockets in it are limited.
  const folder = mkdtempSync(join(tmpdir(), "relu-"));
  process.env.TMPDIR = folder;
  shared.testBuild = build();
  await shared.testBuild;
  return () => rmSync(folder, { recursive: true, force: true });
}

async function build(): Promise<void> {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  rmSync(join(root, ".test-build"), { recursive: true, force: true });
  const chunks = await bundle({ root, outdir: ".test-build", commit: "" });
  writeFileSync(join(root, ".test-build/chunks.json"), JSON.stringify(chunks));
  await Promise.all([transpile({ root, outdir: BUILT_SOURCES }), buildPage(root)]);
}

/** The page that `explore` writes, beside the bundle. */
async function buildPage(root: string): Promise<void> {
  const page = await explorerPage({ root, cli: join(root, ".test-build/cli/main.js") });
  writeFileSync(join(root, ".test-build/explorer.html"), page);
}
