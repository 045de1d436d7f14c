/** The data of the figures of bounds, capacities, widths and the Euler surrogate against theory and publication. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { oneLayerComparison, publishedRows, publishedSummary } from "../../compare/index.js";
import { renderAscii } from "../../figures/index.js";
import { COUNTING_FIVE, COUNTING_TWENTY, PLAIN, STRONG_WIDTH, UNION } from "../reference/thresholds.js";
import { draw, drawAnew, numberAt, quantityOf, rowsWhere } from "./draw.js";

interface Reference {
  readonly eulerThreshold: string;
  readonly terms: { readonly rows: number; readonly columns: number; readonly log2: readonly string[] };
  readonly growthRate: Readonly<Record<string, string>>;
}

const reference = JSON.parse(
  readFileSync(new URL("../fixtures/geometry.json", import.meta.url), "utf8"),
) as Reference;

describe("bounds", () => {
  const figure = draw("bounds");

  it("has every bound of the comparison, ascending, the invalid one marked", () => {
    const bounds = oneLayerComparison();
    expect(figure.table.rows.map((row) => row.bound)).toEqual(bounds.map(({ bound }) => bound));
    const values = figure.table.rows.map((row) => numberAt(row, "value"));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values[0]).toBeCloseTo(3, 10);
    expect(rowsWhere(figure, { side: "invalid" }).map((row) => row.kind)).toEqual(["invalid"]);
  });

  it("names its rows in a terminal, ascending, markers no further left than above", async () => {
    const lines = (await renderAscii(figure)).filter((line) => /[o x+*#@%] .*\d/.test(line));
    const rows = figure.table.rows.map(
      ({ bound }) => lines.find((line) => line.includes(String(bound))) ?? "",
    );
    const places = rows.map((line) => (/·*(?=[ox+*#@%&] )/.exec(line.slice(30))?.[0] ?? "").length);
    expect(rows).not.toContain("");
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[places.length - 1]).toBeGreaterThan(30);
  });

  it("rigorous lower bounds lie below rigorous upper ones", () => {
    const of = (side: string): number[] =>
      ["rigorous", "certified"]
        .flatMap((kind) => rowsWhere(figure, { side, kind }))
        .map((row) => numberAt(row, "value"));
    expect(Math.max(...of("lower bound"))).toBeLessThan(Math.min(...of("upper bound")));
  });
});

describe("capacity", () => {
  const figure = draw("capacity");

  it("published points are the numbers of the tables", () => {
    const printed = (depth: number): number | null | undefined =>
      publishedSummary
        .find((row) => row.table === 1 && row.depth === depth)
        ?.entries.find(({ quantity }) => quantity === "capacity")?.value;
    const weak = figure.table.rows.filter(
      (row) => row.notion === "weak" && String(row.series).startsWith("published"),
    );
    expect(weak.map((row) => numberAt(row, "expansion"))).toEqual([1, 2, 3, 4].map(printed));
    expect(weak.map((row) => row.series)).toEqual([
      "published, stands",
      "published, stands",
      "published, does not stand",
      "published, does not stand",
    ]);
    const strong = figure.table.rows.filter(
      (row) => row.notion === "strong" && String(row.series).startsWith("published"),
    );
    expect(strong.map((row) => numberAt(row, "expansion"))).toEqual(
      publishedRows
        .filter((row) => row.table === 3 || row.table === 5)
        .map((row) => row.entries.find(({ quantity }) => quantity === "capacity")?.value),
    );
  });

  it("standing points lie on the curve of unit norms, to their printed digits", () => {
    for (const row of figure.table.rows.filter(({ series }) => series === "published, stands")) {
      const [curve] = rowsWhere(figure, { notion: row.notion, series: "unit norms", depth: row.depth });
      const { value, error } = quantityOf(row, "expansion");
      expect(Math.abs(numberAt(curve, "expansion") - value)).toBeLessThan(error + 4e-3);
    }
  });

  it("unit norms rise and optimal norms fall with depth; ratios are those of neighbours", () => {
    for (const notion of ["weak", "strong"]) {
      const curve = (series: string): number[] =>
        rowsWhere(figure, { notion, series }).map((row) => numberAt(row, "expansion"));
      const [unit, optimal] = [curve("unit norms"), curve("optimal norms")];
      for (let i = 1; i < unit.length; i++) {
        expect(unit[i]).toBeGreaterThan(unit[i - 1]);
        expect(optimal[i]).toBeLessThan(unit[i]);
      }
      expect(optimal.length).toBeGreaterThan(2);
      for (let i = 2; i < optimal.length; i++) expect(optimal[i]).toBeLessThan(optimal[i - 1]);
      const [first, ...deeper] = rowsWhere(figure, { notion, series: "unit norms" });
      expect(first.relativeExpansion).toBeNull();
      deeper.forEach((row, i) => {
        expect(numberAt(row, "relativeExpansion")).toBeCloseTo(unit[i + 1] / unit[i], 10);
      });
    }
  });
});

describe("certified points", () => {
  it.each(["capacity", "width"])("%s: the proved decimal is the estimated number, rounded up", (name) => {
    const figure = draw(name);
    const field = name === "width" ? "width" : "expansion";
    const marked = rowsWhere(figure, {}).filter(
      (row) => typeof row.certified === "string" && row.certified !== "",
    );
    expect(marked.length).toBeGreaterThan(5);
    for (const row of marked) {
      const excess = Number(row.certified) - numberAt(row, field);
      expect(excess).toBeGreaterThan(-1e-12);
      expect(excess).toBeLessThan(2e-5);
    }
  });
});

describe("width", () => {
  const figure = draw("width");
  const at = (notion: string, method: string, depth: number): number =>
    numberAt(rowsWhere(figure, { notion, method, depth })[0], "width");

  it("stands beside the thesis' table", () => {
    expect(at("strong", "counting, Theorem 5.1 (5.10g)", 5)).toBeCloseTo(COUNTING_FIVE[1], 7);
    expect(at("strong", "counting, regions of layer L − 1", 5)).toBeCloseTo(COUNTING_FIVE[2], 7);
    expect(at("strong", "counting, entropy rates", 5)).toBeCloseTo(COUNTING_FIVE[3], 7);
    expect(at("strong", "counting, Theorem 5.1 (5.10g)", 20)).toBeCloseTo(COUNTING_TWENTY[1], 6);
    expect(at("weak", "counting, entropy rates", 1)).toBeCloseTo(UNION, 9);
  });

  it("optimal norms need one width at every depth, less than any other method", () => {
    for (const [notion, width] of [
      ["weak", PLAIN],
      ["strong", STRONG_WIDTH],
    ] as const) {
      for (const depth of [2, 5, 20]) {
        const optimal = at(notion, "duality, optimal norms", depth);
        expect(optimal).toBeCloseTo(width, 9);
        expect(at(notion, "lifted duality, optimal norms", depth)).toBeLessThan(optimal);
        expect(at(notion, "duality, unit norms", depth)).toBeGreaterThan(optimal);
        expect(at(notion, "counting, entropy rates", depth)).toBeGreaterThan(optimal);
      }
    }
  });
});

describe("Euler surrogate", () => {
  const { rows: m, columns: n, log2 } = reference.terms;

  it("terms are the reference values, and the first dominates", () => {
    const terms = draw("euler-terms", { rows: m, columns: n });
    const exact = rowsWhere(terms, { series: "exact" });
    expect(exact).toHaveLength(log2.length);
    exact.forEach((row, i) => {
      expect(numberAt(row, "log2Term")).toBeCloseTo(Number(log2[i]), 9);
    });
    const [printed] = rowsWhere(terms, { series: "(4.48d), as printed", index: 0 });
    expect(numberAt(printed, "log2Term")).toBeCloseTo(734.2519, 4);
    expect(numberAt(printed, "excess")).toBeCloseTo(734.2519 - Number(log2[0]), 4);
    const shares = draw("euler-dominance", { rows: m, columns: n }).table.rows.map((row) =>
      numberAt(row, "share"),
    );
    expect(shares[0]).toBeCloseTo(0.9581, 4);
    // All terms are positive here: the shares are those of a sum.
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
  });

  it("the prefactor makes the first term right where the saddle point is real", () => {
    const figure = draw("euler-first-term", { points: 20 });
    const far = figure.table.rows.filter((row) => Number(row.ratio) > 6.5);
    for (const row of far.filter(({ series }) => series === "with the prefactor"))
      expect(Math.abs(numberAt(row, "excess"))).toBeLessThan(0.05);
    for (const row of far.filter(({ series }) => series === "(4.50), as printed"))
      expect(numberAt(row, "excess")).toBeGreaterThan(7);
  });

  it("the growth rate has the reference values and its zero at the threshold", () => {
    const figure = draw("euler-rate", { kMax: 20, points: 40 });
    let compared = 0;
    for (const row of rowsWhere(figure, { point: "curve" })) {
      const expected = reference.growthRate[String(numberAt(row, "ratio"))];
      if (expected === undefined) continue;
      expect(numberAt(row, "rate")).toBeCloseTo(Number(expected), 9);
      compared++;
    }
    expect(compared).toBeGreaterThan(5);
    const [zero] = rowsWhere(figure, { point: "zero" });
    expect(numberAt(zero, "ratio")).toBeCloseTo(Number(reference.eulerThreshold) - 1, 12);
  });
});

describe("angle", () => {
  it("starts near −1, rises through the ReLUs, and falls at linear layers at first", () => {
    const figure = draw("angle", { networks: 6, depth: 4, points: 100 });
    const after = rowsWhere(figure, { series: "after the ReLU" }).map((row) => numberAt(row, "cosine"));
    const before = rowsWhere(figure, { series: "before the ReLU" }).map((row) => numberAt(row, "cosine"));
    expect(after).toHaveLength(5);
    expect(after[0]).toBeLessThan(-0.8);
    for (let i = 1; i <= 4; i++) expect(after[i]).toBeGreaterThan(before[i - 1]);
    // 200 seeds of a reference simulation: 0.0018 ± 0.0013 after one layer, −0.249 ± 0.062 before the second ReLU.
    expect(after[1]).toBeGreaterThanOrEqual(0);
    expect(before[1]).toBeLessThan(-0.1);
  });

  it("is a function of its seed", () => {
    const values = { networks: 2, depth: 2, points: 20 };
    expect(drawAnew("angle", { ...values, seed: 3 })).toEqual(draw("angle", { ...values, seed: 3 }));
    expect(draw("angle", { ...values, seed: 3 }).table).not.toEqual(
      draw("angle", { ...values, seed: 4 }).table,
    );
  });
});
