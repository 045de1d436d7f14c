/** The command line as its users see it: contract fields, formats, exit codes, one-line errors. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { PLAIN, TWO_RSB, UNIT_FOURTH_PRINTED, UNIT_SECOND_STRONG } from "../reference/thresholds.js";
import { expectRefused, run, runAnew } from "./command-line.js";

interface Envelope {
  schema: string;
  command: string;
  parameters: Record<string, unknown>;
  results: Record<string, { value: number; error: number; status: string } & unknown[]>[];
  provenance: Record<string, unknown>;
}

const json = (line: string): Envelope => JSON.parse(run(`${line} --json`).out) as Envelope;

describe("JSON envelope", () => {
  it("has the fields of the contract and provenance without clocks", () => {
    const envelope = json("rs");
    expect(envelope.schema).toBe("relu-injectivity/1");
    expect(envelope.command).toBe("rs");
    expect(Object.keys(envelope.provenance)).toEqual(
      expect.arrayContaining(["version", "commit", "node", "v8", "platform"]),
    );
    expect(envelope.results[0].threshold.value).toBeCloseTo(PLAIN, 11);
    expect(envelope.results[0].threshold.status).toBe("converged");
    expect(envelope.results[0].chi.error).toBeGreaterThan(0);
  });

  it("is a function of its parameters", async () => {
    expect((await runAnew("rsb --k 3 --alpha 6 --json")).out).toBe(run("rsb --k 3 --alpha 6 --json").out);
  });

  it("writes non-finite numbers as strings", () => {
    expect(run("rs --alpha 1.5 --json").out).toContain('"Infinity"');
  });

  it("reproduces from its own parameters", async () => {
    const { parameters, results } = json("rsb --k 2 --alpha 6");
    const { k, alpha, tolerance } = parameters;
    const again = await runAnew(`rsb --k ${k} --alpha ${alpha} --tolerance ${tolerance} --json`);
    expect(JSON.parse(again.out).results).toEqual(results);
  });
});

describe("rsb", () => {
  it("reports threshold, overlaps, breaking points, residual and evaluations", () => {
    const [result] = json("rsb --k 2").results;
    expect(result.threshold.value).toBeCloseTo(TWO_RSB, 11);
    expect(result.overlaps).toHaveLength(3);
    expect(result.breakingPoints).toHaveLength(2);
    expect(result).toHaveProperty("chi");
    expect(result).toHaveProperty("residual");
    expect(result).toHaveProperty("evaluations");
  });

  it("gives one result per alpha, repeated or listed", () => {
    expect(json("rsb --k 1 --alpha 5 --alpha 6,7").results.map((result) => result.alpha)).toEqual([5, 6, 7]);
  });

  it("gives Parisi functions and densities at single fields", () => {
    const [result] = json("rsb --k 2 --at=-1,0.25").results as unknown as {
      at: { field: number; level: number; phi: object; density: { value: number } }[];
      overlaps: { value: number }[];
    }[];
    const { at, overlaps } = result;
    expect(at.map(({ field, level }) => [field, level])).toEqual(
      [-1, 0.25].flatMap((h) => [0, 1, 2].map((level) => [h, level])),
    );
    const q = overlaps[0].value;
    expect(at[3].density.value).toBeCloseTo(Math.exp((-0.5 * 0.0625) / q) / Math.sqrt(2 * Math.PI * q), 12);
    expect(at[2].phi).toMatchObject({ value: 0, status: "converged" });
  });

  it("k = 0 is the replica-symmetric solution", () => {
    expect(json("rsb --k 0 --alpha 6").results[0].energy.value).toBeCloseTo(0.6314921352238214, 13);
  });

  it("ends with 3, the best iterate and a hint when the tolerance is not met", () => {
    const { code, out, err } = run("rsb --method fixed-point --k 10 --iterations 3");
    expect(code).toBe(3);
    expect(out).toMatch(/6\.88? .*\[iteration-limit\]/);
    expect(err).toMatch(/^warning: the iteration ended as iteration-limit with residual .* try /);
  });
});

describe("rdt", () => {
  it("starts the minimal sequence at the 2-RSB threshold", () => {
    const { results } = json("rdt --depth 3");
    expect(results[0].expansion.value).toBeCloseTo(TWO_RSB, 11);
    expect(results[2].relativeExpansion.value).toBeCloseTo(1.1457216, 6);
    expect(Object.keys(results[0].parameters)).toEqual(expect.arrayContaining(["r", "gammaBar", "gamma"]));
    expect(Object.keys(results[2].parameters)).toEqual(expect.arrayContaining(["gammaBar", "nu"]));
  });

  it("solves the published settings", () => {
    const { results } = json("rdt --depth 4 --expansions 6.7004,8.267,9.49");
    expect(results[3].expansion.value).toBeCloseTo(UNIT_FOURTH_PRINTED, 7);
    expect(json("rdt --depth 2 --notion strong --first-layer 6.7004").results[1].expansion.value).toBeCloseTo(
      UNIT_SECOND_STRONG,
      8,
    );
  });

  it("one layer is the plain threshold", () => {
    expect(json("rdt --depth 1").results[0].expansion.value).toBeCloseTo(PLAIN, 11);
    expect(json("rdt --depth 2 --first-layer plain").results[0].expansion.value).toBeCloseTo(PLAIN, 11);
  });
});

describe("tables and compare", () => {
  it("tables: every row has its fields, and the known verdicts hold", () => {
    const { results } = json("tables");
    for (const row of results) {
      for (const field of ["source", "table", "quantity", "published", "computed", "agrees", "note"]) {
        expect(row).toHaveProperty(field);
      }
    }
    const capacities = results.filter((row) => (row.quantity as unknown) === "capacity");
    const verdicts = Object.fromEntries(
      capacities.map((row) => [String(row.published), row.agrees as unknown]),
    );
    expect(verdicts).toEqual({
      "8.267": true,
      "12.35": true,
      "9.49": false,
      "17.13": true,
      "10.124": false,
      "8.264": true,
      illegible: null,
    });
    const four = capacities.find((row) => (row.published as unknown) === "10.124");
    expect(String(four?.note)).toContain("alpha_3 = 8.267");
    expect(String(four?.note)).toContain("10.11227865");
  });

  it("compare: sorted, with the invalid bound marked", () => {
    const { results } = json("compare --tolerance 1e-6");
    const values = results.map((row) => row.value.value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(results.filter((row) => (row.valid as unknown) === false)).toHaveLength(1);
    expect(values.at(-1)).toBe(23.54);
  });
});

describe("formats", () => {
  it("text keeps within 80 columns where the columns allow", () => {
    for (const line of [
      "rs",
      "rsb --k 6",
      "rdt --depth 4",
      "rs --alpha 6 --beta 2",
      "explain",
      "compare",
      "tables",
    ]) {
      for (const row of run(line).out.split("\n"))
        expect(row.length, `${line}: ${row}`).toBeLessThanOrEqual(80);
    }
  });

  it("CSV has one header and as many fields in every line", () => {
    const lines = run("rsb --k 1 --alpha 5,6 --csv").out.trim().split("\n");
    expect(lines).toHaveLength(3);
    expect(new Set(lines.map((line) => line.split(",").length)).size).toBe(1);
    expect(lines[0]).toContain("energy,energy.error,energy.status");
  });

  it("Markdown has a table", () => {
    expect(run("rs --markdown").out).toMatch(/\| threshold \| chi \|\n\| --- \| --- \|/);
  });
});

describe("explain", () => {
  it.each(["converged", "stalled", "iteration-limit", "domain-error", "chi", "overlaps", "margin"])(
    "%s",
    (word) => {
      const { code, out } = run(`explain ${word}`);
      expect(code).toBe(0);
      expect(out.length).toBeGreaterThan(40);
    },
  );
});

describe("bad input: one line, exit code 2, nothing on stdout", () => {
  it.each([
    ["rsb --k 2 --alpha 0", "expected a number greater than 0"],
    ["rsb --k 2 --alpha -3", "expected a number greater than 0"],
    ["rsb --k 2 --alpha NaN", "expected a finite number"],
    ["rsb --k 2 --alpha ''", "empty list"],
    ["rsb --k 1.5", "expected an integer from 0 to 400"],
    ["rsb --k 99", "expected an integer from 0 to 48"],
    ["rsb --k 3 --convolution direct --kernel fftjs", "sums run in WebAssembly alone"],
    ["rsb --k 3 --at 0.1 --alpha 5,6", "expected one problem"],
    ["rsb --k 3 --at 0.1 --depth 2", "--at and --depth together"],
    ["rsb --k 3 --kernel gpu", "expected one of wasm, fftjs"],
    ["rsb --k 30 --method fixed-point --convolution direct", "expected --method variational"],
    ["frsb --depth 2 --kernel fftjs", "expected neither, they are for one layer"],
    ["rsb --k 2 --tolerance 1e-17", "expected at least 1e-13"],
    ["rs --beta 2", "--alpha"],
    ["rs --json --csv", "one output format"],
    ["bogus", "expected one of overview, tables"],
    ["rs --format xml", "--format"],
    ["rdt --depth 2 --expansions 3", "layer 1 is not admissible: expected at least 6.698"],
    ["rdt --depth 3 --expansions 6.7004,7", "layer 2 is not admissible: expected at least 8.26672931"],
    ["rdt --depth 2 --expansions ''", "empty list"],
    ["rdt --depth 2 --expansions 7,8", "at most 1"],
    ["rdt --depth 1 --notion strong", "coincide"],
    ["rdt --depth 2 --expansions 7 --first-layer plain", "only one"],
    ["rdt --depth 2 --first-layer best", "2rsb or frsb"],
    ["tables --source foo", "expected one of maillard, stojnic"],
    ["explain nonsense", "not explained"],
  ])("%s", expectRefused);

  it("shows the stack only on request", () => {
    expect(run("rsb --k 99", true).err).toContain("\n    at ");
  });
});

describe("help", () => {
  it.each(["tables", "rs", "rsb", "rdt", "compare", "explain"])(
    "%s --help starts with examples",
    (command) => {
      const { code, out } = run(`${command} --help`);
      expect(code).toBe(0);
      expect(out.startsWith("Examples:")).toBe(true);
    },
  );
});

describe("the kernel's variable", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("is refused with an unknown name, by commands without convolutions too", () => {
    vi.stubEnv("RELU_INJECTIVITY_KERNEL", "gpu");
    const expected = 'RELU_INJECTIVITY_KERNEL is "gpu": expected one of wasm, fftjs';
    expectRefused("rs", expected);
    expectRefused("width --depth 2", expected);
    vi.stubEnv("RELU_INJECTIVITY_KERNEL", "");
    expect(run("rs").code).toBe(0);
  });
});
