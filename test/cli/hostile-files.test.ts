/** Commands whose output would fall on something of the user's: one line, exit code 2, and every file as it was. */
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { MAIN, start, startCommand } from "../sweep/processes.js";
import { runAsync } from "./command-line.js";

const WEIGHTS = "1,0\n0,1\n-1,-1\n1,1\n";
const NET = JSON.stringify({
  layers: [
    {
      weights: [
        [1, 0],
        [0, 1],
      ],
      bias: [0, 0],
      activation: "relu",
    },
  ],
});
const STORE_LINE = "not a record of this program\n";

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hostile-"));
  writeFileSync(at("w.csv"), WEIGHTS);
  writeFileSync(at("net.json"), NET);
  writeFileSync(at("mine.txt"), "mine\n");
  writeFileSync(at("mine.csv"), "a,b\n1,2\n");
  writeFileSync(at("curve.csv"), "alpha,energy\n6,1\n");
  writeFileSync(at("mine.html"), "<!doctype html><p>mine\n");
  writeFileSync(at("mine.md"), "# mine\n");
  writeFileSync(at("mine.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>\n");
  writeFileSync(at("mine.json"), '{"mine": true}\n');
  writeFileSync(at("study.yaml"), "command: rs\naxes: { alpha: 4:6:1 }\n");
  linkSync(at("w.csv"), at("hard.csv"));
  symlinkSync("w.csv", at("soft.csv"));
  symlinkSync("net.json", at("soft.svg"));
  symlinkSync("nothing.json", at("dangling.json"));
  mkdirSync(at("sub"));
});

function contents(): Record<string, string> {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return Object.fromEntries(
    names
      .filter(({ name }) => name !== "dangling.json")
      .map(({ name }) => [name, readFileSync(at(name), "utf8")]),
  );
}

/** `@` stands for the folder. */
const wordsOf = (line: string): string[] => line.split(" ").map((word) => word.replace(/@/g, `${folder}/`));

describe("an output of a command", () => {
  it.each([
    ["network check @w.csv --save @w.csv", "<FILE> reads"],
    ["network check @w.csv --save @hard.csv", "<FILE> reads"],
    ["network check @w.csv --save @soft.csv", "<FILE> reads"],
    ["network check @soft.csv --save @w.csv --force", "<FILE> reads"],
    ["network check @w.csv --bias @mine.csv --save @mine.csv", "--bias reads"],
    ["network check @w.csv --save @mine.json", "--force to replace it"],
    ["network check @w.csv --save @sub", "it is a directory"],
    ["network check @w.csv --save @absent/proof.json", "ENOENT"],
    ["network check @w.csv --save /dev/full", "not a regular file"],
    ["network check @w.csv --save @dangling.json", "a link to nothing"],
    ["network check @w.csv --save /proc/proof.json", "expected a file that can be written"],
    ["network regions @net.json --square -1:1 --svg @net.json", "<FILE> reads"],
    ["network regions @net.json --square -1:1 --svg @soft.svg --force", "<FILE> reads"],
    ["network regions @net.json --square -1:1 --svg @mine.svg", "--force to replace it"],
    ["network regions @net.json --segment 0,0:1,1 --svg @mine.svg", "--force to replace it"],
    ["certificate search --matrix @w.csv --save @hard.csv", "--matrix reads"],
    ["certificate search --rows 3 --columns 2 --save @mine.json", "--force to replace it"],
    ["plot euler-rate --points 20 --output @mine.svg", "--force to replace it"],
    ["plot euler-rate --points 20 --output @mine.html", "--force to replace it"],
    ["plot euler-rate --points 20 --output @mine.json --config @mine.json --force", "--config reads"],
    ["plot euler-rate --points 20 --output @mine.csv", "--force to replace it"],
    ["plot euler-rate --points 20 --output @mine.json", "--force to replace it"],
    // The data beside a new drawing.
    ["plot euler-rate --points 20 --output @mine.vl.json --data", "mine.csv' in --output exists"],
    ["report --quick --output @mine.html", "--force to replace it"],
    ["report --quick --output @mine.md", "--force to replace it"],
    ["rsb --k 1 --profiles @mine.json", "--force to replace it"],
    ["rsb --k 1 --profiles @mine.csv", "--force to replace it"],
    ["rsb --k 3 --method fixed-point --record @mine.json", "--force to replace it"],
    ["rsb --k 3 --method fixed-point --record @sub", "it is a directory"],
    ["sweep --study @study.yaml --store @study.yaml", "--study reads"],
    ["rs --config @study.yaml --output @study.yaml", "--config reads"],
    ["rs --alpha 6 --output @mine.txt", "--force to replace it"],
    ["rs --alpha 6 --output @sub", "it is a directory"],
    ["rs --alpha 6 --output @absent/rs.txt", "ENOENT"],
    ["emin @w.csv --output @hard.csv", "reads"],
    ["rs --alpha 6 --output @curve.csv", "--force to replace it"],
    ["certify rdt --save @mine.json", "--force to replace it"],
    ["certificate search --rows 3 --columns 2 --save @dangling.json", "a link to nothing"],
    ["plot euler-rate --points 20 --output @absent/f.svg", "ENOENT"],
    ["completion bash --output @mine.txt", "--force to replace it"],
    ["merge @w.csv --output @soft.csv", "reads"],
  ])("%s", async (line, said) => {
    const before = contents();
    const { code, out, err } = await runAsync(wordsOf(line));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^error: [^\n]*\n$/);
    expect(err).toContain(said);
    expect(contents()).toEqual(before);
  });

  it("is replaced where this program wrote it, whatever the format", async () => {
    for (const line of [
      "network check @w.csv --save @a.json",
      "network regions @net.json --square -1:1 --svg @b.svg",
      "certificate search --rows 3 --columns 2 --save @c.json",
      "plot euler-rate --points 20 --output @d.svg --data",
      "plot euler-rate --points 20 --output @e.html",
      "plot euler-rate --points 20 --output @f.vl.json",
      "rsb --k 1 --profiles @g.json",
      "rsb --k 1 --profiles @h.csv",
      "rsb --k 3 --method fixed-point --record @i.jsonl",
      "rs --alpha 6 --output @j.txt",
      "rs --alpha 6 --output @k.csv",
      "rs --alpha 6 --output @l.md",
      "rs --alpha 6 --output @m.json",
      "rs --alpha 6 --json --output @n.json",
      "network show @net.json --output @o.csv",
      "plot list --output @p.csv",
      "explain chi --output @q.csv",
    ]) {
      for (const _ of ["written", "replaced"]) {
        const { code, err } = await runAsync(wordsOf(line));
        expect([code, err], line).toEqual([0, ""]);
      }
    }
  });

  it("is replaced with --force whoever wrote it", async () => {
    const { code } = await runAsync(wordsOf("rs --alpha 6 --output @mine.json --force"));
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(at("mine.json"), "utf8")).command).toBe("rs");
  });

  it("of report: a quick one never in the place of a full one", async () => {
    const full = `<!DOCTYPE html>\n<meta name="generator" content="relu-injectivity">\n<!-- full report -->\n`;
    writeFileSync(at("report.html"), full);
    for (const force of ["", " --force"]) {
      const { code, err } = await runAsync(wordsOf(`report --quick --output @report.html${force}`));
      expect(code).toBe(2);
      expect(err).toContain("is a full report");
    }
    expect(readFileSync(at("report.html"), "utf8")).toBe(full);
  });

  it("of merge and sweep is no file that is not a store", async () => {
    writeFileSync(at("text.jsonl"), STORE_LINE);
    for (const line of [
      "merge @text.jsonl --output @text.jsonl",
      "sweep rs --alpha 4:6:1 --store @text.jsonl",
    ]) {
      const { code, err } = await runAsync(wordsOf(line));
      expect(code, line).toBe(2);
      expect(err, line).toMatch(/error: [^\n]*\n$/);
      expect(readFileSync(at("text.jsonl"), "utf8")).toBe(STORE_LINE);
    }
  });
});

describe("a process", () => {
  it("whose disk is full leaves what was there, and no half file", async () => {
    const first = await start(["plot", "euler-rate", "--output", "a.svg"], folder).ended;
    expect(first.code).toBe(0);
    const before = contents();
    const line = `ulimit -f 1; exec '${process.execPath}' '${MAIN}' plot euler-rate --output a.svg`;
    const { code, err } = await startCommand("bash", ["-c", line], folder).ended;
    expect(code).toBe(2);
    expect(err).toMatch(/^error: 'a.svg' in --output: expected a file that can be written \([^\n]*\)\n$/);
    expect(contents()).toEqual(before);
  });

  it("in a folder that takes no file says so before the work", async () => {
    // Even root cannot write there.
    const { code, err } = await start(["plot", "width", "--output", "w.svg"], "/proc").ended;
    expect(code).toBe(2);
    expect(err).toMatch(/^error: 'w.svg' in --output: expected a file that can be written \([^\n]*\)\n$/);
  });

  it("that is killed while it writes leaves what was there", async () => {
    const before = contents();
    const { child, ended } = start(["report", "--quick", "--output", "new.html"], folder);
    setTimeout(() => child.kill("SIGKILL"), 700);
    await ended;
    rmSync(at("new.html"), { force: true });
    const left = Object.entries(contents()).filter(([name]) => !name.endsWith(".part"));
    expect(Object.fromEntries(left)).toEqual(before);
  });
});
