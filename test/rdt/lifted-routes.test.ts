import { describe, expect, test } from "vitest";
import { liftedCapacity } from "../../rdt/program/lifted-capacity.js";
import { replicaLiftedTwoLayerCapacity } from "../../rdt/replica/replica-lifted-two-layer.js";
import { constantWidth } from "../../rdt/sequence/constant-width.js";
import { liftedConstantWidth } from "../../rdt/sequence/lifted-constant-width.js";
import { InputError } from "../../src/result.js";
import { LIFTED, LIFTED_STRONG_WIDTH } from "../reference/thresholds.js";

describe("lifted capacity of two layers by the one-step energy", () => {
  test.each([
    [6.7004, 2],
    [6.7004, 4],
    [30, 2],
    [200, 2],
  ])("α_1 = %d, count %d", (first, count) => {
    const replica = replicaLiftedTwoLayerCapacity(first, count);
    const program = liftedCapacity([first], { count, dualNorms: "optimal" });
    expect(replica.capacity.status).toBe("converged");
    expect(Math.abs(replica.capacity.value - program.capacity.value)).toBeLessThan(
      1e-12 * program.capacity.value,
    );
    expect(replica.normSquare).toBeCloseTo(program.parameters.r[0] ** 2, 7);
    expect(replica.breaking).toBeGreaterThan(0);
  });
});

describe("constant width by lifted duality", () => {
  test("weak: the first layer binds at every depth", () => {
    const result = liftedConstantWidth({ depth: Number.POSITIVE_INFINITY, notion: "weak" });
    expect(result.width.value).toBeCloseTo(LIFTED, 8);
    expect(result.bindingLayer).toBe(1);
    expect(result.plainFrom).toBe(3);
  });

  test("weak with a better first layer: the second binds", () => {
    const result = liftedConstantWidth({ depth: 2, notion: "weak", firstLayerThreshold: 6.7004 });
    expect(result.bindingLayer).toBe(2);
    const { capacity } = liftedCapacity([result.width.value], { count: 2, dualNorms: "optimal" });
    expect(Math.abs(capacity.value - result.width.value)).toBeLessThan(1e-12);
  });

  test("strong: below the plain width, and a finite check serves every depth", () => {
    const lifted = liftedConstantWidth({ depth: Number.POSITIVE_INFINITY, notion: "strong" });
    const plain = constantWidth({ depth: Number.POSITIVE_INFINITY, notion: "strong", dualNorms: "optimal" });
    expect(lifted.width.status).toBe("converged");
    expect(lifted.width.value).toBeCloseTo(LIFTED_STRONG_WIDTH, 8);
    expect(lifted.width.value).toBeLessThan(plain.width.value);
    expect(lifted.plainFrom).toBeLessThan(10);
  });

  test("refuses bad input", () => {
    expect(() => liftedConstantWidth({ depth: 25, notion: "weak" })).toThrow(InputError);
    expect(() => liftedConstantWidth({ depth: 1, notion: "strong" })).toThrow(InputError);
  });
});
