/** Every number of the thesis of Paleka against what the theory page of reference values says of it. */
import { describe, expect, it } from "vitest";
import { palekaTable } from "../../compare/index.js";
import { claimRows } from "../../compare/published/printed-claim.js";
import {
  CONE_RATE,
  EULER,
  FULL_RSB,
  HALFSPACE_CHERNOFF,
  LARGEST_CONE,
  REGIONS,
  SUM_OF_ROWS,
  UNION,
} from "../reference/thresholds.js";

const rows = palekaTable();

/** Quantity, printed, computed, whether it holds; computed numbers were found independently. */
const EXPECTED: readonly (readonly [string, string, number, boolean])[] = [
  ["union bound", "9.09", UNION, true],
  ["Puthawala et al.", "10.5", REGIONS, true],
  ["sum of rows", "3.4", SUM_OF_ROWS, true],
  ["p = 0 for m/n <", "2", 3, true],
  ["normalised rows", "3.5", SUM_OF_ROWS, false],
  ["threshold above", "5", FULL_RSB, true],
  ["assumed d_l/d_0", "3", SUM_OF_ROWS, true],
  ["end-to-end expansivity", "2", 2, true],
  ["v_2 of a quadrant", "1/4", 0.25, true],
  ["v_1 of a quadrant", "1/2", 0.5, true],
  ["v_0 of a quadrant", "1/4", 0.25, true],
  ["c_Euler", "8.34", EULER, true],
  ["threshold, Conj. 4.24", "8.34", FULL_RSB, false],
  ["K_0", "7.34463", 7.34463296085472, true],
  ["3 + 2 sqrt(2)", "5.8", 5.82842712474619, true],
  ["z_0 below", "1/2", 0.292893218813452, true],
  ["K|1 - 2z_0| above", "1", 2.41421356237309, true],
  ["dominating i, Fig. 4.2", "0", 0, true],
  ["C: coefficient, L ln L", "2", Math.LOG2E, true],
  ["C: coefficient, L", "30", 22.81958200499, true],
  ["base at 2L ln L + 30L", "1/2", 2 ** -6.6016574540101, true],
  ["L + 3 powers of eC", "3", 2, true],
  ["cosine of B(z, 1/2)", "3/4", 0.75, true],
  ["n/d, Prop. 6.8", "160", HALFSPACE_CHERNOFF, true],
  ["share at n = 160d", "1/4", 0.363128336786, true],
  ["rate of P[X < n/4]", "1/16", 0.130812035941137, true],
  ["ln 160 minus exponent", "9", 9, true],
  ["T(a-1,b-1)/(ea/b)^b", "1/2", 0.367879441171442, true],
  ["|z_pos|^2 at least", "3/4", 9 / 16, false],
  ["|z_neg| at most", "1/2", Math.sqrt(7) / 4, false],
  ["|z_neg|, typical", "sqrt(2)/2", Math.SQRT1_2, true],
  ["|S|/m, conditioned on", "0.505", 0.495, false],
  ["rate of (A.37)", "(0.005)^2/6", 5.0000833366673e-5, true],
  ["|z_neg|^2 at most", "1/4", 7 / 16, false],
  ["rate c_0 of (A.40)", "10^-6", CONE_RATE, true],
  ["prefactor c_1", "3", 1, true],
  ["any epsilon below", "sqrt(2)/2", LARGEST_CONE, false],
];

describe("Paleka 2021", () => {
  it.each(EXPECTED)("%s, printed %s: %d, %s", (quantity, published, value, agrees) => {
    const row = rows.find((candidate) => candidate.quantity === quantity);
    expect(row?.published).toBe(published);
    expect(row?.agrees).toBe(agrees);
    const computed = row?.computed.value ?? Number.NaN;
    // The reference value of full RSB has nine digits here.
    expect(Math.abs(computed - value)).toBeLessThanOrEqual(
      1e-11 * Math.abs(value) + (row?.computed.error ?? 0) + 1e-8 * Number(value === FULL_RSB),
    );
  });

  it("has no other rows, all settled, and a correction wherever the print is wrong", () => {
    expect(rows.map(({ quantity }) => quantity)).toEqual(EXPECTED.map(([quantity]) => quantity));
    for (const { quantity, computed, agrees, correction, source } of rows) {
      expect(source).toBe("paleka");
      expect(["converged", "cited"], quantity).toContain(computed.status);
      expect(agrees || correction !== undefined, quantity).toBe(true);
    }
    expect(rows.filter(({ agrees }) => !agrees)).toHaveLength(7);
  });

  it("notes: the second zero of (4.52), the share of the first term, the corrected tail, the needed widths", () => {
    const text = (quantity: string): string => {
      const row = rows.find((candidate) => candidate.quantity === quantity);
      return `${row?.note} ${row?.correction}`;
    };
    expect(text("K_0")).toContain("0.1362");
    expect(text("dominating i, Fig. 4.2")).toContain("95.81 %");
    expect(text("|S|/m, conditioned on")).toContain("0.4831");
    expect(text("rate c_0 of (A.40)")).toMatch(
      /3\.684e\+7.*3\.538e\+7.*6986\.8.*247\.94.*241\.13 and 32\.26/,
    );
    expect(text("normalised rows")).toContain("0.272");
    expect(text("n/d, Prop. 6.8")).toMatch(/-3\.92483.*87\.56.*34\.63.*28\.04/);
  });
});

describe("claims", () => {
  const row = claimRows("paleka", "test");
  const exact = (value: number): { value: number; error: number; status: "converged" } => ({
    value,
    error: 0,
    status: "converged",
  });
  const holds = (published: string, value: number, details: object): boolean =>
    row("x", published, exact(value), { note: "", ...details }).agrees === true;

  it("a value rounds, an expression equals, a bound holds", () => {
    expect(holds("3.4", 3.449, {})).toBe(true);
    expect(holds("3.4", 3.46, {})).toBe(false);
    expect(holds("1/3", 1 / 3, { stated: 1 / 3 })).toBe(true);
    expect(holds("1/3", 0.3334, { stated: 1 / 3 })).toBe(false);
    expect(holds("10.5", 10.4, { claim: "upper" })).toBe(true);
    expect(holds("10.5", 10.6, { claim: "upper" })).toBe(false);
    expect(holds("3", 3.4, { claim: "lower" })).toBe(true);
    expect(holds("3", 2.9, { claim: "lower" })).toBe(false);
  });

  it("what is not a number agrees with nothing", () => {
    for (const claim of ["value", "upper", "lower"]) expect(holds("3", Number.NaN, { claim })).toBe(false);
  });
});
