/** The command `network projection`: the theorem, the test of one matrix, failures among random ones. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefused, results, run } from "./command-line.js";

let folder: string;
const file = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "network-projection-"));
  writeFileSync(file("rays.csv"), "1\n-1\n");
  writeFileSync(file("same.csv"), "1,1\n");
  writeFileSync(file("opposite.csv"), "1,-1\n");
  writeFileSync(file("wide.csv"), "1,1,1\n");
});

afterAll(() => rmSync(folder, { recursive: true }));

const rays = (): string => `network projection ${file("rays.csv")}`;

describe("network projection", () => {
  it("decides a given matrix exactly: |x| is not injective, x is", () => {
    const [folded] = results(`${rays()} --matrix ${file("same.csv")}`);
    expect(folded).toMatchObject({
      verdict: "not-injective",
      conic: true,
      sufficientDimension: 2,
      almostEveryMatrix: false,
    });
    const [p, q] = folded.witness as unknown as [number[], number[]];
    expect(Math.abs(p[0])).toBe(Math.abs(q[0]));
    expect(p[0]).not.toBe(q[0]);
    expect(results(`${rays()} --matrix ${file("opposite.csv")}`)).toMatchObject([{ verdict: "injective" }]);
  });

  it("half of all projections of two rays to a line fail, none to a plane", () => {
    const [{ failures }] = results(`${rays()} --dimension 1 --trials 4000`);
    expect(Math.abs(failures.rate.value - 0.5)).toBeLessThan(4 * failures.rate.error);
    const [plane] = results(`${rays()} --dimension 2 --trials 200`);
    expect(plane).toMatchObject({ almostEveryMatrix: true, failures: { rate: { value: 0 } } });
  });

  it("prints its caveats in 80 columns", () => {
    const { out, code } = run(`${rays()} --dimension 1`);
    expect(code).toBe(0);
    expect(out).toContain("presumes an injective network");
    expect(out).toContain("nothing is claimed either way");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("refuses what does not fit", () => {
    expectRefused(rays(), "expected either --dimension d or --matrix FILE");
    expectRefused(`${rays()} --matrix ${file("wide.csv")}`, "expected 2, one an output of the network");
    expectRefused(`${rays()} --matrix ${file("same.csv")} --trials 3`, "--trials and --matrix together");
    expectRefused(`${rays()} --dimension 0`, "--dimension");
  });
});
