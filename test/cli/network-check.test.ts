/** `network check`, `network verify`: verdicts, fixed fields, files, exit codes, refusals in one line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REFERENCE } from "../network/injectivity/layers.js";
import { expectRefusedAsync, runAsync } from "./command-line.js";

let folder: string;
const file = (name: string): string => join(folder, name);
const csv = (rows: readonly (readonly number[])[]): string =>
  `${rows.map((row) => row.join(",")).join("\n")}\n`;

interface LayerResult {
  readonly verdict: string;
  readonly method: string;
  readonly scope: string;
  readonly margin: { value: number } | null;
  readonly minimumActive: number | null;
  readonly sigmaMin: { value: number } | null;
  readonly inverseLipschitz: { value: number } | null;
  readonly certificate: { kind: string } | null;
  readonly witness: {
    inputs: number[][];
    exactInputs: string[][];
    stored: { type: string; outputGap: number; distinct: boolean };
  } | null;
  readonly rounding: { type: string; unit: number; withinRounding: boolean };
  readonly reason: string | null;
  readonly box?: number[] | null;
}

async function check(line: string, expectedCode = 0): Promise<LayerResult[]> {
  const { code, out, err } = await runAsync(`network check ${line.trim()} --json`);
  expect({ code, err: code === 0 ? err : "" }).toEqual({ code: expectedCode, err: "" });
  return (JSON.parse(out) as { results: LayerResult[] }).results;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "network-check-"));
  for (const { name, W, b } of REFERENCE.matrices) {
    writeFileSync(file(`${name}.csv`), csv(W));
    if (b !== null) writeFileSync(file(`${name}.bias.csv`), csv(b.map((entry) => [entry])));
  }
  REFERENCE.conv.forEach(({ kernels }, i) => {
    writeFileSync(file(`kernels${i}.csv`), csv(kernels));
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("network check", () => {
  it.each(REFERENCE.matrices)(
    "$name: reference values, and a certificate that network verify accepts",
    async (matrix) => {
      const weights = `${file(matrix.name)}.csv${matrix.b === null ? "" : ` --bias ${file(matrix.name)}.bias.csv`}`;
      const proof = file("proof.json");
      const [result] = await check(`${weights} --save ${proof}`);
      expect(result.verdict).toBe(matrix.injective ? "injective" : "not-injective");
      expect(result.minimumActive).toBe(matrix.min_active_nonzero_rows);
      expect(result.sigmaMin?.value).toBeCloseTo(matrix.sigma_min, 12);
      expect(result.inverseLipschitz?.value).toBeCloseTo(matrix.invlip_sharp, 12);
      expect(result.certificate === null).toBe(!matrix.injective);
      expect(result.witness === null).toBe(matrix.injective);
      if (result.witness !== null) {
        expect(result.witness.stored).toMatchObject({ type: "float64", distinct: true });
        expect(result.witness.stored.outputGap).toBeLessThan(1e-14);
      }
      const verified = await runAsync(`network verify ${proof} ${weights}`);
      expect({ code: verified.code, err: verified.err }).toEqual({ code: 0, err: "" });
      expect(verified.out).toContain("yes");
    },
  );

  it("answers for the orthant, for a box, and for one layer of a network", async () => {
    writeFileSync(
      file("identity.csv"),
      csv([
        [1, 0],
        [0, 1],
      ]),
    );
    const verdict = async (options: string): Promise<string> =>
      (await check(`${file("identity.csv")} ${options}`))[0].verdict;
    expect(await verdict("")).toBe("not-injective");
    expect(await verdict("--domain orthant")).toBe("injective");
    expect(await verdict("--domain box:1")).toBe("not-injective");
    expect(await verdict("--activation identity")).toBe("injective");
  });

  it("decides networks: layer by layer, by a region, and by pairs of regions on a box", async () => {
    const { W1, b1 } = REFERENCE.end_to_end;
    const identity = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ];
    const write = (name: string, layers: unknown[]): string => {
      writeFileSync(file(name), JSON.stringify({ layers }));
      return file(name);
    };
    const first = { weights: W1, bias: b1, activation: "relu" };
    const reference = write("net.json", [first, { weights: identity, activation: "relu" }]);
    expect((await check(reference))[0]).toMatchObject({
      scope: "network",
      verdict: "injective",
      method: "layerwise",
    });
    expect(await check(`${reference} --layer 2`)).toMatchObject([
      { scope: "layer", layer: 2, domain: "orthant", verdict: "injective" },
    ]);
    expect(await check(`${reference} --layer 2 --domain space`)).toMatchObject([
      { scope: "layer", layer: 2, verdict: "not-injective" },
    ]);
    const narrow = write("narrow.json", [first, { weights: [[1, 2, 3, 4]], activation: "identity" }]);
    expect((await check(narrow))[0]).toMatchObject({ verdict: "not-injective", method: "region" });
    const proof = file("narrow.proof.json");
    await check(`${narrow} --save ${proof}`);
    const verified = await runAsync(`network verify ${proof} ${narrow}`);
    expect(verified.code).toBe(0);
    expect(verified.out).toContain("network  not-injective");
    expect((await runAsync(`network verify ${proof} ${reference}`)).code).toBe(4);
    // ReLU(x) - ReLU(-x) = x, though the last layer alone is not injective.
    const fold = write("fold.json", [
      { weights: [[1], [-1]], activation: "relu" },
      { weights: [[1, -1]], activation: "identity" },
    ]);
    const regions = file("fold.proof.json");
    for (const domain of ["", " --domain box:3"]) {
      expect((await check(`${fold}${domain} --save ${regions}`))[0]).toMatchObject({
        verdict: "injective",
        method: "pairs-of-regions",
        regions: 2,
        leastActive: [1, 1],
        certified: true,
      });
      expect((await runAsync(`network verify ${regions} ${fold}${domain}`)).code).toBe(0);
    }
    // The same of five inputs: decided by its 32 regions, which certificates do not list beyond four inputs.
    const entries = [0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4].map((k) => (i === k ? 1 : 0)));
    const folds = write("folds.json", [
      { weights: [...entries, ...entries.map((row) => row.map((entry) => -entry))], activation: "relu" },
      { weights: entries.map((row) => [...row, ...row.map((entry) => -entry)]), activation: "identity" },
    ]);
    expect((await check(`${folds} --domain box:1`))[0]).toMatchObject({
      verdict: "injective",
      certified: false,
    });
    const clipped = write("clip.json", [{ weights: [[1], [-1]], activation: "relu6" }]);
    expect((await check(clipped, 3))[0].reason).toContain("neither ReLU nor strictly monotone");
  });

  it("decides convolutions", async () => {
    for (const [i, { certificate_P, N }] of REFERENCE.conv.entries()) {
      const signal = N === undefined ? "" : ` --signal ${N} --padding same`;
      const proof = file("kernels.json");
      const [result] = await check(`${file(`kernels${i}.csv`)} --kernel 2${signal} --save ${proof}`);
      expect(result).toMatchObject({
        scope: "convolution",
        verdict: "injective",
        box: certificate_P === null ? null : [certificate_P],
      });
      expect((await runAsync(`network verify ${proof}`)).code).toBe(0);
    }
    expect((await check(`${file("kernels4.csv")} --kernel 2`, 3))[0].verdict).toBe("undecided");
  });

  it("reports rounding beside the exact answer, and fits 80 columns", async () => {
    writeFileSync(
      file("near.csv"),
      csv([
        [1, 0.1],
        [0.3, 1],
        [-1, -0.1 - 1e-17],
        [-0.3, -1.0000000000000002],
      ]),
    );
    const [result] = await check(file("near.csv"));
    expect(result).toMatchObject({
      verdict: "not-injective",
      rounding: { type: "float64", withinRounding: true },
    });
    for (const name of ["near", "pentagon", "triangle_120", "minimal_3"]) {
      const { out } = await runAsync(`network check ${file(`${name}.csv`)}`);
      for (const line of out.replace(/'[^']*'/g, "").split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  it("ends undecided at the time limit, with exit code 3", async () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: 8 }, (_, k) => Math.sin(12.9898 * (8 * i + k + 1)) * 3),
    );
    writeFileSync(file("large.csv"), csv(rows));
    const { code, out, err } = await runAsync(`network check ${file("large.csv")} --time-limit 0.001 --json`);
    expect(code).toBe(3);
    expect(err).toContain("warning: undecided; --time-limit 0.01 may help");
    expect(JSON.parse(out).results[0]).toMatchObject({
      verdict: "undecided",
      margin: null,
      certificate: null,
      witness: null,
    });
  });

  it("refuses bad input in one line", async () => {
    const weights = file("pentagon.csv");
    await expectRefusedAsync(
      `network check ${weights} --domain sphere`,
      "'sphere' in --domain: expected space, orthant, box:R",
    );
    await expectRefusedAsync(
      `network check ${weights} --time-limit 0`,
      "--time-limit: expected a number greater than 0",
    );
    await expectRefusedAsync(`network check ${weights} --kernel 3`, "expected 3");
    await expectRefusedAsync(`network check ${weights} --kernel 1x1x1x2`, "at most three sizes");
    await expectRefusedAsync(`network check ${weights} --kernel 2 --signal 1`, "none smaller");
    await expectRefusedAsync(
      `network check ${weights} --kernel 2 --padding full`,
      "expected one of valid, same",
    );
    await expectRefusedAsync(
      `network check ${weights} --save ${folder}`,
      "expected a file that can be written",
    );
    await expectRefusedAsync(`network check ${file("absent.csv")}`, "cannot be read");
  });
});

describe("what the weights of an answer are", () => {
  const titleOf = async (path: string): Promise<string> =>
    (await runAsync(`network check ${path}`)).out
      .split("\n")
      .find((line) => line.startsWith("Injectivity")) ?? "";

  it("stored numbers, or numbers that the reader computed in doubles", async () => {
    const rows = "[[1,0],[0,1],[-1,-1]]";
    for (const [denominator, computed] of [
      [1, false],
      [4, false],
      [3, true],
    ] as const) {
      const path = file(`over-${denominator}.json`);
      writeFileSync(path, `{"layers":[{"weights":${rows}}],"denominator":${denominator}}`);
      expect(await titleOf(path)).toBe(
        `Injectivity, exact on the ${computed ? "weights as folded, in double precision" : "stored numbers"}`,
      );
    }
    expect(await titleOf(file("pentagon.csv"))).toContain("stored numbers");
  });
});

describe("network verify", () => {
  it("fails with exit code 4 for changed files, other weights and other files", async () => {
    const proof = file("pentagon.json");
    await check(`${file("pentagon.csv")} --save ${proof}`);
    const fails = async (line: string, problem: string): Promise<void> => {
      const { code, out } = await runAsync(`network verify ${line} --json`);
      expect(code).toBe(4);
      expect(JSON.parse(out).results[0]).toMatchObject({
        verified: false,
        problem: expect.stringContaining(problem),
      });
    };
    await fails(`${proof} ${file("triangle_120.csv")}`, "the file is 3 x 2");
    await fails(`${proof} ${file("bias_pos.csv")}`, "4 x 2");
    writeFileSync(
      file("changed.json"),
      readFileSync(proof, "utf8").replace('"claim":"injective"', '"claim":"not-injective"'),
    );
    await fails(file("changed.json"), "seal");
    writeFileSync(file("torn.json"), readFileSync(proof, "utf8").slice(0, -20));
    await fails(file("torn.json"), "not JSON");
    writeFileSync(file("deep.json"), "[".repeat(200_000) + "]".repeat(200_000));
    await expectRefusedAsync(`network verify ${file("deep.json")}`, "is JSON of another kind");
    await expectRefusedAsync(`network verify ${file("pentagon.csv")}`, "is plain text");
    await expectRefusedAsync(`network verify ${file("absent.json")}`, "cannot be read");
    await expectRefusedAsync(`network verify ${folder}`, "not a regular file");
  });
});

describe("verify of a certificate with weights", () => {
  it("says what network verify says, and takes no weights for other files", async () => {
    const proof = file("pentagon.json");
    await check(`${file("pentagon.csv")} --save ${proof}`);
    for (const weights of ["pentagon.csv", "triangle_120.csv"]) {
      const outcomes = [];
      for (const verb of ["verify", "network verify"])
        outcomes.push(await runAsync(`${verb} ${proof} ${file(weights)} --domain space --json`));
      const [one, other] = outcomes;
      expect(one.code).toBe(other.code);
      expect(JSON.parse(one.out).results).toEqual(JSON.parse(other.out).results);
    }
    await expectRefusedAsync(
      `verify docs/proofs/plain-2-weak.json ${file("pentagon.csv")}`,
      "expected a certificate that network check has written",
    );
  });
});

describe("network verify against activation and domain", () => {
  const verified = async (
    line: string,
  ): Promise<{ code: number; out: string; results: Record<string, unknown>[] }> => {
    const { code, out } = await runAsync(`network verify ${line}`);
    const json = JSON.parse((await runAsync(`network verify ${line} --json`)).out);
    return { code, out: out.replaceAll(/\s+/g, " "), results: json.results };
  };

  beforeAll(() => {
    writeFileSync(file("unit.csv"), "1,0\n0,1\n");
    writeFileSync(
      file("deep.json"),
      JSON.stringify({
        layers: [
          { weights: [[1], [-1]], activation: "relu" },
          {
            weights: [
              [1, 0],
              [0, 1],
            ],
            activation: "relu",
          },
        ],
      }),
    );
  });

  it("refuses a ReLU layer's file as one of a strictly monotone activation", async () => {
    const proof = file("linear.json");
    await check(`${file("unit.csv")} --activation identity --save ${proof}`);
    const refused = await verified(`${proof} ${file("unit.csv")}`);
    expect(refused.code).toBe(4);
    expect(refused.results[0].problem).toContain(
      "speaks of a strictly monotone activation, layer 1 has ReLU",
    );
    const own = await verified(`${proof} ${file("unit.csv")} --activation identity`);
    expect(own.code).toBe(0);
    expect(own.out).toContain("s strictly monotone, with W of 2 x 2 in float64 is injective on all of R^2.");
    expect((await verified(`${proof} --activation identity`)).code).toBe(0);
    for (const alone of [proof, `${proof} --activation relu`]) {
      const { code, out } = await verified(alone);
      expect(code).toBe(4);
      expect(out).toContain("Held against ReLU on the whole space, or what --activation");
    }
  });

  it("refuses another domain, by default anything but the whole space", async () => {
    const proof = file("orthant.json");
    await check(`${file("unit.csv")} --domain orthant --save ${proof}`);
    expect((await verified(`${proof} ${file("unit.csv")}`)).code).toBe(4);
    expect((await verified(`${proof} ${file("unit.csv")} --domain box:1`)).code).toBe(4);
    const own = await verified(`${proof} ${file("unit.csv")} --domain orthant`);
    expect(own.code).toBe(0);
    expect(own.out).toContain(
      "x -> ReLU(W x) with W of 2 x 2 in float64 is injective on the inputs x >= 0 of R^2",
    );
    expect((await verified(`${proof} --domain orthant`)).code).toBe(0);
    for (const alone of [proof, `${proof} --domain space`]) expect((await verified(alone)).code).toBe(4);
  });

  it("takes the number of a layer from the file, or from --layer", async () => {
    const whole = file("whole.json");
    const part = file("part.json");
    await check(`${file("deep.json")} --save ${whole}`);
    await check(`${file("deep.json")} --layer 2 --domain space --save ${part}`);
    expect((await verified(`${whole} ${file("deep.json")}`)).code).toBe(0);
    expect((await verified(`${part} ${file("deep.json")} --layer 2 --domain space`)).code).toBe(0);
    const refused = await verified(`${part} ${file("deep.json")}`);
    expect(refused.code).toBe(4);
    expect(refused.results[0].problem).toContain("layer 2 is asked about orthant");
    expect((await verified(`${part} ${file("deep.json")} --layer 1`)).results[0].problem).toContain(
      "no layer 2",
    );
  });
});
