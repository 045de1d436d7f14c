/** What is advised where a value misses its tolerance: the least power of ten that it meets twice over, never what was asked. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { adviceFor, fewerSteps } from "../../cli/replica/advice.js";
import { toleranceScale } from "../../rsb/index.js";
import { quantity } from "../../src/result.js";

it("names the tolerance that is met", () => {
  expect(adviceFor(quantity(0.5, 3e-9), 1e-12)).toBe("; try --tolerance 1e-8");
  expect(adviceFor(quantity(5000, 3e-9), 1e-12, ...fewerSteps(9))).toBe("; try --tolerance 1e-10 or --k 4");
  expect(adviceFor(quantity(0.5, Number.POSITIVE_INFINITY), 1e-12, ...fewerSteps(1))).toBe("");
});

it("is looser than what was asked, and no looser than needed", () => {
  let advised = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: -2000, max: 100 }).map((hundredths) => hundredths / 100),
      fc.integer({ min: -1400, max: 0 }).map((hundredths) => hundredths / 100),
      fc.integer({ min: 0, max: 1_000_000 }),
      (error, tolerance, value) => {
        const found = quantity(value, 10 ** error);
        const said = /^; try --tolerance (.*)$/.exec(adviceFor(found, 10 ** tolerance));
        if (said === null) return;
        advised += 1;
        const [met, scale] = [Number(said[1]), toleranceScale(value)];
        expect(met).toBeGreaterThan(10 ** tolerance);
        expect(2 * found.error).toBeLessThanOrEqual(met * scale * (1 + 1e-12));
        expect(2 * found.error).toBeGreaterThan(0.1 * met * scale * (1 - 1e-12));
      },
    ),
  );
  expect(advised).toBeGreaterThan(10);
});
