/** The data of the replica figures against theory: thresholds, monotonicity, limits, conservation. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { replicaSymmetricFiniteTemperature } from "../../rs/index.js";
import { solveThermal } from "../../rsb/index.js";
import { FULL_RSB_MARGIN_MINUS_ONE } from "../reference/thresholds.js";
import { draw, numberAt, quantityOf, type Row, rowsWhere } from "./draw.js";

interface Reference {
  readonly thresholds: Readonly<
    Record<string, { readonly alpha: number; readonly q: readonly number[]; readonly y: readonly number[] }>
  >;
  readonly energies: Readonly<Record<string, Readonly<Record<string, { readonly e: number }>>>>;
}

const reference = JSON.parse(
  readFileSync(new URL("../fixtures/replica.json", import.meta.url), "utf8"),
) as Reference;

describe("energy", () => {
  const figure = draw("energy");
  const theories = ["RS", "1-RSB", "2-RSB", "full RSB"];
  const energies = (theory: string): number[] =>
    rowsWhere(figure, { point: "curve", theory }).map((row) => numberAt(row, "energy"));

  it("has the reference energies", () => {
    let compared = 0;
    for (const [alpha, levels] of Object.entries(reference.energies)) {
      for (const [k, { e }] of Object.entries(levels)) {
        const theory = k === "0" ? "RS" : `${k}-RSB`;
        const row = rowsWhere(figure, { point: "curve", theory }).find(
          (candidate) => numberAt(candidate, "alpha") === Number(alpha),
        );
        if (row === undefined) continue;
        compared++;
        expect(numberAt(row, "energy")).toBeCloseTo(e, 9);
      }
    }
    expect(compared).toBeGreaterThan(2);
  });

  it("is zero at α = 2, rises with α, and with every step of symmetry breaking", () => {
    for (const theory of theories) {
      const curve = energies(theory);
      expect(curve[0]).toBe(0);
      for (let i = 1; i < curve.length; i++) expect(curve[i]).toBeGreaterThan(curve[i - 1]);
    }
    for (let j = 1; j < theories.length; j++) {
      const [below, above] = [energies(theories[j - 1]), energies(theories[j])];
      for (let i = 1; i < above.length; i++) expect(above[i]).toBeGreaterThan(below[i]);
    }
  });

  it("passes e = 1 at the marked thresholds", () => {
    for (const theory of theories) {
      const [threshold] = rowsWhere(figure, { point: "threshold", theory });
      const curve = rowsWhere(figure, { point: "curve", theory });
      const alpha = numberAt(threshold, "alpha");
      const next = curve.findIndex((row) => numberAt(row, "alpha") > alpha);
      const [a, b] = [curve[next - 1], curve[next]];
      const share = (alpha - numberAt(a, "alpha")) / (numberAt(b, "alpha") - numberAt(a, "alpha"));
      const there = (1 - share) * numberAt(a, "energy") + share * numberAt(b, "energy");
      // Chords of a convex curve lie above it.
      expect(there).toBeGreaterThan(1 - 1e-6);
      expect(there).toBeLessThan(1.02);
      expect(numberAt(threshold, "energy")).toBe(1);
    }
    const [first] = rowsWhere(figure, { point: "threshold", theory: "1-RSB" });
    expect(numberAt(first, "alpha")).toBeCloseTo(reference.thresholds["1"].alpha, 10);
  });
});

describe("order-parameter", () => {
  it("has the reference overlaps and breaking points", () => {
    const figure = draw("order-parameter");
    for (const k of [1, 2, 4]) {
      const levels = rowsWhere(figure, { theory: `k = ${k}` });
      const { q, y } = reference.thresholds[k];
      expect(levels.map((row) => numberAt(row, "overlap")).map((x) => x.toFixed(8))).toEqual(
        q.slice(1).map((x) => x.toFixed(8)),
      );
      levels.forEach((row, i) => {
        expect(numberAt(row, "breakingPoint")).toBeCloseTo(y[i], 6);
        expect(numberAt(row, "overlapBelow")).toBeCloseTo(q[i], 8);
        expect(numberAt(row, "deficitBelow")).toBeCloseTo(1 - q[i], 8);
      });
    }
  });

  it("draws the square-root law through the last level but one", () => {
    const figure = draw("order-parameter", { k: [16] });
    const guide = rowsWhere(figure, { theory: "slope −1/2" });
    const products = guide.map(
      (row) => numberAt(row, "breakingPoint") * Math.sqrt(numberAt(row, "deficitBelow")),
    );
    expect(products[0]).toBeCloseTo(products[1], 10);
    // y ≈ 0.23/√(1 − q) in the limit.
    expect(products[0]).toBeGreaterThan(0.2);
    expect(products[0]).toBeLessThan(0.27);
  });
});

/** ∫ density over the rows' fields. */
function trapezoid(rows: readonly Row[]): number {
  return rows.slice(1).reduce((sum, row, i) => {
    const width = numberAt(row, "field") - numberAt(rows[i], "field");
    return sum + 0.5 * width * (numberAt(row, "density") + numberAt(rows[i], "density"));
  }, 0);
}

describe("profiles", () => {
  const figure = draw("profiles");
  const spacing = 12 / 600;

  it("densities are normalised and Parisi functions run from 0 to −1", () => {
    for (const level of [0, 1, 2]) {
      const rows = rowsWhere(figure, { curve: `i = ${level}` });
      const mass = trapezoid(rows);
      expect(mass).toBeCloseTo(1, 3);
      expect(numberAt(rows[0], "phi")).toBeCloseTo(0, 6);
      expect(numberAt(rows[rows.length - 1], "phi")).toBeCloseTo(-1, 6);
    }
  });

  it("the responding field has a hole (0, √(2χ)), bare of density", () => {
    const rows = rowsWhere(figure, { curve: "u, after the response" });
    const inside = rows.filter((row) => numberAt(row, "density") === 0).map((row) => numberAt(row, "field"));
    expect(Math.min(...inside)).toBeGreaterThan(0);
    // χ of the 2-RSB threshold.
    expect(Math.max(...inside)).toBeLessThan(Math.sqrt(2 * 0.0356730821778811));
    expect(Math.max(...inside)).toBeGreaterThan(Math.sqrt(2 * 0.0356730821778811) - 1.5 * spacing);
  });

  it("states errors from coarser grids, small but not none", () => {
    const densities = rowsWhere(figure, { curve: "i = 1" }).map((row) => quantityOf(row, "density"));
    for (const { error } of densities) expect(error).toBeLessThan(1e-9);
    const large = densities.filter(({ value }) => value > 1e-6);
    expect(large.length).toBeGreaterThan(10);
    for (const { error } of large) expect(error).toBeGreaterThan(0);
  });
});

describe("convergence", () => {
  const figure = draw("convergence");
  const gaps = rowsWhere(figure, { series: "αₖ − α(∞)" });

  it("thresholds decrease to the limit about like k⁻⁴", () => {
    const values = gaps.map((row) => numberAt(row, "gap"));
    expect(values).toHaveLength(8);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1]);
    for (const k of [1, 2, 3, 4])
      expect(numberAt(gaps[k - 1], "threshold")).toBeCloseTo(reference.thresholds[k].alpha, 10);
    const order = Math.log(values[3] / values[7]) / Math.LN2;
    expect(order).toBeGreaterThan(3.3);
    expect(order).toBeLessThan(4);
  });

  it("the fitted law meets the points at the larger k", () => {
    const [last] = rowsWhere(figure, { series: "Σ cⱼ k⁻ʲ, fitted", k: 8 });
    expect(numberAt(last, "gap") / numberAt(gaps[7], "gap")).toBeCloseTo(1, 3);
  });
});

describe("phase-diagram", () => {
  const figure = draw("phase-diagram");
  const curve = (name: string): Row[] => rowsWhere(figure, { curve: name });

  it("has a line of marginal stability with two branches that meet at its least alpha", () => {
    const [cooling, reentrant] = ["stability line, cooling", "stability line, re-entrant"].map(curve);
    for (const row of [cooling[0], cooling[20], reentrant[5]]) {
      const state = replicaSymmetricFiniteTemperature(numberAt(row, "alpha"), numberAt(row, "beta"));
      expect(Math.abs(state.replicon.value)).toBeLessThan(1e-12);
      expect(state.energy.value).toBeCloseTo(numberAt(row, "energy"), 11);
    }
    for (const [line, sign] of [
      [cooling, -1],
      [reentrant, 1],
    ] as const) {
      for (let i = 1; i < line.length; i++)
        expect(sign * (numberAt(line[i], "alpha") - numberAt(line[i - 1], "alpha"))).toBeGreaterThan(0);
    }
    expect(numberAt(reentrant[0], "alpha")).toBe(numberAt(cooling[cooling.length - 1], "alpha"));
  });

  it("has the line of energy 1 through the marked point, from RS to the threshold of 1-RSB", () => {
    const isoline = curve("lines of equal energy");
    const [point] = curve("α_dAT, energy 1");
    const crossing = isoline.findIndex((row) => row.k === 1);
    expect(numberAt(isoline[crossing - 1], "alpha")).toBeLessThan(numberAt(point, "alpha"));
    expect(numberAt(isoline[crossing], "alpha")).toBeGreaterThan(numberAt(point, "alpha"));
    const last = isoline[isoline.length - 1];
    expect(numberAt(last, "alpha")).toBeLessThan(reference.thresholds["1"].alpha);
    expect(numberAt(last, "alpha")).toBeGreaterThan(0.99 * reference.thresholds["1"].alpha);
    for (const row of [isoline[0], last]) {
      const state = solveThermal({ alpha: numberAt(row, "alpha"), beta: numberAt(row, "beta") }, 1);
      expect(state.energy.value).toBeCloseTo(1, 3);
    }
  });
});

describe("phase-diagram --kind bias", () => {
  const figure = draw("phase-diagram", { kind: "bias" });
  const curve = (name: string): number[] =>
    rowsWhere(figure, { curve: name }).map((row) => numberAt(row, "alpha"));

  it("has the theories in their order, all falling with the bias", () => {
    const curves = [
      "sum of rows",
      "full RSB",
      "1-RSB",
      "partially lifted RDT",
      "RS = plain RDT = Gordon",
    ].map(curve);
    curves.forEach((alphas, i) => {
      expect(alphas.length).toBe(3);
      alphas.forEach((alpha, j) => {
        if (i > 0) expect(alpha).toBeGreaterThan(curves[i - 1][j]);
        if (j > 0) expect(alpha).toBeLessThan(alphas[j - 1]);
      });
    });
    expect(Math.abs(curves[1][1] - FULL_RSB_MARGIN_MINUS_ONE)).toBeLessThan(1e-4);
  });

  it("has random layers of finite size that need fewer units with a bias", () => {
    const points = curve("half of random layers injective");
    expect(points.length).toBe(3);
    expect(points[2]).toBeLessThan(points[0]);
  });
});
