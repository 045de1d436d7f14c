import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  lastLayer,
  lastLayerCapacity,
  lastLayerSaddle,
  truncatedSecondMoment,
} from "../../rdt/layer/last-layer.js";
import { halfLineGaussian } from "../../src/quadrature/half-line-gaussian.js";
import { normalDensity, normalTail } from "../../src/special/normal.js";
import { PLAIN } from "../reference/thresholds.js";
import { reference } from "./reference.js";

describe("last layer", () => {
  test("f₂ is the mean of min over t of (g−t)² + ν₁ sign t", () => {
    const nu1 = 0.63;
    const rule = halfLineGaussian(2000, 8);
    let sum = 0;
    rule.nodes.forEach((g, i) => {
      sum += rule.weights[i] * Math.min(nu1, g * g - nu1) - rule.weights[i] * nu1;
    });
    expect(lastLayer(nu1).value).toBeCloseTo(sum, 6);
  });

  test("derivatives agree with differences", () => {
    const [nu1, step] = [0.4, 1e-6];
    const [up, down, centre] = [lastLayer(nu1 + step), lastLayer(nu1 - step), lastLayer(nu1)];
    expect((up.value - down.value) / (2 * step)).toBeCloseTo(centre.first, 9);
    expect((up.first - down.first) / (2 * step)).toBeCloseTo(centre.second, 8);
  });

  test("S_c(α) equals √(αG − cν₁) of the theory", () => {
    for (const [expansion, count] of [
      [8.267, 2],
      [12.35, 4],
      [1e4, 2],
    ]) {
      const { quantile: a, value } = lastLayerSaddle(expansion, count);
      const tail = normalTail(a);
      const bracket = 0.5 - a * normalDensity(a) - tail + a * a * tail;
      expect(value).toBeCloseTo(Math.sqrt(expansion * bracket - (count * a * a) / 2), 8);
    }
  });

  test("truncated second moment: series meets the closed form", () => {
    for (const a of [0.5, 0.9, 1]) {
      expect(truncatedSecondMoment(a)).toBeCloseTo(0.5 - normalTail(a) - a * normalDensity(a), 15);
    }
    expect(truncatedSecondMoment(1e-5)).toBeCloseTo((normalDensity(0) * 1e-15) / 3, 25);
  });

  test("one layer: S_2(α) = 1 at the replica-symmetric threshold", () => {
    const { capacity } = lastLayerCapacity(1, 2);
    expect(Math.abs(capacity.value - PLAIN)).toBeLessThan(1e-12);
    expect(capacity.error).toBeLessThan(1e-13);
  });

  test("reference capacities", () => {
    for (const [layers, count] of [
      [reference.minimal_weak, 2],
      [reference.minimal_strong, 4],
    ] as const) {
      for (const { T_in, alpha } of layers.slice(1)) {
        expect(Math.abs(lastLayerCapacity(T_in, count).capacity.value - alpha)).toBeLessThan(1e-9);
      }
    }
  });

  test("capacity inverts S over six decades, and its error covers the round trip", () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.constantFrom(2, 4), (exponent, count) => {
        const incoming = 10 ** exponent;
        const { capacity, slope } = lastLayerCapacity(incoming, count);
        const back = lastLayerSaddle(capacity.value, count).value;
        expect(Math.abs(back - incoming)).toBeLessThanOrEqual(slope * capacity.error + 1e-14 * incoming);
      }),
    );
  });

  test("nothing is admitted up to α = c", () => {
    expect(lastLayerSaddle(2, 2).value).toBe(0);
    expect(lastLayerSaddle(3.9, 4).value).toBe(0);
  });
});
