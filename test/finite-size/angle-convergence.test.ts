/** Least pairwise cosines along random networks: Figure 5.1 of Paleka 2021, limits, and the pruned search. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastCosine } from "../../finite-size/angles/least-cosine.js";
import { angleConvergence, CONFIDENCE, infiniteWidthCosine } from "../../finite-size/index.js";
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { normalCdf } from "../../src/special/normal.js";
import { studentCdf, studentQuantile } from "../../src/special/student-t.js";
import fixture from "../fixtures/geometry-deep.json" with { type: "json" };

describe("least pairwise cosine", () => {
  it("is that of all pairs, for vectors all around and for gathered ones", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(40),
        (seed, d, offset) => {
          const random = randomSource(seed);
          const count = 12;
          const values = new Float64Array(count * d);
          for (let i = 0; i < count; i++) {
            const row = values.subarray(i * d, (i + 1) * d);
            for (let j = 0; j < d; j++) row[j] = random.normal() + (j === 0 ? offset / 4 : 0);
            const norm = Math.hypot(...row);
            for (let j = 0; j < d; j++) row[j] /= norm;
          }
          let expected = Number.POSITIVE_INFINITY;
          for (let i = 0; i < count; i++) {
            for (let j = 0; j < i; j++) {
              let cosine = 0;
              for (let l = 0; l < d; l++) cosine += values[i * d + l] * values[j * d + l];
              expected = Math.min(expected, cosine);
            }
          }
          expect(Math.abs(leastCosine({ count, dimension: d, values }) - expected)).toBeLessThan(1e-14);
        },
      ),
    );
  });

  it("needs two vectors", () => {
    expect(leastCosine({ count: 1, dimension: 2, values: Float64Array.of(1, 0) })).toBeNaN();
    expect(leastCosine({ count: 2, dimension: 2, values: Float64Array.of(1, 0, -1, 0) })).toBe(-1);
  });
});

describe("angle convergence", () => {
  it("means and deviations are those of 200 other networks, within sampling error", () => {
    const { rows: expected, networks: count, ...settings } = fixture.angle;
    const networks = 30;
    const rows = angleConvergence({ ...settings, networks, seed: 7 });
    expect(rows.map(({ index }) => index)).toEqual(expected.map(({ index }) => index));
    rows.forEach((row, i) => {
      const { mean, deviation } = expected[i];
      const sampling = deviation * Math.sqrt(1 / networks + 1 / count);
      expect(Math.abs(row.mean.value - mean) / sampling, `mean at ${row.index}`).toBeLessThan(4);
      // ln s of normal samples has variance 1/(2(N − 1)); the laws here have somewhat longer tails.
      const spread = Math.sqrt(0.5 / (networks - 1) + 0.5 / (count - 1));
      expect(
        Math.abs(Math.log(row.deviation / deviation)) / spread,
        `deviation at ${row.index}`,
      ).toBeLessThan(5);
      expect(row.least).toBeLessThanOrEqual(row.mean.value);
      expect(row.largest).toBeGreaterThanOrEqual(row.mean.value);
      expect(row.networks).toBe(networks);
    });
    // A ReLU raises the minimum, the next linear layer lowers it.
    for (let i = 3; i < 13; i += 2) {
      expect(rows[i].mean.value).toBeLessThan(rows[i - 1].mean.value);
      expect(rows[i].mean.value).toBeLessThan(rows[i + 1].mean.value);
    }
  });

  it("the curve of infinite width is the iterated map of the first mean", () => {
    const { rows } = fixture.angle;
    let cosine = rows[0].mean;
    for (let i = 2; i < rows.length; i += 2) {
      cosine = infiniteWidthCosine(cosine);
      expect(cosine).toBeCloseTo(rows[i].infiniteWidth, 12);
    }
    const [first, , third] = angleConvergence({
      columns: 3,
      width: 2,
      depth: 1,
      points: 4,
      networks: 5,
      seed: 1,
    });
    expect(third.infiniteWidth.value).toBe(infiniteWidthCosine(first.mean.value));
    expect(third.infiniteWidth.error).toBeGreaterThan(0);
  });

  it("wide layers in the plane: two random points have mean cosine 4/pi^2 after the first", () => {
    const rows = angleConvergence({ columns: 2, width: 300, depth: 1, points: 2, networks: 1500, seed: 3 });
    // Mean over the angle of (sin + cos (pi - angle))/pi; the band is 95 %.
    for (const [row, mean] of [
      [rows[0], 0],
      [rows[2], 4 / Math.PI ** 2],
    ] as const) {
      expect(Math.abs(row.mean.value - mean)).toBeLessThan(2 * row.mean.error);
    }
  });

  it("the bands cover the exact mean about as often as they say", () => {
    // Two random directions of the plane: mean cosine 0.
    let covered = 0;
    for (let seed = 0; seed < 400; seed++) {
      const settings = { columns: 2, width: 1, depth: 1, points: 2, networks: 20, seed };
      const [{ mean }] = angleConvergence(settings);
      if (Math.abs(mean.value) <= mean.error) covered++;
    }
    // Standard deviation 4.4 about 380.
    expect(Math.abs(covered - CONFIDENCE * 400)).toBeLessThan(20);
  });

  it("network i does not depend on how many there are; units left over by the tiles and odd points", () => {
    const settings = { columns: 3, width: 7 / 3, depth: 3, points: 5, seed: 11 };
    const few = angleConvergence({ ...settings, networks: 2 });
    for (const { mean, deviation, least, largest } of few) {
      expect(mean.value).toBeCloseTo(0.5 * (least + largest), 14);
      expect(deviation).toBeCloseTo((largest - least) / Math.SQRT2, 14);
    }
    const seen: number[] = [];
    const more = angleConvergence({ ...settings, networks: 4 }, (done) => seen.push(done));
    expect(seen).toEqual([1, 2, 3, 4]);
    few.forEach((row, i) => {
      expect(more[i].least).toBeLessThanOrEqual(row.least);
      expect(more[i].largest).toBeGreaterThanOrEqual(row.largest);
    });
  });

  it("one input dimension: opposite points are orthogonal after a ReLU, and the points that vanish are left out", () => {
    const rows = angleConvergence({ columns: 1, width: 2, depth: 2, points: 6, networks: 300, seed: 5 });
    expect(rows[0].least).toBe(-1);
    expect(rows[2].least).toBe(0);
    // Both units see one sign in half of the networks; then one side of the line is mapped to 0.
    expect(rows[2].networks).toBeLessThan(300);
    expect(rows[4].networks).toBeLessThan(rows[2].networks);
  });

  it.each([
    [{ columns: 0 }, "columns"],
    [{ width: 0 }, "width"],
    [{ width: Number.NaN }, "width"],
    [{ width: 500 }, "layers of 5000 units"],
    [{ width: 0.01 }, "layers of 0 units"],
    [{ depth: 1.5 }, "depth"],
    [{ points: 1 }, "points"],
    [{ networks: 1 }, "networks"],
    [{ seed: -1 }, "seed"],
    [{ width: 300, networks: 10000 }, "multiplications"],
  ])("refuses %j", (change, word) => {
    const settings = { columns: 10, width: 8, depth: 20, points: 200, networks: 2, seed: 1, ...change };
    expect(() => angleConvergence(settings)).toThrow(InputError);
    expect(() => angleConvergence(settings)).toThrow(word);
  });
});

describe("the map of infinite width", () => {
  it("keeps 1, sends -1 to 0 and 0 to 1/pi, raises everything else", () => {
    expect(infiniteWidthCosine(1)).toBe(1);
    expect(infiniteWidthCosine(-1)).toBeCloseTo(0, 15);
    expect(infiniteWidthCosine(0)).toBeCloseTo(1 / Math.PI, 15);
    for (let cosine = -0.99; cosine < 1; cosine += 0.01) {
      const image = infiniteWidthCosine(cosine);
      expect(image).toBeGreaterThan(cosine);
      // Its slope is 1 - angle/pi.
      const slope = (infiniteWidthCosine(cosine + 1e-6) - infiniteWidthCosine(cosine - 1e-6)) / 2e-6;
      expect(slope).toBeCloseTo(1 - Math.acos(cosine) / Math.PI, 5);
    }
  });

  it("is the mean over Gaussian pairs", () => {
    const random = randomSource(2);
    const cosine = -0.3;
    let [product, first] = [0, 0];
    const draws = 400_000;
    for (let i = 0; i < draws; i++) {
      const [x, y] = [random.normal(), random.normal()];
      const z = cosine * x + Math.sqrt(1 - cosine * cosine) * y;
      product += Math.max(0, x) * Math.max(0, z);
      first += Math.max(0, x) ** 2;
    }
    expect(Math.abs(product / first - infiniteWidthCosine(cosine))).toBeLessThan(0.004);
  });
});

describe("Student's t", () => {
  it("closed forms for one and two degrees of freedom, symmetry, the normal limit", () => {
    for (const t of [-3, -0.4, 0, 1, 25]) {
      expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 15);
      expect(studentCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 15);
      for (const freedom of [3, 4, 9, 100]) {
        expect(studentCdf(t, freedom) + studentCdf(-t, freedom)).toBeCloseTo(1, 14);
      }
    }
    expect(Math.abs(studentCdf(-0.7, 1e6) - normalCdf(-0.7))).toBeLessThan(1e-6);
  });

  it("is the integral of its density", () => {
    const { nodes, weights } = gaussLegendre(60);
    for (const freedom of [3, 6, 13, 40]) {
      // With t = sqrt(v) tan a the density is proportional to cos^(v-1) a.
      const integral = (angle: number): number =>
        nodes.reduce((sum, x, i) => sum + weights[i] * Math.cos(0.5 * angle * (x + 1)) ** (freedom - 1), 0) *
        0.5 *
        angle;
      for (const t of [0.3, 1.1, 4]) {
        const fraction = integral(Math.atan(t / Math.sqrt(freedom))) / integral(Math.PI / 2);
        expect(studentCdf(t, freedom)).toBeCloseTo(0.5 + 0.5 * fraction, 12);
      }
    }
  });

  it("quantiles of the tables", () => {
    expect(CONFIDENCE).toBe(0.95);
    for (const [freedom, t] of [
      [1, 12.7062047364],
      [5, 2.5705818356],
      [199, 1.9719565443],
    ]) {
      expect(studentQuantile(CONFIDENCE, freedom)).toBeCloseTo(t, 9);
    }
  });
});
