/** `certify` and the verification of proofs from the command line. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run, runAsync } from "./command-line.js";
import { expectDescribed } from "./described.js";

const folder = mkdtempSync(join(tmpdir(), "certify-"));
const resultOf = (out: string): Record<string, unknown> =>
  (JSON.parse(out) as { results: Record<string, unknown>[] }).results[0];

describe("certify", () => {
  it("brackets, names and saves a proof that verify accepts", async () => {
    const file = join(folder, "proof.json");
    const { code, out } = run(`certify rdt --expansions 6.7004 --digits 15 --save ${file} --json`);
    expect(code).toBe(0);
    const found = resultOf(out);
    expect(found).toMatchObject({ kind: "plain", bound: "7.530795067739203", lower: "7.530795067739201" });
    expect(found.claim).toContain("6.7004, 7.530795067739203");
    expect(found.size).toBe(readFileSync(file).length);
    const verified = await runAsync(`verify ${file} --json`);
    expect(verified.code).toBe(0);
    expect(resultOf(verified.out)).toMatchObject({
      kind: "plain",
      valid: true,
      claim: found.claim,
      bound: found.bound,
      lower: found.lower,
    });
  });

  it("a proof that is changed fails the verification, exit code 4", async () => {
    const file = join(folder, "changed.json");
    run(`certify finite --rows 800 --columns 100 --save ${file}`);
    writeFileSync(file, readFileSync(file, "utf8").replace('"0.0000013', '"0.0000012'));
    const { code, out } = await runAsync(`verify ${file} --json`);
    expect(code).toBe(4);
    expect(resultOf(out)).toMatchObject({ kind: "finite", valid: false, claim: null });
  });

  it("the union bound stands beside the bound of duality, the smaller one is named", () => {
    const small = resultOf(run("certify finite --rows 20 --columns 2 --json").out);
    expect(small).toMatchObject({ smaller: "union", rows: 20, columns: 2 });
    const large = resultOf(run("certify finite --rows 850 --columns 100 --json").out);
    expect(large).toMatchObject({ smaller: "duality" });
  });

  it("finds the least number of rows for a probability, and the largest number of columns", () => {
    const rows = resultOf(run("certify finite --columns 3 --probability 1e-3 --json").out);
    expect(Number(rows.bound)).toBeLessThanOrEqual(1e-3);
    const fewer = resultOf(run(`certify finite --rows ${Number(rows.rows) - 1} --columns 3 --json`).out);
    expect(Number(fewer.bound)).toBeGreaterThan(1e-3);
    const columns = resultOf(run(`certify finite --rows ${rows.rows} --probability 1e-3 --json`).out);
    expect(columns.columns).toBe(3);
  });

  it("the printed 10.124 is refuted, and 9.49 is too large", () => {
    const { results } = JSON.parse(run("certify audit --json").out) as {
      results: { printed: string; judgement: string; lower: string }[];
    };
    expect(results.map(({ printed, judgement }) => `${printed} ${judgement}`)).toEqual([
      "8.267 confirmed",
      "12.35 confirmed",
      "9.49 too-large",
      "17.13 confirmed",
      "10.124 too-small",
    ]);
    expect(Number(results[4].lower)).toBeGreaterThan(10.7887954);
  });

  it.each([
    ["certify rdt --bias 0.5 --expansions 6.7", "one layer"],
    ["certify rdt --bias 0.5 --margin 0.5", "kappa = -beta/R"],
    ["certify rdt --margin 9", "from -8 to 8"],
    ["certify rdt --count 0", "above 0"],
    ["certify rdt --bias 1e-1", "without exponent"],
    ["certify rdt --expansions 1.5", "above 2"],
    ["certify rdt --expansions 6.7,1e1", "without exponent"],
    ["certify rdt --lifted --dual-norms unit", "optimal norms"],
    ["certify rdt --digits 29", "--digits"],
    ["certify width --depth 5", "expected infinity"],
    ["certify finite --rows 5", "--columns"],
    ["certify finite --probability 0.1", "--rows or --columns"],
  ])("%s is refused", (line, said) => {
    const { code, err } = run(line);
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

describe("every field and every header has a meaning", () => {
  it.each([
    "certify rdt --expansions 6.7004 --digits 4",
    "certify width --notion strong --digits 4",
    "certify finite --rows 200 --columns 20",
    "certify constants",
    "certify rsb --k 1",
    "certify audit",
    "verify docs/proofs/plain-2-weak.json",
  ])("%s", (line) => expectDescribed(line));
});
