/** Monte Carlo at finite size against exact laws and reference values, within sampling error. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  injectivityExperiment,
  minimumExperiment,
  searchedMinimumExperiment,
  successExperiment,
} from "../../finite-size/experiments/matrix-experiments.js";
import { exactInjectivityProbability, planarMinimumCounts } from "../../geometry/exact-injectivity.js";
import { sumOfRowsPositiveProbability, sumOfRowsSuccess } from "../../geometry/sum-of-rows-success.js";
import { exactWendelProbability } from "../../geometry/wendel.js";
import { dyadicToNumber } from "../../src/exact/dyadic.js";
import { InputError } from "../../src/result.js";
import { proportion, wilsonInterval } from "../../src/statistics/proportion.js";
import { sampleMean } from "../../src/statistics/sample-mean.js";

interface ReferencePoint {
  readonly rows: number;
  readonly samples: number;
  readonly counts: Readonly<Record<string, number>>;
}

const { three, four } = JSON.parse(
  readFileSync(new URL("../fixtures/finite-size.json", import.meta.url), "utf8"),
) as { readonly three: readonly ReferencePoint[]; readonly four: readonly ReferencePoint[] };

/**
 * Pearson's statistic for two samples of one law, or for a sample and a law, classes below five expected are pooled;
 * it exceeds its mean by six standard deviations with probability below 1e-4 for the class numbers here.
 */
function expectSameLaw(counts: readonly number[], law: readonly number[], lawSamples: number): void {
  const samples = counts.reduce((a, b) => a + b, 0);
  const total = law.reduce((a, b) => a + b, 0);
  const inflation = 1 + (Number.isFinite(lawSamples) ? samples / lawSamples : 0);
  let [statistic, classes, pooledCount, pooledExpected] = [0, 0, 0, 0];
  for (let e = 0; e < Math.max(counts.length, law.length); e++) {
    pooledCount += counts[e] ?? 0;
    pooledExpected += ((law[e] ?? 0) / total) * samples;
    if (pooledExpected < 5) continue;
    statistic += (pooledCount - pooledExpected) ** 2 / (pooledExpected * inflation);
    classes++;
    [pooledCount, pooledExpected] = [0, 0];
  }
  expect(classes).toBeGreaterThan(1);
  expect(statistic).toBeLessThan(classes + 6 * Math.sqrt(2 * classes));
}

function countsOf({ counts }: ReferencePoint): number[] {
  const largest = Math.max(...Object.keys(counts).map(Number));
  return Array.from({ length: largest + 1 }, (_, e) => counts[e] ?? 0);
}

describe("minimumExperiment", () => {
  it.each([3, 5, 8, 11, 16])("n = 2, m = %i: the exact law", (rows) => {
    const { counts } = minimumExperiment({ rows, columns: 2, samples: 4000, seed: 1 });
    expectSameLaw(counts, planarMinimumCounts(rows).map(Number), Number.POSITIVE_INFINITY);
  });

  it.each(three.filter(({ rows }) => rows % 3 === 0 || rows < 9))("n = 3, m = $rows: reference", (point) => {
    const { counts } = minimumExperiment({ rows: point.rows, columns: 3, samples: 3000, seed: 2 });
    expectSameLaw(counts, countsOf(point), point.samples);
  });

  it.each(four.filter(({ rows }) => rows <= 20))("n = 4, m = $rows: reference", (point) => {
    const { counts } = minimumExperiment({ rows: point.rows, columns: 4, samples: 800, seed: 3 });
    expectSameLaw(counts, countsOf(point), point.samples);
  });

  it("P[E_min = 0] is Wendel's probability", () => {
    for (const [rows, columns] of [
      [8, 3],
      [9, 4],
      [9, 5],
    ]) {
      const samples = 2000;
      const { counts } = minimumExperiment({ rows, columns, samples, seed: 4 });
      const wendel = dyadicToNumber(exactWendelProbability(rows, columns));
      const [low, high] = wilsonInterval(counts[0], samples, 4);
      expect(low).toBeLessThan(wendel);
      expect(high).toBeGreaterThan(wendel);
    }
  });

  it("one column: the rarer sign is binomial", () => {
    const { counts } = minimumExperiment({ rows: 5, columns: 1, samples: 2000, seed: 5 });
    expectSameLaw(counts, [2, 10, 20], Number.POSITIVE_INFINITY);
  });

  it("sample i does not depend on how many there are, and nested rows give growing minima", () => {
    const size = { rows: 12, columns: 3, samples: 30, seed: 6 };
    const means = [8, 10, 12].map((rows) => minimumExperiment({ ...size, rows }).mean.value);
    expect(means[0]).toBeLessThanOrEqual(means[1]);
    expect(means[1]).toBeLessThanOrEqual(means[2]);
    const sum = (samples: number): number => minimumExperiment({ ...size, samples }).mean.value * samples;
    const more = sum(31) - sum(30);
    expect(more).toBeCloseTo(Math.round(more), 9);
    expect(minimumExperiment(size)).toEqual(minimumExperiment(size));
  });
});

describe("injectivityExperiment", () => {
  it("agrees with the law of E_min of the same samples", () => {
    const size = { rows: 12, columns: 3, samples: 300, seed: 7 };
    const { counts } = minimumExperiment(size);
    const { successes } = injectivityExperiment(size);
    expect(successes).toBe(counts.slice(3).reduce((a, b) => a + b, 0));
  });

  it("covers the exact probabilities of n = 2", () => {
    for (const rows of [5, 8, 12]) {
      const { successes, samples } = injectivityExperiment({ rows, columns: 2, samples: 3000, seed: 8 });
      const exact = dyadicToNumber(exactInjectivityProbability(rows, 2) ?? { numerator: 0n, exponent: 0 });
      const [low, high] = wilsonInterval(successes, samples, 4);
      expect(low).toBeLessThan(exact);
      expect(high).toBeGreaterThan(exact);
    }
  });

  it("is 0 for every m ≤ 3n − 2, in every sample", () => {
    for (const [rows, columns] of [
      [4, 2],
      [7, 3],
      [10, 4],
      [13, 5],
    ])
      expect(injectivityExperiment({ rows, columns, samples: 40, seed: 9 }).successes).toBe(0);
  });
});

describe("searches", () => {
  it("never fall below the exact minimum, in distribution and in success", () => {
    const size = { rows: 15, columns: 3, samples: 60, seed: 10 };
    const exact = minimumExperiment(size);
    const searched = searchedMinimumExperiment(size, 4);
    expect(searched.kind).toBe("upper");
    expect(searched.mean.value).toBeGreaterThanOrEqual(exact.mean.value);
    const { success, by } = successExperiment(size, "gnc", 4);
    expect(success.successes).toBeLessThanOrEqual(60 - injectivityExperiment(size).successes);
    expect(by["sum-of-rows"] + by.gnc).toBe(success.successes);
  });

  it("the plain sum of rows succeeds as often as the exact law says", () => {
    for (const rows of [60, 68, 72]) {
      const size = { rows, columns: 20, samples: 1000, seed: 11 };
      const { success, activePerColumn } = successExperiment(size, "sum-of-rows", 0);
      const [low, high] = wilsonInterval(success.successes, size.samples, 4);
      const exact = sumOfRowsSuccess(rows, 20).value;
      expect(low).toBeLessThan(exact);
      expect(high).toBeGreaterThan(exact);
      const mean = (sumOfRowsPositiveProbability(rows, 20).value * rows) / 20;
      expect(Math.abs(activePerColumn.value - mean)).toBeLessThan(4 * activePerColumn.error);
    }
  });
});

describe("proportion", () => {
  it("solves the score equation, and its intervals are nested", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (samples, share) => {
          const successes = Math.round(share * samples);
          for (const end of wilsonInterval(successes, samples, 2)) {
            if (end === 0 || end === 1) continue;
            expect(Math.abs(successes - samples * end) / Math.sqrt(samples * end * (1 - end))).toBeCloseTo(
              2,
              6,
            );
          }
          const { estimate, interval95 } = proportion(successes, samples);
          expect(interval95[0]).toBeLessThanOrEqual(estimate.value);
          expect(interval95[1]).toBeGreaterThanOrEqual(estimate.value);
          expect(estimate.error).toBeGreaterThan(0);
        },
      ),
    );
    expect(proportion(0, 10).interval95[0]).toBe(0);
    expect(proportion(10, 10).interval95[1]).toBe(1);
  });

  it("covers the truth in about 95 % of binomial draws", () => {
    const [samples, p] = [40, 0.15];
    let [weight, coverage] = [(1 - p) ** samples, 0];
    for (let k = 0; k <= samples; k++) {
      const [low, high] = proportion(k, samples).interval95;
      if (low <= p && p <= high) coverage += weight;
      weight *= ((samples - k) / (k + 1)) * (p / (1 - p));
    }
    expect(coverage).toBeGreaterThan(0.92);
    expect(coverage).toBeLessThan(0.98);
  });

  it("means: standard error of the mean, infinite for one value", () => {
    expect(sampleMean([1, 2, 3], 1).mean.error).toBeCloseTo(Math.sqrt(1 / 3), 12);
    expect(sampleMean([1, 2, 3], 1).standardDeviation).toBe(1);
    const single = { value: 4, error: Number.POSITIVE_INFINITY, status: "converged" };
    expect(sampleMean([4], 1).mean).toEqual(single);
  });

  it("a sample without spread still has an error: that of a proportion that was never seen", () => {
    for (const count of [2, 10, 1000]) {
      const { mean, standardDeviation } = sampleMean(Array<number>(count).fill(0.3), 0.1);
      expect(mean.value).toBe(0.3);
      expect(mean.error).toBeCloseTo(0.1 * proportion(0, count).estimate.error, 15);
      expect(mean.error).toBeCloseTo(0.1 / (count + 1), 15);
      expect(standardDeviation).toBe(0);
    }
  });
});

describe("bad sizes", () => {
  it.each([
    [{ rows: 2, columns: 3, samples: 1, seed: 0 }, "rows is 2"],
    [{ rows: 5, columns: 0, samples: 1, seed: 0 }, "columns is 0"],
    [{ rows: 5, columns: 2, samples: 0, seed: 0 }, "samples is 0"],
    [{ rows: 5, columns: 2, samples: 1, seed: -1 }, "seed is -1"],
    [{ rows: 500, columns: 50, samples: 1, seed: 0 }, "for exact samples, or a search"],
    [{ rows: 40, columns: 8, samples: 100_000, seed: 0 }, "samples of this size"],
  ])("%o", (size, words) => {
    expect(() => minimumExperiment(size)).toThrow(InputError);
    expect(() => injectivityExperiment(size)).toThrow(words);
  });
});
