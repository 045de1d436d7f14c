/** Random deep networks decided one by one: implications, exact probabilities of one layer, threads, crossings. */
import { describe, expect, it } from "vitest";
import { deepInjectivity, halfWidth, injectivityBesideTheory } from "../../compare/index.js";
import { parseWeightLaw } from "../../finite-size/index.js";
import { exactInjectivityProbability } from "../../geometry/index.js";
import { dyadicToNumber } from "../../src/exact/dyadic.js";
import { quantity } from "../../src/result.js";

describe("random deep networks", () => {
  it("of one layer are injective with the exact probability, weak and strong being the same", async () => {
    const { injective, weak, strong } = await deepInjectivity({ widths: [2, 8], samples: 400, seed: 3 });
    const exact = exactInjectivityProbability(8, 2);
    if (exact === undefined) throw new Error("no exact probability");
    expect(Math.abs(injective.estimate.value - dyadicToNumber(exact))).toBeLessThan(
      4 * injective.estimate.error,
    );
    expect(weak.successes).toBe(injective.successes);
    expect(strong.successes).toBe(injective.successes);
  });

  it("are injective where strong, weak where injective, one by one", async () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const found = await deepInjectivity({ widths: [2, 10, 9], samples: 1, seed });
      const [strong, injective, weak] = [found.strong, found.injective, found.weak].map(
        ({ successes }) => successes,
      );
      expect(strong).toBeLessThanOrEqual(injective);
      expect(injective).toBeLessThanOrEqual(weak);
      seen.add(`${strong}${injective}${weak}`);
    }
    // None of the implications is an equivalence.
    expect([...seen].sort()).toEqual(["000", "001", "011", "111"]);
  });

  it("give the same counts in any number of threads", async () => {
    const size = { widths: [2, 7, 7], samples: 30, seed: 5 };
    const alone = await deepInjectivity(size);
    for (const workers of [1, 3]) expect(await deepInjectivity({ ...size, workers })).toEqual(alone);
  });
});

describe("other laws of weights", () => {
  it("change the networks; with ties layers are decided one by one", async () => {
    const size = { widths: [2, 8, 8], samples: 60, seed: 2 };
    const counts = await Promise.all(
      ["gaussian", "student:3", "signs"].map(async (law) => {
        const { weak, injective } = await deepInjectivity({ ...size, law: parseWeightLaw(law) });
        return [weak.successes, injective.successes];
      }),
    );
    expect(counts[0]).toEqual(
      await deepInjectivity(size).then((one) => [one.weak.successes, one.injective.successes]),
    );
    expect(new Set(counts.map(String)).size).toBe(3);
    // A layer of signs in two columns is injective iff rows span all of R^2 in both directions: (1, 1), (1, -1) and both opposites.
    const layer = { rows: 6, columns: 2, samples: 300, seed: 1, law: parseWeightLaw("signs") };
    const { injectivity } = injectivityBesideTheory(layer);
    const all = [0, 1, 2, 3, 4].reduce((sum, k) => sum + (-1) ** k * binomial(4, k) * ((4 - k) / 4) ** 6, 0);
    expect(Math.abs(injectivity.value - all)).toBeLessThan(4 * injectivity.error);
  });
});

function binomial(n: number, k: number): number {
  return k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k;
}

describe("the width at which a share reaches 1/2", () => {
  const points = (error: number, ...shares: number[]) =>
    shares.map((value, i) => ({ width: i + 3, share: quantity(value, error) }));

  it("lies on the straight line between widths, with the crossings of the shifted shares as error", () => {
    expect(halfWidth(points(0.1, 0, 0.25, 0.75))).toMatchObject({ value: 4.5 });
    expect(halfWidth(points(0.1, 0, 0.25, 0.75))?.error).toBeCloseTo(0.2, 12);
    expect(halfWidth(points(0, 0.5, 0.75))).toBeNull();
    expect(halfWidth(points(0.2, 0.25, 0.6))?.error).toBe(Number.POSITIVE_INFINITY);
  });
});
