/** The least number of rows with w·x > κ|x|: exact enumeration against other routes, and the experiments. */
import { describe, expect, it } from "vitest";
import {
  exactMinimum,
  gaussianMatrix,
  injectivityExperiment,
  leastAboveMargin,
  makeCertificate,
  minimumExperiment,
  searchDirection,
  verifyCertificate,
} from "../../finite-size/index.js";
import { marginMinimum } from "../../finite-size/margin/margin-minimum.js";
import { marginSigns } from "../../finite-size/margin/margin-signs.js";
import { largestRadius } from "../../network/index.js";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";
import { expectRefusedAsync, results, run, runAsync } from "../cli/command-line.js";

const MARGINS = [-2.5, -1, -0.5, 0, 0.5, 2];

describe("the least count over the sphere", () => {
  it("is attained exactly, met by the search, and no direction has less", () => {
    for (let trial = 0; trial < 16; trial++) {
      const columns = 1 + (trial % 4);
      const rows = columns + 3 + (trial % 5);
      const matrix = gaussianMatrix(rows, columns, 5, trial);
      const directions = gaussianMatrix(100, columns, 9, trial);
      for (const margin of MARGINS) {
        const { minimum, witness } = marginMinimum(matrix, margin);
        expect(witness).not.toBeNull();
        if (witness !== null) expect(marginSigns(matrix, witness, margin).positive).toBe(minimum);
        for (let i = 0; i < 100; i++) {
          const x = directions.values.slice(i * columns, (i + 1) * columns);
          expect(marginSigns(matrix, x, margin).positive).toBeGreaterThanOrEqual(minimum);
        }
        expect(searchDirection(matrix, margin, { seed: 1, restarts: 6 }).active).toBeGreaterThanOrEqual(
          minimum,
        );
        if (margin === 0) expect(exactMinimum(matrix).minimum).toBe(minimum);
      }
    }
  });

  it("falls with the margin and never beyond the rows", () => {
    const matrix = gaussianMatrix(12, 3, 4);
    const counts = MARGINS.map((margin) => marginMinimum(matrix, margin).minimum);
    counts.slice(1).forEach((count, i) => {
      expect(count).toBeLessThanOrEqual(counts[i]);
    });
    expect(marginMinimum(matrix, -50).minimum).toBe(12);
    expect(marginMinimum(matrix, 50).minimum).toBe(0);
  });

  it("degenerate rows: repeated, zero, antiparallel, and rows that touch the sphere at w·x = κ", () => {
    const rows = matrixFromRows([
      [1, 0],
      [1, 0],
      [-1, 0],
      [0, 0],
      [0, 1],
      [0, -1],
    ]);
    // Against an axis: w·x = −1 is not above κ = −1.
    expect(marginMinimum(rows, -1).minimum).toBe(4);
    expect(marginMinimum(rows, -1.001).minimum).toBe(6);
    expect(marginMinimum(rows, 0.75).minimum).toBe(0);
  });

  it("fewer than n on the ball is a radius below 1", () => {
    const random = randomSource(3, 1);
    let compared = 0;
    for (let trial = 0; trial < 40; trial++) {
      const margin = -0.2 - random.uniform();
      const matrix = gaussianMatrix(6 + (trial % 5), 3, 7, trial);
      const bias = new Float64Array(matrix.rows).fill(-margin);
      const { radius } = largestRadius({ weights: matrix, bias });
      const injective = radius.value >= 1;
      // Gaussian rows are in general position.
      expect(marginMinimum(matrix, margin).minimum >= 3).toBe(injective);
      compared++;
    }
    expect(compared).toBe(40);
  });
});

describe("experiments and commands", () => {
  it("a bias makes layers injective more often, a count less", () => {
    const size = { rows: 9, columns: 3, samples: 40, seed: 1 };
    const share = (more: object) => injectivityExperiment({ ...size, ...more }).successes;
    expect(share({ margin: -1 })).toBeGreaterThan(share({}));
    expect(share({ count: 2 })).toBeLessThan(share({ count: 0.5 }));
    expect(minimumExperiment({ ...size, margin: -1 }).mean.value).toBeGreaterThan(
      minimumExperiment(size).mean.value,
    );
  });

  it("emin, finite-size minimum and injectivity take them", async () => {
    const found = await runAsync("emin --rows 14 --columns 3 --seed 7 --bias 0.5 --count 2 --json");
    expect(JSON.parse(found.out).results[0]).toMatchObject({ exact: true, method: "enumeration" });
    expect(results("finite-size injectivity --columns 2 --rows 5 --bias 1 --samples 20")[0]).toHaveProperty(
      "threshold",
    );
    expect(run("finite-size minimum --columns 2 --rows 6 --bias 1 --samples 9").out).toContain("bias 1 R");
  });

  it("certificates of few rows above a margin are recounted through squares, and refused when changed", () => {
    const matrix = gaussianMatrix(40, 12, 1);
    const { x, active } = searchDirection(matrix, -0.5, { seed: 1, restarts: 9, enough: 11 });
    expect(active).toBeLessThan(12);
    const few = { margin: -0.5, below: 12 };
    const certificate = makeCertificate(matrix, { seed: 1, stream: 0 }, x, few);
    const problems = (changed: object) =>
      verifyCertificate(JSON.stringify({ ...certificate, ...changed }), "it").problems;
    expect(problems({})).toEqual([]);
    expect(verifyCertificate(JSON.stringify(certificate), "it")).toMatchObject({ active, few });
    for (const changed of [
      { margin: -0.9 },
      { below: active },
      { active: active - 1 },
      { x: certificate.x.map((entry) => -entry) },
      { claim: "anything" },
      { sha256: "0".repeat(64) },
    ])
      expect(problems(changed)).not.toEqual([]);
  });

  it("refuses branch and cut with a margin", () =>
    expectRefusedAsync(
      "emin --rows 9 --columns 3 --bias 1 --method branch-and-cut",
      "enumeration or search",
    ));

  it("beyond enumeration a search bounds from above", () => {
    expect(leastAboveMargin(gaussianMatrix(60, 20, 1), { margin: -0.5, restarts: 1 })).toMatchObject({
      status: "upper-only",
      method: "search",
    });
  });
});
