/** The command `network invert`: inputs, residuals, guarantees, refusals. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefused, results, run } from "./command-line.js";

let folder: string;
const file = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "network-invert-"));
  // Kink inversion of the reference values: no unit is active, only the inequalities determine x = (-1, 1).
  writeFileSync(file("kink.csv"), "1 0\n0 1\n-2 0\n0 -1\n");
  writeFileSync(file("bias.csv"), "1\n-1\n-2\n1\n");
  writeFileSync(file("outputs.csv"), "0,0,0,0\n2,0,0,2\n");
  writeFileSync(
    file("slope.json"),
    JSON.stringify({ layers: [{ weights: [[1]], activation: "leaky-relu:-1" }] }),
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

const kink = (): string => `network invert ${file("kink.csv")} --bias ${file("bias.csv")}`;

describe("network invert", () => {
  it("recovers the input at a kink, with residual 0 and a guaranteed error", () => {
    const [inverse] = results(`${kink()} --value 0,0,0,0`);
    expect(inverse.input.map(({ value }) => value)).toEqual([-1, 1]);
    expect(inverse.residual.value).toBe(0);
    expect(inverse.determined).toBe(true);
    expect(inverse.layers).toMatchObject([{ method: "linear-program", active: 0, rank: 0, inputs: 2 }]);
    expect(inverse.inverseLipschitz.value).toBeCloseTo(Math.SQRT1_2, 12);
    expect(inverse.errorBound.value).toBeLessThan(1e-12);
  });

  it("takes several outputs from a file and fits in 80 columns", () => {
    const inverses = results(`${kink()} --outputs ${file("outputs.csv")}`);
    expect(inverses.map(({ input }) => input.map(({ value }) => value))).toEqual([
      [-1, 1],
      [1, -1],
    ]);
    const { out, code } = run(`${kink()} --outputs ${file("outputs.csv")}`);
    expect(code).toBe(0);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("takes a spreadsheet's outputs, with a header line and quotes, and says so", () => {
    writeFileSync(file("headed.csv"), 'y1,"y 2",y3,y4\n"0",0,0,0\n2,0,"0",2\n');
    const line = `${kink()} --outputs ${file("headed.csv")}`;
    const plain = results(`${kink()} --outputs ${file("outputs.csv")}`);
    expect(results(line)).toEqual(plain);
    expect(run(line).err).toContain("is taken for a header: y1, y 2, y3, y4.");
  });

  it("says when no input has the output, with exit code 3 and the closest input", () => {
    const { code, err, out } = run(`${kink()} --value 1,1,1,1 --no-guarantee`);
    expect(code).toBe(3);
    expect(err).toContain("--noise");
    expect(out).toContain("domain-error");
    expect(run(`${kink()} --value 2,0,0.001,2 --noise 0.01`).code).toBe(0);
  });

  it("calls nothing converged that nothing bounds: ReLU(x) = 0 for every x <= 0", () => {
    writeFileSync(file("half.csv"), "1\n");
    const { code, err, out } = run(`network invert ${file("half.csv")} --value 0 --json`);
    expect(code).toBe(3);
    expect(err).toContain("inputs that nothing bounds");
    const [inverse] = (JSON.parse(out) as { results: Record<string, unknown>[] }).results;
    const infinite = { error: "Infinity", status: "domain-error" };
    expect(inverse).toMatchObject({ determined: false, residual: { value: 0, status: "converged" } });
    expect(inverse.input).toMatchObject([infinite]);
    expect(inverse.layers).toMatchObject([{ ambiguity: { value: "Infinity", ...infinite } }]);
    // A bounded extent is an error like any other.
    writeFileSync(file("pair.csv"), "1\n-1\n");
    writeFileSync(file("shift.csv"), "-1\n-2\n");
    const [bounded] = results(`network invert ${file("pair.csv")} --bias ${file("shift.csv")} --value 0,0`);
    expect(bounded.input[0].status).toBe("converged");
    expect(bounded.input[0].error).toBeGreaterThanOrEqual(1.5);
    expect(run(`network invert ${file("half.csv")} --value 2`).code).toBe(0);
  });

  it("refuses what it cannot use in one line", () => {
    expectRefused(kink(), "expected either --value");
    expectRefused(`${kink()} --value 1 --outputs ${file("outputs.csv")}`, "expected either --value");
    expectRefused(`${kink()} --value 1,2`, "2 numbers in --value: expected 4");
    expectRefused(`${kink()} --value 1,2,x,4`, "expected a finite decimal number");
    expectRefused(`${kink()} --outputs ${file("absent")}`, "expected a text matrix");
    expectRefused(`${kink()} --value 0,0,0,0 --noise -1`, "--noise");
    expectRefused(`network invert ${file("slope.json")} --value 1`, "does not decrease");
  });
});
