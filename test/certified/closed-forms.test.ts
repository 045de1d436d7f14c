/** The closed forms that the checker evaluates, against rigorous quadrature of their definitions. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { logHiddenMoment, logLastMoment } from "../../certified/check/exponential-moments.js";
import { tailMoments } from "../../certified/check/last-layer.js";
import { slopeInB, slopeInSigma, testFunction } from "../../certified/check/test-function.js";
import {
  enclose,
  exponential,
  type Interval,
  parseDecimal,
  squareRoot,
  subtract,
} from "../../src/interval/index.js";
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { normalDensity } from "../../src/special/normal.js";

interface Row {
  readonly at: readonly string[];
  readonly value: string;
  readonly error: number;
}

const fixture = JSON.parse(
  readFileSync(new URL("./fixtures/closed-forms.json", import.meta.url), "utf8"),
) as Readonly<Record<"psi" | "hidden" | "last", readonly Row[]>>;

/** Largest distance from any number of the interval to the decimal. */
function distance(found: Interval, value: string): number {
  const { low, high } = subtract(found, enclose(parseDecimal(value)));
  return Number(-low > high ? -low : high) / 2 ** 128;
}

const balls = (at: readonly string[]): Interval[] => at.map((text) => enclose(parseDecimal(text)));

test("ψ is the mean of the minimum", () => {
  expect(fixture.psi).toHaveLength(10);
  for (const { at, value, error } of fixture.psi) {
    const [b, sigma] = balls(at);
    expect(error).toBeLessThan(1e-30);
    expect(distance(testFunction(b, sigma).value, value), at.join()).toBeLessThan(error + 1e-32);
  }
});

test("F₁ is the mean of the exponential", () => {
  expect(fixture.hidden).toHaveLength(10);
  for (const { at, value, error } of fixture.hidden) {
    const [w, next, A, q, gamma] = balls(at);
    const found = exponential(logHiddenMoment({ w, next, A, q, gamma }));
    expect(distance(found, value), at.join()).toBeLessThan(error + 1e-32);
  }
});

test("F₂ is the mean of the exponential", () => {
  expect(fixture.last).toHaveLength(10);
  for (const { at, value, error } of fixture.last) {
    const [w, A, mu] = balls(at);
    expect(distance(exponential(logLastMoment({ w, A, mu })), value), at.join()).toBeLessThan(error + 1e-32);
  }
});

/** ∫ f over [from, to], in panels of length 1 at most. */
function integral(f: (x: number) => number, from: number, to: number): number {
  const { nodes, weights } = gaussLegendre(24);
  const panels = Math.ceil(to - from);
  const half = (to - from) / (2 * panels);
  let sum = 0;
  for (let panel = 0; panel < panels; panel++)
    nodes.forEach((node, i) => {
      sum += weights[i] * half * f(from + half * (2 * panel + 1 + node));
    });
  return sum;
}

test("with a threshold, F₂ and J are integrals against the normal density", () => {
  const exact = (x: number): Interval => enclose(parseDecimal(x.toFixed(6)));
  const middle = ({ low, high }: Interval): number => (Number(low) + Number(high)) / 2 ** 129;
  for (const margin of [-2.5, -0.5, 0, 0.75, 3])
    for (const [w, A, mu] of [
      [1.25, 0.5, 0.75],
      [0.3, 2, 5],
    ]) {
      const a = Math.sqrt(mu / A);
      const cost = (x: number): number => (x <= 0 ? 0 : Math.min(A * x * x, mu));
      const weighted = (g: number): number => normalDensity(g) * Math.exp(-w * cost(g - margin));
      const pieces = [-12, margin, margin + a, 12];
      const moment = [0, 1, 2].reduce((sum, i) => sum + integral(weighted, pieces[i], pieces[i + 1]), 0);
      const found = logLastMoment({ w: exact(w), A: exact(A), mu: exact(mu), margin: exact(margin) });
      expect(middle(exponential(found))).toBeCloseTo(moment, 13);
      const second = integral((g) => normalDensity(g) * (g - margin) ** 2, margin, margin + a);
      const root = squareRoot(exact(mu / A));
      expect(middle(tailMoments(root, exact(margin)).moment)).toBeCloseTo(second, 13);
    }
});

test("ψ_b and ψ_σ are its derivatives", () => {
  const step = 1n << 84n;
  const moved = ({ low, high }: Interval, by: bigint): Interval => ({ low: low + by, high: high + by });
  for (const { at } of fixture.psi) {
    const [b, sigma] = balls(at);
    const psi = testFunction(b, sigma);
    const slope = (up: Interval, down: Interval): number =>
      Number(up.low + up.high - down.low - down.high) / (4 * Number(step));
    const inB = slope(testFunction(moved(b, step), sigma).value, testFunction(moved(b, -step), sigma).value);
    const inSigma = slope(
      testFunction(b, moved(sigma, step)).value,
      testFunction(b, moved(sigma, -step)).value,
    );
    expect(Number(slopeInB(b, sigma, psi).low) / 2 ** 128).toBeCloseTo(inB, 10);
    expect(Number(slopeInSigma(b, sigma, psi).low) / 2 ** 128).toBeCloseTo(inSigma, 10);
  }
});
