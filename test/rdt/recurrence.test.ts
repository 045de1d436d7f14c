import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hiddenLayer } from "../../rdt/layer/hidden-layer.js";
import { lastLayerSaddle } from "../../rdt/layer/last-layer.js";
import { optimalNormLayer } from "../../rdt/layer/optimal-norm-layer.js";
import { unitNormLayer } from "../../rdt/layer/unit-norm-layer.js";
import { reference } from "./reference.js";

/** An expansion in [3, 1e4] and an incoming value at which it is admissible. */
const admissible = fc
  .tuple(
    fc.double({ min: Math.log(3), max: Math.log(1e4), noNaN: true }),
    fc.double({ min: 0.02, max: 1, noNaN: true }),
  )
  .map(([log, share]) => {
    const expansion = Math.exp(log);
    return { expansion, incoming: share * lastLayerSaddle(expansion, 2).value };
  });

describe.each([
  ["unit", unitNormLayer],
  ["optimal", optimalNormLayer],
] as const)("recurrence step with %s norms", (name, layer) => {
  test("is stationary in γ̄, γ and ρ and has the value T", () => {
    fc.assert(
      fc.property(admissible, (input) => {
        const { outgoing, rho, gammaBar, gamma, kappa } = layer(input);
        const f = hiddenLayer(gammaBar, gamma, kappa);
        const { expansion, incoming } = input;
        expect(outgoing.status).toBe("converged");
        expect(1 + expansion * f.gradient[0]).toBeCloseTo(0, 9);
        expect((expansion * f.gradient[1]) / rho ** 2).toBeCloseTo(1, 10);
        expect((kappa * outgoing.value) / (2 * gamma * rho)).toBeCloseTo(1, 12);
        const value = gammaBar + expansion * f.value - gamma * rho ** 2 + kappa * rho * outgoing.value;
        const size = gammaBar + gamma * rho ** 2;
        expect(Math.abs(value - incoming)).toBeLessThan(1e-12 * size);
      }),
    );
  });

  test("derivatives of T′ agree with differences", () => {
    for (const [expansion, incoming] of [
      [6.7004, 1],
      [40, 3.1],
    ]) {
      const step = 1e-6;
      const at = (a: number, t: number): number => layer({ expansion: a, incoming: t }).outgoing.value;
      const { byIncoming, byExpansion } = layer({ expansion, incoming });
      expect((at(expansion, incoming + step) - at(expansion, incoming - step)) / (2 * step)).toBeCloseTo(
        byIncoming,
        7,
      );
      expect((at(expansion + step, incoming) - at(expansion - step, incoming)) / (2 * step)).toBeCloseTo(
        byExpansion,
        7,
      );
    }
  });

  test("T′ increases with T and with α", () => {
    fc.assert(
      fc.property(admissible, (input) => {
        const { byIncoming, byExpansion } = layer(input);
        expect(byIncoming).toBeGreaterThan(0);
        expect(byExpansion).toBeGreaterThan(0);
      }),
    );
  });

  test("refuses what has no finite T′", () => {
    for (const input of [
      { expansion: 8, incoming: 2 },
      { expansion: 8, incoming: -1 },
      { expansion: Number.NaN, incoming: 1 },
    ]) {
      expect(layer(input).outgoing.status, name).toBe("domain-error");
    }
  });
});

describe("unit norms", () => {
  test("reference values", () => {
    for (const layers of [reference.minimal_weak, reference.minimal_strong]) {
      for (const { alpha, T_in, rho, gammaBar, gamma } of layers) {
        const step = unitNormLayer({ expansion: alpha, incoming: T_in });
        expect(step.rho).toBeCloseTo(rho, 9);
        expect(step.gammaBar).toBeCloseTo(gammaBar, 9);
        expect(step.gamma).toBeCloseTo(gamma, 9);
      }
    }
  });

  test("α ≫ 1 at fixed T: T′ → √(α/2) − 1 while ρ → ∞", () => {
    const { outgoing, rho } = unitNormLayer({ expansion: 1e4, incoming: 1 });
    expect(outgoing.value).toBeGreaterThan(Math.sqrt(5000) - 1);
    expect(outgoing.value).toBeCloseTo(Math.sqrt(5000) - 1, 3);
    expect(rho).toBeGreaterThan(1e3);
  });
});

/** I(ρ) = min_γ̄ max_γ (γ̄ + αf₁ − γρ²): bisection in γ on a grid of ln γ̄, wide enough for every case below. */
function profile(expansion: number, kappa: number, rho: number): number {
  const inner = (gammaBar: number): number => {
    let [low, high] = [-0.25 / gammaBar + 1e-12, 100];
    for (let i = 0; i < 50; i++) {
      const middle = low > 0 && high > 2 * low ? Math.sqrt(low * high) : (low + high) / 2;
      if (expansion * hiddenLayer(gammaBar, middle, kappa).gradient[1] > rho * rho) low = middle;
      else high = middle;
    }
    return gammaBar + expansion * hiddenLayer(gammaBar, low, kappa).value - low * rho * rho;
  };
  let best = Number.POSITIVE_INFINITY;
  for (let log = -2; log <= 5; log += 0.05) best = Math.min(best, inner(Math.exp(log)));
  return best;
}

describe("the stationary point is the minimum over ρ", () => {
  // At α = 94 with unit norms a second stationary point, a maximum, sits near ρ = 0.26.
  test.each([
    ["unit", unitNormLayer, 94, 6.3],
    ["unit", unitNormLayer, 6.7004, 1],
    ["optimal", optimalNormLayer, 6.7004, 1],
    ["optimal", optimalNormLayer, 94, 6.3],
    ["optimal", optimalNormLayer, 11.45, 0.98],
  ] as const)("%s norms, α = %d, T = %d", (_, layer, expansion, incoming) => {
    const { outgoing, rho, kappa } = layer({ expansion, incoming });
    const value = (other: number): number =>
      profile(expansion, kappa, other) + kappa * other * outgoing.value;
    // The grid in γ̄ misses the inner minimum by its second order.
    expect(value(rho)).toBeCloseTo(incoming, 1);
    for (let i = -12; i <= 12; i++) expect(value(rho * 1.4 ** i)).toBeGreaterThanOrEqual(incoming - 1e-12);
    expect(Math.sqrt(expansion / 2)).toBeGreaterThan(incoming);
  });
});

describe("optimal norms", () => {
  test("no other κ gives a smaller T′", () => {
    const input = { expansion: 6.7004, incoming: 1 };
    const best = optimalNormLayer(input);
    expect(best.kappa).toBeCloseTo(0.67755, 5);
    expect(unitNormLayer(input).outgoing.value).toBeGreaterThan(best.outgoing.value);
    const f = hiddenLayer(best.gammaBar, best.gamma, best.kappa);
    // Stationarity in κ: T′ + (α/ρ)∂f₁/∂κ = 0.
    expect(best.outgoing.value + (input.expansion / best.rho) * f.gradient[2]).toBeCloseTo(0, 12);
  });

  test("T′/√α is one function of T/√α", () => {
    const small = optimalNormLayer({ expansion: 5, incoming: 1 }).outgoing.value;
    const large = optimalNormLayer({ expansion: 500, incoming: 10 }).outgoing.value;
    expect(large / 10).toBeCloseTo(small, 13);
  });
});
