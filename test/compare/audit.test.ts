/** The audit of the published tables: verdicts, the searched explanations, and the committed report. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import { runCommandLineSync } from "../../cli/program.js";
import { auditStojnic, stojnicTables } from "../../compare/index.js";
import { UNIT_FOURTH_CONVERGED } from "../reference/thresholds.js";

const sets = auditStojnic();
const table = (number: number) => {
  const found = sets.find((set) => set.table === number);
  if (found === undefined) throw new Error(`no Table ${number}`);
  return found;
};

describe("audit of Stojnic 2024", () => {
  it("tells which capacities stand", () => {
    const verdicts = Object.fromEntries(sets.map((set) => [set.table, set.agrees]));
    expect(verdicts).toEqual({ 2: true, 3: true, 4: false, 5: true, 6: false, 8: true, 9: false });
    expect(table(9).publishedCapacity).toBe("illegible");
    expect(table(9).impliedCapacity).toBeCloseTo(12.1833129, 6);
    expect(table(9).converged.value).toBeCloseTo(12.183312897, 8);
  });

  it("finds, among all hypotheses, the substitution behind Table 6 and the exchange in Table 3", () => {
    const [best, next] = table(6).hypotheses;
    expect(best).toMatchObject({ kind: "expansion", layer: 3, value: 8.267, takenFrom: 2 });
    expect(next.residual).toBeGreaterThan(20 * best.residual);
    expect(best.capacity).toBeCloseTo(UNIT_FOURTH_CONVERGED, 8);
    expect(table(6).hypotheses.length).toBeGreaterThan(20);
    expect(table(3).hypotheses[0].change).toBe("gammaBar_1 and gammaBar_2 exchanged");
    for (const number of [2, 4, 5, 8, 9]) expect(table(number).hypotheses[0].kind).toBe("printed");
  });

  it("names the failing conditions against the rounding of the printed digits", () => {
    expect(table(8).failing).toEqual([]);
    expect(table(9).failing).toEqual([]);
    expect(table(3).failing).toEqual([]);
    expect(table(2).failing).toEqual(["gamma_1"]);
    expect(table(6).failing).toEqual(["r_2", "gammaBar_1", "gammaBar_2", "gammaBar_3", "gamma_3"]);
    expect(table(6).explained?.failing.map((item) => item.variable)).not.toContain("gamma_3");
    expect(Math.abs(table(2).objective)).toBeLessThan(table(2).objectiveAllowance);
    expect(Math.abs(table(4).objective)).toBeGreaterThan(3 * table(4).objectiveAllowance);
  });

  it("the faint digit is 1", () => {
    for (const number of [4, 6]) {
      const [best, next] = table(number).readings;
      expect(best.digit).toBe(1);
      expect(next.stationarity).toBeGreaterThan(100 * best.stationarity);
    }
  });

  it("puts optimal norms and lifting beside, in their order", () => {
    for (const { plainUnit, plainOptimal, liftedUnit, liftedOptimal, converged, lifted } of sets) {
      expect(plainOptimal.value).toBeLessThan(plainUnit.value);
      expect(liftedUnit.value).toBeLessThanOrEqual(plainUnit.value);
      expect(liftedOptimal.value).toBeLessThan(plainOptimal.value);
      const same = lifted ? liftedUnit : plainUnit;
      expect(Math.abs(converged.value - same.value)).toBeLessThan(1e-11);
    }
  });

  it("the committed report is what the command writes", () => {
    let written = "";
    const streams = {
      out: (text: string) => {
        written += text;
      },
      err: () => undefined,
      debug: false,
    };
    expect(
      runCommandLineSync(["tables", "--source", "stojnic", "--audit", "--markdown"], streams, ALL_COMMANDS),
    ).toBe(0);
    const committed = readFileSync(new URL("../../docs/audit-stojnic-2024.md", import.meta.url), "utf8");
    expect(committed).toBe(written);
  });
});

describe("lifted tables", () => {
  it("agree, but for one printed c3 that is not converged; what cannot be read is computed", () => {
    const rows = stojnicTables().filter((row) => row.table === "8" || row.table === "9");
    const capacity = rows.filter((row) => row.quantity === "capacity");
    expect(capacity.map((row) => [row.published, row.agrees])).toEqual([
      ["8.264", true],
      ["illegible", null],
    ]);
    for (const row of rows) expect(row.computed.status).toBe("converged");
    for (const row of rows.filter(
      (candidate) => candidate.quantity !== "capacity" && candidate.agrees !== null,
    )) {
      expect(Math.abs(Number(row.published) / row.computed.value - 1)).toBeLessThan(4e-3);
    }
  });
});
