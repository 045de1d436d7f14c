/** The view of one layer: its blocks hold what the library computes. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  fieldProfiles,
  parisiFunction,
  solveFullRsb,
  solveKrsbChain,
  solveThermal,
} from "../../rsb/index.js";
import { lastOf, type Posted, postedBy } from "./blocks.js";

const alpha = 7;
const energy = { kind: "energy", alpha } as const;

describe("the ground state at one α", () => {
  const levels = [...solveKrsbChain(energy, 2)];
  let posted: Posted[];
  beforeAll(async () => {
    posted = await postedBy("one-layer-point", { alpha, k: 2, tolerance: "1e-6" });
  });

  it("comes level by level, the limit last", () => {
    const tables = posted
      .filter(({ slot }) => slot === "energies")
      .map(({ block }) => (block?.kind === "table" ? block.rows.length : 0));
    expect(tables).toEqual([1, 2, 3, 4]);
    const { rows } = lastOf(posted, "energies", "table");
    expect(rows.slice(0, 3).map((row) => row[1])).toEqual(levels.map(({ value }) => value));
    expect(rows[3][1]).toEqual(solveFullRsb(energy, { tolerance: 1e-6 }).value);
  });

  it("has the Parisi function of its last level", () => {
    const [{ x, y }] = lastOf(posted, "parisi", "plot").series;
    const steps = parisiFunction(levels[2].ansatz);
    expect(x).toEqual(steps.flatMap(({ from, to }) => [from, to]));
    expect(y).toEqual(steps.flatMap(({ breakingPoint }) => [breakingPoint, breakingPoint]));
  });

  it("has no field in the hole", () => {
    const { series, band } = lastOf(posted, "fields", "plot");
    const { responding } = fieldProfiles(levels[2].ansatz, { alpha, points: 401 });
    expect([band?.from, band?.to]).toEqual(responding.hole);
    const [{ x, y }] = series;
    const inside = Array.from(x).flatMap((h, i) =>
      h > responding.hole[0] && h < responding.hole[1] ? [y[i]] : [],
    );
    expect(inside.length).toBeGreaterThan(3);
    expect(new Set(inside)).toEqual(new Set([0]));
  });

  it("approaches its limit", () => {
    const { x, y } = lastOf(posted, "convergence", "plot").series[0];
    expect(x.length).toBeGreaterThanOrEqual(5);
    for (let i = 1; i < y.length; i++) expect(y[i]).toBeLessThan(y[i - 1]);
  });
});

describe("other questions", () => {
  it("are answered at a temperature", async () => {
    const posted = await postedBy("one-layer-point", { alpha: 6, temperature: 0.25, k: 1 });
    const { rows } = lastOf(posted, "energies", "table");
    expect(rows[1][1]).toEqual(solveThermal({ alpha: 6, beta: 4 }, 1).freeEntropy);
    // x(q) is a distribution.
    const { y } = lastOf(posted, "parisi", "plot").series[0];
    expect([...Array.from(y)].sort((a, b) => a - b)).toEqual(Array.from(y));
    expect(y[y.length - 1]).toBe(1);
  });

  it("are refused in a sentence where nothing solves them", async () => {
    const posted = await postedBy("one-layer-point", { temperature: 0.25, margin: 1 });
    expect(lastOf(posted, "verdict", "sentence").tone).toBe("problem");
  });

  it("have no breaking below α = 2", async () => {
    const posted = await postedBy("one-layer-point", { alpha: 1.5 });
    expect(lastOf(posted, "energies", "table").rows.map((row) => row[1])).toEqual([
      { value: 0, error: 0, status: "converged" },
      { value: 0, error: 0, status: "converged" },
    ]);
    expect(lastOf(posted, "verdict", "sentence").tone).toBe("no");
  });
});
