/** Shards, their merging, and the emitted job array: run by hand, and by a Slurm cluster of one node. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseSbatchOption, quoteForShell, slurmScript } from "../../sweep/index.js";
import { type Outcome, runAsync } from "../cli/command-line.js";
import { type Ended, freePort, hasBinary, MAIN, start, startCommand } from "./processes.js";

const STUDY = ["sweep", "rsb", "--k", "1", "--alpha", "5:8:0.05,6.698", "--config", "none"];
const PARTS = 3;

let directory: string;
let expected: string;
const file = (name: string): string => join(directory, name);
const text = (name: string): string => readFileSync(file(name), "utf8");
const run = (...args: string[]): Promise<Ended> => start(args, directory).ended;
/** A command that starts no threads, in this process; names of files are those of the directory. */
const here = (...args: string[]): Promise<Outcome> =>
  runAsync(args.map((word) => (/\.jsonl?$/.test(word) && !word.startsWith("-") ? file(word) : word)));
const bash = (script: string, mode: string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  startCommand("bash", [file(script), ...mode], directory, environment).ended;

beforeAll(async () => {
  // A blank, a quote and a percent sign, as folders have them.
  directory = mkdtempSync(join(tmpdir(), "relu-injectivity it's 5% "));
  await run(...STUDY, "--store", "single.jsonl");
  expected = text("single.jsonl");
  expect(expected.split("\n")).toHaveLength(63);
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe("shards and merge", () => {
  it("give the store of an undisturbed run, byte for byte, in whatever order they are named", async () => {
    for (let part = 1; part <= PARTS; part++) {
      await run(...STUDY, "--store", `part-${part}.jsonl`, "--shard", `${part}/${PARTS}`);
    }
    await run(...STUDY, "--store", "unused.jsonl", "--emit", "slurm");
    const study = "unused.jsonl.study.json";
    const stores = ["part-3.jsonl", "part-1.jsonl", "part-2.jsonl"];
    const { code } = await run("merge", ...stores, "--output", "merged.jsonl", "--study", study);
    expect(code).toBe(0);
    expect(text("merged.jsonl")).toBe(expected);
    // Merging again, with a store that has it all, changes nothing.
    const again = await run(
      "merge",
      ...stores,
      "single.jsonl",
      "--output",
      "merged.jsonl",
      "--study",
      study,
      "--json",
    );
    expect(JSON.parse(again.out)).toMatchObject({
      results: [
        { points: 62, present: 62, repeated: 124, conflicts: [], study: { done: 62, left: 0 }, missing: [] },
      ],
    });
    expect(text("merged.jsonl")).toBe(expected);
  });

  it("say which points are missing, with exit code 5", async () => {
    const { code, out } = await here(
      ...["merge", "part-1.jsonl", "part-3.jsonl", "--output", "two.jsonl"],
      ...["--study", "unused.jsonl.study.json"],
    );
    expect(code).toBe(5);
    expect(out).toMatch(/missing: rsb --k 1 --alpha \d/);
  });

  it("order by identity without a study, so that the result does not depend on the order of the stores", async () => {
    await here("merge", "part-1.jsonl", "part-2.jsonl", "--output", "a.jsonl");
    await here("merge", "part-2.jsonl", "part-1.jsonl", "--output", "b.jsonl");
    expect(text("a.jsonl")).toBe(text("b.jsonl"));
    const ids = text("a.jsonl")
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { id: string }).id);
    expect(ids).toEqual([...ids].sort());
  });

  it("name two different results of one point, write nothing, and end with exit code 4", async () => {
    // The same point as another machine might have stored it, with a valid checksum.
    const { encodeRecord, decodeLine } = await import("../../sweep/record.js");
    const [first] = expected.split("\n");
    const decoded = decodeLine(Buffer.from(first));
    if (!decoded.ok || decoded.record.state !== "done") throw new Error("unreadable");
    const other = { ...decoded.record, results: [{ energy: { value: 1, error: 0, status: "converged" } }] };
    writeFileSync(file("other.jsonl"), `${encodeRecord(other)}\n`);
    const both = ["merge", "single.jsonl", "other.jsonl", "--output", "conflict.jsonl"];
    const { code, out, err } = await here(...both, "--json");
    expect(code).toBe(4);
    const places = {
      first: { store: file("single.jsonl"), line: 1 },
      second: { store: file("other.jsonl"), line: 1 },
    };
    expect(JSON.parse(out)).toMatchObject({
      results: [{ conflicts: [{ id: decoded.record.id, ...places }] }],
    });
    expect(err).toBe("warning: points with different results: 1; expected none\n");
    expect((await here(...both)).out.replace(/\s+/g, " ")).toContain("was not changed.");
    expect(existsSync(file("conflict.jsonl"))).toBe(false);
    // A failure is no contradiction: the result of the other store supersedes it.
    const { resolved, results, exitCode, provenance, ...shared } = decoded.record;
    void [resolved, results, exitCode, provenance];
    writeFileSync(
      file("failed.jsonl"),
      `${encodeRecord({ ...shared, state: "failed", error: "out of memory" })}\n`,
    );
    const healed = await here("merge", "failed.jsonl", "single.jsonl", "--output", "healed.jsonl", "--json");
    expect(JSON.parse(healed.out)).toMatchObject({ results: [{ points: 62, superseded: 1 }] });
    expect(text("healed.jsonl").split("\n").sort()).toEqual(expected.split("\n").sort());
  });

  it("refuse corrupt lines with their number, and stores named twice", async () => {
    writeFileSync(file("corrupt.jsonl"), expected.replace('"energy"', '"enregy"'));
    const corrupt = await here("merge", "corrupt.jsonl", "--output", "never.jsonl");
    expect(corrupt).toMatchObject({ code: 2, out: "" });
    expect(corrupt.err).toMatch(/^error: .*corrupt\.jsonl, line 1 \(its checksum does not fit[^\n]*\n$/);
    expect(existsSync(file("never.jsonl"))).toBe(false);
    const twice = await here("merge", "single.jsonl", "single.jsonl", "--output", "never.jsonl");
    expect(twice.err).toMatch(
      /^error: '.*' is named twice: expected different stores and another --output\n$/,
    );
    expect((await here("merge", "nowhere.jsonl", "--output", "never.jsonl")).err).toContain(
      "nowhere.jsonl' as a store: expected a file that can be read",
    );
  });

  it("leave a cut last line out with a note", async () => {
    writeFileSync(file("cut.jsonl"), expected.slice(0, -20));
    const { code, err } = await here("merge", "cut.jsonl", "--output", "uncut.jsonl");
    expect(code).toBe(0);
    expect(err).toMatch(/^note: line 62 of .*cut\.jsonl was cut off/);
    expect(text("uncut.jsonl").split("\n")).toHaveLength(62);
  });
});

describe("the emitted script", () => {
  beforeAll(async () => {
    await run(...STUDY, "--store", "array it's.jsonl", "--emit", "slurm", "--parts", String(PARTS));
  }, 60_000);
  const script = "array it's.jsonl.slurm.sh";

  it("computes the parts and merges them into the store of a single run", async () => {
    for (let task = 1; task <= PARTS; task++) {
      const { code } = await bash(script, ["part"], { SLURM_ARRAY_TASK_ID: String(task) });
      expect(code).toBe(0);
    }
    expect((await bash(script, ["merge"])).code).toBe(0);
    expect(text("array it's.jsonl")).toBe(expected);
  });

  it("continues a cut part, also after Slurm has started its task again", async () => {
    const part = "array it's.jsonl.part-2-of-3";
    writeFileSync(file(part), text(part).slice(0, 2000));
    writeFileSync(file(`${part}.lock`), JSON.stringify({ pid: 1, host: "gone", started: "", ticks: null }));
    rmSync(file("array it's.jsonl"));
    const environment = { SLURM_ARRAY_TASK_ID: "2" };
    expect((await bash(script, ["part"], environment)).err).toContain(
      "is being written by process 1 on gone",
    );
    expect((await bash(script, ["part"], { ...environment, SLURM_RESTART_COUNT: "1" })).code).toBe(0);
    expect((await bash(script, ["merge"])).code).toBe(0);
    expect(text("array it's.jsonl")).toBe(expected);
  });

  it("refuses what it does not know, and to run a part outside an array", async () => {
    expect(await bash(script, ["all"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("expected submit"),
    });
    expect((await bash(script, ["part"])).err).toContain("expected to run as a task of a job array");
  });

  it.skipIf(!hasBinary("shellcheck"))("passes shellcheck, as does the script of the test cluster", () => {
    execFileSync("shellcheck", [file(script), services]);
  });

  it("quotes whatever a path may hold", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1 }).filter((word) => !word.includes("\0")),
          { maxLength: 4 },
        ),
        (words) => {
          const printed = execFileSync("bash", [
            "-c",
            `printf '%s\\0' ${words.map(quoteForShell).join(" ")}`,
          ]);
          expect(printed.toString().split("\0").slice(0, words.length)).toEqual(words);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("takes options of sbatch, refuses its own", () => {
    expect(parseSbatchOption("time=02:00:00")).toBe("--time=02:00:00");
    expect(parseSbatchOption("--exclusive")).toBe("--exclusive");
    expect(() => parseSbatchOption("array=1-5")).toThrow("as the script sets --array itself");
    expect(() => parseSbatchOption("-t 5")).toThrow("expected name=value or name");
    const written = slurmScript({
      program: ["node", MAIN],
      study: "/s.json",
      store: "/s.jsonl",
      parts: 2,
      jobName: "s.jsonl",
      sbatch: ["--comment=it's $HOME"],
      sweep: ["--retry-failed"],
    });
    expect(written).toContain(`sbatch_options=(--job-name=s.jsonl '--comment=it'\\''s $HOME')`);
    expect(written).toContain("sweep_options=(--retry-failed)");
  });

  it("is not written together with another way to share the work", async () => {
    const emit = [...STUDY, "--emit", "slurm", "--store", "x.jsonl"];
    expect((await here(...emit, "--shard", "1/2")).err).toContain("expected one way to share the work");
    expect((await here(...emit, "--executor", "bullmq")).err).toContain("expected one way to share the work");
    expect((await here(...STUDY, "--emit", "slurm")).err).toContain("--store is missing");
  });
});

const services = fileURLToPath(new URL("../../scripts/ci-services", import.meta.url));
const installed = ["slurmctld", "slurmd", "sbatch"].every(hasBinary);

describe.skipIf(!installed)("a Slurm cluster of one node", () => {
  let cluster: string;
  let configuration: string | undefined;
  beforeAll(async () => {
    cluster = mkdtempSync(join(tmpdir(), "relu-injectivity-slurm-"));
    const ports = [await freePort(), await freePort()].map(String);
    const { code, out, err } = await startCommand(services, ["start-slurm", cluster, ...ports], cluster)
      .ended;
    if (code === 0) configuration = out.trim();
    else console.warn(`skipped: Slurm does not start here (${err.trim()})`);
  }, 60_000);
  afterAll(async () => {
    await startCommand(services, ["stop-slurm", cluster], cluster).ended;
    rmSync(cluster, { recursive: true, force: true });
  }, 60_000);

  it("runs the submitted study: the merged store equals that of a single run, byte for byte", async (context) => {
    if (configuration === undefined) return context.skip();
    const environment = { SLURM_CONF: configuration };
    const store = "cluster.jsonl";
    await run(...STUDY, "--store", store, "--emit", "slurm", "--parts", "4", "--sbatch", "time=00:05:00");
    const { out, code, err } = await bash(`${store}.slurm.sh`, [], environment);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^submitted job array \d+ and, after it, merge job \d+\n$/);
    const queue = (): string =>
      execFileSync("squeue", ["--noheader"], { env: { ...process.env, ...environment } }).toString();
    await expect.poll(queue, { timeout: 50_000, interval: 300 }).toBe("");
    expect(text(`${store}.merge.log`)).toContain("62 done, 0 failed, 0 missing");
    expect(text(store)).toBe(expected);
  });
});
