/** Mixed-integer programs: against enumeration, and every way a solution can end. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MixedIntegerProblem, requireWellFormed } from "../../../src/milp/problem.js";
import { solveMixedInteger } from "../../../src/milp/solve.js";
import { randomSource } from "../../../src/random/normal.js";
import { InputError } from "../../../src/result.js";

interface Knapsack {
  readonly profits: readonly number[];
  readonly weights: readonly number[];
  readonly capacity: number;
}

const knapsack = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 40 })), {
    minLength: 1,
    maxLength: 10,
  })
  .chain((items) =>
    fc.record({
      profits: fc.constant(items.map(([profit]) => profit)),
      weights: fc.constant(items.map(([, weight]) => weight)),
      capacity: fc.integer({ min: 0, max: items.reduce((sum, [, weight]) => sum + weight, 0) }),
    }),
  );

function problemOf({ profits, weights, capacity }: Knapsack): MixedIntegerProblem {
  return {
    sense: "maximise",
    objective: profits,
    lower: profits.map(() => 0),
    upper: profits.map(() => 1),
    integer: profits.map(() => true),
    rows: [
      {
        columns: profits.map((_, j) => j),
        coefficients: weights,
        lower: Number.NEGATIVE_INFINITY,
        upper: capacity,
      },
    ],
  };
}

function bestByEnumeration({ profits, weights, capacity }: Knapsack): number {
  let best = 0;
  for (let subset = 0; subset < 2 ** profits.length; subset++) {
    const chosen = profits.map((_, j) => (subset >> j) & 1);
    const weight = chosen.reduce((sum, bit, j) => sum + bit * weights[j], 0);
    if (weight <= capacity)
      best = Math.max(
        best,
        chosen.reduce((sum, bit, j) => sum + bit * profits[j], 0),
      );
  }
  return best;
}

/** Several capacities over random weights: small, but with a search tree of thousands of nodes. */
function hardProblem(items: number, rows: number): MixedIntegerProblem {
  const random = randomSource(3);
  const draw = (): number[] => Array.from({ length: items }, () => 1 + random.below(1000));
  return {
    sense: "maximise",
    objective: draw(),
    lower: Array<number>(items).fill(0),
    upper: Array<number>(items).fill(1),
    integer: Array<boolean>(items).fill(true),
    rows: Array.from({ length: rows }, () => ({
      columns: Array.from({ length: items }, (_, j) => j),
      coefficients: draw(),
      lower: Number.NEGATIVE_INFINITY,
      upper: 250 * items,
    })),
  };
}

describe("solveMixedInteger", () => {
  it("finds the best knapsack", async () => {
    await fc.assert(
      fc.asyncProperty(knapsack, async (items) => {
        const outcome = await solveMixedInteger(problemOf(items));
        if (outcome.kind !== "optimal") throw new Error(outcome.kind);
        expect(outcome.objective).toBeCloseTo(bestByEnumeration(items), 6);
        expect(outcome.bound).toBeCloseTo(outcome.objective, 5);
        expect(outcome.violation).toBeLessThan(1e-7);
      }),
      { numRuns: 8 },
    );
  });

  it("solves a linear program, where there are no integers", async () => {
    const outcome = await solveMixedInteger({
      sense: "minimise",
      objective: [-1, -2],
      lower: [0, Number.NEGATIVE_INFINITY],
      upper: [Number.POSITIVE_INFINITY, 3],
      integer: [false, false],
      rows: [{ columns: [1, 0], coefficients: [1, 1], lower: Number.NEGATIVE_INFINITY, upper: 4.5 }],
    });
    if (outcome.kind !== "optimal") throw new Error(outcome.kind);
    expect(Array.from(outcome.values)).toEqual([1.5, 3]);
    expect(outcome.bound).toBeCloseTo(-7.5, 9);
  });

  it("negating the objective and the sense changes nothing but the sign", async () => {
    const problem = hardProblem(14, 3);
    const [most, least] = await Promise.all([
      solveMixedInteger(problem),
      solveMixedInteger({ ...problem, sense: "minimise", objective: problem.objective.map((c) => -c) }),
    ]);
    if (most.kind !== "optimal" || least.kind !== "optimal") throw new Error("not optimal");
    expect(most.objective).toBeCloseTo(-least.objective, 6);
  });

  it("says infeasible and unbounded", async () => {
    const free = { lower: [0], upper: [Number.POSITIVE_INFINITY], integer: [true] };
    const contradiction = await solveMixedInteger({
      ...free,
      sense: "minimise",
      objective: [1],
      rows: [{ columns: [0], coefficients: [2], lower: 1, upper: 1 }],
    });
    expect(contradiction).toEqual({ kind: "infeasible" });
    const endless = await solveMixedInteger({ ...free, sense: "maximise", objective: [1], rows: [] });
    expect(endless).toMatchObject({ kind: "error", message: expect.stringContaining("unbounded") });
  });

  it("stops at a number of nodes, reproducibly, between incumbent and bound", async () => {
    const problem = hardProblem(40, 8);
    const [first, second] = await Promise.all([
      solveMixedInteger(problem, { nodes: 1 }),
      solveMixedInteger(problem, { nodes: 1 }),
    ]);
    expect(first).toEqual(second);
    if (first.kind !== "incumbent") throw new Error(first.kind);
    expect(first.reason).toBe("node-limit");
    expect(first.bound).toBeGreaterThan(first.objective);
  });

  it("stops at a target, at a cutoff, at the time limit", async () => {
    const problem = hardProblem(40, 8);
    const good = await solveMixedInteger(problem, { target: 1000 });
    if (good.kind !== "incumbent") throw new Error(good.kind);
    expect([good.reason, good.objective >= 1000]).toEqual(["target", true]);
    const hopeless = await solveMixedInteger(problem, { cutoff: 1e6 });
    expect(hopeless.kind === "incumbent" || hopeless.kind === "none" ? hopeless.reason : "").toBe("cutoff");
    const short = await solveMixedInteger(problem, { timeLimitSeconds: 0.01 });
    expect(short.kind === "incumbent" || short.kind === "none" ? short.reason : "").toBe("time-limit");
  });

  it("can be interrupted, keeping the best point so far", async () => {
    const stop = new AbortController();
    const problem = hardProblem(60, 20);
    const outcome = await solveMixedInteger(problem, {
      signal: stop.signal,
      onProgress: ({ objective, bound }) => {
        if (objective !== undefined && Number.isFinite(bound)) stop.abort();
      },
    });
    if (outcome.kind !== "incumbent") throw new Error(outcome.kind);
    expect(outcome.reason).toBe("interrupted");
    expect(outcome.violation).toBeLessThan(1e-7);
    expect(outcome.bound).toBeGreaterThan(outcome.objective);
    const never = await solveMixedInteger(problem, { signal: AbortSignal.abort() });
    expect(never).toEqual({ kind: "none", reason: "interrupted", bound: Number.POSITIVE_INFINITY });
  });
});

describe("requireWellFormed", () => {
  const valid = problemOf({ profits: [1, 2], weights: [1, 1], capacity: 1 });
  const [row] = valid.rows;
  const malformed: readonly (readonly [string, MixedIntegerProblem])[] = [
    ["'lower'", { ...valid, lower: [0] }],
    ["finite coefficients", { ...valid, objective: [1, Number.NaN] }],
    ["NaN", { ...valid, upper: [1, Number.NaN] }],
    ["row 0", { ...valid, rows: [{ ...row, columns: [0, 0] }] }],
    ["row 0", { ...valid, rows: [{ ...row, columns: [0, 2] }] }],
    ["row 0", { ...valid, rows: [{ ...row, coefficients: [1] }] }],
    ["row 0", { ...valid, rows: [{ ...row, coefficients: [1, Number.POSITIVE_INFINITY] }] }],
    ["row 0", { ...valid, rows: [{ ...row, upper: Number.NaN }] }],
  ];
  it.each(malformed)("names %s", (words, problem) => {
    expect(() => requireWellFormed(problem)).toThrow(InputError);
    expect(() => requireWellFormed(problem)).toThrow(words);
    expect(() => solveMixedInteger(problem)).toThrow(InputError);
  });
});
