/** docs/theory: the formulas, typed in again as the pages have them, and the numbers that they quote. */
import { describe, expect, test } from "vitest";
import { infiniteWidthCosine } from "../../finite-size/index.js";
import {
  entropyRegionExponent,
  eulerCharacteristicExponent,
  eulerSurrogate,
  expectedBadCells,
  intrinsicVolumes,
  oneLayerBounds,
} from "../../geometry/index.js";
import {
  activeBound,
  constantWidth,
  hiddenLayer,
  lastLayerSaddle,
  liftedCapacity,
  liftedConstantWidth,
  optimalNormLayer,
} from "../../rdt/index.js";
import {
  almeidaThoulessPoint,
  almeidaThoulessTurningPoint,
  replicaSymmetricFiniteTemperature,
  replicaSymmetricThreshold,
} from "../../rs/index.js";
import { solveFullRsb, solveKrsb, solveThermal } from "../../rsb/index.js";
import { dyadicToNumber } from "../../src/exact/dyadic.js";
import { normalDensity as density, normalTail as tail } from "../../src/special/normal.js";
import { pages, readPage } from "./pages.js";

/** ∫ f by the trapezium rule, for integrands that vanish at the ends. */
function integral(f: (x: number) => number, reach: number, steps = 2000): number {
  const h = (2 * reach) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) sum += f(i * h - reach);
  return sum * h;
}
const mean = (f: (z: number) => number): number => integral((z) => density(z) * f(z), 9);
const entropy = (p: number): number => -p * Math.log2(p) - (1 - p) * Math.log2(1 - p);

describe("replica.md", () => {
  test("the functional of one step, by plain quadrature", () => {
    const { value, overlaps, breakingPoints, chi } = solveKrsb({ kind: "threshold" }, 1);
    const [q0, y, x] = [overlaps[0].value, breakingPoints[0].value, chi.value];
    const [s0, s1] = [q0 / (2 * x), (1 - q0) / (2 * x)];
    const phi1 = (h: number): number => (h > 0 ? -Math.min(1, h * h) : 0);
    const phi0 = (h: number): number => Math.log(mean((z) => Math.exp(y * phi1(h + Math.sqrt(s1) * z)))) / y;
    const a = -integral((z) => density(z) * phi0(Math.sqrt(s0) * z), 8, 200);
    const lambda0 = x + y * (1 - q0);
    const b = 0.5 * (q0 / lambda0 + Math.log(lambda0 / x) / y);
    expect((1 + b) / a).toBeCloseTo(value.value, 4);
  });

  test("the replica-symmetric threshold: c φ(c) = 1/2 − 2H(c), α = 1/H(c)", () => {
    const { threshold, chi } = replicaSymmetricThreshold();
    const c = Math.sqrt(2 * chi.value);
    expect(c * density(c)).toBeCloseTo(0.5 - 2 * tail(c), 12);
    expect(1 / tail(c)).toBeCloseTo(threshold.value, 11);
  });

  test("finite temperature: Φ, q and the entropy", () => {
    const [alpha, beta] = [5, 2];
    const { overlap, freeEntropy, energy, entropy: s } = replicaSymmetricFiniteTemperature(alpha, beta);
    const q = overlap.value;
    const width = Math.sqrt(q / (1 - q));
    const f = (w: number): number => Math.log(1 - (1 - Math.exp(-beta)) * tail(-w));
    const slope = (w: number): number => (f(w + 1e-5) - f(w - 1e-5)) / 2e-5;
    const phi = 0.5 * Math.log(1 - q) + q / (2 * (1 - q)) + alpha * mean((z) => f(width * z));
    expect(freeEntropy.value).toBeCloseTo(phi, 10);
    expect(q / (1 - q)).toBeCloseTo(alpha * mean((z) => slope(width * z) ** 2), 7);
    expect(s.value).toBeCloseTo(phi + beta * energy.value, 10);
  });

  test("finite temperature, one step: Φ by plain quadrature, and by the zero-temperature parts", () => {
    const [alpha, beta] = [6, 4];
    const { ansatz, freeEntropy } = solveThermal({ alpha, beta }, 1);
    const [[p0, p1], [x]] = [ansatz.overlapDeficits, ansatz.breakingPoints];
    const f1 = (h: number): number => Math.log(1 - (1 - Math.exp(-beta)) * tail(-h / Math.sqrt(p1)));
    const f0 = (h: number): number => Math.log(mean((z) => Math.exp(x * f1(h + Math.sqrt(p0 - p1) * z)))) / x;
    const a = -integral((z) => density(z) * f0(Math.sqrt(1 - p0) * z), 8, 200) / beta;
    const lambda = p1 + x * (p0 - p1);
    const [y, chi] = [beta * x, beta * p1];
    const b = 0.5 * ((1 - p0) / (beta * lambda) + Math.log((beta * lambda) / chi) / y);
    expect(0.5 * Math.log(p1) + beta * (b - alpha * a)).toBeCloseTo(freeEntropy.value, 6);
  });
});

describe("duality.md", () => {
  test("f₁ in closed form, and as its expectation", () => {
    const [gammaBar, gamma, kappa] = [0.9, 0.3, 0.7];
    const b = 2 * gammaBar * kappa;
    const sigma = 1 + 4 * gamma * gammaBar;
    const lambda = (x: number): number => x - Math.sin(x) * Math.cos(x);
    const root = Math.sqrt(sigma);
    const [t1, t2] = [b / (1 + root), (b * root) / (1 + root + b * b)];
    const closed =
      (1 + lambda(Math.atan(t1)) / Math.PI - ((1 + b * b) / sigma) * (1 - lambda(Math.atan(t2)) / Math.PI)) /
      (8 * gammaBar);
    expect(hiddenLayer(gammaBar, gamma, kappa).value).toBeCloseTo(closed, 13);
    const least = (g: number, h: number): number => {
      const z = (g - b * h) / sigma;
      const cost = (u: number): number =>
        (g - u) ** 2 / (4 * gammaBar) + kappa * h * Math.max(u, 0) + gamma * Math.max(u, 0) ** 2;
      return Math.min(cost(Math.max(z, 0)), cost(Math.min(g, 0)));
    };
    const expectation = integral(
      (g) => density(g) * integral((h) => density(h) * least(g, h), 7, 300),
      7,
      300,
    );
    expect(expectation).toBeCloseTo(closed, 3);
  });

  test("S_c(α) = √(αJ(a)) with H(a) = c/2α, and its inverse", () => {
    const { value, quantile: a } = lastLayerSaddle(9, 4);
    expect(tail(a)).toBeCloseTo(4 / 18, 12);
    expect(value).toBeCloseTo(Math.sqrt(9 * (0.5 - a * density(a) - tail(a))), 12);
    expect(activeBound(9, { value, error: 0, status: "converged" }).value).toBeCloseTo(2, 10);
  });

  test("free norms: T′/√α is a function of T/√α, below T", () => {
    const step = (expansion: number, incoming: number): number =>
      optimalNormLayer({ expansion, incoming }).outgoing.value;
    expect(step(8, 1)).toBeLessThan(1);
    expect(step(8, 1) / Math.sqrt(8)).toBeCloseTo(step(18, 1.5) / Math.sqrt(18), 12);
  });
});

describe("geometry.md", () => {
  const binomial = (m: number, k: number): number => (k === 0 ? 1 : (binomial(m, k - 1) * (m - k + 1)) / k);
  const prefix = (m: number, k: number): number =>
    Array.from({ length: k + 1 }, (_, i) => binomial(m, i)).reduce((sum, term) => sum + term, 0);
  /** [z^d] (1 − z)^e (1 + z)^{N−e}, by convolution of the two series; exponents may be −1. */
  const krawtchouk = (d: number, e: number, n: number): number =>
    Array.from({ length: d + 1 }, (_, i) => (-1) ** i * binomial(e, i) * binomial(n - e, d - i)).reduce(
      (sum, term) => sum + term,
      0,
    );

  test.each([
    [6, 2],
    [12, 3],
    [10, 5],
  ])("q and v_k for m = %i, n = %i", (m, n) => {
    const d = n - 1;
    let q = 0;
    for (let j = d % 2; j <= d; j += 2) q += binomial(m, j) * krawtchouk(d, j - 1, m - 1);
    expect(dyadicToNumber(eulerSurrogate(m, n))).toBe(q * 2 ** (1 - m));
    const volumes = intrinsicVolumes(m, n).map(dyadicToNumber);
    for (let k = 1; k < m; k++)
      expect(volumes[k - 1]).toBe(2 ** -m * binomial(m, k) * krawtchouk(n - 1, m - k - 1, m - 1));
    expect(dyadicToNumber(expectedBadCells(m, n))).toBe(prefix(m - 1, d) * prefix(m, d) * 2 ** (1 - m));
  });

  test("q is no probability: q_{8,4} = 0", () => {
    expect(eulerSurrogate(8, 4).numerator).toBe(0n);
  });

  test("rates", () => {
    const k = 7.5;
    const z = (k + 1 - Math.sqrt((k + 1) ** 2 - 8 * k)) / (4 * k);
    const rate =
      -k + (k + 1) * entropy(1 / (k + 1)) + (Math.log((0.5 - z) / z) - k * Math.log(1 - z)) / Math.LN2;
    expect(eulerCharacteristicExponent(k)).toBeCloseTo(rate, 12);
    const c = 25;
    expect(entropyRegionExponent(c, 3, 2)).toBeCloseTo(c * (3 * entropy(1 / c) + entropy(2 / c) - 1), 10);
    const rho = 0.3;
    const cosine = (Math.sqrt(1 - rho * rho) + rho * (Math.PI - Math.acos(rho))) / Math.PI;
    expect(infiniteWidthCosine(rho)).toBeCloseTo(cosine, 14);
  });
});

describe("the numbers of the pages", () => {
  const depth = Number.POSITIVE_INFINITY;
  const full = solveFullRsb({ kind: "threshold" });
  const computed = [
    ...[0, 1, 2, 3].map((k) => solveKrsb({ kind: "threshold" }, k).value),
    full.value,
    full.family.value,
    almeidaThoulessPoint().alpha,
    almeidaThoulessTurningPoint().alpha,
    ...oneLayerBounds().map(({ value }) => value),
    liftedCapacity([], { count: 2 }).capacity,
    constantWidth({ depth, notion: "strong", dualNorms: "optimal" }).width,
    liftedConstantWidth({ depth, notion: "strong" }).width,
  ].map(({ value }) => value);

  test.each(pages().filter((page) => page.startsWith("docs/theory/")))("%s", (page) => {
    const text = readPage(page).replace(/arXiv:\d+\.\d+/g, "");
    for (const [quoted] of text.matchAll(/\d+\.\d\d+/g)) {
      const digits = quoted.split(".")[1].length;
      expect(computed.map((value) => value.toFixed(digits))).toContain(quoted);
    }
  });
});
