/** What normalisations and biases do to injectivity, against the exact decision of the layer. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyLayer,
  biasLemma,
  checkLayer,
  diagonalMap,
  diagonalMatrix,
  foldBefore,
  gammaSigns,
  keepsInjectivity,
  layerNorm,
  type NetworkLayer,
  RELU,
  restore,
  SPACE,
  unitNorm,
  weightNorm,
} from "../../../network/index.js";
import { matrixFromRows, rowOf } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";
import { InputError } from "../../../src/result.js";

const injective = ({ weights, bias }: Pick<NetworkLayer, "weights" | "bias">): boolean =>
  checkLayer({ weights, bias, domain: SPACE }).verdict === "injective";

const smallInteger = fc.integer({ min: -3, max: 3 });
const arbitraryMatrix = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 7 }))
  .chain(([n, m]) =>
    fc.array(fc.array(smallInteger, { minLength: n, maxLength: n }), { minLength: m, maxLength: m }),
  );

describe("batch normalisation", () => {
  const norm = (gamma: readonly number[]) =>
    diagonalMap(
      {
        gamma,
        beta: gamma.map((_, i) => i - 1),
        mean: gamma.map((_, i) => 2 * i),
        variance: gamma.map(() => 4),
        epsilon: 0,
      },
      "test",
    );

  it("folding before the activation is the normalisation, to rounding", () => {
    fc.assert(
      fc.property(arbitraryMatrix, fc.nat(1000), (rows, seed) => {
        const source = randomSource(seed);
        const gamma = rows.map(() => source.normal());
        const bias = Float64Array.from(rows, () => source.normal());
        const x = rows[0].map(() => source.normal());
        const weights = matrixFromRows(rows);
        const map = norm(gamma);
        const folded = applyLayer({ ...foldBefore(weights, bias, map), activation: RELU }, x);
        rows.forEach((row, i) => {
          const z = row.reduce((sum, entry, j) => sum + entry * x[j], bias[i]);
          const normalised = (gamma[i] * (z - 2 * i)) / 2 + i - 1;
          expect(folded[i]).toBeCloseTo(Math.max(0, normalised), 10);
        });
      }),
    );
  });

  it("a negative gamma reverses a row and changes the answer; positive ones never do", () => {
    const weights = matrixFromRows([[1], [-1]]);
    expect(injective({ weights, bias: null })).toBe(true);
    const centred = (gamma: readonly number[]) =>
      diagonalMap({ gamma, beta: [0, 0], mean: [0, 0], variance: [1, 1], epsilon: 0 }, "test");
    expect(injective(foldBefore(weights, null, centred([1, -1])))).toBe(false);
    expect(gammaSigns(centred([1, -1])).negative).toEqual([1]);
    expect(injective(foldBefore(weights, null, centred([2, 0.5])))).toBe(true);
    expect(injective(foldBefore(weights, null, centred([2, 0])))).toBe(false);
    fc.assert(
      fc.property(arbitraryMatrix, fc.nat(100), (rows, seed) => {
        const source = randomSource(seed);
        const scale = Float64Array.from(rows, () => 2 ** (source.below(7) - 3));
        const map = { scale, shift: new Float64Array(rows.length) };
        const matrix = matrixFromRows(rows);
        expect(keepsInjectivity(map)).toBe(true);
        expect(injective(foldBefore(matrix, null, map))).toBe(injective({ weights: matrix, bias: null }));
      }),
      { numRuns: 60 },
    );
  });

  it("after the activation it is invertible iff no gamma vanishes", () => {
    expect(gammaSigns(norm([1, -2, 3])).zero).toEqual([]);
    expect(gammaSigns(norm([1, 0, 3])).zero).toEqual([1]);
    expect([...diagonalMatrix(norm([2, 4])).values]).toEqual([1, 0, 0, 2]);
  });

  it("refuses vectors that do not fit and variances that are negative", () => {
    const good = { gamma: [1], beta: [0], mean: [0], variance: [1], epsilon: 0 };
    expect(() => diagonalMap({ ...good, mean: [0, 1] }, "test")).toThrow(
      "2 entries in mean of test: expected 1",
    );
    expect(() => diagonalMap({ ...good, variance: [-1] }, "test")).toThrow("expected a positive sum");
    expect(() => diagonalMap({ ...good, gamma: [Number.NaN] }, "test")).toThrow(InputError);
  });
});

describe("weight normalisation", () => {
  it("has rows of length |g| along v, and positive gains keep the answer", () => {
    const rows = [
      [3, 4],
      [0, -2],
      [-1, 0],
      [-6, -8],
    ];
    const weights = weightNorm(matrixFromRows(rows), [10, 1, 2, 5], "test");
    expect([...rowOf(weights, 0)]).toEqual([6, 8]);
    expect([...rowOf(weights, 1)]).toEqual([0, -1]);
    expect(injective({ weights, bias: null })).toBe(injective({ weights: matrixFromRows(rows), bias: null }));
    expect(() => weightNorm(matrixFromRows([[0, 0]]), [1], "test")).toThrow("expected a direction");
    expect(() => weightNorm(matrixFromRows([[1, 0]]), [1, 2], "test")).toThrow("2 gains in test: expected 1");
  });
});

describe("norms of the data", () => {
  const vector = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 6 });

  it("are injective given their scalars", () => {
    fc.assert(
      fc.property(vector, (x) => {
        fc.pre(Math.max(...x) - Math.min(...x) > 1e-3);
        for (const normalise of [unitNorm, layerNorm]) {
          restore(normalise(x)).forEach((entry, k) => {
            expect(entry).toBeCloseTo(x[k], 9);
          });
        }
      }),
    );
  });

  it("are not injective alone: x and 2x have one direction, x and 2x + 3 one LayerNorm", () => {
    const layer = {
      weights: matrixFromRows([
        [1, 0],
        [0, 1],
        [-1, -1],
      ]),
      bias: null,
      activation: RELU,
    };
    const direction = (x: readonly number[]) => [...unitNorm(applyLayer(layer, x)).direction];
    expect(direction([1, -2])).toEqual(direction([2, -4]));
    expect([...layerNorm([1, 2, 4]).direction]).toEqual([...layerNorm([5, 7, 11]).direction]);
  });

  it("are undefined where the scalar vanishes", () => {
    expect(() => unitNorm([0, 0])).toThrow("undefined there");
    expect(() => layerNorm([2, 2])).toThrow("undefined there");
    expect([...layerNorm([2, 2], 1e-5).direction]).toEqual([0, 0]);
  });
});

describe("the lemma on biases", () => {
  it("does not see that W = (1, -1), b = (1, -1/2) is injective", () => {
    const layer = { weights: matrixFromRows([[1], [-1]]), bias: Float64Array.of(1, -0.5), activation: RELU };
    expect(injective(layer)).toBe(true);
    expect(biasLemma(layer)).toBe("no-statement");
    // About the centre -3/4 both rows have b + W c ≥ 0.
    expect(biasLemma(layer, [-0.75])).toBe("injective");
  });

  it("its yes is true, about any centre, and W alone is injective wherever the layer is", () => {
    let [yes, missed, injectiveWithout] = [0, 0, 0];
    for (let trial = 0; trial < 300; trial++) {
      const source = randomSource(trial, 4);
      const n = 1 + source.below(2);
      const rows = Array.from({ length: 2 * n + source.below(5) }, () =>
        Array.from({ length: n }, () => source.below(7) - 3),
      );
      const bias = Float64Array.from(rows, () => (source.below(9) - 3) / 2);
      const layer = { weights: matrixFromRows(rows), bias, activation: RELU };
      const truth = injective(layer);
      if (truth) {
        expect(injective({ ...layer, bias: null })).toBe(true);
        injectiveWithout++;
      }
      const centre = Array.from({ length: n }, () => source.normal());
      for (const answer of [biasLemma(layer), biasLemma(layer, centre)])
        expect(answer !== "injective" || truth).toBe(true);
      if (biasLemma(layer) === "injective") yes++;
      else if (truth) missed++;
    }
    expect(yes).toBeGreaterThan(10);
    expect(missed).toBeGreaterThan(0);
    expect(injectiveWithout).toBeGreaterThanOrEqual(yes + missed);
  });
});
