/** Inputs recovered from outputs: exact where the theory says so, with honest residuals elsewhere. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clip,
  evaluate,
  gaussianProjection,
  IDENTITY,
  leakyRelu,
  type NetworkModel,
  RELU,
} from "../../../network/index.js";
import { invertNetwork, type NetworkInverse } from "../../../network/inversion/index.js";
import { randomSource } from "../../../src/random/normal.js";
import { minimalNetwork, oneLayer } from "./designs.js";

const valuesOf = ({ input }: NetworkInverse): number[] => input.map(({ value }) => value);
const gap = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.sqrt(Array.from(a).reduce((sum, entry, i) => sum + (entry - b[i]) ** 2, 0));

function gaussian(count: number, seed: number, stream = 0): number[] {
  const source = randomSource(seed, stream);
  return Array.from({ length: count }, () => source.normal());
}

describe("networks that are injective by construction", () => {
  it("2-4-8-16-20: 200 inputs come back to 1e-11, errors within their estimates", () => {
    let worst = 0;
    for (let trial = 0; trial < 200; trial++) {
      const model = minimalNetwork(2, 20, trial, trial % 2 === 0);
      const x = gaussian(2, trial, 5);
      const inverse = invertNetwork(model, evaluate(model, x));
      const error = gap(valuesOf(inverse), x);
      worst = Math.max(worst, error);
      expect(inverse.determined).toBe(true);
      for (const { error: estimate, status } of inverse.input) {
        expect(status).toBe("converged");
        expect(error).toBeLessThanOrEqual(estimate);
        expect(estimate).toBeLessThan(1e-6);
      }
    }
    expect(worst).toBeLessThan(1e-11);
  });

  it("noise in the output moves the input by no more than the estimate, and the residual by no more than the noise", () => {
    for (let trial = 0; trial < 60; trial++) {
      const model = minimalNetwork(2, 20, trial);
      const x = gaussian(2, trial, 6);
      const noise = 1e-4;
      const direction = gaussian(20, trial, 7);
      const size =
        noise /
        gap(
          direction,
          direction.map(() => 0),
        );
      const noisy = evaluate(model, x).map((value, i) => value + size * direction[i]);
      const inverse = invertNetwork(model, noisy, noise);
      expect(inverse.residual.value).toBeLessThanOrEqual(noise);
      expect(gap(valuesOf(inverse), x)).toBeLessThanOrEqual(1.001 * inverse.input[0].error);
    }
  });

  it("inputs are found where hidden layers are not injective, and what is called determined is right", () => {
    let [found, determined] = [0, 0];
    const trials = 60;
    for (let trial = 0; trial < trials; trial++) {
      const widths = [2, 6, 6, 8];
      const layers = widths.slice(1).map((rows, k) => ({
        weights: gaussianProjection(rows, widths[k], trial, k),
        bias: Float64Array.from(gaussian(rows, trial, 20 + k)),
        activation: k === 2 ? IDENTITY : RELU,
      }));
      const model: NetworkModel = { layers, weightType: "float64", notes: [] };
      const x = gaussian(2, trial, 30);
      const y = evaluate(model, x);
      const inverse = invertNetwork(model, y);
      if (inverse.input[0].status === "converged") {
        found++;
        expect(gap(evaluate(model, valuesOf(inverse)), y)).toBeLessThan(1e-10);
      }
      if (inverse.determined) {
        determined++;
        expect(gap(valuesOf(inverse), x)).toBeLessThanOrEqual(inverse.input[0].error);
      }
    }
    expect(found).toBeGreaterThan(0.9 * trials);
    expect(determined).toBeGreaterThan(0);
  });

  it("outputs off the range are reported as such", () => {
    const model = minimalNetwork(2, 20, 1);
    const off = evaluate(model, [1, 2]).map((value, i) => value + (i === 3 ? 1 : 0));
    const inverse = invertNetwork(model, off);
    expect(inverse.input[0].status).toBe("domain-error");
    expect(inverse.residual.value).toBeGreaterThan(0.1);
    expect(inverse.residual.value).toBeCloseTo(gap(evaluate(model, valuesOf(inverse)), off), 12);
  });
});

describe("units at zero", () => {
  const kink = oneLayer(
    [
      [1, 0],
      [0, 1],
      [-2, 0],
      [0, -1],
    ],
    [1, -1, -2, 1],
  );

  it("inequalities alone determine the input at a kink", () => {
    const inverse = invertNetwork(kink, [0, 0, 0, 0]);
    expect(valuesOf(inverse)).toEqual([-1, 1]);
    expect(inverse.residual.value).toBe(0);
    expect(inverse.determined).toBe(true);
    expect(inverse.layers[0]).toMatchObject({ method: "linear-program", active: 0, rank: 0 });
  });

  it("mixed equations and inequalities: every input of a layer with 2n antiparallel rows comes back", () => {
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 })), ([p, q]) => {
        const x = [p / 4, q / 4];
        const inverse = invertNetwork(kink, evaluate(kink, x));
        expect(gap(valuesOf(inverse), x)).toBeLessThan(1e-14);
        expect(inverse.determined).toBe(true);
      }),
    );
  });

  it("a set of inputs is reported with its extent, and one of them is returned", () => {
    const band = oneLayer(
      [
        [1, 0],
        [0, 1],
        [0, -1],
      ],
      [0, -1, -1],
    );
    const inverse = invertNetwork(band, [2, 0, 0]);
    expect(inverse.determined).toBe(false);
    expect(inverse.layers[0].ambiguity).toBeCloseTo(1, 6);
    expect(gap(evaluate(band, valuesOf(inverse)), [2, 0, 0])).toBeLessThan(1e-12);
    const halfPlane = invertNetwork(oneLayer([[1, 0]]), [3]);
    expect(halfPlane.layers[0].ambiguity).toBe(Number.POSITIVE_INFINITY);
    expect(halfPlane.input[1].error).toBe(Number.POSITIVE_INFINITY);
    expect(halfPlane.input[0].value).toBeCloseTo(3, 12);
  });

  it("a segment without interior is not taken for a point", () => {
    const segment = oneLayer(
      [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ],
      [0, 0, -1, 0],
    );
    const inverse = invertNetwork(segment, [0, 0, 0, 0]);
    expect(inverse.determined).toBe(false);
    expect(inverse.layers[0].ambiguity).toBeCloseTo(0.5, 6);
  });

  it("outputs that no input has: the closest one, as the quadratic program finds it", () => {
    // relu(x), relu(-x) = (1, 1): both units would have to be active. relu(x) - relu of x + 2 = (3, 1): x between.
    const shifted = oneLayer([[1], [1]], [0, 2]);
    const inverse = invertNetwork(shifted, [3, 1]);
    expect(inverse.input[0]).toMatchObject({ status: "domain-error" });
    expect(inverse.input[0].value).toBeCloseTo(1, 14);
    expect(inverse.residual.value).toBeCloseTo(Math.sqrt(8), 13);
    // One unit active, the other forced below zero: min (x - 2)² + max(x - 1, 0)² is at 3/2.
    const forced = invertNetwork(oneLayer([[1], [1]], [0, -1]), [2, 0]);
    expect(forced.layers[0].method).toBe("quadratic-program");
    expect(forced.input[0].value).toBeCloseTo(1.5, 14);
  });
});

describe("other activations", () => {
  it.each([leakyRelu(0.1), IDENTITY])("$name: invertible wherever the rows have full rank", (activation) => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const rows = [0, 1, 2, 3].map((i) => gaussian(3, seed, i));
        const model = oneLayer(rows, gaussian(4, seed, 9), activation);
        const x = gaussian(3, seed, 10);
        const inverse = invertNetwork(model, evaluate(model, x));
        expect(inverse.layers[0]).toMatchObject({ method: "least-squares", rank: 3, active: 4 });
        expect(gap(valuesOf(inverse), x)).toBeLessThanOrEqual(inverse.input[0].error);
      }),
      { numRuns: 50 },
    );
  });

  it("clip: units between the bounds give equations, units at them inequalities", () => {
    const model = oneLayer(
      [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      null,
      clip(-1, 1),
    );
    const inside = invertNetwork(model, evaluate(model, [0.5, -0.25]));
    expect(valuesOf(inside)).toEqual([0.5, -0.25]);
    const outside = invertNetwork(model, evaluate(model, [3, 0.5]));
    expect(outside.determined).toBe(false);
    expect(outside.input[1].value).toBeCloseTo(0.5, 14);
    expect(outside.input[0].value).toBeGreaterThanOrEqual(1);
  });

  it("hidden layers know that their inputs are outputs of a ReLU", () => {
    // h ≥ 0 and h₁ + h₂ = 0 leave only h = 0.
    const model: NetworkModel = {
      layers: [...oneLayer([[1], [-1]], [1, 1]).layers, ...oneLayer([[1, 1]], null, IDENTITY).layers],
      weightType: "float64",
      notes: [],
    };
    const inverse = invertNetwork(model, [2]);
    expect(inverse.residual.value).toBeLessThan(1e-14);
    expect(inverse.layers[1].determined).toBe(false);
  });

  it("refuses decreasing activations, wrong lengths and negative noise", () => {
    expect(() => invertNetwork(oneLayer([[1]], null, leakyRelu(-0.5)), [1])).toThrow("does not decrease");
    expect(() => invertNetwork(oneLayer([[1]]), [1, 2])).toThrow("expected 1");
    expect(() => invertNetwork(oneLayer([[1]]), [Number.NaN])).toThrow("finite numbers");
    expect(() => invertNetwork(oneLayer([[1]]), [1], -1)).toThrow("expected a finite number >= 0");
  });
});
