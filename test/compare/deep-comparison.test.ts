/** Every method at any depth: each value is what the method's own code gives, and the order of theories holds. */
import { describe, expect, it } from "vitest";
import { deepComparison } from "../../compare/index.js";
import {
  conditionalRegionExpansion,
  conditionalRegionExponent,
  deepWidthBounds,
  entropyRegionExponent,
  unionBound,
} from "../../geometry/index.js";
import { constantWidth, expansionSequence, liftedConstantWidth } from "../../rdt/index.js";
import { PLAIN, TWO_RSB } from "../reference/thresholds.js";

describe("counting regions with all widths", () => {
  it("is the union bound at one layer, and the exponent of one width where all are equal", () => {
    expect(conditionalRegionExpansion([], 1).value).toBeCloseTo(unionBound().value.value, 11);
    for (const [width, depth, count] of [
      [9, 1, 1],
      [24, 3, 1],
      [40, 4, 2],
    ] as const) {
      const hidden = Array.from({ length: depth - 1 }, () => width);
      expect(conditionalRegionExponent(hidden, width, count)).toBeCloseTo(
        entropyRegionExponent(width, depth, count),
        10,
      );
    }
  });

  it("asks of the last layer what one width gives, behind layers of that width", () => {
    const width = deepWidthBounds(3).entropy.value;
    expect(conditionalRegionExpansion([width, width], 2).value).toBeCloseTo(width, 9);
  });

  it("asks for more behind wider layers", () => {
    expect(conditionalRegionExpansion([9, 12], 1).value).toBeGreaterThan(
      conditionalRegionExpansion([9, 11], 1).value,
    );
    expect(() => conditionalRegionExpansion([Number.NaN], 1)).toThrow("layer 1");
  });
});

describe.each([
  ["weak", 3],
  ["strong", 3],
] as const)("%s, %i layers", (notion, depth) => {
  const rows = deepComparison({ depth, notion });
  const at = (bound: string, layer: number) => {
    const row = rows.find((found) => found.bound === bound && found.layer === layer);
    if (row?.value == null) throw new Error(`${bound} of layer ${layer} is missing`);
    return row.value;
  };

  it("has the values of the sequences", () => {
    for (const [bound, dualNorms] of [
      ["duality, unit norms", "unit"],
      ["duality", "optimal"],
    ] as const) {
      const first = at("duality", 1).value;
      expect(first).toBeCloseTo(PLAIN, 11);
      const { layers } = expansionSequence({ given: [TWO_RSB], depth, notion, dualNorms });
      for (const { layer, expansion } of layers.slice(1))
        expect(at(bound, layer).value).toBeCloseTo(expansion.value, 9);
    }
  });

  it("orders the theories: lower < lifted < plain < unit norms < counting < product", () => {
    for (let layer = 2; layer <= depth; layer++) {
      const order = [
        "half of the units",
        "lifted duality",
        "duality",
        "duality, unit norms",
        "region counting",
        "product, full RSB",
        "product, lifted duality",
      ].map((bound) => at(bound, layer).value);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it("proves what the solver says, not below it", () => {
    for (let layer = 2; layer <= depth; layer++) {
      const [proved, solved] = [at("duality, proved", layer), at("duality", layer)];
      expect(Math.abs(proved.value - solved.value)).toBeLessThan(1e-8);
    }
  });

  it("has the constant widths of every method", () => {
    const width = (bound: string): number =>
      rows.find((row) => row.bound === bound)?.width?.value ?? Number.NaN;
    expect(width("duality")).toBe(constantWidth({ depth, notion, dualNorms: "optimal" }).width.value);
    expect(width("lifted duality")).toBe(liftedConstantWidth({ depth, notion }).width.value);
    const { entropy, entropyWeak } = deepWidthBounds(depth);
    expect(width("region counting")).toBe((notion === "weak" ? entropyWeak : entropy).value);
  });

  it("is sorted by layer and value", () => {
    for (let layer = 1; layer <= depth; layer++) {
      const values = rows.filter((row) => row.layer === layer).map((row) => row.value?.value ?? 0);
      expect(values.length).toBeGreaterThan(5);
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
  });
});

describe("an architecture", () => {
  const rows = deepComparison({ depth: 3, notion: "weak", widths: [100, 700, 900, 1000] });

  it("is judged by every method, each layer given the real ones before it", () => {
    const verdict = (bound: string, layer: number): boolean | undefined =>
      rows.find((row) => row.bound === bound && row.layer === layer)?.admissible;
    expect(verdict("lifted duality", 3)).toBe(true);
    expect(verdict("region counting", 3)).toBe(false);
    expect(verdict("full RSB", 1)).toBe(true);
    expect(verdict("duality", 1)).toBe(false);
  });

  it.each([[[100, 205, 210]], [[100, 100_000_000, 210]], [[100, 150, 900]]])(
    "is answered however narrow or wide: %s",
    (widths) => {
      const found = deepComparison({ depth: widths.length - 1, notion: "weak", widths });
      expect(found.filter(({ kind }) => kind === "rigorous").length).toBeGreaterThan(5);
    },
  );

  it("must have as many layers as the depth", () => {
    expect(() => deepComparison({ depth: 2, notion: "weak", widths: [10, 80] })).toThrow(
      "expected the depth",
    );
    expect(() => deepComparison({ depth: 1, notion: "strong" })).toThrow("weak");
  });
});
