/** The certificate search: both engines alike, honest counts, one answer for any number of threads. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { negativeSum, normalisedNegativeSum } from "../../../finite-size/certificate/explicit-vectors.js";
import { certificateHistograms } from "../../../finite-size/certificate/product-histogram.js";
import { openSearch, runRestart } from "../../../finite-size/certificate/restart.js";
import {
  type SearchOptions,
  searchCertificate,
  searchCertificateInThreads,
} from "../../../finite-size/certificate/search.js";
import { wasmSearch } from "../../../finite-size/certificate/wasm-search.js";
import { gaussianMatrix } from "../../../finite-size/gaussian-matrix.js";
import { exactMinimum } from "../../../finite-size/minimum/exact-minimum.js";
import { exactPositives, exactSigns } from "../../../finite-size/minimum/exact-signs.js";
import { type DenseMatrix, matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { InputError } from "../../../src/result.js";

const { matrices } = JSON.parse(
  readFileSync(new URL("../../fixtures/minimum-matrices.json", import.meta.url), "utf8"),
) as { readonly matrices: readonly { readonly rows: number[][]; readonly minimum: number }[] };

function optionsFor(matrix: DenseMatrix, more: Partial<SearchOptions> = {}): SearchOptions {
  return { method: "auto", seed: 0, restarts: 8, target: matrix.columns - 1, ...more };
}

describe("the engine", () => {
  it("multiplies and counts as written out", () => {
    const engine = wasmSearch(4096);
    const numbers = new Float64Array(engine.buffer);
    numbers.set([1, 2, 3, 4, -1, 0, 0, 0.5], 128);
    numbers.set([1, -1, 0.5, 1], 200);
    expect(engine.functions.apply(2, 4, 1024, 1600, 2400)).toBe(1);
    expect([numbers[300], numbers[301]]).toEqual([4.5, -0.5]);
  });
});

describe("searchCertificate", () => {
  it("never reports below E_min, and what it reports is what its x gives", () => {
    let attained = 0;
    for (const { rows, minimum } of matrices) {
      const matrix = matrixFromRows(rows);
      const found = searchCertificate(matrix, optionsFor(matrix, { method: "gnc", target: 0 }));
      expect(found.active).toBe(exactSigns(matrix, found.x).nonNegative);
      expect(found.active).toBeGreaterThanOrEqual(minimum);
      if (found.active === minimum) attained++;
    }
    // A heuristic: most of the minima, not all.
    expect(attained).toBeGreaterThan(matrices.length / 2);
  });

  it("annealing attains E_min of small random matrices", () => {
    for (let seed = 0; seed < 6; seed++) {
      const matrix = gaussianMatrix(22, 4, seed);
      const { minimum } = exactMinimum(matrix);
      const found = searchCertificate(
        matrix,
        optionsFor(matrix, { method: "anneal", target: minimum, restarts: 1 }),
      );
      expect([found.status, found.active]).toEqual(["found", minimum]);
    }
  });

  it("finds certificates at m/n = 5, n = 100, by descent alone", () => {
    for (let seed = 0; seed < 5; seed++) {
      const matrix = gaussianMatrix(500, 100, seed);
      const found = searchCertificate(matrix, optionsFor(matrix, { method: "gnc", seed }));
      expect(found.status).toBe("found");
      expect(exactPositives(matrix, found.x)).toBeLessThan(100);
    }
  });

  it("the explicit vectors: definitions, and success well below 3.4", () => {
    const matrix = matrixFromRows([
      [3, 4],
      [0, 0],
      [0, -2],
    ]);
    expect(Array.from(negativeSum(matrix))).toEqual([-3, -2]);
    const [first, second] = normalisedNegativeSum(matrix);
    expect(first).toBeCloseTo(-0.6, 15);
    expect(second).toBeCloseTo(0.2, 15);
    for (const method of ["sum-of-rows", "normalised"] as const) {
      const tall = gaussianMatrix(250, 100, 3);
      expect(searchCertificate(tall, optionsFor(tall, { method })).status).toBe("found");
      const taller = gaussianMatrix(500, 100, 3);
      const failed = searchCertificate(taller, optionsFor(taller, { method }));
      expect([failed.status, failed.by, failed.restart]).toEqual(["exhausted", method, null]);
    }
  });

  it("takes zero rows, repeated rows and huge entries", () => {
    const extreme = fc.constantFrom(0, 1, -1, 1e-300, -1e300, 1e308, 3);
    fc.assert(
      fc.property(fc.array(fc.tuple(extreme, extreme), { minLength: 2, maxLength: 9 }), (rows) => {
        const matrix = matrixFromRows(rows);
        const found = searchCertificate(
          matrix,
          optionsFor(matrix, { method: "gnc", restarts: 2, target: 0 }),
        );
        expect(found.active).toBe(exactSigns(matrix, found.x).nonNegative);
        expect(found.x.some((entry) => entry !== 0)).toBe(true);
        expect(found.active).toBeGreaterThanOrEqual(exactMinimum(matrix).minimum);
      }),
      { numRuns: 50 },
    );
  });

  it("restart r from stream s on draws from stream s + r", () => {
    const matrix = gaussianMatrix(60, 10, 1);
    const workspace = openSearch(matrix);
    const x = (firstStream: number, restart: number): Float64Array =>
      runRestart(matrix, workspace, { method: "gnc", seed: 1, firstStream, restart, target: 0 }).x;
    expect(x(5, 2)).toEqual(x(0, 7));
    expect(x(5, 2)).not.toEqual(x(0, 2));
  });

  it("stops when told to, and says so", () => {
    const matrix = gaussianMatrix(70, 10, 1);
    const stopped = searchCertificate(matrix, optionsFor(matrix, { target: 0, shouldStop: () => true }));
    expect(stopped.status).toBe("stopped");
    let asked = 0;
    const cut = searchCertificate(
      matrix,
      optionsFor(matrix, { target: 0, method: "anneal", shouldStop: () => ++asked > 20 }),
    );
    expect([cut.status, cut.restart]).toEqual(["stopped", 0]);
  });

  it("refuses more columns than rows and negative budgets", () => {
    const matrix = gaussianMatrix(3, 4, 1);
    expect(() => searchCertificate(matrix, optionsFor(matrix))).toThrow(InputError);
    const square = gaussianMatrix(4, 4, 1);
    expect(() => searchCertificate(square, optionsFor(square, { restarts: -1 }))).toThrow("restarts");
  });
});

describe("searchCertificateInThreads", () => {
  it.each([
    ["found after some restarts", 545, 100, 99],
    ["not found", 60, 10, 0],
  ])("%s: the answer of one thread", async (_name, rows, columns, target) => {
    const matrix = gaussianMatrix(rows, columns, 4);
    const options = optionsFor(matrix, { method: "gnc", target, seed: 4, restarts: 12 });
    const alone = searchCertificate(matrix, options);
    for (const workers of [1, 3]) {
      expect(await searchCertificateInThreads(matrix, options, workers)).toEqual(alone);
    }
  });

  it("waits for the first restart although the second one succeeds sooner", async () => {
    const matrix = gaussianMatrix(275, 50, 47);
    const options = optionsFor(matrix, { method: "anneal", seed: 47, restarts: 2 });
    const workspace = openSearch(matrix);
    const second = runRestart(matrix, workspace, {
      ...options,
      method: "anneal",
      firstStream: 0,
      restart: 1,
    });
    // By a few hundred steps of descent, where the first one needs many thousands of moves.
    expect(second).toMatchObject({ by: "gnc", active: 49 });
    const found = await searchCertificateInThreads(matrix, options, 2);
    expect(found).toMatchObject({ status: "found", restart: 0, by: "anneal" });
    expect(found).toEqual(searchCertificate(matrix, options));
  });

  it("keeps what was found when interrupted", async () => {
    const matrix = gaussianMatrix(60, 10, 4);
    const stop = new AbortController();
    const interrupted = await searchCertificateInThreads(
      matrix,
      optionsFor(matrix, { method: "gnc", target: 0, restarts: 100_000, onProgress: () => stop.abort() }),
      2,
      stop.signal,
    );
    expect(interrupted.status).toBe("stopped");
    expect(interrupted.active).toBe(exactSigns(matrix, interrupted.x).nonNegative);
  });
});

describe("certificateHistograms", () => {
  it("shows the gap just above zero and the pile just below", () => {
    const [plain, descended] = certificateHistograms(gaussianMatrix(500, 100, 0));
    for (const { counts, edges, products, positives } of [plain, descended]) {
      expect(counts.reduce((a, b) => a + b, 0)).toBe(500);
      expect(edges).toHaveLength(counts.length + 1);
      expect(products.filter((product) => product > 0)).toHaveLength(positives);
      expect(products).toEqual(Float64Array.from(products).sort());
    }
    const within = (products: Float64Array, low: number, high: number): number =>
      products.filter((product) => product > low && product < high).length;
    expect(within(descended.products, 0, 0.2)).toBe(0);
    expect(within(descended.products, -0.25, 0)).toBeGreaterThan(50);
    expect(within(plain.products, 0, 0.2)).toBeGreaterThan(5);
    expect(descended.positives).toBeLessThan(100);
    // P(w_i · x > 0) = P(t < −√(n/(m − 1))) = 0.3276 for Student's t with n degrees of freedom.
    expect(Math.abs(plain.positives - 0.3276 * 500)).toBeLessThan(40);
  });
});
