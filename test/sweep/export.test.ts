/** Exports of a store, read back: every digit, non-finite numbers, gaps, and whatever a text may hold. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeRecord, RECORD_SCHEMA, type StudyRecord } from "../../sweep/record.js";
import { expectRefusedAsync, runAsync } from "../cli/command-line.js";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "relu-injectivity-export-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const file = (name: string): string => join(directory, name);

let counter = 0;
function done(parameters: Record<string, unknown>, ...results: Record<string, unknown>[]): StudyRecord {
  counter += 1;
  return {
    schema: RECORD_SCHEMA,
    id: counter.toString(16).padStart(32, "0"),
    command: ["rsb"],
    parameters,
    numerics: "1",
    from: null,
    state: "done",
    resolved: {},
    results,
    exitCode: 0,
    provenance: { version: "0.1.0" },
  };
}

function failed(parameters: Record<string, unknown>, error: string): StudyRecord {
  const {
    results: _results,
    resolved: _resolved,
    exitCode: _code,
    provenance: _origin,
    ...shared
  } = done(parameters) as Extract<StudyRecord, { state: "done" }>;
  return { ...shared, state: "failed", error };
}

function store(name: string, records: readonly StudyRecord[]): string {
  writeFileSync(file(name), records.map((record) => `${encodeRecord(record)}\n`).join(""));
  return file(name);
}

const quantity = (value: number | string, error: number | string, status = "converged") => ({
  value,
  error,
  status,
});

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\n)/g)) {
    rows[rows.length - 1].push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

async function csvOf(path: string, ...more: string[]): Promise<Record<string, string>[]> {
  const { out, err, code } = await runAsync(["export", path, ...more]);
  expect({ err, code }).toEqual({ err: "", code: 0 });
  const [header, ...rows] = parseCsv(out);
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}

async function parquetOf(path: string): Promise<Record<string, unknown>[]> {
  const output = file("written.parquet");
  const { code, err } = await runAsync(["export", path, "--format", "parquet", "--output", output]);
  expect({ err, code }).toEqual({ err: "", code: 0 });
  return parquetReadObjects({ file: await asyncBufferFromFile(output) });
}

const sample = (): string =>
  store("sample.jsonl", [
    done(
      { k: 1, alpha: 5 },
      { energy: quantity(0.5467, 3e-13), overlaps: [0.25, 1], depth: "Infinity", exact: "1/3" },
    ),
    done(
      { k: 2, alpha: 5.5 },
      { energy: quantity(6.6e-5, 2e-7), overlaps: [0.1, 0.5, 1], depth: 2, exact: null, flag: true },
      {
        energy: quantity("NaN", "Infinity", "domain-error"),
        overlaps: [],
        depth: "-Infinity",
        exact: 'a "b",\nc',
      },
    ),
    failed({ k: 3, alpha: 6 }, "out of its domain, 100 % of it"),
  ]);

describe("CSV", () => {
  it("has one line per result, quantities in three columns, a failed point with its error", async () => {
    const rows = await csvOf(sample());
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({
      "parameters.alpha": "5",
      energy: "0.5467",
      "energy.error": "3e-13",
      "energy.status": "converged",
      depth: "Infinity",
      "overlaps.1": "1",
      "overlaps.2": "",
      flag: "",
    });
    expect(rows[2]).toMatchObject({
      energy: "NaN",
      "energy.error": "Infinity",
      depth: "-Infinity",
      exact: 'a "b",\nc',
    });
    expect(rows[3]).toMatchObject({ state: "failed", error: "out of its domain, 100 % of it", energy: "" });
    // A list that grows on a later line stays together.
    const names = Object.keys(rows[0]);
    expect(names.indexOf("overlaps.2")).toBe(names.indexOf("overlaps.1") + 1);
    expect(names.some((name) => name.startsWith("provenance"))).toBe(false);
  });

  it("takes cells, fields and parts by name, the background too", async () => {
    const rows = await csvOf(sample(), "--columns", "energy.error,overlaps,provenance,numerics");
    expect(Object.keys(rows[0])).toEqual([
      ...["energy.error", "overlaps.0", "overlaps.1", "overlaps.2"],
      ...["provenance.version", "numerics"],
    ]);
  });

  it("shows only the last record of a point that was stored again", async () => {
    const first = failed({ k: 1 }, "at first");
    const second = { ...done({ k: 1 }, { energy: quantity(1, 0) }), id: first.id };
    const rows = await csvOf(
      store("again.jsonl", [first, done({ k: 2 }, { energy: quantity(2, 0) }), second]),
    );
    expect(rows.map(({ energy }) => energy)).toEqual(["2", "1"]);
  });
});

describe("round trips", () => {
  const number = fc.double({ noDefaultInfinity: false, noNaN: false });
  const jsonNumber = number.map((value) => (Number.isFinite(value) ? value : String(value)));
  const record = fc
    .record({
      alpha: fc.double({ noNaN: true, noDefaultInfinity: true }),
      energy: fc.tuple(jsonNumber, jsonNumber),
      text: fc.option(fc.string({ unit: "grapheme" })),
      flag: fc.option(fc.boolean()),
      list: fc.array(jsonNumber, { maxLength: 3 }),
    })
    .map(({ alpha, energy: [value, error], text, flag, list }) =>
      // A text that reads as a number would make the column numeric where it is the only one.
      done(
        { alpha },
        { energy: quantity(value, error), text: text === null ? null : `t${text}`, flag, list },
      ),
    );
  const records = fc.array(record, { minLength: 1, maxLength: 12 });
  const resultOf = (entry: StudyRecord) =>
    (entry as Extract<StudyRecord, { state: "done" }>).results[0] as {
      energy: { value: unknown; error: unknown };
      text: string | null;
      flag: boolean | null;
      list: unknown[];
    };

  it("through CSV keep every number and text", async () => {
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        const rows = await csvOf(store("any.jsonl", all));
        for (const [i, entry] of all.entries()) {
          const result = resultOf(entry);
          expect(Number(rows[i].energy)).toEqual(Number(result.energy.value) + 0);
          expect(Number(rows[i]["energy.error"])).toEqual(Number(result.energy.error) + 0);
          expect(rows[i].text).toBe(result.text ?? "");
          expect(rows[i].flag).toBe(String(result.flag ?? ""));
          for (const [j, value] of result.list.entries()) {
            expect(Number(rows[i][`list.${j}`])).toEqual(Number(value) + 0);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("through Parquet keep types, non-finite numbers and nulls", async () => {
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        const rows = await parquetOf(store("any.jsonl", all));
        expect(rows).toHaveLength(all.length);
        for (const [i, entry] of all.entries()) {
          const result = resultOf(entry);
          expect(rows[i].energy).toEqual(Number(result.energy.value) + 0);
          expect(rows[i]["energy.error"]).toEqual(Number(result.energy.error) + 0);
          expect(rows[i].text ?? null).toBe(result.text);
          expect(rows[i].flag ?? null).toBe(result.flag);
          for (const j of [0, 1, 2]) {
            const value = result.list[j];
            expect(rows[i][`list.${j}`] ?? null).toEqual(value === undefined ? null : Number(value) + 0);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("Parquet", () => {
  it("has typed columns that may be null", async () => {
    await parquetOf(sample());
    const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(file("written.parquet")));
    const typeOf = (name: string) => {
      const column = schema.find((element) => element.name === name);
      return [column?.type, column?.converted_type, column?.repetition_type];
    };
    expect(typeOf("energy")).toEqual(["DOUBLE", undefined, "OPTIONAL"]);
    expect(typeOf("depth")).toEqual(["DOUBLE", undefined, "OPTIONAL"]);
    expect(typeOf("flag")).toEqual(["BOOLEAN", undefined, "OPTIONAL"]);
    expect(typeOf("energy.status")).toEqual(["BYTE_ARRAY", "UTF8", "OPTIONAL"]);
  });

  it("writes several groups of lines", async () => {
    const many = Array.from({ length: 100 }, (_, i) =>
      done(
        { alpha: i },
        ...Array.from({ length: 201 }, (_unused, j) => ({ j, energy: quantity(i + j / 1000, 0) })),
      ),
    );
    const rows = await parquetOf(store("many.jsonl", many));
    expect(rows).toHaveLength(20_100);
    expect(rows.at(-1)).toMatchObject({ "parameters.alpha": 99, j: 200, energy: 99.2 });
  });
});

describe("printed tables", () => {
  it("show what varies and the quantities, errors in parentheses, in Markdown", async () => {
    const { out } = await runAsync(["export", sample(), "--format", "markdown"]);
    expect(out).toBe(
      [
        "| state | k | alpha | energy | error |",
        "| --- | ---: | ---: | ---: | --- |",
        "| done | 1 | 5 | 0.5467000000000(3) |  |",
        "| done | 2 | 5.5 | 6.60(2)e-5 |  |",
        "| done | 2 | 5.5 | NaN \\[domain-error\\] |  |",
        "| failed | 3 | 6 |  | out of its domain, 100 % of it |",
        "",
      ].join("\n"),
    );
  });

  it("show what tells the lines of one point apart", async () => {
    const layers = [1, 2, 3].map((layer) => ({ layer, steps: 7 - layer, width: quantity(layer, 0.1) }));
    const path = store("layers.jsonl", [done({ depth: 3 }, ...layers), done({ depth: 1 }, layers[0])]);
    const { out } = await runAsync(["export", path, "--format", "markdown"]);
    expect(out.split("\n").slice(0, 1)).toEqual(["| depth | layer | width |"]);
    expect(out.split("\n")[3]).toBe("| 3 | 2 | 2.00(10) |");
  });

  it("typeset numbers and escape texts in LaTeX", async () => {
    const { out } = await runAsync(["export", sample(), "--format", "latex"]);
    expect(out).toBe(
      [
        "% \\usepackage{booktabs}",
        "\\begin{tabular}{lrrrl}",
        "\\toprule",
        "state & k & alpha & energy & error \\\\",
        "\\midrule",
        "done & $1$ & $5$ & $0.5467000000000(3)$ &  \\\\",
        "done & $2$ & $5.5$ & $6.60(2) \\times 10^{-5}$ &  \\\\",
        "done & $2$ & $5.5$ & NaN {[}domain-error{]} &  \\\\",
        "failed & $3$ & $6$ &  & out of its domain, 100 \\% of it \\\\",
        "\\bottomrule",
        "\\end{tabular}",
        "",
      ].join("\n"),
    );
  });

  it("leave no character of LaTeX unescaped", async () => {
    const { escapeLatex } = await import("../../cli/output/latex.js");
    expect(escapeLatex("50% of $x_1^2$ & {a}~#1\\n")).toBe(
      "50\\% of \\$x\\_1\\textasciicircum{}2\\$ \\& \\{a\\}\\textasciitilde{}\\#1\\textbackslash{}n",
    );
  });
});

describe("mistakes", () => {
  it("are said in one line", async () => {
    const path = sample();
    await expectRefusedAsync(
      ["export", path, "--columns", "enrgy"],
      "'enrgy' in --columns: expected energy?",
    );
    await expectRefusedAsync(["export", path, "--columns", "energy,"], "expected names separated by commas");
    await expectRefusedAsync(
      ["export", path, "--format", "parquet"],
      "expected a file, --output FILE.parquet",
    );
    await expectRefusedAsync(
      ["export", path, "--format", "xlsx"],
      "expected one of csv, markdown, latex, parquet",
    );
    await expectRefusedAsync(
      ["export", path, "--output", file("no/such/folder.csv")],
      "in --output: expected a file",
    );
    await expectRefusedAsync(["export", file("nowhere")], "as a store: expected a file that can be read");
    writeFileSync(file("text.jsonl"), "not a record\n");
    await expectRefusedAsync(["export", file("text.jsonl")], "is plain text: expected a store of sweep");
    writeFileSync(file("damaged.jsonl"), `{"schema":"${RECORD_SCHEMA}" damaged\n`);
    await expectRefusedAsync(["export", file("damaged.jsonl")], "line 1");
  });

  it("leave an earlier file as it was", async () => {
    writeFileSync(file("kept.csv"), "before");
    await runAsync(["export", file("text.jsonl"), "--output", file("kept.csv")]);
    expect(readFileSync(file("kept.csv"), "utf8")).toBe("before");
  });
});
