/** The sum-of-rows certificate at finite size: exact cases, Monte Carlo, the limit, and the normalised variant. */
import { describe, expect, it } from "vitest";
import { sumOfRowsTrials } from "../../finite-size/index.js";
import { sumOfRowsBound, sumOfRowsPositiveProbability, sumOfRowsSuccess } from "../../geometry/index.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { normalTail } from "../../src/special/normal.js";
import fixture from "../fixtures/geometry-deep.json" with { type: "json" };

describe("probability that one output is positive", () => {
  it("one column: one sign in disagreement with the sum; two rows: half the angle", () => {
    // n = 1: w has the sign of −(w + Y), Y ~ N(0, m − 1), when (w, Y) lies in a sector of angle arctan √(m − 1).
    for (const rows of [2, 5, 50]) {
      expect(sumOfRowsPositiveProbability(rows, 1).value).toBeCloseTo(
        Math.atan(Math.sqrt(rows - 1)) / Math.PI,
        14,
      );
    }
  });

  it("tends to H(1/sqrt c), from either side of the threshold at the same c", () => {
    const c = sumOfRowsBound().value.value;
    const excess = (n: number): number => sumOfRowsPositiveProbability(Math.round(c * n), n).value - 1 / c;
    expect(Math.abs(excess(1e5))).toBeLessThan(1e-5);
    expect(sumOfRowsPositiveProbability(3500, 1000).value).toBeCloseTo(normalTail(1 / Math.sqrt(3.5)), 3);
  });
});

describe("success of the certificate", () => {
  it("one column: all rows have one sign, with probability 2^(1-m)", () => {
    for (const rows of [10, 13, 25, 40]) {
      const { value, error } = sumOfRowsSuccess(rows, 1);
      expect(Math.abs(value - 2 ** (1 - rows))).toBeLessThanOrEqual(error);
      expect(error).toBeLessThan(1e-9);
    }
  });

  it("all but never fails below m = 2n", () => {
    expect(sumOfRowsSuccess(20, 19).value).toBeCloseTo(1, 8);
  });

  it("is that of centred normals below a random radius, by simulation", () => {
    const [rows, columns, trials] = [24, 6, 40_000];
    const random = randomSource(17);
    let successes = 0;
    for (let trial = 0; trial < trials; trial++) {
      const g = Array.from({ length: rows }, () => random.normal());
      const mean = g.reduce((sum, x) => sum + x, 0) / rows;
      const radius = Math.hypot(...Array.from({ length: columns }, () => random.normal())) / Math.sqrt(rows);
      if (g.filter((x) => x - mean < -radius).length < columns) successes++;
    }
    const { value } = sumOfRowsSuccess(rows, columns);
    const sampling = Math.sqrt((value * (1 - value)) / trials);
    expect(Math.abs(successes / trials - value)).toBeLessThan(4 * sampling);
  });

  it.each(fixture.sumOfRows.rows)("$rows x $columns against 200 matrices", (row) => {
    const { rows, columns } = row;
    const { value, error } = sumOfRowsSuccess(rows, columns);
    expect(error).toBeLessThan(1e-6);
    const sampling = Math.sqrt((value * (1 - value)) / fixture.sumOfRows.trials);
    expect(Math.abs(row.success - value)).toBeLessThan(3.5 * sampling);
    const mean = rows * sumOfRowsPositiveProbability(rows, columns).value;
    // Fewer than a binomial's fluctuations, as the outputs of one matrix repel.
    const spread = Math.sqrt((mean * (1 - mean / rows)) / fixture.sumOfRows.trials);
    expect(Math.abs(row.meanPositive - mean)).toBeLessThan(4 * spread);
    expect(Math.abs(row.normalisedMeanPositive - row.meanPositive)).toBeLessThan(0.5);
  });

  it("one half at the threshold as n grows, 1 below it and 0 above", () => {
    const c = sumOfRowsBound().value.value;
    expect(sumOfRowsSuccess(Math.round(c * 1000), 1000).value).toBeCloseTo(0.5, 1);
    expect(sumOfRowsSuccess(3200, 1000).value).toBeGreaterThan(0.999);
    expect(sumOfRowsSuccess(3600, 1000).value).toBeLessThan(0.001);
  });

  it.each([
    [9, 2],
    [5001, 2],
    [12, 0],
    [12, 13],
    [12.5, 2],
  ])("refuses %s x %s", (rows, columns) => {
    expect(() => sumOfRowsSuccess(rows, columns)).toThrow(InputError);
  });
});

describe("trials", () => {
  it("plain and normalised agree with the exact numbers at 340 x 100", () => {
    const trials = sumOfRowsTrials(340, 100, { trials: 200, seed: 4 });
    const exact = sumOfRowsSuccess(340, 100).value;
    const mean = 340 * sumOfRowsPositiveProbability(340, 100).value;
    expect(Math.abs(trials.plain.success.value - exact)).toBeLessThan(2 * trials.plain.success.error);
    expect(Math.abs(trials.plain.meanPositive.value - mean)).toBeLessThan(
      2 * trials.plain.meanPositive.error,
    );
    const gap = Math.abs(trials.normalised.meanPositive.value - trials.plain.meanPositive.value);
    expect(gap).toBeLessThan(1);
  });

  it("one column: success is all rows of one sign, a quarter of the time for three", () => {
    const { plain, normalised } = sumOfRowsTrials(3, 1, { trials: 4000, seed: 6 });
    expect(Math.abs(plain.success.value - 0.25)).toBeLessThan(2 * plain.success.error);
    // Normalised rows add up to -3, -1, 1 or 3: the majority decides.
    expect(Math.abs(normalised.success.value - 0.25)).toBeLessThan(2 * normalised.success.error);
    expect(Math.abs(normalised.meanPositive.value - 0.75)).toBeLessThan(2 * normalised.meanPositive.error);
  });

  it("the error of a rate is positive even where all trials agree", () => {
    const { plain } = sumOfRowsTrials(6, 6, { trials: 10, seed: 1 });
    expect(plain.success.value).toBe(1);
    expect(plain.success.error).toBeGreaterThan(0.2);
  });

  it.each([
    [6, 7, 10],
    [6, 0, 10],
    [6, 2, 1],
    [20_000, 20_000, 1000],
  ])("refuses %s x %s, %s trials", (rows, columns, trials) => {
    expect(() => sumOfRowsTrials(rows, columns, { trials, seed: 1 })).toThrow(InputError);
  });
});
