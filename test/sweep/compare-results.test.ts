/** Comparing two computations of a point: what must agree by which route. */
import { describe, expect, it } from "vitest";
import { compareResults } from "../../sweep/compare-results.js";

const OTHER_ROUTE = { texts: false, numbers: false };
const OTHER_ENGINE = { texts: true, numbers: false };
const REPEATED = { texts: true, numbers: true };

const quantity = (value: number | string, error = 1e-3, status = "converged") => ({ value, error, status });
const stored = [{ energy: quantity(1), chi: quantity(0.5), exact: "1/2", evaluations: 10 }];
const changed = (change: object) => [{ ...stored[0], ...change }];

describe("two computations of a point", () => {
  it("agree with themselves by every route", () => {
    for (const settings of [OTHER_ROUTE, OTHER_ENGINE, REPEATED]) {
      expect(compareResults(stored, stored, settings)).toEqual({
        quantities: 2,
        largestRatio: 0,
        mismatches: [],
      });
    }
  });

  it.each([
    ["a value beyond the errors", { energy: quantity(1.0021) }, [true, true, true]],
    ["a value within the errors", { energy: quantity(1.0019) }, [false, false, true]],
    ["a value that is not a number", { energy: quantity("NaN") }, [true, true, true]],
    ["another error", { energy: quantity(1, 1e30) }, [false, false, true]],
    ["another status", { energy: quantity(1, 1e-3, "stalled") }, [false, true, true]],
    ["another exact text", { exact: "1/3" }, [false, true, true]],
    ["another count", { evaluations: 11 }, [false, false, true]],
    ["a missing quantity", { energy: undefined }, [true, true, true]],
    ["a number instead of a quantity", { energy: 1 }, [true, true, true]],
    ["a quantity too many", { width: quantity(3) }, [true, true, true]],
  ])("%s", (_, change, disagrees) => {
    [OTHER_ROUTE, OTHER_ENGINE, REPEATED].forEach((settings, i) => {
      expect(compareResults(stored, changed(change), settings).mismatches.length > 0).toBe(disagrees[i]);
      expect(compareResults(changed(change), stored, settings).mismatches.length > 0).toBe(disagrees[i]);
    });
  });

  it("disagree when one has more results", () => {
    expect(compareResults([], stored, OTHER_ROUTE).mismatches).toEqual(["results: 0 entries against 1"]);
  });
});
