import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hiddenLayer } from "../../rdt/layer/hidden-layer.js";
import { lastLayerCapacity } from "../../rdt/layer/last-layer.js";
import { optimalNormLayer } from "../../rdt/layer/optimal-norm-layer.js";
import { unitNormLayer } from "../../rdt/layer/unit-norm-layer.js";

interface HighPrecision {
  readonly hiddenLayer: readonly {
    readonly point: readonly [number, number, number];
    readonly value: string;
    readonly gradient: readonly string[];
  }[];
  readonly layers: readonly {
    readonly dualNorms: "unit" | "optimal";
    readonly expansion: number;
    readonly incoming: number;
    readonly outgoing: string;
    readonly gammaBar: string;
    readonly gamma: string;
    readonly rho: string;
    readonly kappa: string;
  }[];
  readonly capacities: readonly {
    readonly incoming: number;
    readonly count: number;
    readonly capacity: string;
  }[];
}

/** Written by fixtures/high_precision.py: another algorithm, 30 digits. */
const truth = JSON.parse(
  readFileSync(new URL("fixtures/high-precision.json", import.meta.url), "utf8"),
) as HighPrecision;

describe("against 30-digit arithmetic", () => {
  test.each(truth.hiddenLayer)("f₁ at $point", ({ point, value, gradient }) => {
    const found = hiddenLayer(...point);
    expect(Math.abs(found.value - Number(value))).toBeLessThan(4e-15 * Math.abs(Number(value)));
    gradient.forEach((text, i) => {
      expect(Math.abs(found.gradient[i] - Number(text))).toBeLessThan(4e-15 * Math.abs(Number(text)));
    });
  });

  test.each(truth.layers)("recurrence step, $dualNorms norms, α = $expansion, T = $incoming", (expected) => {
    const layer = expected.dualNorms === "unit" ? unitNormLayer : optimalNormLayer;
    const found = layer(expected);
    // The claimed error covers the truth, and is not idle.
    expect(Math.abs(found.outgoing.value - Number(expected.outgoing))).toBeLessThanOrEqual(
      found.outgoing.error,
    );
    expect(found.outgoing.error).toBeLessThan(1e-14 * (1 + found.outgoing.value));
    for (const name of ["gammaBar", "gamma", "rho", "kappa"] as const) {
      const relative = Math.abs(found[name] / Number(expected[name]) - 1);
      expect(relative, name).toBeLessThan(1e-13);
      if (name === "kappa" && expected.dualNorms === "unit") continue;
      expect(relative, name).toBeLessThanOrEqual(found.relativeErrors[name]);
      expect(found.relativeErrors[name], name).toBeLessThan(2e-12);
    }
  });

  test.each(truth.capacities)("capacity at T = $incoming, c = $count", ({ incoming, count, capacity }) => {
    const found = lastLayerCapacity(incoming, count).capacity;
    expect(Math.abs(found.value - Number(capacity))).toBeLessThanOrEqual(found.error);
    expect(found.error).toBeLessThan(1e-14 * found.value);
  });
});
