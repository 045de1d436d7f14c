/** Cells and stability: reference values, agreement with branching, and the ordering of all bounds. */
import { describe, expect, it } from "vitest";
import { halfspaceSystem } from "../../../network/injectivity/halfspaces.js";
import { checkLayer } from "../../../network/injectivity/layer-check.js";
import { cellBound, enumerateCells } from "../../../network/stability/cells.js";
import { layerStability } from "../../../network/stability/layer-stability.js";
import { question, REFERENCE, randomLayer } from "../injectivity/layers.js";

const OPTIONS = { samples: 40, seed: 1 };

describe("reference matrices", () => {
  it.each(REFERENCE.matrices)(
    "$name",
    ({ W, b, open_cells, min_active_nonzero_rows, min_rank, sigma_min, invlip_sharp, invlip_slides }) => {
      const { cells, sigmaMin, inverseLipschitz, inverseLipschitzSlides, ...sampled } = layerStability(
        question(W, b),
        OPTIONS,
      );
      expect(cells).toEqual({
        openCells: open_cells,
        minimumActive: min_active_nonzero_rows,
        minimumRank: min_rank,
      });
      expect(sigmaMin?.value).toBeCloseTo(sigma_min, 12);
      expect(inverseLipschitz?.value).toBeCloseTo(invlip_sharp, 12);
      expect(inverseLipschitzSlides?.value).toBeCloseTo(invlip_slides, 12);
      expect(sampled.sigmaSampled).toBeGreaterThanOrEqual(sigma_min - 1e-12);
      expect(sampled.inverseLipschitzSampled).toBeGreaterThanOrEqual(invlip_sharp - 1e-12);
      expect(sampled.inverseLipschitzSampled).toBeLessThanOrEqual(sampled.forwardLipschitz.value + 1e-12);
    },
  );
});

describe("stability", () => {
  it("attains the sharp bound for (1, -1) and the upper bound |W|", () => {
    const { inverseLipschitz, inverseLipschitzSampled, forwardLipschitz } = layerStability(
      question([[1], [-1]]),
      OPTIONS,
    );
    expect(inverseLipschitz?.value).toBeCloseTo(Math.SQRT1_2, 14);
    expect(inverseLipschitzSampled).toBeCloseTo(Math.SQRT1_2, 8);
    expect(forwardLipschitz.value).toBeCloseTo(Math.SQRT2, 14);
  });

  it("orders lower bounds, samples and upper bounds, on every domain", () => {
    const domains = [{ kind: "space" }, { kind: "orthant" }, { kind: "box", radius: 2 }] as const;
    for (let seed = 0; seed < 24; seed++) {
      const columns = 1 + (seed % 3);
      const layer = {
        ...randomLayer(seed, 3 * columns + 3, columns, "gaussian", seed % 2 === 0),
        domain: domains[seed % 3],
      };
      const stability = layerStability(layer, { samples: 60, seed });
      const [lower, sigma] = [
        stability.inverseLipschitz?.value ?? Number.NaN,
        stability.sigmaMin?.value ?? Number.NaN,
      ];
      expect(stability.inverseLipschitzSlides?.value).toBeLessThanOrEqual(lower);
      expect(stability.inverseLipschitzSampled).toBeGreaterThanOrEqual(lower * (1 - 1e-9));
      expect(stability.sigmaSampled).toBeGreaterThanOrEqual(sigma * (1 - 1e-9));
      expect(stability.inverseLipschitzSampled).toBeLessThanOrEqual(
        stability.forwardLipschitz.value * (1 + 1e-9),
      );
    }
  });

  it("scales with the layer, and is zero for a layer that is not injective", () => {
    const layer = randomLayer(5, 12, 2, "gaussian", false);
    const twice = {
      ...layer,
      weights: { ...layer.weights, values: layer.weights.values.map((entry) => 2 * entry) },
    };
    const sigma = layerStability(layer, OPTIONS).sigmaMin?.value ?? Number.NaN;
    expect(layerStability(twice, OPTIONS).sigmaMin?.value).toBeCloseTo(2 * sigma, 12);
    expect(
      layerStability(
        question([
          [1, 0],
          [0, 1],
        ]),
        OPTIONS,
      ),
    ).toMatchObject({ sigmaMin: { value: 0, error: 0 }, inverseLipschitz: { value: 0 } });
  });

  it("leaves lower bounds out where the cells are too many or the time is over", () => {
    const layer = randomLayer(1, 40, 5, "gaussian", false);
    expect(layerStability(layer, { samples: 3, seed: 1 })).toMatchObject({
      cells: null,
      sigmaMin: null,
      inverseLipschitz: null,
    });
    expect(
      layerStability(randomLayer(1, 8, 2, "gaussian", false), { samples: 3, seed: 1, stop: () => true })
        .cells,
    ).toBeNull();
  });
});

describe("cells", () => {
  it("agree with branching: injective if and only if no cell is rank-deficient", () => {
    const domains = [{ kind: "space" }, { kind: "orthant" }, { kind: "box", radius: 1 }] as const;
    const verdicts = new Set<boolean>();
    for (let seed = 0; seed < 90; seed++) {
      const columns = 1 + (seed % 3);
      const layer = {
        ...randomLayer(
          seed + 500,
          3 * columns + (seed % 4),
          columns,
          seed % 2 === 0 ? "integer" : "gaussian",
          seed % 5 < 2,
        ),
        domain: domains[seed % 7 === 0 ? 1 : seed % 11 === 0 ? 2 : 0],
      };
      const cells = enumerateCells(halfspaceSystem(layer));
      const injective = cells?.minimumRank === columns;
      verdicts.add(injective);
      expect(checkLayer(layer).verdict).toBe(injective ? "injective" : "not-injective");
      expect(cells?.minimumActive).toBeGreaterThanOrEqual(injective ? columns : 0);
    }
    expect(verdicts.size).toBe(2);
  });

  it("are as many as Schläfli and Zaslavsky count in general position", () => {
    for (const [rows, columns, biased] of [
      [7, 2, false],
      [6, 3, false],
      [6, 2, true],
      [5, 3, true],
      [4, 1, true],
    ] as const) {
      const system = halfspaceSystem(randomLayer(rows, rows, columns, "gaussian", biased));
      expect(enumerateCells(system)?.openCells).toBe(cellBound(rows, columns, biased));
    }
    expect(cellBound(14, 3, false)).toBe(2 * (1 + 13 + 78));
  });
});
