/** Option values from files and the environment: order, origins, and mistakes in the words of the options. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import { runCommandLine } from "../../cli/program.js";
import type { Outcome } from "./command-line.js";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "relu-injectivity-config-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function run(line: string, environment: Record<string, string> = {}): Promise<Outcome> {
  const written = { out: "", err: "" };
  const code = await runCommandLine(
    line.split(" "),
    {
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.err += text;
      },
      debug: false,
      configuration: { environment, directory },
    },
    ALL_COMMANDS,
  );
  return { code, ...written };
}

interface Origin {
  readonly option: string;
  readonly value: unknown;
  readonly origin: string;
}

/** Value and origin of one option. */
async function printed(line: string, option: string, environment?: Record<string, string>): Promise<Origin> {
  const { out, err } = await run(`${line} --print-config --json`, environment);
  expect(err).toBe("");
  const { results } = JSON.parse(out) as { results: Origin[] };
  const row = results.find((candidate) => candidate.option === option);
  if (row === undefined) throw new Error(`no ${option}`);
  return row;
}

const project = (text: string, name = "relu-injectivity.config.yaml"): void =>
  writeFileSync(join(directory, name), text);

async function expectRefused(
  line: string,
  expected: string,
  environment?: Record<string, string>,
): Promise<void> {
  const { code, out, err } = await run(line, environment);
  expect(err).toMatch(/^error: [^\n]*\n$/);
  expect(err).toContain(expected);
  expect({ code, out }).toEqual({ code: 2, out: "" });
}

describe("layers", () => {
  it("come in the order defaults < project file < environment < flags, each with its origin", async () => {
    expect(await printed("rdt --depth 3", "notion")).toMatchObject({ value: "weak", origin: "default" });
    project("# widths\nwidth:\n  notion: strong\n");
    expect(await printed("width --depth 3", "notion")).toMatchObject({
      value: "strong",
      origin: "relu-injectivity.config.yaml:3",
    });
    const environment = { RELU_INJECTIVITY_WIDTH_NOTION: "weak" };
    expect(await printed("width --depth 3", "notion", environment)).toMatchObject({
      value: "weak",
      origin: "env RELU_INJECTIVITY_WIDTH_NOTION",
    });
    expect(await printed("width --depth 3 --notion strong", "notion", environment)).toMatchObject({
      value: "strong",
      origin: "flag --notion",
    });
  });

  it("supply mandatory options and switches, in YAML and JSON alike", async () => {
    const { out: expected } = await run("width --depth 3 --notion strong --lifted --json");
    project("width: { depth: 3, notion: strong, lifted: true, json: true }\n");
    expect((await run("width")).out).toBe(expected);
    rmSync(join(directory, "relu-injectivity.config.yaml"));
    project('{"width": {"depth": 3, "notion": "strong", "lifted": true}}', "relu-injectivity.config.json");
    expect((await run("width --json")).out).toBe(expected);
  });

  it("set the options of subcommands, and words like infinity", async () => {
    project(
      "geometry:\n  euler:\n    rows: 7\n    columns: 4\nnetwork:\n  show:\n    csv: true\nwidth:\n  depth: infinity\n",
    );
    const { out } = await run("geometry euler --json");
    expect(JSON.parse(out)).toMatchObject({ parameters: { rows: 7, columns: 4 } });
    expect(await printed("width", "depth")).toMatchObject({ value: "Infinity" });
    const shown = await printed("network show x.json", "csv");
    expect(shown).toMatchObject({ value: true, origin: "relu-injectivity.config.yaml:7" });
    const variables = {
      RELU_INJECTIVITY_NETWORK_SHOW_CSV: "false",
      RELU_INJECTIVITY_GEOMETRY_EULER_ROWS: "8",
    };
    expect(await printed("geometry euler", "rows", variables)).toMatchObject({ value: 8 });
    const { out: text } = await run("network show x.json --print-config", variables);
    expect(text).toMatch(/^csv +false +env/m);
  });

  it("replace lists as a whole: a typed --alpha does not add to the configured ones", async () => {
    project("rs:\n  alpha: [4, 5.50]\n");
    expect(await printed("rs", "alpha")).toMatchObject({ value: [4, 5.5] });
    expect(await printed("rs", "alpha", { RELU_INJECTIVITY_RS_ALPHA: "6" })).toMatchObject({ value: [6] });
    expect(await printed("rs --alpha 7 --alpha 8", "alpha")).toMatchObject({ value: [7, 8] });
  });

  it("let a typed format overrule a configured one", async () => {
    project("width:\n  csv: true\n  depth: 2\n");
    expect((await run("width")).out).toMatch(/^depth,notion/);
    expect((await run("width --json")).out).toMatch(/^\{/);
  });

  it("set what every command has: file, digits and silence", async () => {
    const path = join(directory, "out.json");
    project(`rs:\n  output: ${path}\n  digits: 3\n`);
    expect(await run("rs")).toEqual({ code: 0, out: "", err: "" });
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ command: "rs" });
    project("rs:\n  digits: 3\n");
    expect((await run("rs")).out).toMatch(/7\.65\b/);
    expect((await run("rs", { RELU_INJECTIVITY_RS_DIGITS: "5" })).out).toMatch(/7\.6477\b/);
    expect((await run("rs --digits 2", { RELU_INJECTIVITY_RS_DIGITS: "5" })).out).toMatch(/7\.6\b/);
    const noted = ["emin", "--rows", "9", "--columns", "2", "--method", "search"].join(" ");
    expect((await run(noted)).err).toContain("warning");
    expect((await run(noted, { RELU_INJECTIVITY_EMIN_QUIET: "true" })).err).toBe("");
    expect(await printed(noted, "quiet", { RELU_INJECTIVITY_EMIN_QUIET: "true" })).toMatchObject({
      value: true,
    });
  });

  it("leave the environment of other commands and the kernel's variable alone", async () => {
    const environment = { RELU_INJECTIVITY_KERNEL: "fftjs", RELU_INJECTIVITY_RSB_K: "x", PATH: "/bin" };
    expect((await run("width --depth 2 --json", environment)).code).toBe(0);
  });
});

describe("which file", () => {
  it("is the named one, by flag or variable; none means none", async () => {
    project("width:\n  depth: 2\n");
    project("width:\n  depth: 5\n", "other.yml");
    expect(await printed("width", "depth")).toMatchObject({ value: 2 });
    const other = { value: 5, origin: "other.yml:2" };
    expect(await printed("width --config other.yml", "depth")).toMatchObject(other);
    expect(await printed("width --config=other.yml", "depth")).toMatchObject(other);
    expect(await printed("width", "depth", { RELU_INJECTIVITY_CONFIG: "other.yml" })).toMatchObject(other);
    expect(await printed("width --config none", "depth")).toMatchObject({ value: null, origin: "not set" });
  });

  it("is refused when it cannot be read, or when there are two", async () => {
    await expectRefused(
      "width --config nowhere.yaml",
      "'nowhere.yaml' in --config: expected a YAML or JSON file",
    );
    project("", "relu-injectivity.config.yml");
    project("{}", "relu-injectivity.config.json");
    await expectRefused("width --depth 2", "expected one of them, or --config <FILE>");
  });

  it("does not keep --help and --version from answering", async () => {
    project("width: [");
    expect((await run("width --help")).code).toBe(0);
    expect((await run("--version")).code).toBe(0);
  });
});

describe("mistakes", () => {
  it.each([
    [
      "wdth:\n  depth: 2\n",
      "'wdth' in relu-injectivity.config.yaml:1: expected a command; did you mean width?",
    ],
    [
      "width:\n  depth: 2\n  dualNorms: unit\n",
      "'dualNorms' in relu-injectivity.config.yaml:3: expected an option of width; did you mean dual-norms?",
    ],
    ["rs:\n  k: 2\n", "'k' in relu-injectivity.config.yaml:2: expected an option of rs (alpha,"],
    [
      "network:\n  shw: {}\n",
      "'shw' in relu-injectivity.config.yaml:2: expected a subcommand of network; did you mean show?",
    ],
    [
      "width:\n  depth: 2.5\n",
      "'2.5' in depth of relu-injectivity.config.yaml:2: expected an integer from 1 to",
    ],
    [
      "width:\n  depth: 2\n  notion: firm\n",
      "'firm' in notion of relu-injectivity.config.yaml:3: expected one of weak, strong",
    ],
    ["width:\n  lifted: perhaps\n", "lifted in relu-injectivity.config.yaml:2: expected true or false"],
    ["width:\n  depth: true\n", "true in depth of relu-injectivity.config.yaml:2: expected a value"],
    [
      "width:\n  depth: { a: 1 }\n",
      "depth in relu-injectivity.config.yaml:2: expected a text, a number or a list",
    ],
    ["width: 3\n", "width in relu-injectivity.config.yaml:1: expected names of options"],
    ["- width\n", "the file in relu-injectivity.config.yaml:1: expected names of commands"],
    [
      "width:\n  depth: 1\n  depth: 2\n",
      "relu-injectivity.config.yaml:3: expected YAML or JSON (Map keys must be unique)",
    ],
    ["width:\n\tdepth: 1\n", "relu-injectivity.config.yaml:2: expected YAML or JSON ("],
    [
      "width:\n  print-config: true\n",
      "'print-config' in relu-injectivity.config.yaml:2: expected an option",
    ],
  ])("%j", async (text, expected) => {
    project(text);
    await expectRefused("width --depth 2", expected);
  });

  it("in the environment are named by the variable", async () => {
    await expectRefused("width", "'2.5' in RELU_INJECTIVITY_WIDTH_DEPTH: expected an integer", {
      RELU_INJECTIVITY_WIDTH_DEPTH: "2.5",
    });
    await expectRefused("width --depth 2", "did you mean RELU_INJECTIVITY_WIDTH_NOTION?", {
      RELU_INJECTIVITY_WIDTH_NOTON: "weak",
    });
    await expectRefused("width --depth 2", "'yes' in RELU_INJECTIVITY_WIDTH_LIFTED: expected true or false", {
      RELU_INJECTIVITY_WIDTH_LIFTED: "yes",
    });
  });

  it("never end in anything but one line, whatever the file holds", async () => {
    const hostile = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.json(),
      fc
        .dictionary(fc.constantFrom("width", "rs", "__proto__", "constructor"), fc.jsonValue())
        .map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        project(text);
        const { code, err } = await run("width --depth 2 --print-config");
        expect([0, 2]).toContain(code);
        expect(err).toMatch(code === 0 ? /^$/ : /^error: [^\n]*: expected [^\n]*\n$/);
      }),
      { numRuns: 200 },
    );
  });
});

describe("--print-config", () => {
  it("shows every option, also what is missing, and computes nothing", async () => {
    expect((await run("network show --print-config")).code).toBe(0);
    const { code, out } = await run("rsb --print-config --alpha 4,5");
    expect(code).toBe(0);
    expect(out).toMatch(/^k +2 +default$/m);
    expect(out).toMatch(/^y-max +not set$/m);
    expect(out).toMatch(/^alpha +4,5 +flag --alpha$/m);
    expect(out).toMatch(/^convolution +auto +default$/m);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    const { out: worker } = await run("worker --redis redis://me:secret@host --print-config");
    expect(worker).toMatch(/^redis +redis:\/\/me:\*\*\*@host +flag --redis$/m);
  });
});
