// Walks through everything that help and pages tell people to type, as a newcomer would: from a fresh clone of the last
// commit, or from the packed package in an empty folder. Takes about half an hour on two cores.
//
//   node scripts/walk.mjs clone|packed [words]     only the lines with these words
//
// A line fails with any exit code but 0, and 3 for what says that it does not converge. Studies of minutes are planned
// only (--dry-run); what waits for a queue on another machine is left out, and said.
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { helpExamples, pageBlocks } from "./walk-lines.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [, , way, ...words] = process.argv;
if (way !== "clone" && way !== "packed") throw new Error("expected clone or packed");

/** What examples take for granted: results of other examples, and files of the reader's own. */
const PREPARED = [
  "network check examples/weights.csv --save proof.json",
  "rsb --method fixed-point --k 30 --alpha 6 --record FILE",
  "sweep rsb --k 3 --alpha 4:10:0.05 --store e3.jsonl",
  "sweep rsb --k 1:2:1 --alpha 5:7:0.5 --store energies.jsonl",
  "sweep finite-size minimum --columns 2,3 --ratio 4 --samples 50 --store minimum.jsonl",
  "sweep --study study.yaml --shard 1/2 --store part-1.jsonl",
  "sweep --study study.yaml --shard 2/2 --store part-2.jsonl",
  "certificate search --rows 60 --columns 20 --seed 3 --save certificate.json",
];
const STUDY = "command: rsb\noptions:\n  k: 2\naxes:\n  alpha: 4:8:0.5\n";
const SECONDS = 600;

const folder = mkdtempSync(join(tmpdir(), "walk-"));
const work = join(folder, "work");
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** The folder of the package in which its pages and samples lie. */
function cloned() {
  const checkout = join(folder, "checkout");
  run("git", ["clone", "--quiet", root, checkout], folder);
  run("npm", ["ci", "--no-audit", "--no-fund"], checkout);
  const bin = join(folder, "bin");
  mkdirSync(bin);
  symlinkSync(join(checkout, "dist/cli/main.js"), join(bin, "relu-injectivity"));
  return { package: checkout, bin };
}

function packed() {
  run("npm", ["run", "--silent", "build"], root);
  run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], root);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  writeFileSync(join(work, "package.json"), '{ "name": "stranger", "type": "module", "private": true }');
  // What draws figures is optional; a message says what to install (see smoke-packed.mjs).
  run("npm", ["install", "--no-audit", "--no-fund", join(folder, tarball), "vega", "vega-lite"], work);
  return { package: join(work, "node_modules/relu-injectivity"), bin: join(work, "node_modules/.bin") };
}

/** Runs a script of sh and tells what went wrong, if something did. */
function tried(script, environment) {
  const begun = performance.now();
  const { status, signal, stderr } = spawnSync("sh", ["-eu", "-c", script], {
    cwd: work,
    encoding: "utf8",
    env: environment,
    timeout: 1000 * SECONDS,
    maxBuffer: 1e9,
  });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const last = stderr.trim().split("\n").at(-1) ?? "";
  const honest = status === 0 || (status === 3 && last.startsWith("warning:"));
  const [line] = script.trim().split("\n");
  console.log(`${honest ? "ok" : "WRONG"} ${seconds} s  ${line}`);
  if (!honest) console.log(`  ${signal ?? `exit code ${status}`}: ${last}`);
  return honest;
}

let failures = 0;
try {
  mkdirSync(work);
  writeFileSync(join(work, "study.yaml"), STUDY);
  const place = way === "clone" ? cloned() : packed();
  cpSync(join(place.package, "examples"), join(work, "examples"), { recursive: true });
  const npx = join(folder, "npx");
  mkdirSync(npx);
  writeFileSync(join(npx, "npx"), `#!/bin/sh\nshift\nexec relu-injectivity "$@"\n`, { mode: 0o755 });
  if (way === "clone") {
    // A module of the pages imports the package by its name.
    mkdirSync(join(work, "node_modules"));
    symlinkSync(place.package, join(work, "node_modules/relu-injectivity"));
  }
  const path = [...(way === "clone" ? [npx] : []), place.bin, process.env.PATH ?? ""].join(delimiter);
  const environment = { ...process.env, PATH: path };
  const program = (line) => `relu-injectivity ${line}`;
  const examples = helpExamples(join(place.bin, "relu-injectivity"));
  const asked = (text) => words.length === 0 || words.some((word) => text.includes(word));
  for (const line of PREPARED) failures += tried(program(line), environment) ? 0 : 1;
  for (const page of ["README.md", "docs/tutorial.md", "docs/commands.md"])
    for (const code of pageBlocks(readFileSync(join(place.package, page), "utf8")).filter(asked))
      failures += tried(code, environment) ? 0 : 1;
  for (const line of examples.filter(asked)) {
    if (line.startsWith("worker")) console.log(`left out: ${line}`);
    else {
      const planned = /--study examples\//.test(line) ? " --dry-run" : "";
      failures += tried(program(`${line}${planned}`), environment) ? 0 : 1;
    }
  }
  console.log(`${way}: ${examples.length} examples of help, and the pages; wrong: ${failures}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 4;
