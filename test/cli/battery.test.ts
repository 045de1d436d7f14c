/**
 * Extremes of every solver: a true status, never an internal error, and never `converged` where nothing is known or the
 * number is not finite. The dear ones are in scripts/battery.mjs.
 */
import { describe, expect, it } from "vitest";
import { isQuantity } from "../../src/table/table.js";
import { runAsync } from "./command-line.js";

const EXTREMES: readonly string[] = [
  "rs --alpha 1e-300,0.5,1,2,2.0000001,1e6,1e300",
  "rs --alpha 5 --beta 1e-12",
  "rs --alpha 5 --beta 1e8",
  "rs --alpha 5 --beta 1e-300",
  "rs --alpha 2.0000000000000004",
  "rsb --k 0 --alpha 1e-300",
  "rsb --k 1 --alpha 2.0000000001",
  "rsb --k 1 --alpha 1e300",
  "rsb --k 3 --alpha 1e13",
  "rsb --k 6 --alpha 1e5",
  "rsb --k 48 --alpha 2",
  "rsb --k 2 --tolerance 1e-2",
  "rsb --k 2 --tolerance 1e300",
  "rsb --method fixed-point --k 40 --damping 0.001 --time-limit 0.01",
  "frsb --alpha 1",
  "frsb --alpha 1e-300",
  "rdt --depth 2 --expansions 1e12",
  "rdt --depth 2 --expansions 6.7003919495",
  "rdt --widths 1,1",
  "rdt --depth 2 --lifted --expansions 1e12 --dual-norms optimal",
  "width --depth 1000000",
  "width --depth 100000 --notion weak",
  "geometry euler --rows 20000 --columns 5000",
  "geometry union --rows 20000 --columns 5000",
  "geometry regions --rows 20000 --columns 5000",
  "geometry wendel --rows 20000 --columns 1",
  "geometry wendel --rows 20000 --columns 20000",
  "geometry euler --rows 1 --columns 1",
  "geometry crossing --columns 1",
  "geometry deep --depth 1000000",
];

describe("extremes", () => {
  it.each(EXTREMES)("%s", async (line) => {
    const { code, out } = await runAsync(`${line} --json`);
    expect([0, 3]).toContain(code);
    const quantities = quantitiesOf((JSON.parse(out) as { results: unknown }).results);
    expect(quantities.length).toBeGreaterThan(0);
    for (const { value, error, status } of quantities) {
      if (status !== "converged") continue;
      expect(Number(error)).toBeGreaterThanOrEqual(0);
      expect(Number(error)).toBeLessThan(Number.POSITIVE_INFINITY);
      expect(Number(value)).toSatisfy(Number.isFinite);
    }
  });

  it.each([
    ["certify rdt --expansions 2.05,2.1", "12 digits"],
    ["rs --alpha 0", "greater than 0"],
    ["rs --alpha 1e400", "finite"],
    ["rsb --k 49", "0 to 48"],
    ["rsb --k 1 --alpha 5 --at=1e300", "from -1000000 to 1000000"],
    ["rdt --widths 1000000000,7000000000", "1 to 1000000000"],
    ["geometry euler --rows 20001 --columns 2", "20000"],
  ])("%s is refused in one line", async (line, said) => {
    const { code, err } = await runAsync(line);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: [^\n]*\n$/);
    expect(err).toContain(said);
  });
});

function quantitiesOf(found: unknown): { value: unknown; error: unknown; status: string }[] {
  if (typeof found !== "object" || found === null) return [];
  if (isQuantity(found)) return [found];
  return Object.values(found).flatMap(quantitiesOf);
}
