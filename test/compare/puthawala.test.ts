/** The numbers of the slides of Puthawala et al., with the counterexamples behind their corrections. */
import { describe, expect, it } from "vitest";
import { puthawalaTable } from "../../compare/index.js";
import { exactWendelProbability, regionCount } from "../../geometry/index.js";
import { dyadic, dyadicToNumber, log2Dyadic } from "../../src/exact/dyadic.js";
import { REGIONS, SUM_OF_ROWS } from "../reference/thresholds.js";

const rows = puthawalaTable();
const find = (quantity: string): (typeof rows)[number] => {
  const row = rows.find((candidate) => candidate.quantity === quantity);
  if (row === undefined) throw new Error(`no row ${quantity}`);
  return row;
};

describe("Puthawala et al.", () => {
  it.each([
    ["c*, formula as printed", "5.7", 5.70047283985185, true],
    ["c*, as upper bound", "5.7", REGIONS, false],
    ["c dagger", "3.4", SUM_OF_ROWS, true],
    ["no injective layer below", "2", 2, true],
    ["inversion at a point", "2.1", 2, true],
    ["exponentially many wedges", "2", 1, true],
    ["inverse Lipschitz", "1/sqrt(2m)", Math.SQRT1_2, true],
    ["adjacent wedges", "1/sqrt(2)", Math.SQRT1_2, true],
    ["line through N rows", "1/sqrt(2N)", Math.SQRT1_2, false],
    ["projection, n = 1", "2n + 1", 3, true],
    ["c*, published", "10.5", REGIONS, true],
  ])("%s, printed %s: %d, %s", (quantity, published, value, agrees) => {
    const row = find(quantity);
    expect(row.published).toBe(published);
    expect(Math.abs(row.computed.value - value)).toBeLessThan(1e-11);
    expect(row.agrees).toBe(agrees);
    expect(agrees || row.correction !== undefined).toBe(true);
  });

  it("has no other rows", () => {
    expect(rows).toHaveLength(11);
    for (const row of rows) expect(row.source).toBe("puthawala");
  });

  it("[B; -DB] is injective at m = 2n: n outputs are positive at every input", () => {
    const b = [
      [1, 2],
      [-0.5, 1],
    ];
    const w = [...b, ...b.map((row, i) => row.map((x) => -(i + 0.3) * x))];
    for (let step = 0; step < 100; step++) {
      const [x, y] = [Math.cos(0.01 + step * 0.0628), Math.sin(0.01 + step * 0.0628)];
      expect(w.filter((row) => row[0] * x + row[1] * y > 0)).toHaveLength(2);
    }
  });

  it("half of the units are active at a point: the chance of n of them turns at m = 2n", () => {
    const active = (m: number, n: number): number => 1 - dyadicToNumber(exactWendelProbability(m + 1, n));
    expect(active(2100, 1000)).toBeGreaterThan(0.98);
    expect(active(1900, 1000)).toBeLessThan(0.02);
  });

  it("wedges: H2(n/m) bits per row from m/n = 2 on, 1 bit before", () => {
    const bits = (m: number, n: number): number => log2Dyadic(dyadic(regionCount(m, n))) / m;
    expect(bits(3000, 2000)).toBeCloseTo(1, 2);
    expect(bits(4000, 2000)).toBeCloseTo(1, 2);
    expect(bits(8000, 2000)).toBeCloseTo(0.8113, 2);
  });
});
