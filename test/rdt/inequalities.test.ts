import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DualNorms } from "../../rdt/layer/notion.js";
import { liftedCapacity } from "../../rdt/program/lifted-capacity.js";
import { recurrencePoint } from "../../rdt/program/recurrence-point.js";

/** Expansions that unit norms admit for the strong notion, hence every theory for every notion. */
const admissible = fc
  .array(fc.double({ min: 1, max: 4, noNaN: true }), { minLength: 1, maxLength: 3 })
  .map((margins) => {
    const hidden: number[] = [];
    for (const margin of margins) hidden.push(margin * recurrencePoint(hidden, 4, "unit").capacity.value);
    return hidden;
  });

const value = (hidden: readonly number[], count: number, dualNorms: DualNorms): number =>
  recurrencePoint(hidden, count, dualNorms).capacity.value;

describe("order of the bounds", () => {
  test("optimal norms never above unit norms, weak never above strong", () => {
    fc.assert(
      fc.property(admissible, (hidden) => {
        for (const count of [2, 4])
          expect(value(hidden, count, "optimal")).toBeLessThan(value(hidden, count, "unit"));
        for (const norms of ["unit", "optimal"] as const) {
          expect(value(hidden, 2, norms)).toBeLessThan(value(hidden, 4, norms));
        }
      }),
    );
  });

  test("lifted never above plain, optimal lifted never above unit lifted", () => {
    fc.assert(
      fc.property(admissible, fc.constantFrom(2, 4), (hidden, count) => {
        const unit = liftedCapacity(hidden, { count });
        const optimal = liftedCapacity(hidden, { count, dualNorms: "optimal" });
        for (const { capacity, plain, lifting, slopeAtZero } of [unit, optimal]) {
          expect(capacity.status).toBe("converged");
          expect(capacity.value).toBeLessThanOrEqual(plain.value);
          expect(lifting === "positive").toBe(slopeAtZero > 0);
        }
        expect(optimal.capacity.value).toBeLessThan(unit.capacity.value);
      }),
      { numRuns: 12 },
    );
  });

  test("with optimal norms the value falls from layer to layer, T′ < T", () => {
    fc.assert(
      fc.property(admissible, (hidden) => {
        let incoming = 1;
        for (const { outgoing } of recurrencePoint(hidden, 2, "optimal").steps) {
          expect(outgoing.value).toBeLessThan(incoming);
          incoming = outgoing.value;
        }
      }),
    );
  });
});
