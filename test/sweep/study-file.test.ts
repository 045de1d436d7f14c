/** Study files: YAML and JSON alike, one schema, clear refusals, no crash whatever the text. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AxisValues } from "../../src/decimal-range.js";
import { InputError } from "../../src/result.js";
import { parseAxis } from "../../sweep/axis-values.js";
import { parseStudyFile, studyJsonSchema } from "../../sweep/study-file.js";

const YAML = `# energies
command: rsb
options:
  tolerance: 1e-9
  convolution: direct
axes:
  k: [1, 2, 4]
  alpha: "4:6:0.5, 6.698"
`;

function firstTexts({ count, at }: AxisValues): string[] {
  return Array.from({ length: Math.min(count, 50) }, (_, i) => at(i));
}

function contents(text: string): unknown {
  const { words, options, axes, zip, continuation } = parseStudyFile(text, "study.yaml");
  return {
    words,
    options,
    axes: axes.map(({ name, where, values }) => ({
      name,
      texts: typeof values === "string" ? firstTexts(parseAxis(values, where)) : values,
    })),
    zip,
    continuation,
  };
}

describe("a study file", () => {
  it("says the same in YAML and in JSON", () => {
    const expected = {
      words: ["rsb"],
      options: [
        { name: "tolerance", text: "1e-9" },
        { name: "convolution", text: "direct" },
      ],
      axes: [
        { name: "k", texts: ["1", "2", "4"] },
        { name: "alpha", texts: ["4", "4.5", "5", "5.5", "6", "6.698"] },
      ],
      zip: false,
      continuation: undefined,
    };
    expect(contents(YAML)).toEqual(expected);
    const json = {
      command: "rsb",
      options: { tolerance: 1e-9, convolution: "direct" },
      axes: { k: [1, 2, 4], alpha: "4:6:0.5, 6.698" },
    };
    expect(contents(JSON.stringify(json, null, "\t"))).toEqual(expected);
  });

  it("takes switches, operands, and values with commas as typed in lists", () => {
    expect(
      contents(
        'command: rdt\noptions: {lifted: true, other: false}\naxes: {expansions: ["6.7,8.2", "6.8,8.3"]}\nzip: true',
      ),
    ).toMatchObject({
      options: [{ name: "lifted", text: true }],
      axes: [{ name: "expansions", texts: ["6.7,8.2", "6.8,8.3"] }],
      zip: true,
    });
    expect(contents("command: geometry  euler\ncontinuation: none")).toMatchObject({
      words: ["geometry", "euler"],
      continuation: "none",
    });
  });

  it("takes infinity as YAML writes it", () => {
    expect(contents("command: width\naxes: {depth: [2, .inf]}\noptions: {x: -.inf}")).toMatchObject({
      options: [{ name: "x", text: "-Infinity" }],
      axes: [{ name: "depth", texts: ["2", "Infinity"] }],
    });
  });

  it.each([
    ["command: rsb\naxis: {k: 1}", "'axis' at top level is unknown: expected axes?"],
    ["command: rsb\nxyzzy: 1", "expected one of command, options"],
    ["options: {k: 1}", "command"],
    ["command: [rsb]", "command"],
    ["command: rsb\ncommand: rs", "study.yaml:2"],
    ['{"command": "rsb", "axes": {"k": 1, "k": 2}}', "study.yaml:1"],
    ["command: rsb\naxes: {k: []}", "axes.k"],
    ["command: rsb\naxes: {k: {from: 1}}", "axes.k"],
    ["command: rsb\noptions: {k: null}", "options.k"],
    ["command: rsb\noptions: {k: 12345678901234567890}", "expected a number that a double holds"],
    ["command: rsb\naxes: {alpha: [.nan]}", ".nan in study.yaml:2: expected a number"],
    ["command: rsb\naxes: {alpha: [1e999]}", "1e999 in study.yaml:2: expected a number that a double holds"],
    ["command: rsb\naxes: {alpha: '4:5'}", "first:last:step"],
    ['{"command": "rsb", "axes": {"__proto__": [1]}}', "'__proto__' is unknown"],
    ["command: rsb\n__proto__: {k: 1}", "'__proto__' is unknown"],
    ["command: rsb\naxes: &a {alpha: *a}", "axes.alpha"],
    ["command: rsb\n? [a, b]\n: c", "expected one of command, options"],
    ["command: rsb\nzip: yes please", "zip"],
    ["", "top level"],
    ["1,2\n3,4", "is plain text: expected a study file"],
    ["- a\n- b", "top level"],
    ["command: [", "study.yaml:1"],
    ["command: rsb\n  k: 1", "study.yaml:"],
    ["command: !!binary aGk=", "study.yaml"],
    ["--- \ncommand: rsb\n---\ncommand: rs", "study.yaml"],
    ["[".repeat(100_000), "study.yaml"],
    ["x".repeat(5_000_000), "at most 4000000"],
    [
      `command: rsb\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(9)}]\nc: &c [${"*b,".repeat(9)}]\nd: [${"*c,".repeat(9)}]`,
      "study.yaml",
    ],
  ])("refuses %.60s", (text, expected) => {
    const refused = () => contents(text);
    expect(refused).toThrow(InputError);
    expect(refused).toThrow(expected);
  });

  it("damaged in any way is loaded or refused in one line, never a crash", () => {
    const json = JSON.stringify({
      command: "rsb",
      options: { k: 2 },
      axes: { alpha: "4:6:0.5" },
      zip: false,
    });
    const value = fc.anything({ withNullPrototype: false, maxDepth: 3 });
    const damaged = fc.oneof(
      fc
        .tuple(fc.constantFrom(YAML, json), fc.nat(), fc.integer({ min: 0, max: 7 }))
        .map(([text, at, bit]) => {
          const bytes = Buffer.from(text);
          bytes[at % bytes.length] ^= 1 << bit;
          return bytes.toString();
        }),
      fc.tuple(fc.constantFrom(YAML, json), fc.nat()).map(([text, at]) => text.slice(0, at % text.length)),
      fc
        .tuple(fc.constantFrom(YAML, json), fc.nat(), fc.string({ unit: "binary" }))
        .map(([text, at, inserted]) => {
          const place = at % text.length;
          return text.slice(0, place) + inserted + text.slice(place);
        }),
      fc.string({ unit: "binary" }),
      fc
        .record(
          { command: value, options: value, axes: value, zip: value, continuation: value },
          { requiredKeys: [] },
        )
        .map((object) => safeJson(object)),
      fc.dictionary(fc.string(), value).map((axes) => safeJson({ command: "rsb", axes })),
    );
    fc.assert(
      fc.property(damaged, (text) => {
        try {
          contents(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as Error).message).not.toContain("\n");
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("has a published schema that is up to date", () => {
    const path = fileURLToPath(new URL("../../docs/study.schema.json", import.meta.url));
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(studyJsonSchema());
  });
});

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value, (_key, entry) => (typeof entry === "bigint" ? String(entry) : entry)) ?? "";
  } catch {
    return "";
  }
}
