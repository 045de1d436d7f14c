/** Points in half-spaces by random duality, beside the union bounds and the replica energy. */
import { describe, expect, it } from "vitest";
import { halfspaceRatioByDuality } from "../../compare/index.js";
import { expectedPoorHalfspaces, halfspaceRatios } from "../../geometry/index.js";
import { solveKrsb } from "../../rsb/index.js";
import { log2Dyadic } from "../../src/exact/dyadic.js";
import { HALFSPACE_DUALITY } from "../reference/thresholds.js";

describe("a quarter in every half-space", () => {
  const duality = halfspaceRatioByDuality();

  it("28.04, below both union bounds, above a half in the limit of the ratio", () => {
    expect(duality.status).toBe("converged");
    expect(duality.value).toBeCloseTo(HALFSPACE_DUALITY, 8);
    expect(duality.error).toBeLessThan(1e-10);
    expect(duality.value).toBeLessThan(halfspaceRatios().entropy.value);
    // The union bound says nothing there.
    expect(log2Dyadic(expectedPoorHalfspaces(28 * 40, 40))).toBeGreaterThan(0);
  });

  it("is where the replica-symmetric energy is a quarter of alpha", () => {
    const { value } = solveKrsb({ kind: "energy", alpha: duality.value }, 0).value;
    expect(value).toBeCloseTo(duality.value / 4, 8);
  });
});
