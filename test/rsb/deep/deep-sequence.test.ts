/** Sequences, constant width and the limit in k. */
import { describe, expect, it } from "vitest";
import { constantWidth, expansionSequence, liftedConstantWidth } from "../../../rdt/index.js";
import {
  type DeepConstantWidth,
  deepConstantWidth,
  deepSequence,
  extrapolateDeep,
  solveDeepLimit,
} from "../../../rsb/index.js";
import { quantity } from "../../../src/result.js";
import { DEEP_ONE_RSB } from "../../reference/thresholds.js";

describe("minimal sequences", () => {
  it("fall with depth at every k, as the plain theory with optimal norms does", () => {
    for (const k of [0, 1]) {
      const { expansions, layers } = deepSequence(4, k, "weak", [], { tolerance: 1e-7 });
      expansions.slice(1).forEach((expansion, i) => {
        expect(expansion).toBeLessThan(expansions[i]);
      });
      layers.forEach(({ signature }, i) => {
        expect(signature.negative).toBe(i * (k + 1));
      });
    }
  });

  it("at k = 0 are those of plain duality, weak and strong", () => {
    for (const notion of ["weak", "strong"] as const) {
      const replica = deepSequence(3, 0, notion).expansions;
      const { layers } = expansionSequence({ given: [replica[0]], depth: 3, notion, dualNorms: "optimal" });
      layers.slice(1).forEach(({ leastAdmissible }, i) => {
        expect(Math.abs(leastAdmissible.value - replica[i + 1])).toBeLessThan(1e-8);
      });
    }
  });

  it("names the first layer below its own capacity", () => {
    expect(() => deepSequence(2, 1, "weak", [6])).toThrow(
      "expansion 6 of layer 1 is not admissible: expected at least 6.700",
    );
    expect(() => deepSequence(3, 1, "weak", [6.7004, 6.3])).toThrow("expansion 6.3 of layer 2");
    expect(() => deepSequence(3, 1, "strong", [6.7004, 6.5])).toThrow("expansion 6.5 of layer 2");
    // Admitted although the 1-RSB threshold of layer 1 is 6.7157.
    expect(deepSequence(1, 1, "weak", [6.7004]).expansions).toEqual([6.7004]);
  });
});

describe("constant width", () => {
  const REFERENCE = { 1: [6.42843, 6.17084, 9.67438], 2: [6.40705, 6.14574, 9.63442] } as const;
  const strong: DeepConstantWidth[] = [];

  it.each([1, 2] as const)("is that of one layer (weak) or two (strong) at k = %d", (k) => {
    const options = { tolerance: 1e-6 };
    const weak = deepConstantWidth(3, k, "weak", options);
    expect(weak.bindingLayer).toBe(1);
    weak.roots.slice(1).forEach(({ root, solution }, i) => {
      expect(Math.abs(root.value - REFERENCE[k][i])).toBeLessThan(6e-6);
      // At the root the last layer has the width of the others.
      expect(Math.abs(solution.value.value - root.value)).toBeLessThan(1e-6);
    });
    strong[k] = deepConstantWidth(2, k, "strong", options);
    expect(strong[k].bindingLayer).toBe(2);
    expect(Math.abs(strong[k].width.value - REFERENCE[k][2])).toBeLessThan(6e-6);
  });

  it("is plain duality's at k = 0, and below the lifted one beyond", () => {
    const plain = deepConstantWidth(2, 0, "strong").width.value;
    const theirs = constantWidth({ depth: 2, notion: "strong", dualNorms: "optimal" }).width.value;
    expect(Math.abs(plain - theirs)).toBeLessThan(1e-8);
    const lifted = liftedConstantWidth({ depth: 2, notion: "strong", dualNorms: "optimal" }).width.value;
    expect(lifted).toBeLessThan(plain);
    expect(strong[1].width.value).toBeLessThan(lifted);
    expect(strong[2].width.value).toBeLessThan(strong[1].width.value);
  });
});

describe("the limit in k", () => {
  it("is found with an error that covers it, for tails of other exponents too", () => {
    for (const exponent of [3, 3.5, 4, 4.4]) {
      const chain = [1, 2, 3, 4, 5, 6].map((k) => ({
        k,
        value: quantity(6 + 0.1 * k ** -exponent * (1 - 0.5 / k + 0.3 / k ** 2), 1e-11),
      }));
      const { value } = extrapolateDeep(chain);
      expect(Math.abs(value.value - 6)).toBeLessThan(value.error);
      expect(value.error).toBeLessThan(2e-4);
    }
  });

  it("of two layers lies below every level, and its error covers what one more level makes of it", () => {
    // Weak, α_1 = 6.7004, k = 1 … 7 by this solver at 1e-9.
    const values = [
      DEEP_ONE_RSB,
      6.408704779158,
      6.406041086,
      6.405365749121,
      6.405131321842,
      6.405031346344,
      6.404981360995,
    ];
    const chain = values.map((value, i) => ({ k: i + 1, value: quantity(value, 1e-10) }));
    const [five, six, seven] = [5, 6, 7].map((levels) => extrapolateDeep(chain.slice(0, levels)));
    for (const shorter of [five, six]) {
      expect(Math.abs(shorter.value.value - seven.value.value)).toBeLessThan(shorter.value.error);
      expect(shorter.value.value).toBeLessThan(values[6]);
    }
    expect(seven.value.error).toBeLessThan(five.value.error);
  });

  it("refuses fewer levels than two fits need", () => {
    expect(() => solveDeepLimit({ kind: "capacity", hidden: [6.7004], count: 2 }, 3)).toThrow(
      "the number of levels is 3",
    );
  });
});
