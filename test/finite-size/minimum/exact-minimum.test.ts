/** E_min by enumeration: reference matrices, a brute force of another kind, invariances, degenerate matrices. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellCounts } from "../../../finite-size/minimum/cell-counts.js";
import { enumerationCost, exactMinimum } from "../../../finite-size/minimum/exact-minimum.js";
import { exactPositives, exactSigns } from "../../../finite-size/minimum/exact-signs.js";
import { interiorWitness } from "../../../finite-size/minimum/interior-witness.js";
import { regionCount } from "../../../geometry/wendel.js";
import { integerDot, integerRows } from "../../../src/exact/integers.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";
import { InputError } from "../../../src/result.js";

const { matrices } = JSON.parse(
  readFileSync(new URL("../../fixtures/minimum-matrices.json", import.meta.url), "utf8"),
) as {
  readonly matrices: readonly {
    readonly rows: number[][];
    readonly minimum: number;
    readonly cells?: number;
    readonly badCells?: number;
    readonly cellsByPositives?: Readonly<Record<string, number>>;
  }[];
};

function minimumOf(rows: readonly (readonly number[])[]): number {
  return exactMinimum(matrixFromRows(rows)).minimum;
}

function gaussianRows(rows: number, columns: number, seed: number): number[][] {
  const { normal } = randomSource(seed);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, normal));
}

/** Small integers, so that zero inner products, repeated and dependent rows abound. */
const smallMatrix = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: columns, maxLength: columns }), {
    minLength: columns,
    maxLength: 7,
  }),
);

/** The best of all integer points of a box, which holds every vertex direction of a matrix of small integers. */
function minimumOnBox(rows: readonly (readonly number[])[], reach: number): number {
  const columns = rows[0].length;
  const width = 2 * reach + 1;
  let best = rows.length;
  for (let index = 0; index < width ** columns; index++) {
    const x = Array.from({ length: columns }, (_, j) => (Math.floor(index / width ** j) % width) - reach);
    if (x.every((entry) => entry === 0)) continue;
    const positives = rows.filter((row) => row.reduce((sum, w, j) => sum + w * x[j], 0) > 0).length;
    best = Math.min(best, positives);
  }
  return best;
}

describe("exactMinimum", () => {
  it.each(matrices)("reference matrix with E_min = $minimum", ({ rows, minimum }) => {
    const matrix = matrixFromRows(rows);
    const found = exactMinimum(matrix);
    expect(found.minimum).toBe(minimum);
    expect(integerRows(matrix).filter((row) => integerDot(row, found.ray) > 0n)).toHaveLength(minimum);
    const witness = interiorWitness(matrix, found.ray, minimum);
    expect(exactPositives(matrix, witness ?? [])).toBe(minimum);
  });

  it("agrees with all integer points near the origin for matrices of small integers", () => {
    fc.assert(
      fc.property(smallMatrix, (rows) => {
        const columns = rows[0].length;
        // Entries of a vertex are minors of order n - 1 over a common divisor: at most 4 for n = 2, 8 for n = 3.
        if (columns > 3) return;
        expect(minimumOf(rows)).toBe(minimumOnBox(rows, [0, 1, 2, 8][columns]));
      }),
      { numRuns: 150 },
    );
  });

  it("is 0 on the normal of a plane whose rows add up to zero, and only there", () => {
    const entry = fc.integer({ min: -9, max: 9 });
    const vector = fc.tuple(entry, entry, entry);
    fc.assert(
      fc.property(vector, vector, fc.array(vector, { minLength: 1, maxLength: 6 }), (a, b, others) => {
        const normal = [0, 1, 2].map(
          (i) => a[(i + 1) % 3] * b[(i + 2) % 3] - a[(i + 2) % 3] * b[(i + 1) % 3],
        );
        fc.pre(normal.some((coordinate) => coordinate !== 0));
        const below = others.filter((row) => row.reduce((sum, w, i) => sum + w * normal[i], 0) < 0);
        const rows = [a, b, a.map((coordinate, i) => -coordinate - b[i]), ...below];
        expect(minimumOf(rows)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it("sees three rows of one plane among rows in general position", () => {
    const { below } = randomSource(8);
    const vector = (): number[] => Array.from({ length: 3 }, () => below(199) - 99);
    let undecidedByMinimum = 0;
    for (let trial = 0; trial < 60; trial++) {
      const [a, b, ...others] = Array.from({ length: 9 }, vector);
      const rows = [a, b, a.map((coordinate, i) => 3 * coordinate - 7 * b[i]), ...others];
      const { minimum, generalPosition } = exactMinimum(matrixFromRows(rows));
      expect(generalPosition).toBe(false);
      if (minimum > 0) undecidedByMinimum++;
    }
    expect(undecidedByMinimum).toBeGreaterThan(20);
  });

  it("is attained by a ray, even when no double attains it", () => {
    fc.assert(
      fc.property(smallMatrix, (rows) => {
        const matrix = matrixFromRows(rows);
        const { minimum, ray } = exactMinimum(matrix);
        expect(ray.some((entry) => entry !== 0n)).toBe(true);
        expect(integerRows(matrix).filter((row) => integerDot(row, ray) > 0n)).toHaveLength(minimum);
        expect(exactPositives(matrix, interiorWitness(matrix, ray, minimum) ?? [])).toBe(minimum);
      }),
    );
    const third = 0.1 * 3;
    const opposed = matrixFromRows([
      [0.1, third, 0.7],
      [-0.1, -third, -0.7],
      [0.3, 0.1, third],
      [-0.3, -0.1, -third],
      [1, 0, 0],
    ]);
    const { minimum, ray } = exactMinimum(opposed);
    expect(minimum).toBe(0);
    expect(interiorWitness(opposed, ray, minimum)).toBeUndefined();
  });

  it("is invariant under positive scaling of rows, permutations and a change of basis", () => {
    fc.assert(
      fc.property(smallMatrix, fc.integer({ min: 0, max: 1000 }), (rows, seed) => {
        const { below } = randomSource(seed);
        const minimum = minimumOf(rows);
        const scales = rows.map(() => (1 + below(7)) * 2 ** (below(600) - 300));
        expect(minimumOf(rows.map((row, i) => row.map((w) => w * scales[i])))).toBe(minimum);
        expect(minimumOf([...rows].reverse())).toBe(minimum);
        const sheared = rows.map((row) => row.map((w, j) => (j === 0 ? w : w + 3 * row[0])));
        expect(minimumOf(sheared)).toBe(minimum);
      }),
      { numRuns: 60 },
    );
  });

  it("rows that are zero or repeated count once each, and appended rows never lower it", () => {
    const rows = gaussianRows(11, 3, 5);
    const minimum = minimumOf(rows);
    expect(minimumOf([...rows, [0, 0, 0]])).toBe(minimum);
    expect(minimumOf([...rows, ...rows])).toBe(2 * minimum);
    expect(minimumOf([...rows, [1, -1, 0.5]])).toBeGreaterThanOrEqual(minimum);
  });

  it("is 0 where the rows do not span the space, and at most (m - n + 1)/2", () => {
    const rounded = gaussianRows(9, 2, 1).map((row) => row.map((w) => Math.round(1024 * w)));
    expect(minimumOf(rounded.map(([a, b]) => [a, b, a + b]))).toBe(0);
    expect(minimumOf(gaussianRows(9, 1, 1).map(([a]) => [a, 2 * a, -a, 3 * a]))).toBe(0);
    expect(minimumOf([[0, 0]].concat([[0, 0]]))).toBe(0);
    for (let seed = 0; seed < 20; seed++)
      expect(minimumOf(gaussianRows(12, 4, seed))).toBeLessThanOrEqual(Math.floor((12 - 4 + 1) / 2));
  });

  it("one column: the rarer sign", () => {
    expect(minimumOf([[1], [2], [-3], [0]])).toBe(1);
  });

  it("is exact where rounding hides the sign: three planes almost through one line", () => {
    // w_3 = w_1 + w_2 up to the last bit of one entry.
    const nudge = 2 ** -52;
    const planes = (last: number): number[][] => [
      [1, 0.1, 0.3],
      [0.2, 1, 0.7],
      [1.2, 1.1, last],
      [-1, -1, 1],
    ];
    const minima = [-3, -2, -1, 0, 1, 2, 3].map((k) => minimumOf(planes(1 + k * nudge)));
    const integers = [-3, -2, -1, 0, 1, 2, 3].map((k) =>
      minimumOf(planes(1 + k * nudge).map((row) => row.map((w) => w * 2 ** 55))),
    );
    expect(minima).toEqual(integers);
  });

  it("refuses what it cannot do", () => {
    expect(() => minimumOf([[1, 2]])).toThrow(InputError);
    expect(() => minimumOf([[1], [Number.NaN]])).toThrow("finite");
    expect(() => minimumOf(gaussianRows(200, 12, 0))).toThrow("for enumeration with 12 columns");
    expect(enumerationCost(20, 3)).toBe(190 * 18);
  });
});

describe("cellCounts", () => {
  it.each(matrices.filter(({ cells }) => cells !== undefined))(
    "reference matrix with $badCells bad cells of $cells",
    ({ rows, cells = 0, badCells, cellsByPositives = {}, minimum }) => {
      const matrix = matrixFromRows(rows);
      const counts = cellCounts(matrix, rows.length + 1) ?? [];
      expect(counts.reduce((a, b) => a + b, 0)).toBe(cells);
      expect(BigInt(cells)).toBe(regionCount(rows.length, rows[0].length));
      counts.forEach((count, k) => {
        expect(count).toBe(cellsByPositives[k] ?? 0);
        expect(count).toBe(counts[rows.length - k]);
      });
      expect(counts.findIndex((count) => count > 0)).toBe(minimum);
      const bad = cellCounts(matrix, rows[0].length) ?? [];
      expect(bad.reduce((a, b) => a + b, 0)).toBe(badCells);
    },
  );

  it("is undefined for dependent rows and for too many cells", () => {
    expect(cellCounts(matrixFromRows([...gaussianRows(5, 3, 2), [0, 0, 0]]), 3)).toBeUndefined();
    expect(cellCounts(matrixFromRows(gaussianRows(60, 6, 2)), 6)).toBeUndefined();
  });
});

describe("exactPositives", () => {
  it("decides cancellations, subnormal and huge entries as integers do", () => {
    const tiny = 2 ** -1074;
    const matrix = matrixFromRows([
      [1, 1],
      [tiny, 0],
      [1e300, -1e300],
      [2 ** 53, 1],
    ]);
    expect(exactPositives(matrix, [1, -1])).toBe(3);
    expect(exactPositives(matrix, [tiny, -tiny])).toBe(3);
    expect(exactPositives(matrix, [1, -(2 ** 53)])).toBe(2);
    expect(exactPositives(matrix, [-1e300, 1e300])).toBe(0);
  });

  it("does not believe a sum that rounding turned negative", () => {
    // 2^53 + 1 + 1 + 1 stays 2^53 in doubles.
    const row = [2 ** 53, 1, 1, 1, -(2 ** 53 + 2)];
    expect(row.reduce((sum, entry) => sum + entry, 0)).toBe(-2);
    const matrix = matrixFromRows([row, row.map((entry) => -entry)]);
    expect(exactPositives(matrix, [1, 1, 1, 1, 1])).toBe(1);
    expect(exactSigns(matrixFromRows([row]), [1, 1, 1, 1, 1])).toEqual({ positive: 1, nonNegative: 1 });
  });
});
