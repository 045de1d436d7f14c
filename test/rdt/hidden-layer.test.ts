import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HiddenLayer, hiddenLayer } from "../../rdt/layer/hidden-layer.js";
import { hiddenLayerByQuadrature } from "../../rdt/layer/hidden-layer-quadrature.js";
import { minimiserCone, sectorExcess } from "../../rdt/layer/minimiser-cone.js";
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { normalDensity } from "../../src/special/normal.js";

type Point = [number, number, number];
const POINTS: Point[] = [
  [0.9, 0.3, 1],
  [2, 0.1, 0.7],
  [0.01, 5, 1],
  [500, 0.05, 1],
  [0.4, -0.2, 2],
  [30, 3, 0.01],
];

/** min over z of the bracket, by comparing z = 0, the best z < 0 and the best z > 0. */
function bracketMinimum(g: number, h: number, [gammaBar, gamma, kappa]: Point): number {
  const at = (z: number): number => {
    const positive = Math.max(z, 0);
    return (g - z) ** 2 / (4 * gammaBar) + kappa * h * positive + gamma * positive * positive;
  };
  const inside = (g - 2 * gammaBar * kappa * h) / (1 + 4 * gamma * gammaBar);
  return Math.min(at(0), at(Math.min(g, 0)), at(Math.max(inside, 0)));
}

/** The double integral by brute force: panels of Gauss–Legendre in both directions over [−9, 9]². */
function bruteForce(point: Point, panels: number): number {
  const rule = gaussLegendre(8);
  const half = 9 / panels;
  const nodes: [number, number][] = [];
  for (let panel = 0; panel < panels; panel++) {
    rule.nodes.forEach((x, i) => {
      const node = -9 + half * (2 * panel + 1 + x);
      nodes.push([node, half * rule.weights[i] * normalDensity(node)]);
    });
  }
  let sum = 0;
  for (const [g, weight] of nodes) {
    for (const [h, other] of nodes) sum += weight * other * bracketMinimum(g, h, point);
  }
  return sum;
}

const order = [0, 1, 2, 1, 3, 4, 2, 4, 5];

describe("f₁ of a hidden layer", () => {
  test.each([[0.9, 0.3, 1] as Point, [0.5, 0.2, 0.7] as Point])(
    "agrees with the double integral at %s",
    (...point) => {
      expect(Math.abs(hiddenLayer(...point).value - bruteForce(point, 40))).toBeLessThan(2e-5);
      // The integrand has kinks on rays, so the brute force converges like the square of the panel width.
      const coarse = Math.abs(hiddenLayer(...point).value - bruteForce(point, 10));
      const fine = Math.abs(hiddenLayer(...point).value - bruteForce(point, 40));
      expect(fine).toBeLessThan(coarse / 4);
    },
  );

  test.each(POINTS)("agrees with the published inner integral and quadrature at %d %d %d", (...point) => {
    const closed = hiddenLayer(...point);
    const integral = hiddenLayerByQuadrature(...point);
    const pairs = [
      [closed.value, integral.value],
      [closed.gradient[0], integral.byGammaBar],
      [closed.gradient[1], integral.byGamma],
      [closed.gradient[2], integral.byKappa],
    ] as const;
    for (const [value, second] of pairs) {
      expect(second.status).toBe("converged");
      expect(Math.abs(value - second.value)).toBeLessThanOrEqual(2 * second.error);
    }
  });

  test.each(POINTS)("gradient and Hessian agree with differences at %d %d %d", (...point) => {
    const centre = hiddenLayer(...point);
    point.forEach((x, i) => {
      const step = 1e-5 * Math.abs(x);
      const shifted = (sign: number): HiddenLayer => {
        const moved: Point = [...point];
        moved[i] += sign * step;
        return hiddenLayer(...moved);
      };
      const [up, down] = [shifted(1), shifted(-1)];
      expect((up.value - down.value) / (2 * step) / centre.gradient[i]).toBeCloseTo(1, 6);
      for (let j = 0; j < 3; j++) {
        const difference = (up.gradient[j] - down.gradient[j]) / (2 * step);
        expect(difference / centre.hessian[order[3 * i + j]]).toBeCloseTo(1, 6);
      }
    });
  });

  test("limits: γ → ∞ leaves E max(g,0)²/(4γ̄) = 1/(8γ̄); κ → 0 with γ = 0 leaves 0", () => {
    expect(hiddenLayer(0.7, 1e12).value * 8 * 0.7).toBeCloseTo(1, 5);
    expect(Math.abs(hiddenLayer(0.7, 0, 1e-9).value)).toBeLessThan(1e-9);
  });

  test("scaling the bracket: f₁(γ̄/λ, λγ; λκ) = λ f₁(γ̄, γ; κ)", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (gammaBar, gamma, kappa, scale) => {
          const left = hiddenLayer(gammaBar / scale, gamma * scale, kappa * scale).value;
          const right = scale * hiddenLayer(gammaBar, gamma, kappa).value;
          expect(Math.abs(left - right)).toBeLessThan(
            1e-13 * (1 / gammaBar + 1) * scale * (1 + gammaBar * kappa) ** 2,
          );
        },
      ),
    );
  });

  test("increases with γ, decreases with γ̄ and with κ", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0.001, max: 10, noNaN: true }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        (...point) => {
          const [byGammaBar, byGamma, byKappa] = hiddenLayer(...point).gradient;
          expect(byGammaBar).toBeLessThan(0);
          expect(byGamma).toBeGreaterThan(0);
          expect(byKappa).toBeLessThan(0);
        },
      ),
    );
  });
});

describe("cone moments", () => {
  test("series and closed form of the sector excess meet", () => {
    expect(sectorExcess(0.1) / sectorExcess(0.1 + 1e-12)).toBeCloseTo(1, 10);
    expect(sectorExcess(1e-4) / ((2 / 3) * 1e-12)).toBeCloseTo(1, 7);
  });

  test("derivatives agree with differences", () => {
    const [b, eta, step] = [1.3, 0.8, 1e-6];
    const cone = minimiserCone(b, eta);
    const [bUp, bDown] = [minimiserCone(b + step, eta), minimiserCone(b - step, eta)];
    const [sUp, sDown] = [minimiserCone(b, eta + step), minimiserCone(b, eta - step)];
    expect((bUp.gain - bDown.gain) / (2 * step)).toBeCloseTo(cone.gainByB, 8);
    expect((sUp.gain - sDown.gain) / (2 * step)).toBeCloseTo(cone.gainBySigma, 8);
    expect((bUp.edge - bDown.edge) / (2 * step)).toBeCloseTo(cone.edgeSlope * cone.angleByB, 8);
    expect((sUp.held - sDown.held) / (2 * step)).toBeCloseTo(-2 * cone.edge * cone.angleBySigma, 8);
  });
});
