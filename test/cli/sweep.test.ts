/** `sweep` and `verify` in-process: plans, refusals, failures, study files, verification. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import type { Children } from "../../cli/definition/command.js";
import { flagName } from "../../cli/definition/option.js";
import { sweepableForm } from "../../cli/sweep/form.js";
import { encodeRecord } from "../../sweep/record.js";
import { currentRecords } from "../../sweep/store-reader.js";
import { expectRefusedAsync, runAsync } from "./command-line.js";

const newStore = (): string => join(mkdtempSync(join(tmpdir(), "sweep-")), "study.jsonl");
const recordsOf = (store: string) => currentRecords(store, () => undefined);

interface SweepResult {
  readonly points: number;
  readonly done: number;
  readonly failed: number;
  readonly left: number;
  readonly failures: readonly { readonly error: string; readonly count: number; readonly example: string }[];
}

async function sweep(line: string): Promise<{ code: number; err: string; result: SweepResult }> {
  const { code, out, err } = await runAsync(`sweep ${line} --workers 1 --json`);
  expect(out, err).not.toBe("");
  const { results } = JSON.parse(out) as { results: SweepResult[] };
  return { code, err, result: results[0] };
}

describe("sweep", () => {
  it("stores one self-describing record per point, in the order of the plan", async () => {
    const store = newStore();
    const { code, result } = await sweep(`rs --alpha 4:6:1,6.698 --store ${store}`);
    expect(code).toBe(0);
    expect(result).toMatchObject({ points: 4, done: 4, failed: 0, left: 0, failures: [] });
    const records = recordsOf(store);
    expect(records.map(({ parameters }) => parameters.alpha)).toEqual([4, 5, 6, 6.698]);
    const direct = JSON.parse((await runAsync("rs --alpha 5 --json")).out) as Record<string, unknown>;
    expect(records[1]).toMatchObject({
      command: ["rs"],
      resolved: direct.parameters,
      results: direct.results,
      provenance: direct.provenance,
      exitCode: 0,
      from: null,
    });
  });

  it("computes nothing twice, under whatever spelling, and adds other points to the same store", async () => {
    const store = newStore();
    await sweep(`rs --alpha 4,5 --store ${store}`);
    const before = readFileSync(store, "utf8");
    await sweep(`rs --alpha=4.0,5e0 --store ${store}`);
    expect(readFileSync(store, "utf8")).toBe(before);
    await sweep(`rs --alpha 4:6:1 --store ${store}`);
    expect(readFileSync(store, "utf8").startsWith(before)).toBe(true);
    expect(recordsOf(store)).toHaveLength(3);
  });

  it("sweeps commands with operands, and lists separated by semicolons", async () => {
    const euler = newStore();
    const { result } = await sweep(`geometry euler --columns 3,4 --rows 8:10:1 --store ${euler}`);
    expect(result.done).toBe(6);
    expect(recordsOf(euler)[0]).toMatchObject({
      command: ["geometry", "euler"],
      parameters: { rows: 8, columns: 3 },
    });
    const rdt = newStore();
    await sweep(`rdt --depth 3 --expansions 6.7004,8.267;6.8,8.4 --store ${rdt}`);
    expect(recordsOf(rdt).map(({ parameters }) => parameters.expansions)).toEqual([
      [6.7004, 8.267],
      [6.8, 8.4],
    ]);
  });

  it("sweeps a command whose file is optional, without a file", async () => {
    const store = newStore();
    const { code, result } = await sweep(`emin --rows 8:12:1 --columns 3 --seed 1 --store ${store}`);
    expect(code).toBe(0);
    expect(result).toMatchObject({ points: 5, done: 5 });
    const stored = recordsOf(store).map((record) => (record.state === "done" ? record.results : []));
    const minima = stored.map(([result]) => (result as { minimum: number }).minimum);
    // The matrices are nested: more rows, no fewer positive outputs.
    expect(minima).toEqual([...minima].sort((a, b) => a - b));
    const direct = JSON.parse((await runAsync("emin --rows 10 --columns 3 --seed 1 --json")).out) as {
      results: unknown;
    };
    expect(stored[2]).toEqual(direct.results);
  });

  it("keeps going behind failed points, groups them by message, and ends with 5", async () => {
    const store = newStore();
    const line = `geometry euler --columns 6 --rows 4:8:1 --store ${store}`;
    const { code, result } = await sweep(line);
    expect(code).toBe(5);
    expect(result).toMatchObject({ points: 5, done: 3, failed: 2, left: 0 });
    expect(result.failures.map(({ error }) => error)).toEqual([
      expect.stringContaining("--rows 4 with --columns 6"),
      expect.stringContaining("--rows 5 with --columns 6"),
    ]);
    expect(result.failures[0].example).toBe("geometry euler --columns 6 --rows 4");
    const before = readFileSync(store, "utf8");
    expect((await sweep(line)).code).toBe(5);
    expect((await sweep(`${line} --retry-failed`)).code).toBe(5);
    expect((await sweep(`${line} --force`)).code).toBe(5);
    expect(readFileSync(store, "utf8")).toBe(before);
  });

  it("stops at the first failure when asked to, and continues", async () => {
    const store = newStore();
    const line = `geometry euler --columns 6 --rows 4:8:1 --store ${store}`;
    const { code, result } = await sweep(`${line} --fail-fast`);
    expect(code).toBe(5);
    expect(result).toMatchObject({ done: 0, failed: 1, left: 4 });
    expect((await sweep(line)).result).toMatchObject({ done: 3, failed: 2, left: 0 });
  });

  it("starts along alpha from the stored neighbour, and cold when asked to", async () => {
    const [warm, cold] = [newStore(), newStore()];
    const line = "rsb --k 1 --alpha 4:5.8:0.1 --tolerance 1e-10";
    expect((await sweep(`${line} --store ${warm}`)).code).toBe(0);
    expect((await sweep(`${line} --store ${cold} --cold`)).code).toBe(0);
    const [a, b] = [recordsOf(warm), recordsOf(cold)];
    expect(a.map(({ from }) => from)).toEqual(a.map((_, i) => (i % 16 === 0 ? null : a[i - 1].id)));
    expect(b.every(({ from }) => from === null)).toBe(true);
    const verified = await runAsync(`verify ${warm} --all --workers 1 --json`);
    expect(verified.code, verified.out).toBe(0);
  });

  it("shows the plan without computing it", async () => {
    const store = newStore();
    await sweep(`rs --alpha 4 --store ${store}`);
    const { code, out, err } = await runAsync(`sweep rs --alpha 4:10:0.05 --store ${store} --dry-run --json`);
    expect(code).toBe(0);
    expect(err).toMatch(/^note: about \d+ s of computing from 3 measured points/);
    expect((JSON.parse(out) as { results: unknown[] }).results[0]).toMatchObject({
      points: 121,
      done: 1,
      left: 120,
      first: "rs --alpha 4",
      last: "rs --alpha 10",
    });
    expect(recordsOf(store)).toHaveLength(1);
    expect((await runAsync(`sweep rs --alpha 1:9:0.0001 --store ${newStore()} --dry-run`)).out).toContain(
      "Plan of 80001 points",
    );
  });

  it("does the same from a study file as from the command line", async () => {
    const store = newStore();
    const line = `rsb --k 1,2 --alpha 4:4.4:0.2 --tolerance 1e-9 --store ${store}`;
    await sweep(line);
    const before = readFileSync(store, "utf8");
    const file = `${store}.yaml`;
    writeFileSync(
      file,
      'command: rsb\noptions:\n  tolerance: 1e-9\naxes:\n  k: [1, 2]\n  alpha: "4:4.4:0.2"\n',
    );
    const { out } = await runAsync(`sweep --study ${file} --store ${store} --dry-run --json`);
    expect((JSON.parse(out) as { results: unknown[] }).results[0]).toMatchObject({
      points: 6,
      done: 6,
      left: 0,
    });
    await sweep(`--study ${file} --store ${store}`);
    expect(readFileSync(store, "utf8")).toBe(before);
  });

  it("takes lists of lists apart in a study file as on the command line", async () => {
    const store = newStore();
    const file = `${store}.yaml`;
    for (const [typed, points] of [
      ["6.7,8.3;6.8,8.4", 2],
      ["6.7,8.3", 1],
    ] as const) {
      writeFileSync(file, `command: rdt\noptions: {depth: 3}\naxes: {expansions: "${typed}"}\n`);
      const fromFile = await runAsync(`sweep --study ${file} --shard 2/2 --dry-run --json`);
      const { results, parameters } = JSON.parse(fromFile.out) as { results: unknown[]; parameters: unknown };
      expect(parameters).toMatchObject({ axes: [{ name: "expansions", count: points }] });
      expect(results[0]).toMatchObject({ points: points - 1 });
    }
  });

  it.each([
    ["sweep rsb --k 2 --alpha 4:10:0.05", "--store FILE.jsonl"],
    ["sweep", "no command after sweep: expected one of"],
    ["sweep rdtt --k 2 --store x", "expected rdt?"],
    ["sweep tables --store x", "sweep tables: expected a solver"],
    ["sweep sweep rs --store x", "sweep sweep: expected a solver"],
    ["sweep rsb --k 2 --alhpa 4,5 --store x", "expected --alpha?"],
    ["sweep rsb --k 2 --wokers 3 --store x", "expected --workers?"],
    ["sweep rsb --k 2,x --store x", "'x' in --k: expected a finite number"],
    ["sweep rsb --k 2 --alpha 4:10 --store x", "first:last:step"],
    ["sweep rsb --k 2 --alpha -1:1:1 --store x", "expected a number greater than 0"],
    ["sweep rsb --k 2 --alpha --store x", "expected"],
    ["sweep rsb --k 2 --profiles a,b --store x", "names a file"],
    ["sweep rsb extra --k 2 --store x", "'extra' after rsb"],
    ["sweep rs --alpha 1:1e9:1 --store x", "1000000000 points"],
    ["sweep rs --alpha 1,2 --beta 1,2,3 --zip --store x", "--alpha has 2, --beta has 3"],
    ["sweep rs --alpha 1,2 --fail-fast --keep-going --store x", "expected one of them"],
    ["sweep rs --alpha 1,2 --shard 3/2 --store x", "expected i/n"],
    ["sweep rs --alpha 1,2 --executor slurm --store x", "expected one of local, bullmq"],
    ["sweep rs --alpha 1,2 --executor bullmq --store /tmp", "expected"],
    ["sweep --study /nonexistent --store x", "expected a text file that can be read"],
    ["sweep rs --study x --store x", "expected the command in the file only"],
    ["sweep rs --alpha 1,2 --store /nonexistent/x.jsonl", "expected a file that can be written"],
    ["sweep network show x.json --store x", "reads no file"],
    ["sweep emin weights.csv --store x", "reads no file"],
  ])("refuses %s", async (line, expected) => {
    await expectRefusedAsync(line, expected);
    expect(existsSync("x")).toBe(false);
  });
});

describe("the options of sweep", () => {
  const commands = ALL_COMMANDS;
  const { definition: sweepItself } = commands.sweep;
  const own = new Set(
    sweepItself.kind === "command" ? Object.keys(sweepItself.options).map((name) => flagName(name)) : [],
  );

  const leaves = (among: Children): string[][] =>
    Object.entries(among).flatMap(([name, { definition }]) =>
      definition.kind === "command" ? [[name]] : leaves(definition.commands).map((path) => [name, ...path]),
    );
  const forms = leaves(commands).flatMap((path) => {
    try {
      return [sweepableForm(commands, path)];
    } catch {
      return [];
    }
  });

  it("are none of any command that can be swept", () => {
    const names = forms.map(({ command }) => command.join(" "));
    for (const name of [
      "rs",
      "rsb",
      "frsb",
      "rdt",
      "width",
      "simulate",
      "geometry euler",
      "compare",
      "bridge",
    ]) {
      expect(names).toContain(name);
    }
    for (const { command, options } of forms) {
      const shared = options.map(({ name }) => name).filter((name) => own.has(name));
      expect([...command, ...shared]).toEqual(command);
    }
  });
});

describe("verify", () => {
  let store: string;

  beforeAll(async () => {
    store = newStore();
    await sweep(`rsb --k 1,2 --alpha 4:5:0.5 --tolerance 1e-10 --store ${store}`);
  });

  it("recomputes by another route and agrees", async () => {
    const { code, out } = await runAsync(`verify ${store} --all --json --workers 1`);
    expect(code).toBe(0);
    const [result] = (
      JSON.parse(out) as { results: { records: { route: string; via: string; argv: string[] }[] }[] }
    ).results;
    expect(result.records).toHaveLength(6);
    expect(result.records.every(({ route }) => route === "another route")).toBe(true);
    expect(result.records[0].argv.join(" ")).toContain("--convolution fft --kernel fftjs");
    expect(result.records.every(({ via }) => via === "Fourier transforms by fft.js")).toBe(true);
  });

  it("recomputes transforms by sums, and says so", async () => {
    const transforms = newStore();
    await sweep(
      `rsb --k 2 --alpha 4,5 --convolution fft --kernel fftjs --tolerance 1e-10 --store ${transforms}`,
    );
    const { code, out } = await runAsync(`verify ${transforms} --all --workers 1`);
    expect(code).toBe(0);
    expect(out).toContain("another route: 2 (positive sums 2)");
  });

  it("draws the sample by the seed", async () => {
    const chosen = async (seed: number): Promise<unknown> => {
      const { out } = await runAsync(`verify ${store} --sample 2 --seed ${seed} --json --workers 1`);
      const [result] = (JSON.parse(out) as { results: { records: { id: string }[] }[] }).results;
      return result.records.map(({ id }) => id);
    };
    const first = await chosen(3);
    expect(await chosen(3)).toEqual(first);
    expect(await chosen(4)).not.toEqual(first);
  });

  it("finds a value that was changed together with its checksum, and names the record", async () => {
    const records = recordsOf(store);
    const forged = structuredClone(records[2]);
    if (forged.state !== "done") throw new Error("the point is done");
    const [result] = forged.results as { energy: { value: number } }[];
    result.energy.value += 1e-6;
    const file = `${store}.forged`;
    writeFileSync(
      file,
      [...records.slice(0, 2), forged].map((record) => `${encodeRecord(record)}\n`).join(""),
    );
    const { code, out } = await runAsync(`verify ${file} --all --workers 1`);
    expect(code).toBe(4);
    expect(out).toContain("[0].energy");
    expect(out).toMatch(/^ +3 +rsb/m);
  });

  it("finds parameters that do not belong to the identity, damaged and cut lines", async () => {
    const records = recordsOf(store);
    const moved = { ...records[1], parameters: { ...records[1].parameters, k: 2 } };
    const lines = [
      encodeRecord(records[0]),
      encodeRecord(moved),
      "{}",
      encodeRecord(records[2]).slice(0, 99),
    ];
    const file = `${store}.damaged`;
    writeFileSync(file, lines.join("\n"));
    const { code, out } = await runAsync(`verify ${file} --sample 0 --json`);
    expect(code).toBe(4);
    const [result] = (JSON.parse(out) as { results: { problems: { line: number; problem: string }[] }[] })
      .results;
    expect(result.problems.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(result.problems[0].problem).toContain("identity");
  });

  it("refuses what it cannot read, and two samples at once", async () => {
    await expectRefusedAsync("verify /nonexistent", "expected a file that can be read");
    await expectRefusedAsync(`verify ${store} --all --sample 3`, "expected one of them");
  });
});
