/** Linear programs: what each outcome claims is checked on the data; floating point and exact arithmetic agree. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type LinearProgram,
  solveExactly,
  solveIntegerProgram,
  solveLinearProgram,
} from "../../../network/linear-program/index.js";
import { integerDot } from "../../../src/exact/integers.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";

const entry = fc.integer({ min: -4, max: 4 });
const program = fc
  .record({
    variables: fc.integer({ min: 1, max: 4 }),
    inequalities: fc.integer({ min: 0, max: 9 }),
    equalities: fc.integer({ min: 0, max: 2 }),
  })
  .chain(({ variables, inequalities, equalities }) => {
    const vector = (length: number) => fc.array(entry, { minLength: length, maxLength: length });
    const rows = (count: number) => fc.array(vector(variables), { minLength: count, maxLength: count });
    return fc.record({
      objective: vector(variables),
      matrix: rows(inequalities),
      right: vector(inequalities),
      equalMatrix: rows(equalities),
      equalRight: vector(equalities),
    });
  });

type Sample = {
  objective: number[];
  matrix: number[][];
  right: number[];
  equalMatrix: number[][];
  equalRight: number[];
};
const big = (row: readonly number[]): bigint[] => row.map(BigInt);

function inDoubles({ objective, matrix, right, equalMatrix, equalRight }: Sample): LinearProgram {
  return {
    objective,
    ...(matrix.length > 0 ? { inequalities: { matrix: matrixFromRows(matrix), right } } : {}),
    ...(equalMatrix.length > 0
      ? { equalities: { matrix: matrixFromRows(equalMatrix), right: equalRight } }
      : {}),
  };
}

function exactly({ objective, matrix, right, equalMatrix, equalRight }: Sample) {
  return solveExactly({
    objective: big(objective),
    inequalities: { matrix: matrix.map(big), right: big(right) },
    equalities: { matrix: equalMatrix.map(big), right: big(equalRight) },
  });
}

/** Gᵀu + Aᵀv. */
function combine(sample: Sample, u: readonly bigint[], v: readonly bigint[]): bigint[] {
  return sample.objective.map(
    (_, k) =>
      integerDot(big(sample.matrix.map((row) => row[k])), u) +
      integerDot(big(sample.equalMatrix.map((row) => row[k])), v),
  );
}

describe("exact linear programs", () => {
  it("prove every outcome", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(program, (sample) => {
        const solution = exactly(sample);
        seen.add(solution.status);
        if (solution.status === "unbounded") {
          expect(integerDot(big(sample.objective), solution.direction)).toBeLessThan(0n);
          for (const row of sample.matrix)
            expect(integerDot(big(row), solution.direction)).toBeLessThanOrEqual(0n);
          for (const row of sample.equalMatrix) expect(integerDot(big(row), solution.direction)).toBe(0n);
          return;
        }
        const { inequalityMultipliers: u, equalityMultipliers: v } = solution;
        for (const multiplier of u) expect(multiplier).toBeGreaterThanOrEqual(0n);
        const value = integerDot(big(sample.right), u) + integerDot(big(sample.equalRight), v);
        if (solution.status === "infeasible") {
          expect(combine(sample, u, v)).toEqual(sample.objective.map(() => 0n));
          expect(value).toBeLessThan(0n);
          return;
        }
        const { x, denominator } = solution;
        expect(denominator).toBeGreaterThan(0n);
        expect(combine(sample, u, v)).toEqual(big(sample.objective).map((cost) => -cost * denominator));
        expect(integerDot(big(sample.objective), x)).toBe(-value);
        sample.matrix.forEach((row, i) => {
          expect(integerDot(big(row), x)).toBeLessThanOrEqual(BigInt(sample.right[i]) * denominator);
        });
        sample.equalMatrix.forEach((row, i) => {
          expect(integerDot(big(row), x)).toBe(BigInt(sample.equalRight[i]) * denominator);
        });
      }),
      { numRuns: 600 },
    );
    expect([...seen].sort()).toEqual(["infeasible", "optimal", "unbounded"]);
  });

  it("in doubles end alike, with the same optimum and multipliers to rounding", () => {
    fc.assert(
      fc.property(program, (sample) => {
        const exact = exactly(sample);
        const approximate = solveLinearProgram(inDoubles(sample));
        expect(approximate.status).toBe(exact.status);
        if (approximate.status === "infeasible") {
          const { inequalityMultipliers: u, equalityMultipliers: v } = approximate;
          sample.objective.forEach((_, k) => {
            const sum =
              sample.matrix.reduce((total, row, i) => total + row[k] * u[i], 0) +
              sample.equalMatrix.reduce((total, row, i) => total + row[k] * v[i], 0);
            expect(sum).toBeCloseTo(0, 9);
          });
          const contradiction =
            sample.right.reduce((total, right, i) => total + right * u[i], 0) +
            sample.equalRight.reduce((total, right, i) => total + right * v[i], 0);
          expect(contradiction).toBeLessThan(0);
        }
        if (approximate.status !== "optimal" || exact.status !== "optimal") return;
        const value = Number(integerDot(big(sample.objective), exact.x)) / Number(exact.denominator);
        expect(approximate.value).toBeCloseTo(value, 8);
        expect(approximate.infeasibility).toBeLessThan(1e-9);
        expect(Math.abs(approximate.gap)).toBeLessThan(1e-8);
        for (const multiplier of approximate.inequalityMultipliers)
          expect(multiplier).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 600 },
    );
  });

  it("is Chebyshev's centre of a triangle", () => {
    // x, y ≥ 0, 3x + 4y ≤ 12: the inscribed circle has radius 1.
    const solution = solveLinearProgram({
      objective: [0, 0, -1],
      inequalities: {
        matrix: matrixFromRows([
          [-1, 0, 1],
          [0, -1, 1],
          [3, 4, 5],
        ]),
        right: [0, 0, 12],
      },
    });
    expect(solution.status).toBe("optimal");
    if (solution.status === "optimal")
      [1, 1, 1].forEach((value, k) => {
        expect(solution.x[k]).toBeCloseTo(value, 12);
      });
  });

  it("does not cycle on Beale's example", () => {
    // minimise −3/4 x4 + 20 x5 − 1/2 x6 + 6 x7, times 4; the optimum is −5/4 at denominator 1.
    const solution = solveIntegerProgram({
      matrix: [
        [4n, 0n, 0n, 1n, -32n, -4n, 36n],
        [0n, 2n, 0n, 1n, -24n, -1n, 6n],
        [0n, 0n, 1n, 0n, 0n, 1n, 0n],
      ],
      right: [0n, 0n, 1n],
      cost: [0n, 0n, 0n, -3n, 80n, -2n, 24n],
    });
    expect(solution.status).toBe("optimal");
    if (solution.status !== "optimal") return;
    const cost =
      -3n * solution.solution[3] +
      80n * solution.solution[4] -
      2n * solution.solution[5] +
      24n * solution.solution[6];
    expect(cost).toBe(-5n * solution.denominator);
  });
});
