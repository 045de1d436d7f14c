/** Outputs computed from an input: one is found again, at the level of rounding, on nearly all of many networks. */
import { describe, expect, it } from "vitest";
import { evaluate, invertNetwork, type NetworkModel, parseActivation, RELU } from "../../../network/index.js";
import { IDENTITY } from "../../../network/model.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";

/** Normal weights of variance 2/fan-in, normal biases of deviation 0.3. */
function randomNetwork(widths: readonly number[], seed: number, activation = RELU): NetworkModel {
  const { normal } = randomSource(seed, 3);
  const layers = widths.slice(1).map((rows, i) => ({
    weights: matrixFromRows(
      Array.from({ length: rows }, () =>
        Array.from({ length: widths[i] }, () => normal() * Math.sqrt(2 / widths[i])),
      ),
    ),
    bias: Float64Array.from({ length: rows }, () => 0.3 * normal()),
    activation: i === widths.length - 2 ? IDENTITY : activation,
  }));
  return { layers, weightType: "float64", notes: [] };
}

describe("the search through the whole network", () => {
  it("finds an input of at least 95 % of the outputs that were computed from one, square and contracting layers included", () => {
    let [found, tried] = [0, 0];
    for (const [seed, widths] of [
      [2, 8, 8, 3],
      [3, 12, 24, 6],
      [4, 10, 10, 4],
      [5, 20, 40, 20],
      [3, 8, 8, 8, 3],
      [6, 20, 12],
    ].entries()) {
      const model = randomNetwork(widths, seed);
      const { normal } = randomSource(seed, 4);
      for (let k = 0; k < 4; k++) {
        const output = evaluate(model, Array.from({ length: widths[0] }, normal));
        tried++;
        if (invertNetwork(model, output).found) found++;
      }
    }
    expect(found / tried).toBeGreaterThanOrEqual(0.95);
  });

  it.each(["tanh", "sigmoid", "elu:0.5", "softplus", "softsign"])(
    "inverts %s layers of full rank",
    (word) => {
      const model = randomNetwork([3, 6, 6], 7, parseActivation(word, "the test"));
      const input = [0.3, -0.5, 0.2];
      const inverse = invertNetwork(model, evaluate(model, input));
      expect(inverse.found).toBe(true);
      inverse.input.forEach(({ value }, i) => {
        expect(value).toBeCloseTo(input[i], 10);
      });
    },
  );

  it("takes more inputs than outputs, and starts in the domain", () => {
    const model = randomNetwork([200, 20, 4], 3);
    const output = evaluate(
      model,
      Array.from({ length: 200 }, (_, i) => Math.sin(i)),
    );
    const inverse = invertNetwork(model, output, 0, { kind: "ball", radius: 1 });
    expect(inverse.found).toBe(true);
    expect(inverse.determined).toBe(false);
  });
});
