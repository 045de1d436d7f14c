/** Results, data of figures and profiles as files of every format that a table has: the same numbers in each. */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "tables-"));

type Rows = readonly Readonly<Record<string, unknown>>[];

async function parquet(name: string): Promise<Rows> {
  return parquetReadObjects({ file: await asyncBufferFromFile(join(folder, name)) });
}

/** Numbers as numbers, nothing as null. */
function csv(name: string): Rows {
  const [header, ...lines] = readFileSync(join(folder, name), "utf8").trimEnd().split("\n");
  const names = header.split(",");
  const cell = (text: string): unknown => {
    if (text === "") return null;
    return Number.isNaN(Number(text)) ? text.replace(/^"(.*)"$/, "$1") : Number(text);
  };
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)("[^"]*"|[^,"]*)/g)].map(([, text]) => cell(text));
    return Object.fromEntries(names.map((key, i) => [key, cells[i]]));
  });
}

/** One line for each row of the table between the rules. */
const latexRows = (name: string): number =>
  (/\\midrule\n([\s\S]*)\\bottomrule/.exec(readFileSync(join(folder, name), "utf8"))?.[1] ?? "")
    .trim()
    .split("\n").length;

const markdownRows = (name: string): number =>
  readFileSync(join(folder, name), "utf8")
    .split("\n")
    .filter((line) => /^\| +[^-]/.test(line)).length - 1;

async function write(line: string, name: string): Promise<void> {
  const [command, option] = line.split(" -> ");
  const { code, err } = await runAsync([...command.split(" "), option, join(folder, name)]);
  expect(code, err).toBe(0);
}

describe.each([
  ["results", "rs --alpha 5,6 -> --output", ""],
  ["the data of a figure", "plot euler-terms -> --output", ""],
  ["profiles", "rsb --k 1 --alpha 6 --tolerance 1e-6 -> --profiles", ""],
  ["the steps beside them", "rsb --k 1 --alpha 6 --tolerance 1e-6 -> --profiles", ".parisi"],
])("%s", (what, line, part) => {
  const name = (extension: string): string => `${what.replaceAll(" ", "-")}${part}${extension}`;
  const given = (extension: string): string => `${what.replaceAll(" ", "-")}${extension}`;

  it("has the same numbers in CSV and Parquet, the same rows in Markdown and LaTeX", async () => {
    for (const extension of [".csv", ".parquet", ".md", ".tex"]) await write(line, given(extension));
    const rows = await parquet(name(".parquet"));
    expect(rows.length).toBeGreaterThan(1);
    expect(rows).toEqual(csv(name(".csv")));
    expect(latexRows(name(".tex"))).toBe(rows.length);
    expect(markdownRows(name(".md"))).toBe(rows.length);
  });

  it("is replaced by the same command without --force", async () => {
    await write(line, given(".parquet"));
    await write(line, given(".tex"));
  });
});

it("a quantity of a result is three columns", async () => {
  await write("rs --alpha 5,6 -> --output", "quantity.parquet");
  const [row] = await parquet("quantity.parquet");
  expect(Object.keys(row)).toEqual(expect.arrayContaining(["energy", "energy.error", "energy.status"]));
  expect(row["energy.status"]).toBe("converged");
});
