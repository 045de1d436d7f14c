// Plants one error at a time in a copy of the sources and checks that the tests turn red: a suite that cannot fail
// proves nothing. Usage: npm run planted-errors
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDERS = [
  "index.ts",
  "public",
  "certified",
  "explorer",
  "examples",
  "docs",
  "tsconfig.json",
  "src",
  "rs",
  "rsb",
  "rdt",
  "geometry",
  "compare",
  "finite-size",
  "network",
  "sweep",
  "figures",
  "cli",
  "bench",
  "scripts",
  "test",
  "package.json",
  "vitest.config.ts",
];

const PLANTED = [
  {
    error: "a wrong sign in the gradient",
    file: "rsb/functional/recursion.ts",
    from: "(-inVariance * spacing)",
    to: "(inVariance * spacing)",
    tests: "test/rsb/functional.test.ts",
  },
  {
    error: "a dropped level in the entropic term",
    file: "rsb/functional/entropic-term.ts",
    from: "for (let i = 1; i <= k; i++) {",
    to: "for (let i = 1; i < k; i++) {",
    tests: "test/rsb/functional.test.ts",
  },
  {
    error: "a grid with half the points",
    file: "rsb/functional/level-grids.ts",
    from: "roundDown(resolution.spacing * width, unit)",
    to: "roundDown(2 * resolution.spacing * width, unit)",
    tests: "test/rsb/solve.test.ts",
  },
  {
    error: "taps dropped from a sum",
    file: "src/convolution/nested-gaussian-sum.ts",
    from: "(reach * Math.sqrt(variance))",
    to: "(0.7 * reach * Math.sqrt(variance))",
    tests: "test/src/convolution.test.ts",
  },
  {
    error: "a wrong power in the tail of the chain",
    file: "rsb/limit/full-rsb.ts",
    from: "const TAIL_EXPONENT = 4;",
    to: "const TAIL_EXPONENT = 3;",
    tests: "test/rsb/full-rsb.test.ts",
  },
  {
    error: "a factor wrong by 1e-7 in the last layer of random duality",
    file: "rdt/layer/last-layer.ts",
    from: "Math.sqrt(expansion * truncatedSecondMoment(a))",
    to: "Math.sqrt(1.0000001 * expansion * truncatedSecondMoment(a))",
    tests: "test/rdt/last-layer.test.ts",
  },
  {
    error: "signs near zero taken as they come",
    file: "finite-size/minimum/vertices.ts",
    from: "const limit = relativeError * content",
    to: "const limit = 0 * content",
    tests: "test/finite-size/minimum/exact-minimum.test.ts",
  },
  {
    error: "a certificate that may have n active rows",
    file: "finite-size/certificate/verify.ts",
    from: "} else if (active >= columns)",
    to: "} else if (active > columns)",
    tests: "test/finite-size/certificate/verify.test.ts",
  },
  {
    error: "non-positive multipliers in a proof of injectivity",
    file: "network/verification/verify-proof.ts",
    from: "if (sign(multiplier) <= 0) return `the multiplier of row",
    to: "if (sign(multiplier) < -1) return `the multiplier of row",
    tests: "test/network/verification/corruptions.test.ts",
  },
  {
    error: "the slides' factor in the sharp stability bound",
    file: "network/stability/layer-stability.ts",
    from: "scaled(sigma, 1 / Math.SQRT2)",
    to: "scaled(sigma, 1 / 2)",
    tests: "test/network/stability/stability.test.ts",
  },
  {
    error: "only the first breakpoint of an activation",
    file: "network/regions/segment-cuts.ts",
    from: "for (const breakpoint of breakpoints) {",
    to: "for (const breakpoint of breakpoints.slice(0, 1)) {",
    tests: "test/network/regions/segment.test.ts",
  },
  {
    error: "an identity that forgets where the solver started",
    file: "sweep/identity.ts",
    from: "...(from === null ? {} : { from })",
    to: "...(from === null ? {} : {})",
    tests: "test/sweep/run-study.test.ts",
  },
  {
    error: "a checksum of half the record",
    file: "sweep/record.ts",
    from: "checksumOf(body) !== checksum",
    to: "checksumOf(body).slice(0, 1) !== checksum.slice(0, 1)",
    tests: "test/sweep/store.test.ts",
  },
];

// Words on the command line choose among the errors.
const words = process.argv.slice(2);
const wanted = PLANTED.filter(
  ({ error, file }) => words.length === 0 || words.some((word) => `${error} ${file}`.includes(word)),
);

const copy = mkdtempSync(join(tmpdir(), "relu-injectivity-planted-"));
let survivors = 0;
try {
  for (const folder of FOLDERS) cpSync(join(root, folder), join(copy, folder), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  // The control: without an error the same tests are green in the copy.
  const files = [...new Set(wanted.map(({ tests }) => tests))];
  if (runTests(files) !== 0) throw new Error("the tests fail before any error is planted");
  for (const { error, file, from, to, tests } of wanted) {
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
