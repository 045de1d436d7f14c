/** E_min beyond enumeration: branch and cut against enumeration, and what each status promises. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gaussianMatrix } from "../../../finite-size/gaussian-matrix.js";
import { exactMinimum } from "../../../finite-size/minimum/exact-minimum.js";
import { exactPositives } from "../../../finite-size/minimum/exact-signs.js";
import { leastPositives, type MinimumOptions } from "../../../finite-size/minimum/least-positives.js";
import { checkLayer, SPACE } from "../../../network/index.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";
import { InputError } from "../../../src/result.js";

const OPTIONS: MinimumOptions = {
  method: "auto",
  seed: 0,
  restarts: 2,
  nodes: 100_000,
  timeLimitSeconds: 60,
};

describe("leastPositives", () => {
  it.each([
    [6, 2, 1],
    [9, 3, 2],
    [12, 4, 3],
    [13, 3, 4],
  ])("branch and cut closes on the exact minimum at m = %i, n = %i", async (rows, columns, seed) => {
    const matrix = gaussianMatrix(rows, columns, seed);
    const { minimum } = exactMinimum(matrix);
    // One descent and no annealing: the branch and cut has to improve on it now and then.
    const found = await leastPositives(matrix, { ...OPTIONS, method: "branch-and-cut", restarts: 0 });
    expect([found.lower, found.upper]).toEqual([minimum, minimum]);
    expect(["exact", "solver-optimal"]).toContain(found.status);
    expect(exactPositives(matrix, found.witness)).toBe(minimum);
  });

  it("bounds contain the exact minimum of degenerate matrices", async () => {
    const entries = fc.array(fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: -1, max: 1 }))), {
      minLength: 4,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(entries, async (rows) => {
        const matrix = matrixFromRows(rows);
        const { minimum } = exactMinimum(matrix);
        const found = await leastPositives(matrix, { ...OPTIONS, method: "branch-and-cut", restarts: 1 });
        expect(found.lower).toBeLessThanOrEqual(minimum);
        expect(found.upper).toBeGreaterThanOrEqual(minimum);
      }),
      { numRuns: 4 },
    );
  });

  it("says which limit came first, and stays between its bounds", async () => {
    const matrix = gaussianMatrix(30, 5, 1);
    const limited = await leastPositives(matrix, { ...OPTIONS, method: "branch-and-cut", nodes: 1 });
    expect([limited.status, limited.limit]).toEqual(["bounds", "node-limit"]);
    expect(limited.lower).toBeLessThan(limited.upper);
    const short = await leastPositives(matrix, {
      ...OPTIONS,
      method: "branch-and-cut",
      timeLimitSeconds: 0.001,
    });
    expect([short.status, short.limit]).toEqual(["bounds", "time-limit"]);
    expect(short.upper).toBe(exactPositives(matrix, short.witness));
  });

  it("a search claims no lower bound; an attained 0 is exact", async () => {
    const tall = gaussianMatrix(60, 10, 1);
    const searched = await leastPositives(tall, { ...OPTIONS, method: "search" });
    expect([searched.status, searched.lower, searched.verdict]).toEqual([
      "upper-only",
      0,
      searched.upper < 10 ? "not-injective" : "undecided",
    ]);
    const flat = gaussianMatrix(12, 10, 1);
    expect(await leastPositives(flat, { ...OPTIONS, method: "search" })).toMatchObject({
      status: "exact",
      upper: 0,
      verdict: "not-injective",
    });
  });

  it("verdicts: general position, concatenated ReLU, repeated rows", async () => {
    const verdictOf = async (rows: number[][]): Promise<string> =>
      (await leastPositives(matrixFromRows(rows), OPTIONS)).verdict;
    expect((await leastPositives(gaussianMatrix(24, 4, 7), OPTIONS)).verdict).toBe("injective");
    expect((await leastPositives(gaussianMatrix(10, 4, 7), OPTIONS)).verdict).toBe("not-injective");
    // Injective, but on the boundary of general position: the count alone does not tell.
    expect(
      await verdictOf([
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ]),
    ).toBe("undecided");
    // E_min = 2 = n, but all active rows are the same: not injective, and the count alone must not say otherwise.
    expect(
      await verdictOf([
        [1, 0],
        [1, 0],
        [-1, 0],
        [-1, 0],
        [0, 1],
        [0, 1],
        [0, -1],
        [0, -1],
      ]),
    ).toBe("undecided");
  });

  it("is attained by a witness in doubles, and decides as network check does, for entries over 1e-150 … 1e150", async () => {
    const verdicts = new Set<string>();
    for (const [kind, seed] of (["entries", "rows", "columns", "rows and columns"] as const).flatMap((kind) =>
      Array.from({ length: 8 }, (_, seed) => [kind, seed] as const),
    )) {
      const random = randomSource(seed, 20);
      const [columns, ratio] = [2 + (seed % 3), 2 + (seed % 4)];
      const rows = columns * ratio + 1;
      const size = (): number => 10 ** (300 * random.uniform() - 150);
      const ofRow = Array.from({ length: rows }, size);
      const ofColumn = Array.from({ length: columns }, () => 10 ** (150 * random.uniform() - 75));
      const entry = (i: number, j: number): number => {
        if (kind === "entries") return size() * random.normal();
        if (kind === "rows") return ofRow[i] * random.normal();
        return (kind === "columns" ? 1 : ofRow[i] ** 0.4) * ofColumn[j] * random.normal();
      };
      const matrix = matrixFromRows(
        Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => entry(i, j))),
      );
      const { witness, ray, upper, verdict } = await leastPositives(matrix, OPTIONS);
      expect(ray, `${kind} ${seed}`).toBeNull();
      expect(exactPositives(matrix, witness)).toBe(upper);
      expect(verdict).toBe(checkLayer({ weights: matrix, bias: null, domain: SPACE }).verdict);
      verdicts.add(verdict);
    }
    expect([...verdicts].sort()).toEqual(["injective", "not-injective"]);
  });

  it("refuses short matrices, enumeration beyond its size and empty time", async () => {
    await expect(leastPositives(gaussianMatrix(2, 3, 1), OPTIONS)).rejects.toThrow(InputError);
    const large = gaussianMatrix(80, 20, 1);
    await expect(leastPositives(large, { ...OPTIONS, method: "enumeration" })).rejects.toThrow(
      "for enumeration with 20 columns",
    );
    await expect(leastPositives(large, { ...OPTIONS, timeLimitSeconds: 0 })).rejects.toThrow("time limit");
  });
});
