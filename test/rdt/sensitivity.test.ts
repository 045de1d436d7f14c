import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DualNorms } from "../../rdt/layer/notion.js";
import { liftedCapacity } from "../../rdt/program/lifted-capacity.js";
import { recurrencePoint } from "../../rdt/program/recurrence-point.js";
import { capacitySensitivities, liftedSensitivities } from "../../rdt/program/sensitivity.js";
import { InputError } from "../../src/result.js";

describe("sensitivity of a capacity to earlier expansions", () => {
  test.each([
    [[6.7004], 2, "unit"],
    [[6.7004, 8.267, 9.49], 4, "unit"],
    [[6.7004, 8.267, 9.49], 2, "optimal"],
    [[50, 60], 2, "unit"],
  ] as const)("%j, count %d, %s norms: agrees with differences", (hidden, count, dualNorms) => {
    const sensitivities = capacitySensitivities(hidden, { count, dualNorms });
    hidden.forEach((expansion, i) => {
      const step = 1e-4 * expansion;
      const [up, down] = [step, -step].map((shift) => {
        const moved = hidden.map((x, j) => (i === j ? x + shift : x));
        return recurrencePoint(moved, count, dualNorms).capacity.value;
      });
      expect((up - down) / (2 * step) / sensitivities[i].value).toBeCloseTo(1, 6);
    });
  });

  test("both routes agree, and every capacity increases with every earlier expansion", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 20, noNaN: true }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(2, 4),
        fc.constantFrom<DualNorms>("unit", "optimal"),
        (margins, count, dualNorms) => {
          const hidden: number[] = [];
          for (const margin of margins)
            hidden.push(margin * recurrencePoint(hidden, count, "unit").capacity.value);
          for (const { value, error, status } of capacitySensitivities(hidden, { count, dualNorms })) {
            expect(status).toBe("converged");
            expect(value).toBeGreaterThan(0);
            expect(error).toBeLessThan(1e-7 * value + 1e-12);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each([
    [[6.7004], 4, "unit"],
    [[6.7004], 2, "optimal"],
    [[6.7004, 8], 2, "optimal"],
    [[6.7004, 8.267], 2, "unit"],
  ] as const)("lifted, %j, count %d, %s norms: agrees with differences", (hidden, count, dualNorms) => {
    const at = (moved: readonly number[]) => liftedCapacity(moved, { count, dualNorms });
    const found = liftedSensitivities(at(hidden), hidden, { count, dualNorms });
    expect(found).toHaveLength(hidden.length);
    hidden.forEach((expansion, i) => {
      const step = 1e-4 * expansion;
      const [up, down] = [step, -step].map(
        (shift) => at(hidden.map((x, j) => (i === j ? x + shift : x))).capacity.value,
      );
      expect((up - down) / (2 * step) / found[i].value).toBeCloseTo(1, 6);
      expect(found[i].error).toBeLessThan(1e-10);
    });
  });

  test("refuses an empty list", () => {
    expect(() => capacitySensitivities([], { count: 2 })).toThrow(InputError);
  });
});
