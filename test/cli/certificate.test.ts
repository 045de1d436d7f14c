/** `certificate search` and `certificate verify`: round trips, honest failures, refusals. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gaussianMatrix } from "../../finite-size/index.js";
import { exactSigns } from "../../finite-size/minimum/exact-signs.js";
import { expectRefusedAsync, runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "certificate-"));

async function resultsOf(
  words: readonly string[],
): Promise<{ code: number; result: Record<string, unknown> }> {
  const { out, code } = await runAsync([...words, "--json"]);
  return { code, result: (JSON.parse(out) as { results: Record<string, unknown>[] }).results[0] };
}

describe("certificate search", () => {
  it("finds, saves and verifies; a changed file is not valid", async () => {
    const path = join(folder, "seeded.json");
    const words = [
      "certificate",
      "search",
      "--rows",
      "250",
      "--columns",
      "50",
      "--seed",
      "3",
      "--save",
      path,
    ];
    const { code, result } = await resultsOf(words);
    expect(code).toBe(0);
    expect(result).toMatchObject({ status: "found", found: true, needed: 49 });
    expect(exactSigns(gaussianMatrix(250, 50, 3), result.witness as number[]).nonNegative).toBe(
      result.active,
    );
    expect((await resultsOf(["certificate", "verify", path])).result).toMatchObject({
      valid: true,
      rows: 250,
      columns: 50,
      problems: [],
    });
    const corrupted = join(folder, "corrupted.json");
    writeFileSync(corrupted, readFileSync(path, "utf8").replace('"seed": 3', '"seed": 4'));
    const { code: failed, out } = await runAsync(["certificate", "verify", corrupted]);
    expect(failed).toBe(4);
    expect(out).toContain("NOT VALID");
    expect(out).toContain("sha256");
  });

  it("stores the entries of a matrix from a file", async () => {
    const matrix = join(folder, "w.txt");
    writeFileSync(matrix, "1 0.1\n0 1\n-1 0.3\n0.2 0.7\n-0.4 0.5\n");
    const path = join(folder, "stored.json");
    const { code } = await resultsOf(["certificate", "search", "--matrix", matrix, "--save", path]);
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ matrix: { kind: "entries" }, columns: 2 });
    expect((await runAsync(["certificate", "verify", path])).code).toBe(0);
  });

  it("gives the same answer with any number of workers", async () => {
    const line = (workers: string): string[] =>
      `certificate search --rows 540 --columns 100 --seed 4 --method gnc --restarts 10 --workers ${workers}`.split(
        " ",
      );
    const [one, two] = [await resultsOf(line("1")), await resultsOf(line("2"))];
    expect(two).toEqual(one);
  });

  it("says what it did not find, writes no file, and exits with 3", async () => {
    const path = join(folder, "never.json");
    const line = `certificate search --rows 90 --columns 9 --method gnc --restarts 2 --save ${path}`;
    const { code, err, out } = await runAsync(line);
    expect(code).toBe(3);
    expect(out).toContain("proves nothing");
    expect(err).toContain("all restarts were done");
    expect(err).toContain("was not written");
    expect(existsSync(path)).toBe(false);
    const stopped = await runAsync("certificate search --rows 90 --columns 9 --time 0.001 --json");
    expect(stopped.out).toContain('"status": "stopped"');
    expect(stopped.err).toContain("the time limit came first");
    const threads = await runAsync("certificate search --rows 90 --columns 9 --time 0.3 --workers 2 --json");
    expect(threads.out).toContain('"status": "stopped"');
  });

  it("refuses a file that cannot be written before the search", async () => {
    // This search would take an hour.
    const search = "certificate search --rows 90 --columns 9 --restarts 1000000 --save".split(" ");
    for (const path of [folder, join(folder, "missing", "c.json"), ""]) {
      await expectRefusedAsync([...search, path], "in --save: expected a file that can be written");
    }
  });

  it("explicit methods", async () => {
    const line = (method: string): string =>
      `certificate search --rows 200 --columns 100 --seed 1 --method ${method} --json`;
    for (const method of ["sum-of-rows", "normalised"]) {
      const { out } = await runAsync(line(method));
      expect(out).toContain(`"by": "${method}"`);
      expect(out).toContain('"restart": null');
    }
  });

  it("refuses bad input in one line", async () => {
    const search = "certificate search";
    await expectRefusedAsync("certificate", "expected one of search, verify");
    await expectRefusedAsync("certificate prove", "'prove' after certificate");
    await expectRefusedAsync(search, "--matrix FILE");
    await expectRefusedAsync(`${search} --rows 5 --columns 8`, "at least as many rows as columns");
    await expectRefusedAsync(`${search} --rows 5 --columns 0`, "--columns");
    await expectRefusedAsync(`${search} --rows 5 --columns 2 --workers 0`, "--workers");
    await expectRefusedAsync(`${search} --rows 5 --columns 2 --restarts many`, "--restarts");
    await expectRefusedAsync(`${search} --rows 5 --columns 2 --method best`, "'best' in --method");
    await expectRefusedAsync(`${search} --rows 5 --columns 2 --time -1`, "--time");
    await expectRefusedAsync([...search.split(" "), "--matrix", join(folder, "no.csv")], "can be read");
    await expectRefusedAsync(
      [..."certificate search --rows 9 --columns 3 --save".split(" "), join(folder, "no", "c.json")],
      "--save",
    );
    await expectRefusedAsync(["certificate", "verify", join(folder, "no.json")], "can be read");
    const other = join(folder, "other.json");
    writeFileSync(other, '{"format":"something else"}');
    await expectRefusedAsync(["certificate", "verify", other], "expected a certificate");
    writeFileSync(other, "1,2,3");
    await expectRefusedAsync(
      ["certificate", "verify", other],
      "is plain text: expected a certificate of certificate search",
    );
  });
});
