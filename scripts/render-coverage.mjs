// Writes docs/coverage.md, and the list of the sources' figures and tables in docs/tutorial.md, from docs/coverage.json.
//
//   node scripts/render-coverage.mjs           writes them
//   node scripts/render-coverage.mjs --check   fails where what is committed is not what the data say
//
// In the data "$ words" is a command, "room.name" a function of that subpath. The tests parse every command and look up
// every function.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes("--check");
const { sources } = JSON.parse(readFileSync(join(root, "docs/coverage.json"), "utf8"));

/** A pipe would end the cell of a table. */
const cell = (text) => text.replaceAll("|", "\\|");

function given(by) {
  if (by.startsWith("$ ")) return `\`${by.slice(2)}\``;
  const [room, name] = by.split(".");
  return `\`${name}\` of \`/${room}\``;
}

function table(items, head) {
  const rows = items.map(
    ({ place, kind, what, by }) =>
      `| ${[place, kind, what, by.map(given).join("<br>")].map(cell).join(" | ")} |`,
  );
  return [`| ${head.join(" | ")} |`, `| ${head.map(() => "---").join(" | ")} |`, ...rows].join("\n");
}

const HEAD = ["place", "what", "content", "given by"];

const page = [
  "# What each source holds, and what gives it",
  "",
  "Formulas, theorems, figures, tables and numbers of the sources, each with the commands (after `npx relu-injectivity`) and",
  "the functions (of the package's subpaths) that give it. Made from `docs/coverage.json` by `scripts/render-coverage.mjs`;",
  "the tests parse every command and look up every function, `scripts/run-coverage.mjs` runs the commands.",
  ...sources.flatMap(({ title, items }) => ["", `## ${title}`, "", table(items, HEAD)]),
  "",
].join("\n");

const BEGIN = "<!-- figures and tables of the sources: node scripts/render-coverage.mjs -->";
const END = "<!-- end -->";

/** The figures and tables, source by source. */
function drawn(tutorial) {
  const start = tutorial.indexOf(BEGIN);
  const end = tutorial.indexOf(END, start);
  if (start < 0 || end < 0)
    throw new Error("docs/tutorial.md: expected the marks of the list of figures and tables");
  const items = sources.flatMap(({ title, items: all }) =>
    all
      .filter(({ kind }) => kind === "figure" || kind === "table")
      .map((item) => ({ ...item, place: `${title.split(",")[0]}, ${item.place}` })),
  );
  return `${tutorial.slice(0, start)}${BEGIN}\n\n${table(items, HEAD)}\n\n${tutorial.slice(end)}`;
}

const tutorial = readFileSync(join(root, "docs/tutorial.md"), "utf8");
const files = { "docs/coverage.md": page, "docs/tutorial.md": drawn(tutorial) };
for (const [file, made] of Object.entries(files)) {
  if (!check) {
    writeFileSync(join(root, file), made);
    continue;
  }
  if (readFileSync(join(root, file), "utf8") !== made) {
    process.stderr.write(
      `${file} is not what docs/coverage.json says: run node scripts/render-coverage.mjs\n`,
    );
    process.exitCode = 1;
  }
}
