/** Stability of random layers: extremes over cells by rays against all cells, pairs against both bounds, known layers. */
import { describe, expect, it } from "vitest";
import { gaussianMatrix, stabilityExperiment } from "../../finite-size/index.js";
import { cellExtremes } from "../../finite-size/stability/extreme-cells.js";
import { searchWeakCell } from "../../finite-size/stability/weak-cell-search.js";
import { weakPairRatio } from "../../finite-size/stability/weak-pair.js";
import { logStabilityFailure } from "../../geometry/index.js";
import { halfspaceSystem } from "../../network/injectivity/halfspaces.js";
import { enumerateCells } from "../../network/stability/cells.js";
import { extremeSingularValues } from "../../src/linear-algebra/singular-values.js";
import { dot } from "../../src/linear-algebra/vectors.js";
import { matrixFromRows, rowOf } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";

const SIZES = [
  [5, 2],
  [9, 2],
  [6, 3],
  [9, 3],
  [8, 4],
] as const;

describe("extremes over the cells", () => {
  it.each(SIZES)("of %i x %i layers are those of all their cells", (rows, columns) => {
    for (const seed of [1, 2, 3]) {
      const weights = gaussianMatrix(rows, columns, seed);
      const question = { weights, bias: new Float64Array(rows), domain: { kind: "space" as const } };
      let [least, largest] = [Number.POSITIVE_INFINITY, 0];
      enumerateCells(halfspaceSystem(question), (active) => {
        const range = extremeSingularValues(weights, active);
        least = Math.min(least, range.least);
        largest = Math.max(largest, range.largest);
      });
      const found = cellExtremes(weights);
      expect(found.least).toBeCloseTo(least, 12);
      expect(found.largest).toBeCloseTo(largest, 12);
    }
  });

  it("of the rows 1, -1 are 1, and its pairs reach 1/sqrt 2", () => {
    const layer = matrixFromRows([[1], [-1]]);
    const { least, largest, ray, weakest } = cellExtremes(layer);
    expect([least, largest]).toEqual([1, 1]);
    const { direction } = extremeSingularValues(layer, weakest);
    expect(weakPairRatio(layer, { sigma: least, point: ray, direction })).toBeCloseTo(Math.SQRT1_2, 12);
  });
});

describe("searches", () => {
  it("give a cell and a pair that lie above what is true of all", () => {
    for (const seed of [4, 5]) {
      const layer = gaussianMatrix(14, 2, seed);
      const exact = cellExtremes(layer).least;
      const cell = searchWeakCell(layer, 8, randomSource(seed));
      expect(cell.sigma).toBeGreaterThan(exact - 1e-12);
      const active = Array.from({ length: 14 }, (_, i) => i).filter(
        (i) => dot(rowOf(layer, i), cell.point) > 0,
      );
      expect(extremeSingularValues(layer, active).least).toBe(cell.sigma);
      expect(weakPairRatio(layer, cell)).toBeGreaterThan(exact / Math.SQRT2 - 1e-9);
    }
  });
});

describe("the experiment", () => {
  const size = { rows: 16, columns: 2, samples: 20, restarts: 2, seed: 3 };

  it("fails no more often than the union bound allows, and stays above the condition number's limit", () => {
    const sigmas = Array.from({ length: 60 }, (_, i) => cellExtremes(gaussianMatrix(16, 2, 3, i)).least);
    for (const t of [0.05, 0.2, 0.5]) {
      const share = sigmas.filter((sigma) => sigma <= t).length / sigmas.length;
      const bound = Math.exp(logStabilityFailure(16, 2, t));
      expect(share).toBeLessThan(bound + 3 * Math.sqrt(bound / sigmas.length));
    }
    const { condition, sigma, inverseLipschitz, lipschitz, kind } = stabilityExperiment(size);
    expect(kind).toBe("exact");
    expect(condition[0].value).toBeGreaterThan(Math.SQRT2);
    expect(condition[1].value).toBeGreaterThan(condition[0].value);
    expect(inverseLipschitz.value).toBeGreaterThan(sigma.value / Math.SQRT2);
    expect(lipschitz.value).toBeGreaterThan(sigma.value);
    expect(stabilityExperiment(size)).toEqual(stabilityExperiment(size));
  });
});
