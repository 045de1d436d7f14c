// Runs the commands of docs/coverage.json as they stand, in a folder of their own with the samples:
//
//   npm run build && node scripts/run-coverage.mjs [SECONDS] [WORD …]
//
// SECONDS (default 10) is how long each may take: those that take longer are named, not failed, and are parsed by the tests.
// WORDs choose the commands that contain one of them. Ends with 1 if one fails within its time; that nothing was found or something did
// not converge (exit 3) is an answer.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [seconds = "10", ...words] = process.argv.slice(2);
const limit = Number(seconds);
if (!(limit > 0)) {
  console.error(`${seconds} for SECONDS: expected a number greater than 0`);
  process.exit(2);
}
const { sources } = JSON.parse(readFileSync(join(root, "docs/coverage.json"), "utf8"));
const given = sources.flatMap(({ items }) => items.flatMap(({ by }) => by));
const commands = [...new Set(given.filter((by) => by.startsWith("$ ")).map((by) => by.slice(2)))].filter(
  (command) => words.length === 0 || words.some((word) => command.includes(word)),
);

const folder = mkdtempSync(join(tmpdir(), "coverage-"));
cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
const slow = [];
const failed = [];
let ran = 0;
for (const command of commands) {
  const begun = performance.now();
  const { status, error, stderr } = spawnSync(
    process.execPath,
    [join(root, "dist/cli/main.js"), ...command.split(" ")],
    { cwd: folder, timeout: 1000 * limit, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const took = ((performance.now() - begun) / 1000).toFixed(1);
  if (error !== undefined && error.code === "ETIMEDOUT") slow.push(command);
  else if (status === 0 || status === 3) ran++;
  else failed.push(`${command}: exit ${status}\n  ${stderr.trim().split("\n").at(-1)}`);
  console.log(`${took.padStart(7)} s  ${command}`);
}
rmSync(folder, { recursive: true });
console.log(`\n${ran} of ${commands.length} commands ran within ${limit} s each.`);
if (slow.length > 0) console.log(`Longer:\n  ${slow.join("\n  ")}`);
if (failed.length > 0) {
  console.log(`Failed:\n  ${failed.join("\n  ")}`);
  process.exitCode = 1;
}
