/** Laws of weights: moments, supports, what is drawn and what is refused; counts that need signs only. */
import { describe, expect, it } from "vitest";
import {
  gaussianMatrix,
  injectivityExperiment,
  minimumExperiment,
  parseWeightLaw,
  randomMatrix,
  weightLawText,
} from "../../finite-size/index.js";
import { InputError } from "../../src/result.js";

const draw = (text: string): Float64Array => randomMatrix(parseWeightLaw(text), 200, 100, 5).values;
const moment = (values: Float64Array, power: number): number =>
  values.reduce((sum, value) => sum + value ** power, 0) / values.length;

describe("laws of weights", () => {
  // Fourth moments: signs 1, uniform 9/5, sparse 3/share, t with nu degrees 3 (nu - 2)/(nu - 4).
  it.each([
    ["signs", 1, 1],
    ["uniform", 1.8, 0.04],
    ["sparse:0.25", 12, 0.9],
    ["student:12", 3.75, 0.3],
    ["gaussian", 3, 0.15],
  ])("%s has mean 0, variance 1 and its fourth moment", (text, fourth, within) => {
    const values = draw(text);
    expect(Math.abs(moment(values, 1))).toBeLessThan(4 / Math.sqrt(values.length));
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(
      4 * Math.sqrt((fourth - 1 + 1e-9) / values.length) + 1e-12,
    );
    expect(Math.abs(moment(values, 4) - fourth)).toBeLessThan(within);
    expect(weightLawText(parseWeightLaw(text))).toBe(text);
  });

  it("have their supports", () => {
    expect(new Set(draw("signs"))).toEqual(new Set([-1, 1]));
    expect(Math.max(...draw("uniform"))).toBeLessThan(Math.sqrt(3));
    const zeros = draw("sparse:0.25").filter((value) => value === 0).length / 20000;
    expect(Math.abs(zeros - 0.75)).toBeLessThan(0.02);
    // Cauchy: the quartiles are -1 and 1.
    const cauchy = draw("student:1").filter((value) => Math.abs(value) < 1).length / 20000;
    expect(Math.abs(cauchy - 0.5)).toBeLessThan(0.02);
  });

  it("leave the Gaussian matrices as they are", () => {
    expect(randomMatrix({ kind: "gaussian" }, 5, 3, 2, 7)).toEqual(gaussianMatrix(5, 3, 2, 7));
  });

  it.each(["sign", "sparse", "sparse:0", "sparse:2", "student:-1", "student:", "uniform:3", "student:3:4"])(
    "refuse %s",
    (text) => {
      expect(() => parseWeightLaw(text)).toThrow(InputError);
    },
  );

  it("do not matter to the plane: P[E_min >= 2] is a count of sign patterns for symmetric laws with a density", () => {
    // 1 - p = m (m - 2) 2^(1 - m) = 0.375 at m = 8.
    for (const text of ["uniform", "student:1"]) {
      const size = { rows: 8, columns: 2, samples: 2000, seed: 3, law: parseWeightLaw(text) };
      const { estimate } = injectivityExperiment(size);
      expect(Math.abs(estimate.value - 0.625)).toBeLessThan(4 * Math.sqrt((0.625 * 0.375) / 2000));
    }
  });

  it("with ties are counted but not called injective by a count", () => {
    const size = { rows: 8, columns: 2, samples: 20, seed: 3, law: parseWeightLaw("signs") };
    expect(() => injectivityExperiment(size)).toThrow(/law with a density/);
    // Rows (1, 1), (1, -1) and their negatives: at most half of the rows on each of two lines.
    expect(minimumExperiment(size).mean.value).toBeLessThan(4);
  });
});
