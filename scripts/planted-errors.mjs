// Plants one error at a time in a copy of the sources and checks that the tests turn red: a suite that cannot fail
// proves nothing. Usage: npm run planted-errors
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDERS = [
  "src",
  "rs",
  "rsb",
  "rdt",
  "geometry",
  "compare",
  "simulation",
  "cli",
  "test",
  "package.json",
  "vitest.config.ts",
];

const PLANTED = [
  {
    error: "a wrong sign in the gradient",
    file: "rsb/recursion.ts",
    from: "(-inVariance * spacing)",
    to: "(inVariance * spacing)",
    tests: "test/rsb/functional.test.ts",
  },
  {
    error: "a dropped level in the entropic term",
    file: "rsb/entropic-term.ts",
    from: "for (let i = 1; i <= k; i++) {",
    to: "for (let i = 1; i < k; i++) {",
    tests: "test/rsb/functional.test.ts",
  },
  {
    error: "a grid with half the points",
    file: "rsb/level-grids.ts",
    from: "roundDown(resolution.spacing * width)",
    to: "roundDown(2 * resolution.spacing * width)",
    tests: "test/rsb/solve.test.ts",
  },
  {
    error: "taps dropped from a sum",
    file: "src/kernel/js-sums.ts",
    from: "j < row;",
    to: "j < row - 4;",
    tests: "test/src/nested-sums.test.ts",
  },
  {
    error: "a wrong power in the tail of the chain",
    file: "rsb/full-rsb.ts",
    from: "const TAIL_EXPONENT = 4;",
    to: "const TAIL_EXPONENT = 3;",
    tests: "test/rsb/full-rsb.test.ts",
  },
  {
    error: "a factor wrong by 1e-7 in the last layer of random duality",
    file: "rdt/last-layer.ts",
    from: "Math.sqrt(expansion * truncatedSecondMoment(a))",
    to: "Math.sqrt(1.0000001 * expansion * truncatedSecondMoment(a))",
    tests: "test/rdt/last-layer.test.ts",
  },
];

const copy = mkdtempSync(join(tmpdir(), "relu-injectivity-planted-"));
let survivors = 0;
try {
  for (const folder of FOLDERS) cpSync(join(root, folder), join(copy, folder), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  // The control: without an error the same tests are green in the copy.
  const files = [...new Set(PLANTED.map(({ tests }) => tests))];
  if (runTests(files) !== 0) throw new Error("the tests fail before any error is planted");
  for (const { error, file, from, to, tests } of PLANTED) {
    const path = join(copy, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} no longer contains '${from}': plant '${error}' anew`);
    writeFileSync(path, text.replace(from, to));
    const { status } = spawnSync(
      process.execPath,
      [join(root, "node_modules/vitest/vitest.mjs"), "run", tests],
      {
        cwd: copy,
        stdio: "ignore",
      },
    );
    writeFileSync(path, text);
    if (status === 0) survivors++;
    console.log(`${status === 0 ? "NOT CAUGHT" : "caught"}: ${error} (${file}, ${tests})`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
if (survivors > 0) process.exitCode = 1;

/** The exit status of the tests in the copy. */
function runTests(files) {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  return spawnSync(process.execPath, [vitest, "run", ...files], { cwd: copy, stdio: "ignore" }).status;
}
