import { describe, expect, test } from "vitest";
import { hiddenLayer } from "../../rdt/layer/hidden-layer.js";
import { lastLayer } from "../../rdt/layer/last-layer.js";
import { liftedHiddenLayer, liftedLastLayer } from "../../rdt/layer/lifted-layers.js";
import { liftedCapacity } from "../../rdt/program/lifted-capacity.js";
import { liftedProgram } from "../../rdt/program/lifted-program.js";
import { liftingSlope } from "../../rdt/program/lifting-slope.js";
import { plainProgram } from "../../rdt/program/plain-program.js";
import { packParameters, programLayout } from "../../rdt/program/program-parameters.js";
import { stationaryPoint } from "../../rdt/program/stationary-point.js";
import { liftedSequence } from "../../rdt/sequence/lifted-sequence.js";
import { halfLineGaussian } from "../../src/quadrature/half-line-gaussian.js";
import { InputError } from "../../src/result.js";
import { normalCdf } from "../../src/special/normal.js";
import { PLAIN } from "../reference/thresholds.js";
import { reference } from "./reference.js";

/** F₁ by the published inner integral (Stojnic 2024, eqs. (84), (85)) and quadrature over g. */
function publishedMoment(c: number, gammaBar: number, gamma: number, kappa: number): number {
  const sigma = 1 + 4 * gamma * gammaBar;
  const beta = (c * gammaBar * kappa * kappa) / sigma;
  const width = 1 - 2 * beta;
  const rule = halfLineGaussian(64);
  let sum = 0;
  rule.nodes.forEach((node, index) => {
    for (const g of [node, -node]) {
      const a = g / (2 * gammaBar * kappa);
      const end = (g - Math.abs(g) * (g > 0 ? 0 : Math.sqrt(sigma))) / (2 * gammaBar * kappa);
      const shape = (beta * a * a) / width - (c * g * g) / (4 * gammaBar);
      const inside =
        (Math.exp(shape) / Math.sqrt(width)) * normalCdf((width * end + 2 * beta * a) / Math.sqrt(width));
      const outside = g > 0 ? Math.exp((-c * g * g) / (4 * gammaBar)) * normalCdf(-a) : normalCdf(-end);
      sum += rule.weights[index] * (inside + outside);
    }
  });
  return sum;
}

describe("exponential moments", () => {
  test.each([
    [0.11, 0.88, 0.33, 1],
    [1.3, 0.3, 0.6, 0.67],
    [0.2, 0.4, 0.05, 1.4],
    [3, 0.2, 2, 1],
    [-0.4, 0.9, 0.3, 1],
  ] as [number, number, number, number][])(
    "F₁ agrees with the published integrals at c = %d, γ̄ = %d, γ = %d, κ = %d",
    (...point) => {
      expect(Math.abs(liftedHiddenLayer(...point).value - publishedMoment(...point))).toBeLessThan(1e-13);
    },
  );

  test("F₂ is the mean of exp(−s·min_t)", () => {
    const [s, nu1] = [0.7, 0.45];
    const rule = halfLineGaussian(3000, 8);
    let sum = 0;
    rule.nodes.forEach((g, i) => {
      sum += rule.weights[i] * (Math.exp(-s * Math.min(nu1, g * g - nu1)) + Math.exp(s * nu1));
    });
    // For g > 0 both min(g² − ν₁, ν₁) with t on either side: the lesser of ν₁ (t = g) and g² − ν₁ (t = 0).
    expect(liftedLastLayer(s, nu1).value).toBeCloseTo(sum, 6);
  });

  test("the derivatives at zero are the plain functions", () => {
    expect(-liftedHiddenLayer(0, 0.9, 0.3, 0.8).gradient[0]).toBeCloseTo(
      hiddenLayer(0.9, 0.3, 0.8).value,
      14,
    );
    expect(liftedHiddenLayer(0, 0.9, 0.3, 0.8).value).toBeCloseTo(1, 15);
    expect(-liftedLastLayer(0, 0.4).gradient[0]).toBeCloseTo(lastLayer(0.4).value, 14);
  });

  test("beyond the domain of the exponential moment the value is NaN", () => {
    expect(liftedHiddenLayer(5, 1, 0.01, 1).value).toBeNaN();
  });
});

describe("lifted objective", () => {
  const point = {
    expansions: [6.7, 8.2, 9.4],
    r: [1.2, 1.4],
    gammaBar: [0.6, 0.5, 0.4],
    nu: 0.4,
    gamma: [0.4, 0.5],
  };
  const vector = Float64Array.from([...packParameters({ ...point, dualNorms: [0.8, 0.6] }), 0.3]);

  test("gradient and Hessian agree with differences", () => {
    const centre = liftedProgram(vector, 3, 2);
    vector.forEach((x, i) => {
      const step = 1e-5 * x;
      const [up, down] = [1, -1].map((sign) => {
        const moved = Float64Array.from(vector);
        moved[i] += sign * step;
        return liftedProgram(moved, 3, 2);
      });
      expect((up.value - down.value) / (2 * step)).toBeCloseTo(centre.gradient[i], 6);
      vector.forEach((_, j) => {
        expect((up.gradient[j] - down.gradient[j]) / (2 * step)).toBeCloseTo(centre.hessian[i][j], 5);
      });
    });
  });

  test("tends to the plain objective as c₃ → 0, with the slope in closed form", () => {
    const at = (c3: number): number =>
      liftedProgram(Float64Array.from([...vector.slice(0, -1), c3]), 3, 2).value;
    const plain = plainProgram(vector.slice(0, -1), 3, 2).value;
    const slope = liftingSlope({ ...point, dualNorms: [0.8, 0.6] });
    expect((at(1e-3) - plain) / 1e-3).toBeCloseTo(slope, 2);
    expect((4 * at(5e-4) - at(1e-3) - 3 * plain) / 1e-3).toBeCloseTo(slope, 5);
  });
});

describe("lifted capacity", () => {
  test("one layer", () => {
    const { capacity, parameters, c3, signature } = liftedCapacity([], { count: 2 });
    const [gammaBar, nu, c3Expected, bound] = reference.lifted_1_layer_gammaBar_nu_c3_bound;
    expect(capacity.value).toBeCloseTo(bound, 7);
    expect(parameters.gammaBar[0]).toBeCloseTo(gammaBar, 7);
    expect(parameters.nu).toBeCloseTo(nu, 7);
    expect(c3.value).toBeCloseTo(c3Expected, 7);
    expect(signature?.correct).toBe(true);
  });

  test.each([
    [2, reference.lifted_2_layers_weak],
    [4, reference.lifted_2_layers_strong],
  ])("two layers, count %d: the published row", (count, expected) => {
    const { capacity, parameters, c3, signature } = liftedCapacity([6.7004], { count });
    const found = [
      parameters.r[0],
      ...parameters.gammaBar,
      parameters.nu,
      parameters.gamma[0],
      c3.value,
      capacity.value,
    ];
    found.forEach((value, i) => {
      expect(Math.abs(value - expected[i])).toBeLessThan(2e-8 * (1 + Math.abs(expected[i])));
    });
    expect(signature?.correct).toBe(true);
    expect(capacity.error).toBeLessThan(1e-11);
  });

  test("optimal norms: two layers", () => {
    const { capacity, parameters, c3 } = liftedCapacity([6.7004], { count: 2, dualNorms: "optimal" });
    expect(capacity.value).toBeCloseTo(7.40812, 5);
    expect(c3.value).toBeCloseTo(1.1423, 4);
    expect(parameters.dualNorms?.[0]).toBeCloseTo(0.6671, 4);
  });

  test("where the supremum sits at c₃ → 0 the result is the plain bound", () => {
    for (const hidden of [[PLAIN], [6.7004, 8.267], [6.7004, 8.267, 9.49]]) {
      const result = liftedCapacity(hidden, { count: 2 });
      expect(result.lifting).toBe("none");
      expect(result.slopeAtZero).toBeLessThan(0);
      expect(result.capacity).toEqual(result.plain);
      expect(result.c3.value).toBe(0);
    }
  });

  test("no other c₃ gives less", () => {
    const best = liftedCapacity([6.7004], { count: 4 });
    const layout = programLayout(2);
    for (const factor of [0.9, 0.97, 1.03, 1.1]) {
      const start = Float64Array.from([...packParameters(best.parameters), best.c3.value * factor]);
      const free = [...layout.r, ...layout.gammaBar, ...layout.gamma, layout.nu];
      const fixed = stationaryPoint((x) => liftedProgram(x, 2, 4), start, layout.expansions[1], free);
      expect(fixed.capacity.status, `factor ${factor}`).toBe("converged");
      expect(fixed.capacity.value).toBeGreaterThan(best.capacity.value + 1e-5);
    }
  });
});

describe("lifted sequences", () => {
  test.each([
    ["weak", "unit"],
    ["strong", "unit"],
    ["weak", "optimal"],
    ["strong", "optimal"],
  ] as const)("%s, %s norms: never above plain", (notion, dualNorms) => {
    const sequence = liftedSequence({ given: [6.7004], depth: 3, notion, dualNorms });
    expect(sequence.status).toBe("converged");
    for (const { leastAdmissible, plain, lifting, c3 } of sequence.layers) {
      expect(leastAdmissible.value).toBeLessThanOrEqual(plain.value);
      expect(c3.value > 0).toBe(lifting === "positive");
    }
    expect(sequence.layers[0].parameters.c3).toEqual(sequence.layers[2].c3);
  });

  test("refuses bad input", () => {
    expect(() => liftedSequence({ given: [], depth: 1, notion: "weak" })).toThrow(InputError);
    expect(() => liftedSequence({ given: [6.7, 7], depth: 2, notion: "weak" })).toThrow(/layer 2/);
    expect(() => liftedSequence({ given: [6.7], depth: 25, notion: "weak" })).toThrow(InputError);
  });
});
