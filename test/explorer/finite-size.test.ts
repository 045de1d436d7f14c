/** The view of finite sizes: exact counts, proved bounds, samples and a search whose certificate verifies. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  exactMinimum,
  gaussianMatrix,
  injectivityExperiment,
  verifyCertificate,
} from "../../finite-size/index.js";
import { eulerSurrogate, expectedBadCells } from "../../geometry/index.js";
import { dyadicQuantity } from "../../src/exact/dyadic.js";
import { lastOf, type Posted, postedBy } from "./blocks.js";

describe("bounds at one size", () => {
  it("are the exact counts, and a proved one", async () => {
    const { numbers } = lastOf(
      await postedBy("finite-bounds", { rows: 40, columns: 4 }),
      "bounds",
      "numbers",
    );
    const value = (text: string): unknown => numbers.find((number) => number.text === text)?.value;
    expect(value("Euler surrogate q")).toEqual(dyadicQuantity(eulerSurrogate(40, 4)));
    expect(value("union bound")).toEqual(dyadicQuantity(expectedBadCells(40, 4)));
    expect(value("certified bound")).toMatch(/^0\.\d+; the union bound is the smaller one$/);
  });

  it("are exact where a formula is known", async () => {
    const { numbers } = lastOf(await postedBy("finite-bounds", { rows: 6, columns: 2 }), "bounds", "numbers");
    // 6 · 4 / 2^5 of the matrices fail.
    expect(numbers[1].value).toBe("1 − 1/4 = 0.75");
  });

  it("are refused for fewer units than dimensions", async () => {
    await expect(postedBy("finite-bounds", { rows: 3, columns: 4 })).rejects.toThrow(
      /expected at least as many/,
    );
  });
});

describe("samples", () => {
  it("count what the library's experiment counts", async () => {
    const size = { rows: 14, columns: 3, samples: 40, seed: 3 };
    const { numbers } = lastOf(await postedBy("finite-samples", size), "sampled", "numbers");
    const { successes } = injectivityExperiment(size);
    expect(successes).toBeGreaterThan(0);
    expect(successes).toBeLessThan(40);
    expect(numbers[1].value).toBe(String(successes));
  });
});

describe("the search in a matrix", () => {
  let posted: Posted[];
  beforeAll(async () => {
    posted = await postedBy("finite-matrix", { rows: 12, columns: 4, seed: 5, pause: 0 });
  });

  it("shows products of the input, and ends at the exact minimum", () => {
    const { products } = lastOf(posted, "matrix", "matrix");
    const active = products.filter((product) => product >= 0).length;
    const { minimum } = exactMinimum(gaussianMatrix(12, 4, 5, 0));
    expect(active).toBe(minimum);
    expect(lastOf(posted, "minimum", "sentence").text).toContain(`E_min = ${minimum} by enumeration`);
  });

  it("never forgets the best", () => {
    const { y } = lastOf(posted, "search", "plot").series[0];
    for (let i = 1; i < y.length; i++) expect(y[i]).toBeLessThanOrEqual(y[i - 1]);
  });

  it("leaves a certificate that verifies", () => {
    const [{ text }] = lastOf(posted, "certificate", "files").files;
    expect(verifyCertificate(text, "it")).toMatchObject({
      problems: [],
      active: exactMinimum(gaussianMatrix(12, 4, 5, 0)).minimum,
    });
  });
});
