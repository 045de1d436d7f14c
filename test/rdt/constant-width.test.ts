import { describe, expect, test } from "vitest";
import type { DualNorms, Notion } from "../../rdt/layer/notion.js";
import { constantWidth } from "../../rdt/sequence/constant-width.js";
import { expansionSequence } from "../../rdt/sequence/sequence.js";
import { sequenceLimit } from "../../rdt/sequence/sequence-limit.js";
import { InputError } from "../../src/result.js";
import { CONSTANT_WIDTH_BEHIND_PRINTED, PLAIN, STRONG_WIDTH } from "../reference/thresholds.js";

const CASES: [Notion, DualNorms][] = [
  ["weak", "unit"],
  ["strong", "unit"],
  ["weak", "optimal"],
  ["strong", "optimal"],
];

describe("constant width", () => {
  test.each(CASES)("%s, %s norms: admissible at C in every layer, not below", (notion, dualNorms) => {
    for (const depth of [2, 5, 12]) {
      const { width } = constantWidth({ depth, notion, dualNorms });
      expect(width.status).toBe("converged");
      const margins = (factor: number): number[] =>
        expansionSequence({
          given: Array<number>(depth).fill(width.value * factor),
          depth,
          notion,
          dualNorms,
          allowInadmissible: true,
          crossCheckDepth: 0,
        }).layers.map((layer) => layer.margin.value);
      expect(Math.min(...margins(1))).toBeGreaterThan(-1e-11);
      expect(Math.min(...margins(1.001))).toBeGreaterThan(0);
      expect(Math.min(...margins(0.999))).toBeLessThan(0);
    }
  });

  test("one finite width serves every depth with optimal norms", () => {
    const weak = constantWidth({ depth: Number.POSITIVE_INFINITY, notion: "weak", dualNorms: "optimal" });
    expect(weak.width.value).toBeCloseTo(PLAIN, 11);
    expect(weak.bindingLayer).toBe(1);
    expect(weak.deepValue).toBe(0);
    const strong = constantWidth({ depth: Number.POSITIVE_INFINITY, notion: "strong", dualNorms: "optimal" });
    expect(strong.width.value).toBeCloseTo(STRONG_WIDTH, 10);
    expect(strong.bindingLayer).toBe(2);
    expect(constantWidth({ depth: 2, notion: "strong", dualNorms: "optimal" }).width.value).toBe(
      strong.width.value,
    );
  });

  test("with a better theory for layer 1 the second layer binds", () => {
    const result = constantWidth({
      depth: 50,
      notion: "weak",
      dualNorms: "optimal",
      firstLayerThreshold: 6.7004,
    });
    expect(result.width.value).toBeCloseTo(CONSTANT_WIDTH_BEHIND_PRINTED, 10);
    expect(result.bindingLayer).toBe(2);
    const one = constantWidth({ depth: 1, notion: "weak", firstLayerThreshold: 6.7004 });
    expect(one.width.value).toBeCloseTo(6.7004, 12);
  });

  test("unit norms need more with depth, up to the fixed point of the minimal sequences", () => {
    for (const notion of ["weak", "strong"] as const) {
      const widths = [2, 3, 4, 10, Number.POSITIVE_INFINITY].map(
        (depth) => constantWidth({ depth, notion }).width.value,
      );
      for (let i = 1; i < widths.length; i++) expect(widths[i]).toBeGreaterThan(widths[i - 1]);
      const { limit } = sequenceLimit(notion, "unit");
      const infinite = constantWidth({ depth: Number.POSITIVE_INFINITY, notion });
      expect(Math.abs(infinite.width.value - limit.value)).toBeLessThan(infinite.width.error + limit.error);
      expect(infinite.bindingLayer).toBe(Number.POSITIVE_INFINITY);
    }
  });

  test("refuses bad input", () => {
    expect(() => constantWidth({ depth: 0, notion: "weak" })).toThrow(InputError);
    expect(() => constantWidth({ depth: 1, notion: "strong" })).toThrow(/strong with one layer/);
    expect(() => constantWidth({ depth: 2, notion: "weak", firstLayerThreshold: -1 })).toThrow(InputError);
  });
});

describe("limits of minimal sequences", () => {
  test("unit norms: the sequence gets there at the stated rate", () => {
    for (const notion of ["weak", "strong"] as const) {
      const { limit, approach } = sequenceLimit(notion, "unit");
      const { layers } = expansionSequence({ given: [6.7004], depth: 2000, notion, crossCheckDepth: 0 });
      const distance = (depth: number): number => limit.value - layers[depth - 1].expansion.value;
      expect(Math.abs(distance(2000))).toBeLessThan(limit.error + layers[1999].expansion.error);
      if (approach.kind !== "geometric") throw new Error(approach.kind);
      expect(distance(301) / distance(300)).toBeCloseTo(approach.factor, 3);
    }
  });

  test("optimal norms: algebraic approach to c", () => {
    const { limit, approach } = sequenceLimit("weak", "optimal");
    expect(limit.value).toBe(2);
    expect(approach.kind).toBe("algebraic");
    if (approach.kind !== "algebraic") return;
    const depth = 5000;
    const options = { given: [6.7004], notion: "weak", dualNorms: "optimal", crossCheckDepth: 0 } as const;
    const { layers } = expansionSequence({ ...options, depth });
    const ratio = (l: number): number =>
      (layers[l - 1].expansion.value - 2) / (approach.coefficient * l ** -approach.exponent);
    expect(Math.abs(ratio(depth) - 1)).toBeLessThan(0.1);
    expect(Math.abs(ratio(depth) - 1)).toBeLessThan(Math.abs(ratio(500) - 1));
  });
});
