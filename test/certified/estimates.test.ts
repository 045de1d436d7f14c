/** Estimated errors held against certified truths: the bracket that is proved meets every claimed interval. */
import { describe, expect, it } from "vitest";
import { certificate, searchPlain, searchUnit } from "../../certified/index.js";
import { constantWidth, expansionSequence, liftedCapacity } from "../../rdt/index.js";
import type { Quantity } from "../../src/result.js";

/** value ± error and [lower, bound] have a point in common, and the proof leaves no more than `width` open. */
function expectCovered(
  { value, error, status }: Quantity,
  lower: string,
  bound: string,
  width: number,
): void {
  expect(status).toBe("converged");
  expect(Number(bound) - Number(lower)).toBeLessThan(width);
  const rounding = 2 * Number.EPSILON * value;
  expect(value + error + rounding).toBeGreaterThanOrEqual(Number(lower));
  expect(value - error - rounding).toBeLessThanOrEqual(Number(bound));
}

describe.each([
  ["weak", 2],
  ["strong", 4],
] as const)("%s", (notion, count) => {
  const capacity = (expansions: readonly string[], dualNorms: "unit" | "optimal"): Quantity => {
    const given = expansions.map(Number);
    const { layers } = expansionSequence({
      given,
      depth: given.length + 1,
      notion,
      dualNorms,
      allowInadmissible: true,
    });
    return layers[given.length].expansion;
  };

  it.each([[["6.7004"]], [["7.5"]], [["12"]], [["6.7004", "11.5"]], [["9", "9", "9"]]])(
    "plain duality with best norms behind %s",
    (hidden) => {
      const { lower, bound } = certificate(searchPlain({ hidden, count, digits: 13 }));
      expectCovered(capacity(hidden, "optimal"), lower ?? "", bound ?? "", 1e-11);
    },
  );

  it.each([[["6.7004"]], [["9"]]])("the published program behind %s", (hidden) => {
    const { lower, bound } = certificate(searchUnit({ hidden, count, digits: 9 }));
    expectCovered(capacity(hidden, "unit"), lower ?? "", bound ?? "", 1e-7);
  });
});

it("one layer and constant widths", () => {
  const { lower, bound } = certificate(searchPlain({ hidden: [], count: 2, digits: 14 }));
  const width = constantWidth({
    depth: Number.POSITIVE_INFINITY,
    notion: "weak",
    dualNorms: "optimal",
  }).width;
  expectCovered(width, lower ?? "", bound ?? "", 1e-12);
  // Lifting is below the plain bound, which is proved from both sides.
  expect(liftedCapacity([], { count: 2 }).capacity.value).toBeLessThan(Number(lower));
});
