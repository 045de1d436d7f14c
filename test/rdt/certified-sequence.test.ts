/** The proved expansions beside the estimated ones: above them by less than their decimals, absent where there is no proof. */
import { describe, expect, it } from "vitest";
import type { SequenceRequest } from "../../compare/index.js";
import {
  architectureRequest,
  certifiedSequence,
  deepRequest,
  oneLayerRequest,
  solveSequence,
} from "../../compare/index.js";

function proved(request: SequenceRequest) {
  const { rows } = solveSequence(request);
  return { rows, certified: certifiedSequence(request, rows) };
}

/** A decimal rounded up: never below the bound, and within a few units of its last place. */
function expectProved(decimal: string | null, least: number, unit: number): void {
  expect(decimal).not.toBeNull();
  expect(Number(decimal)).toBeGreaterThanOrEqual(least);
  // The layers before are proved ones too, each a unit wider at most, which a later one feels with its slope.
  expect(Number(decimal) - least).toBeLessThanOrEqual(20 * unit);
}

describe("certified expansions of a sequence", () => {
  it.each([
    ["optimal", "weak", 1e-10],
    ["optimal", "strong", 1e-10],
    ["unit", "weak", 1e-6],
    ["unit", "strong", 1e-6],
  ] as const)(
    "%s norms, %s: the bound of each layer after given ones, rounded up",
    (dualNorms, notion, unit) => {
      const { rows, certified } = proved(
        architectureRequest({ notion, dualNorms, lifted: false }, [100, 800, 1400, 2000, 2500], "plain"),
      );
      expectProved(certified[0], rows[0].leastAdmissible.value, 1e-10);
      expect(rows).toHaveLength(4);
      for (let i = 1; i < rows.length; i++) expectProved(certified[i], rows[i].leastAdmissible.value, unit);
    },
  );

  it("with lifting, optimal norms; unit norms are proved where lifting brings nothing", () => {
    const optimal = proved(deepRequest({ notion: "weak", dualNorms: "optimal", lifted: true }, 3, 6.7004));
    expect(optimal.certified[0]).toBeNull();
    expectProved(optimal.certified[1], optimal.rows[1].leastAdmissible.value, 1e-8);
    expectProved(optimal.certified[2], optimal.rows[2].leastAdmissible.value, 1e-7);
    const unit = proved(deepRequest({ notion: "weak", dualNorms: "unit", lifted: true }, 2, 6.7004));
    expect(unit.certified).toEqual([null, null]);
    const none = proved(deepRequest({ notion: "weak", dualNorms: "unit", lifted: true }, 2, "plain"));
    expect(none.rows[1].lifting).toBe("none");
    expectProved(none.certified[1], none.rows[1].leastAdmissible.value, 1e-6);
  });

  it("one layer by either duality; none by replica theory", () => {
    const one = (lifted: boolean) => proved(oneLayerRequest({ notion: "weak", dualNorms: "unit", lifted }));
    expectProved(one(false).certified[0], one(false).rows[0].expansion.value, 1e-10);
    expectProved(one(true).certified[0], one(true).rows[0].expansion.value, 1e-8);
    const deep = proved(deepRequest({ notion: "weak", dualNorms: "optimal", lifted: false }, 8, "2rsb"));
    expect(deep.certified.map((decimal) => decimal !== null)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("no proof behind a layer that is not admissible, and none behind one of absurd width", () => {
    const choice = { notion: "weak", dualNorms: "optimal", lifted: false } as const;
    const narrow = proved(architectureRequest(choice, [10, 70, 30, 90], "2rsb"));
    expect(narrow.rows[1].admissible).toBe(false);
    expectProved(narrow.certified[1], narrow.rows[1].leastAdmissible.value, 1e-10);
    expect(narrow.certified[2]).toBeNull();
    expect(proved(architectureRequest(choice, [1, 70, 10_000_000, 90], "2rsb")).certified[2]).toBeNull();
  });
});
