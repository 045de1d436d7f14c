// Renders the figures of the README into docs/figures and the report into docs/report.html from the built package.
//
//   node scripts/render-report.mjs            writes them
//   node scripts/render-report.mjs --check    fails where what is committed is not what the package makes
//
// A last argument names another binary than dist/cli/main.js. The check wants the same text and the same shapes;
// numbers may differ by what the last bits of another engine can do: a twentieth of a pixel, a millionth of the value,
// error digits in parentheses freely. Provenance (version, commit, engine) is left out.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FIGURES = ["bounds", "energy", "width"];
/** Tolerances of numbers in pictures, of small numbers in text (residuals), and of all numbers relative to their size. */
const PIXELS = 0.05;
const SMALL = 1e-6;
const RELATIVE = 1e-6;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const check = words.includes("--check");
const binary = words.find((word) => word !== "--check") ?? join(root, "dist/cli/main.js");
const target = check ? mkdtempSync(join(tmpdir(), "render-report-")) : join(root, "docs");

function run(...command) {
  execFileSync(process.execPath, [binary, ...command], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Text around the numbers, and the numbers; error digits are dropped. */
function pieces(text) {
  const told = text.replace(/(?<=\d)\(\d+\)/g, "()");
  const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;
  return { words: told.split(number), numbers: (told.match(number) ?? []).map(Number) };
}

/** Pictures, and the text between them; each with the tolerance of its numbers. */
function parts(document) {
  return document
    .replace(/<section id="provenance"[\s\S]*?<\/section>/, "")
    .split(/(<svg[\s\S]*?<\/svg>)/)
    .map((text) => ({ text, absolute: text.startsWith("<svg") ? PIXELS : SMALL }));
}

/** The first difference, in a few words, or undefined. */
function difference(committed, made) {
  const [before, after] = [parts(committed), parts(made)];
  if (before.length !== after.length) return `${before.length} pictures and texts, not ${after.length}`;
  for (const [i, { text, absolute }] of after.entries()) {
    const [a, b] = [pieces(before[i].text), pieces(text)];
    const word = b.words.findIndex((piece, j) => piece !== a.words[j]);
    if (word >= 0 || a.words.length !== b.words.length)
      return `text ${JSON.stringify(a.words[word]?.slice(0, 80))}, not ${JSON.stringify(b.words[word]?.slice(0, 80))}`;
    for (const [j, value] of b.numbers.entries()) {
      const allowed = Math.max(absolute, RELATIVE * Math.abs(value));
      if (!(Math.abs(value - a.numbers[j]) <= allowed)) return `${a.numbers[j]}, not ${value}`;
    }
  }
  return undefined;
}

const files = [];
for (const name of FIGURES) {
  const file = check ? `${name}.svg` : join("figures", `${name}.svg`);
  run("plot", name, "--force", "--output", join(target, file));
  files.push([join("docs/figures", `${name}.svg`), join(target, file)]);
}
run("report", "--no-explorer", "--force", "--output", join(target, "report.html"));
files.push(["docs/report.html", join(target, "report.html")]);

if (check) {
  let stale = false;
  for (const [committed, made] of files) {
    const found = difference(readFileSync(join(root, committed), "utf8"), readFileSync(made, "utf8"));
    if (found === undefined) continue;
    stale = true;
    process.stderr.write(
      `${committed} is not what the package makes (${found}): run npm run build, then node scripts/render-report.mjs\n`,
    );
  }
  rmSync(target, { recursive: true });
  if (stale) process.exitCode = 1;
}
