import { describe, expect, test } from "vitest";
import { combinedStatus, InputError, quantity, requireInteger, requirePositive } from "../../src/result.js";

describe("quantities and statuses", () => {
  test("NaN never passes", () => {
    expect(quantity(Number.NaN, 0).status).toBe("domain-error");
    expect(quantity(1, Number.NaN).status).toBe("domain-error");
    expect(quantity(1, -1)).toEqual({ value: 1, error: Number.POSITIVE_INFINITY, status: "domain-error" });
    expect(quantity(1, 0)).toEqual({ value: 1, error: 0, status: "converged" });
  });

  test("the first status that is not converged wins", () => {
    expect(combinedStatus()).toBe("converged");
    expect(combinedStatus("converged", "stalled", "domain-error")).toBe("stalled");
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    "requirePositive rejects %s and names the argument",
    (bad) => {
      expect(() => requirePositive(bad, "alpha")).toThrow(InputError);
      expect(() => requirePositive(bad, "alpha")).toThrow(/alpha/);
    },
  );

  test.each([0.5, 0, 10, Number.NaN])("requireInteger rejects %s outside 1..9", (bad) => {
    expect(() => requireInteger(bad, "k", 1, 9)).toThrow(InputError);
  });
});
