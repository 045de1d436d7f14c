/** The figures of the comparison hold its rows, each proof on the row of its method. */
import { describe, expect, it } from "vitest";
import { deepComparison } from "../../compare/index.js";
import { draw, numberAt, rowsWhere } from "./draw.js";

const DEPTH = 2;
const weak = deepComparison({ depth: DEPTH, notion: "weak" });
const estimates = weak.filter(({ kind }) => kind !== "certified");

describe("comparison", () => {
  const figure = draw("comparison");

  it("ranks what every method asks of the last layer, and every width", () => {
    const measures = [...new Set(figure.table.rows.map(({ measure }) => measure))];
    const last = estimates.filter(({ layer, value }) => layer === DEPTH && value !== null);
    const wide = estimates.filter(({ layer, width }) => (layer ?? DEPTH) === DEPTH && width !== null);
    for (const [measure, rows] of [
      [measures[0], last.map(({ value }) => value)],
      [measures[1], wide.map(({ width }) => width)],
    ] as const) {
      const drawn = rowsWhere(figure, { notion: "weak", measure }).map((row) => numberAt(row, "value"));
      expect(drawn).toEqual(rows.map((quantity) => quantity?.value ?? Number.NaN).sort((a, b) => a - b));
    }
  });

  it("one layer has one notion", () => {
    const { rows } = draw("comparison", { depth: 1 }).table;
    expect(new Set(rows.map(({ notion }) => notion))).toEqual(new Set(["weak"]));
  });
});

describe("comparison over depth", () => {
  const figure = draw("comparison-over-depth");

  it("has every expansion of every layer", () => {
    const drawn = rowsWhere(figure, { notion: "weak" }).map((row) => numberAt(row, "expansion"));
    expect(drawn).toEqual(estimates.flatMap(({ value }) => (value === null ? [] : [value.value])));
  });

  it("a ring where a layer is proved: the decimal is the estimate, rounded up", () => {
    const [ringed] = rowsWhere(figure, { notion: "weak", method: "duality", layer: DEPTH });
    const proof = weak.find(({ kind, layer }) => kind === "certified" && layer === DEPTH)?.certified;
    expect(ringed.certified).toBe(proof);
    expect(Number(proof) - numberAt(ringed, "expansion")).toBeGreaterThanOrEqual(0);
    expect(Number(proof) - numberAt(ringed, "expansion")).toBeLessThan(2e-10);
  });
});
