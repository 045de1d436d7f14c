/** Two layers by duality and by replica theory, parameter by parameter. */
import { describe, expect, it } from "vitest";
import { deepLadder } from "../../compare/index.js";
import { InputError } from "../../src/result.js";

describe.each(["weak", "strong"] as const)("the ladder of two layers (%s)", (notion) => {
  const rungs = deepLadder(6.7004, notion, 2);

  it("has the same capacities to 1e-9 by separate code", () => {
    for (const { difference, agrees, level } of rungs.slice(0, 2)) {
      expect(difference, level).toBeLessThan(1e-9);
      expect(agrees, level).toBe(true);
    }
    expect(rungs[2].byDuality).toBeNull();
  });

  it("has the same parameters through the dictionary", () => {
    for (const { parameters } of rungs.slice(0, 2)) {
      expect(parameters.length).toBeGreaterThan(4);
      for (const { name, byDuality, byReplica } of parameters)
        expect(Math.abs(byDuality / byReplica - 1), name).toBeLessThan(1e-7);
    }
  });

  it("falls from rung to rung", () => {
    const values = rungs.map(({ byReplica }) => byReplica.value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });
});

describe("bad input", () => {
  it("is refused", () => {
    expect(() => deepLadder(-1, "weak", 2)).toThrow(InputError);
  });
});
