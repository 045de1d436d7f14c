import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { halfLineGaussian } from "../../src/quadrature/half-line-gaussian.js";
import { normalTail } from "../../src/special/normal.js";

function integrate(rule: ReturnType<typeof gaussLegendre>, f: (x: number) => number): number {
  return rule.nodes.reduce((sum, x, i) => sum + rule.weights[i] * f(x), 0);
}

describe("Gauss–Legendre", () => {
  test.each([1, 2, 3, 4, 7, 16, 20, 33, 64])(
    "%i nodes: exact on x^p for p < 2n, inexact at p = 2n",
    (count) => {
      const rule = gaussLegendre(count);
      for (let power = 0; power < 2 * count; power++) {
        const exact = power % 2 === 0 ? 2 / (power + 1) : 0;
        expect(Math.abs(integrate(rule, (x) => x ** power) - exact)).toBeLessThan(3e-15);
      }
      // The defect at degree 2n is 2^{2n+1} / ((2n + 1) C(2n, n)²).
      let binomial = 1;
      for (let i = 1; i <= count; i++) binomial *= (count + i) / i;
      const defect = 2 ** (2 * count + 1) / ((2 * count + 1) * binomial * binomial);
      const missing = 2 / (2 * count + 1) - integrate(rule, (x) => x ** (2 * count));
      expect(Math.abs(missing - defect)).toBeLessThan(3e-15);
    },
  );

  test("nodes ascend, are symmetric and inside; weights are positive and sum to 2", () => {
    for (let count = 1; count <= 80; count++) {
      const { nodes, weights } = gaussLegendre(count);
      for (let i = 0; i < count; i++) {
        expect(nodes[i]).toBe(nodes[count - 1 - i] === 0 ? 0 : -nodes[count - 1 - i]);
        expect(weights[i]).toBe(weights[count - 1 - i]);
        expect(weights[i]).toBeGreaterThan(0);
        expect(Math.abs(nodes[i])).toBeLessThan(1);
      }
      for (let i = 1; i < count; i++) expect(nodes[i]).toBeGreaterThan(nodes[i - 1]);
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(2, 13);
    }
  });

  test("geometric convergence for an analytic integrand: ln(error) falls by 2 ln ρ a node", () => {
    // ∫ dx/(x² + 1): poles at ±i, ρ = 1 + √2.
    const error = (count: number): number =>
      Math.abs(integrate(gaussLegendre(count), (x) => 1 / (1 + x * x)) - Math.PI / 2);
    const rate = Math.log(error(4) / error(12)) / 8;
    expect(rate).toBeCloseTo(2 * Math.log(1 + Math.SQRT2), 1);
  });

  test("random polynomials within the degree of exactness", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (coefficients) => {
          const polynomial = (x: number): number => coefficients.reduceRight((sum, c) => sum * x + c, 0);
          const exact = coefficients.reduce((sum, c, p) => sum + (p % 2 === 0 ? (2 * c) / (p + 1) : 0), 0);
          expect(integrate(gaussLegendre(10), polynomial)).toBeCloseTo(exact, 12);
        },
      ),
    );
  });
});

describe("half-line Gaussian", () => {
  const rule = halfLineGaussian();

  test("moments ∫₀^∞ Dg g^p = (p − 1)!!/2, or /√(2π) for odd p", () => {
    let even = 0.5;
    let odd = 1 / Math.sqrt(2 * Math.PI);
    for (let p = 0; p <= 12; p++) {
      const exact = p % 2 === 0 ? even : odd;
      // The cut at 10 leaves about 10^p e^{−50}.
      expect(Math.abs(integrate(rule, (g) => g ** p) / exact - 1)).toBeLessThan(p <= 4 ? 1e-14 : 1e-12);
      if (p % 2 === 0) even *= p + 1;
      else odd *= p + 1;
    }
  });

  test("exponentials: ∫₀^∞ Dg e^{−tg} = e^{t²/2} H(t)", () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 8, noNaN: true }), (t) => {
        const exact = Math.exp(0.5 * t * t) * normalTail(t);
        expect(Math.abs(integrate(rule, (g) => Math.exp(-t * g)) / exact - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  test("more panels resolve a narrow transition: E of a logistic of width 1/50 on the half-line", () => {
    const f = (g: number): number => 1 / (1 + Math.exp(50 * (g - 1)));
    const value = (panels: number): number => integrate(halfLineGaussian(panels, 16), f);
    const finest = value(160);
    expect(Math.abs(value(80) - finest)).toBeLessThan(1e-15);
    expect(Math.abs(value(8) - finest)).toBeGreaterThan(1e-9);
  });
});
