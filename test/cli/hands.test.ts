/** What hands expect of a command line: standard input, headers, ranges, defaults, suggestions, the order of words. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { arrangedLine } from "../../cli/line.js";
import { MAIN, startCommand } from "../sweep/processes.js";
import { expectRefused, expectRefusedAsync, results, run, runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "hands-"));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const piped = (command: string) =>
  startCommand("bash", ["-c", command.replaceAll("@", `'${process.execPath}' '${MAIN}'`)], folder).ended;

describe("the order of words", () => {
  it.each([
    ["--json rs", "rs --json"],
    ["--digits 5 network check w.csv", "network check w.csv --digits 5"],
    ["network --json check w.csv --bias b", "network check w.csv --json --bias b"],
    ["--output=x.json rs --alpha 6", "rs --output=x.json --alpha 6"],
    ["help", "--help"],
    ["help network check", "network check --help"],
    ["--help rs", "rs --help"],
    ["rs --alpha 6 --json", "rs --alpha 6 --json"],
    ["emin -", "emin -"],
  ])("%s is %s", (typed, arranged) => {
    expect(arrangedLine(typed.split(" ")).join(" ")).toBe(arranged);
  });

  it("help of a command is its --help", () => {
    expect(run("help rs").out).toBe(run("rs --help").out);
  });
});

describe("standard input", () => {
  it("is a file wherever one is read, once", async () => {
    file("w.csv", "1,0\n0,1\n-1,-1\n1,1\n");
    const byName = await piped("@ network check w.csv --json");
    const fromPipe = await piped("cat w.csv | @ network check - --json");
    expect(fromPipe.code).toBe(0);
    expect(JSON.parse(fromPipe.out).results).toEqual(JSON.parse(byName.out).results);
    expect((await piped("cat w.csv | @ emin - --json")).code).toBe(0);
    expect((await piped("@ sweep rs --alpha 4:5:1 --store s.jsonl")).code).toBe(0);
    expect((await piped("cat s.jsonl | @ verify - --sample 1")).code).toBe(0);
    expect((await piped("cat s.jsonl | @ export -")).out).toBe((await piped("@ export s.jsonl")).out);
    const twice = await piped("cat w.csv | @ network check - --bias -");
    expect(twice.code).toBe(2);
    expect(twice.err).toContain("expected standard input in one place");
  });
});

describe("a spreadsheet's file", () => {
  it("has a header line and quotes, and a note says so", async () => {
    const plain = file("plain.csv", "1,0\n0,1\n-1,-1\n1,1\n");
    const headed = file("headed.csv", 'a,"b c"\n"1",0\n0,"1"\n-1,-1\n1,1\n');
    const [one, other] = await Promise.all(
      [plain, headed].map(async (path) =>
        JSON.parse((await runAsync(["network", "check", path, "--json"])).out),
      ),
    );
    expect(other.results).toEqual(one.results);
    expect((await runAsync(["network", "check", headed])).out.replaceAll(/\s+/g, " ")).toContain(
      "is taken for a header: a, b c.",
    );
    const { code, err } = await runAsync(["emin", headed]);
    expect(code).toBe(0);
    expect(err).toContain("note: The first line");
    await expectRefusedAsync(
      ["emin", file("comma.csv", '"1,5",2\n3,4\n')],
      "expected a finite decimal number",
    );
    await expectRefusedAsync(["emin", file("word.csv", "1,2\na,b\n")], "line 2");
  });
});

describe("lists and infinity", () => {
  it("ranges stand wherever a list does", () => {
    expect(results("rs --alpha 4:6:0.5,7").map(({ alpha }) => alpha)).toEqual([4, 4.5, 5, 5.5, 6, 7]);
    expectRefused("rs --alpha 4:6", "expected first:last:step");
    expectRefused("rs --alpha 1:2:0.0000001", "expected at most");
  });

  it("infinity is read however it is written", () => {
    const { out } = run("width --depth infinity --json");
    for (const word of ["Infinity", "inf", "∞"])
      expect(JSON.parse(run(`width --depth ${word} --json`).out).results).toEqual(JSON.parse(out).results);
  });
});

describe("defaults", () => {
  it("answer the question most asked", () => {
    expect(results("rsb")).toEqual(results("rsb --k 2"));
    expect(results("rdt")).toEqual(results("rdt --depth 2"));
    expect(results("width")).toEqual(results("width --depth infinity --notion strong --dual-norms optimal"));
    expect(results("width --depth 3")).toEqual(results("width --depth 3 --notion weak --dual-norms unit"));
  });
});

describe("suggestions", () => {
  it.each([
    ["rss", "did you mean rs?"],
    ["geometry eulr", "did you mean euler?"],
    ["rs --alhpa 3", "did you mean --alpha?"],
    ["rsb --K 3", "unknown option '--K' (did you mean --k?)"],
    ["explain thershold", "did you mean threshold?"],
    ["rdt --notion wek", "did you mean weak?"],
    ["completion bahs", "did you mean bash?"],
  ])("%s: %s", (line, said) => expectRefused(line, said));
});

describe("a layer of a network", () => {
  it("is asked about what the layers before it let through", async () => {
    const net = file(
      "net.json",
      JSON.stringify({
        layers: [
          { weights: [[1], [-1]], bias: [0, 0], activation: "relu" },
          {
            weights: [
              [1, 0],
              [0, 1],
            ],
            bias: [0, 0],
            activation: "relu",
          },
        ],
      }),
    );
    const check = async (more: readonly string[]) =>
      JSON.parse((await runAsync(["network", "check", net, "--layer", "2", "--json", ...more])).out);
    expect((await check([])).results[0]).toMatchObject({ domain: "orthant", verdict: "injective" });
    expect((await check(["--domain", "space"])).results[0].verdict).toBe("not-injective");
  });
});

describe("the text", () => {
  it("of network check begins with the verdict, and both inputs that collide", async () => {
    const { out } = await runAsync(["network", "check", file("i.csv", "1,0\n0,1\n")]);
    const [verdict, p, q, both] = out.split("\n");
    expect(verdict).toBe("Verdict: not injective");
    expect(p).toMatch(/^ {2}p = \(/);
    expect(q).toMatch(/^ {2}q = \(/);
    expect(both).toMatch(/^ {2}output of both: \(/);
  });

  it("has suggestions for what help is asked about, and for options before the command", async () => {
    await expectRefusedAsync("help rbs", "unknown command 'rbs' (did you mean rs?)");
    await expectRefusedAsync("help network chek", "(did you mean check?)");
    await expectRefusedAsync("--jsn rs", "(did you mean --json?)");
  });

  it("has eight digits, as many as are asked for, or all", () => {
    expect(run("rsb --k 2").out).toContain("6.7003919 ");
    expect(run("rsb --k 2 --digits 4").out).toContain("6.700 ");
    expect(run("rsb --k 2 --digits all").out).toMatch(/6\.70039194944\d*\(\d+\)/);
    expect(run("width --depth 2 --digits 4").out).toContain("Best for depth 2: C = 7.449 by");
    expect(run("width --depth 2 --digits all").out).toMatch(/Best for depth 2: C = 7\.44863872\d+\(\d+\) by/);
    expectRefused("rsb --digits 0", "expected an integer from 1 to 17");
  });

  it("goes to a file, in the format of its name", () => {
    for (const [name, start] of [
      ["a.json", "{"],
      ["a.csv", "threshold,"],
      ["a.md", "<!-- relu-injectivity -->\n"],
      ["a.tex", "% relu-injectivity\n"],
      ["a.txt", "relu-injectivity "],
    ]) {
      const { code, out } = run(`rs --output ${join(folder, name)}`);
      expect([code, out]).toEqual([0, ""]);
      expect(readFileSync(join(folder, name), "utf8").startsWith(start), name).toBe(true);
    }
  });
});

describe("a misspelt word among numbers", () => {
  it.each([
    ["rdt --depth infinit", "(did you mean infinity?): expected an integer"],
    ["rdt --first-layer 2rs", "(did you mean 2rsb?)"],
    ["rs --digits al", "(did you mean all?): expected an integer from 1 to 17, or all"],
    ["network check examples/weights.csv --domain spce", "(did you mean space?)"],
    ["network check examples/weights.csv --domain bax:2", "(did you mean box?)"],
    ["network check examples/weights.csv --activation relu,idenity", "(did you mean identity?)"],
    ["rdt --depth 0", "'0' in --depth: expected an integer"],
  ])("%s", (line, said) => expectRefusedAsync(line, said));
});
