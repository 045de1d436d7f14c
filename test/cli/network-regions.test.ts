/** `network regions`, `network distance`, `network expected` on the command line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefused, type Outcome, run, runAsync } from "./command-line.js";

const NET = {
  layers: [
    {
      weights: [
        [1.75, 1.5],
        [1.25, 1.5],
        [-1.75, 1.25],
        [2, -1],
        [-1.5, -1.75],
        [1.25, 2],
      ],
      bias: [0.25, 0.25, 0.75, -1, 0.75, 1],
      activation: "relu",
    },
    { weights: [[-1.5, 2, 1.5, -1, 0, 1.25]], bias: [1], activation: "identity" },
  ],
};

let folder = "";
let net = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "regions-"));
  net = join(folder, "net.json");
  writeFileSync(net, JSON.stringify(NET));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Json {
  readonly parameters: Record<string, unknown>;
  readonly results: readonly Record<string, unknown>[];
}

function jsonOf(line: string): Json {
  const outcome: Outcome = run(`${line} --json`);
  expect(outcome).toMatchObject({ code: 0, err: "" });
  return JSON.parse(outcome.out) as Json;
}

describe("network regions", () => {
  const segment = "--segment -2,-1/3:2,1/2";

  it("along a segment, in doubles and exactly", () => {
    const counts = {
      activationRegions: 7,
      linearRegions: 6,
      activationBreakpoints: 6,
      linearBreakpoints: 5,
    };
    const [found] = jsonOf(`network regions ${net} ${segment}`).results;
    expect(found).toMatchObject({ ...counts, exact: false, unresolved: 0 });
    const { results, parameters } = jsonOf(`network regions ${net} ${segment} --exact`);
    expect(results[0]).toMatchObject({ ...counts, exact: true });
    expect(parameters.segment).toEqual([
      ["-2", "-1/3"],
      ["2", "1/2"],
    ]);
    const [first] = results[0].breakpoints as Record<string, unknown>[];
    expect(first).toMatchObject({
      fraction: "13/40",
      layer: 1,
      unit: 6,
      crossings: 1,
      changesOutput: true,
      t: { value: 0.325, status: "converged" },
    });
  });

  it("in a square, a polygon, and a plane given by origin and directions", () => {
    for (const exact of ["", " --exact"]) {
      const whole = jsonOf(`network regions ${net} --square -1:1${exact}`).results[0];
      expect(whole).toMatchObject({ activationRegions: 18, linearRegions: 15, distinctMaps: 15 });
      const plane = jsonOf(`network regions ${net} --square 0,0:1,0:0,1${exact}`).results[0];
      expect(plane).toEqual(whole);
      const polygon = jsonOf(`network regions ${net} --polygon -1,-1:1,-1:1,1:-1,1${exact}`).results[0];
      expect(polygon).toEqual(whole);
    }
  });

  it("in a square however it is written, and says what was understood", () => {
    const whole = jsonOf(`network regions ${net} --square -1:1`);
    const polygons: unknown[] = [];
    for (const square of ["-1,1", "-1,-1:1,1", "1,-1:-1,1"]) {
      const { results, parameters } = jsonOf(`network regions ${net} --square ${square}`);
      expect(results[0]).toMatchObject({ activationRegions: 18, linearRegions: 15, distinctMaps: 15 });
      polygons.push(parameters.polygon);
    }
    expect(polygons.slice(0, 2)).toEqual([whole.parameters.polygon, whole.parameters.polygon]);
    expect(run(`network regions ${net} --square 0,-1/2:1,2`).out).toContain(
      "Polygon with the corners (0, -1/2), (1, -1/2), (1, 2), (0, 2).",
    );
    expect(run(`network regions ${net} --square 0,0:1,0:0,2`).out.replaceAll(/\s+/g, " ")).toContain(
      "x(s, r) = (0, 0) + s (1, 0) + r (0, 2), (s, r) in the polygon (-1, -1), (1, -1), (1, 1), (-1, 1).",
    );
  });

  it("in a rectangle as in the same polygon", () => {
    const rectangle = jsonOf(`network regions ${net} --square 0,-1/2:1,2`).results;
    expect(jsonOf(`network regions ${net} --polygon 0,-1/2:1,-1/2:1,2:0,2`).results).toEqual(rectangle);
  });

  it("as text within 80 columns, and as pictures", async () => {
    const picture = join(folder, "regions.svg");
    for (const domain of [segment, "--square -1:1", `${segment} --exact`, "--square -1:1 --exact"]) {
      const { out, code } = await runAsync(`network regions ${net} ${domain} --svg ${picture}`);
      expect(code).toBe(0);
      for (const line of out.split("\n").filter((one) => !one.includes(picture))) {
        expect(line.length).toBeLessThanOrEqual(80);
      }
      expect(readFileSync(picture, "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    }
  });

  it.each([
    ["", "0 of --segment, --square, --polygon for network regions: expected one of them"],
    ["--segment 0,0:1,1 --square -1:1", "2 of --segment, --square, --polygon"],
    ["--segment 0,0", "in --segment: expected two points"],
    ["--segment 0,0:1", "in --segment: expected two points"],
    ["--segment 0,0:1,x", "'x' in --segment: expected a finite number or a fraction"],
    ["--segment 0,0:0,0", "expected two different points"],
    ["--segment 0,0:0,0 --exact", "expected two different points"],
    ["--segment 0,0,0:1,1,1", "expected 2 finite numbers"],
    ["--segment 0,0,0:1,1,1 --exact", "expected 2, one per input"],
    ["--square 1", "in --square: expected low:high or x,y:x,y for two inputs"],
    ["--square 1:1", "expected them in order around it"],
    ["--square 0,0,0:1,0,0:0,1,0", "origin of the plane with 3 entries: expected 2"],
    ["--square 0,0:1,0:2,0 --polygon 0,0:1,0:0,1", "2 of --segment"],
    ["--polygon 0,0:1,0", "in --polygon: expected at least three corners"],
    ["--polygon 0,0:1,0:2,0", "no convex polygon"],
    ["--square -1:1 --svg /no/such/folder/a.svg", "in --svg: expected a file that can be written"],
  ])("refuses '%s'", (options, message) => {
    expectRefused(`network regions ${net} ${options}`.trim(), message);
  });

  it("refuses a file that is missing", () => {
    expectRefused(`network regions ${join(folder, "none.json")} --square -1:1`, "none.json");
  });

  it("a plane along parallel directions is a segment seen twice", () => {
    const { results } = jsonOf(`network regions ${net} --square 0,0:1,0:1,0`);
    expect(results[0].activationRegions).toBe(
      jsonOf(`network regions ${net} --segment -2,0:2,0`).results[0].activationRegions,
    );
  });
});

describe("network distance", () => {
  it("names the nearest boundary and its point", () => {
    const { results } = jsonOf(`network distance ${net} --at 0.25,-1/3`);
    expect(results[0]).toMatchObject({ layer: 1, breakpoint: 0, distance: { status: "converged" } });
    expect(run(`network distance ${net} --at 0.25,-1/3`).out).toContain("at least this far");
  });

  it("refuses points that do not fit", () => {
    expectRefused(`network distance ${net} --at 1`, "expected 2 finite numbers");
    expectRefused(`network distance ${net} --at 1,2:3,4`, "in --at: expected one point");
    expectRefused(`network distance ${net} --at 1,1e999`, "expected a finite number");
    expectRefused(`network distance ${net}`, "--at");
  });
});

describe("network expected", () => {
  const segment = "--segment -1,1/2:1,1/2 --samples 20";

  it("along a segment: counts, density, angles, bound", () => {
    const { results, parameters } = jsonOf(`network expected --widths 2,8,1 ${segment}`);
    expect(results.map(({ method }) => method)).toEqual(["count", "density", "angles"]);
    const [, , angle] = results as {
      activationRegions: { value: number };
      bound: number;
      boundPrinted: number;
    }[];
    expect(angle.activationRegions.value).toBeCloseTo(5.865387583755142, 10);
    expect(angle.bound).toBeCloseTo(18.054066673528204, 10);
    expect(angle.boundPrinted).toBeCloseTo(36.10813334705641, 10);
    expect(parameters).toMatchObject({ biasStd: 0.5, gain: 2, samples: 20, seed: 1, activation: "relu" });
  });

  it("in a square: closed forms of the first layer", () => {
    const [found] = jsonOf("network expected --widths 2,8,1 --square -1:1 --samples 3").results;
    const entry = found as Record<string, { value: number }>;
    expect(entry.firstLayerHit.value).toBeCloseTo(0.929118, 6);
    expect(entry.firstLayerCrossings.value).toBeCloseTo(0.590334, 6);
    expect(entry.firstLayerLength.value).toBeCloseTo(1.883384, 6);
    expect(entry.firstLayerRegions.value).toBeCloseTo(24.9623, 4);
  });

  it("without an angle formula says so", () => {
    const { out } = run(`network expected --widths 2,3,1 --activation hardtanh ${segment}`);
    expect(out).toContain("No angle formula");
    expect(out).not.toContain("Upper bound");
  });

  it.each([
    ["--widths 2,8,1", "neither of --segment and --square"],
    [`--widths 2,8,1 ${segment} --square -1:1`, "both of --segment and --square"],
    [`--widths 2,1 ${segment}`, "at least one hidden layer"],
    [`--widths 2,8,1 ${segment} --bias-std 0`, "'0' in --bias-std: expected more than 0"],
    [`--widths 2,8,1 ${segment} --bias-std -1`, "expected more than 0"],
    [`--widths 2,8,1 ${segment} --bias-law cauchy`, "expected one of normal, uniform"],
    [`--widths 2,8,1 ${segment} --gain 0`, "greater than 0"],
    [`--widths 3,8,1 ${segment}`, "expected 3 finite numbers"],
    ["--widths 3,8,1 --square -1:1", "expected 3, one per input"],
    ["--widths 2,8,1 --square -1:1 --samples 1", "an integer from 2"],
    [`--widths 2,9999,1 ${segment}`, "expected an integer from 1 to 4096"],
  ])("refuses '%s'", (options, message) => {
    expectRefused(`network expected ${options}`, message);
  });
});
