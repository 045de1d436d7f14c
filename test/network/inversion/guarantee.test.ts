/** The bound of the error of a recovered input holds, and is only given where it is proved. */
import { describe, expect, it } from "vitest";
import { clip, evaluate, leakyRelu } from "../../../network/index.js";
import { inputErrorBound, inversionGuarantee, invertNetwork } from "../../../network/inversion/index.js";
import { randomSource } from "../../../src/random/normal.js";
import { minimalLayer, oneLayer } from "./designs.js";

describe("guarantee", () => {
  it("1/√2 for (1, -1), and the bound is attained", () => {
    const { inverseLipschitz } = inversionGuarantee(oneLayer([[1], [-1]]));
    expect(inverseLipschitz?.value).toBeCloseTo(Math.SQRT1_2, 15);
    expect(Math.hypot(...evaluate(oneLayer([[1], [-1]]), [1])) / 1).toBe(1);
  });

  it("holds for two layers, whatever the noise does", () => {
    for (let trial = 0; trial < 20; trial++) {
      const source = randomSource(trial, 11);
      const layers = [minimalLayer(2, source, true), minimalLayer(4, source, true)];
      const model = { layers, weightType: "float64" as const, notes: [] };
      const guarantee = inversionGuarantee(model);
      expect(guarantee.layers.map(({ constant }) => constant !== null)).toEqual([true, true]);
      const x = [source.normal(), source.normal()];
      const noise = 10 ** -(1 + 3 * source.uniform());
      const error = Array.from({ length: 8 }, () => source.normal());
      const size = noise / Math.hypot(...error);
      const y = evaluate(model, x).map((value, i) => value + size * error[i]);
      const inverse = invertNetwork(model, y, noise);
      const bound = inputErrorBound(guarantee, inverse.residual, noise);
      const distance = Math.hypot(...inverse.input.map(({ value }, j) => value - x[j]));
      expect(distance).toBeLessThanOrEqual(bound?.value ?? 0);
    }
  });

  it("is refused for layers that are not injective, or of other activations, saying which", () => {
    const collapsing = inversionGuarantee(
      oneLayer([
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
    );
    expect(collapsing.inverseLipschitz).toBeNull();
    expect(collapsing.layers[0].reason).toBe("not proved injective (not-injective)");
    expect(inversionGuarantee(oneLayer([[1]], null, clip(0, 1))).layers[0].reason).toContain("clip(0, 1)");
    const flat = inversionGuarantee(
      oneLayer(
        [
          [1, 2],
          [2, 4],
        ],
        null,
        leakyRelu(0.5),
      ),
    );
    expect(flat.inverseLipschitz).toBeNull();
    expect(flat.layers[0].reason).toContain("not proved injective");
    const large = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: 8 }, (_, j) => Math.sin(1 + i * 8 + j)),
    );
    expect(inversionGuarantee(oneLayer(large)).layers[0].reason).toContain("too many cells");
  });

  it("is the least slope times the least singular value for strictly increasing activations", () => {
    const { inverseLipschitz } = inversionGuarantee(
      oneLayer(
        [
          [3, 0],
          [0, 2],
        ],
        [1, 1],
        leakyRelu(0.25),
      ),
    );
    expect(inverseLipschitz?.value).toBeCloseTo(0.5, 14);
    expect(
      inputErrorBound({ layers: [], inverseLipschitz: null }, { value: 0, error: 0, status: "converged" }, 0),
    ).toBeNull();
  });
});
