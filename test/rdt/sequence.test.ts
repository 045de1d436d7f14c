import { describe, expect, test } from "vitest";
import type { DualNorms, Notion } from "../../rdt/layer/notion.js";
import { expansionSequence } from "../../rdt/sequence/sequence.js";
import { InputError } from "../../src/result.js";
import { SECOND_STRONG, SECOND_WEAK } from "../reference/thresholds.js";
import { reference } from "./reference.js";

const minimal = (depth: number, notion: Notion, dualNorms: DualNorms = "unit") =>
  expansionSequence({ given: [6.7004], depth, notion, dualNorms });

describe("minimal admissible sequences", () => {
  test.each(["weak", "strong"] as const)("%s: reference values, both routes", (notion) => {
    const sequence = minimal(4, notion);
    const expected = notion === "weak" ? reference.minimal_weak : reference.minimal_strong;
    let norm = 1;
    expected.forEach(({ alpha, T_in, rho, gammaBar, gamma }, i) => {
      const { expansion, incoming, parameters } = sequence.layers[i];
      norm *= rho;
      expect(Math.abs(expansion.value - alpha)).toBeLessThan(1e-9);
      expect(Math.abs(incoming.value - T_in)).toBeLessThan(1e-9);
      expect(parameters.r?.value).toBeCloseTo(norm, 8);
      expect(parameters.gammaBar.value).toBeCloseTo(gammaBar, 9);
      expect(parameters.gamma?.value).toBeCloseTo(gamma, 9);
    });
    expect(sequence.status).toBe("converged");
    expect(sequence.routeGap).toBeLessThan(1e-13);
    for (const { expansion } of sequence.layers) expect(expansion.error).toBeLessThan(1e-11);
  });

  test("optimal norms: two layers", () => {
    expect(minimal(2, "weak", "optimal").layers[1].expansion.value).toBeCloseTo(SECOND_WEAK, 9);
    expect(minimal(2, "strong", "optimal").layers[1].expansion.value).toBeCloseTo(SECOND_STRONG, 8);
  });

  test("optimal norms never need more than unit norms, weak never more than strong", () => {
    const value = (notion: Notion, norms: DualNorms): number[] =>
      minimal(12, notion, norms).layers.map((layer) => layer.expansion.value);
    const [weakUnit, weakOptimal] = [value("weak", "unit"), value("weak", "optimal")];
    const [strongUnit, strongOptimal] = [value("strong", "unit"), value("strong", "optimal")];
    for (let i = 1; i < 12; i++) {
      expect(weakOptimal[i]).toBeLessThan(weakUnit[i]);
      expect(strongOptimal[i]).toBeLessThan(strongUnit[i]);
      expect(weakOptimal[i]).toBeLessThan(strongOptimal[i]);
    }
  });

  test("depth 1000: unit norms settle at a large limit, optimal norms fall towards c", () => {
    const last = (notion: Notion, norms: DualNorms) => minimal(1000, notion, norms).layers[999];
    expect(last("weak", "unit").expansion.value).toBeCloseTo(94.0114810868, 9);
    expect(last("strong", "unit").relativeExpansion.value).toBeCloseTo(1, 9);
    expect(last("weak", "optimal").expansion.value).toBeLessThan(2.34);
    expect(last("strong", "optimal").expansion.value).toBeLessThan(4.66);
    expect(last("weak", "optimal").expansion.status).toBe("converged");
  });
});

describe("given expansions", () => {
  test("published settings", () => {
    const last = (given: readonly number[], notion: Notion): number => {
      const { layers } = expansionSequence({
        given,
        depth: given.length + 1,
        notion,
        allowInadmissible: true,
      });
      return layers[given.length].expansion.value;
    };
    const expected = reference.published_settings;
    expect(last([6.7004, 8.267], "weak")).toBeCloseTo(expected["3_layers_alpha2_8.267"], 8);
    expect(last([6.7004, 12.35], "strong")).toBeCloseTo(expected["3_layers_strong_alpha2_12.35"], 8);
    expect(last([6.7004, 8.267, 9.49], "weak")).toBeCloseTo(expected["4_layers_alpha3_9.49"], 7);
    expect(last([6.7004, 8.267, 8.267], "weak")).toBeCloseTo(expected["4_layers_alpha3_8.267"], 8);
  });

  test("names the first layer that fails and the least expansion there", () => {
    const options = { given: [6.7004, 8.267, 8.267, 9], depth: 5, notion: "weak" } as const;
    expect(() => expansionSequence(options)).toThrow(/8\.267 of layer 3 .* at least 9\.4715305108/);
    const { firstFailure, layers } = expansionSequence({ ...options, allowInadmissible: true });
    expect(firstFailure).toMatchObject({ layer: 3, expansion: 8.267 });
    expect(layers[2].margin.value).toBeLessThan(0);
    expect(layers[1].margin.value).toBeGreaterThan(0);
  });

  test("checks the first layer against the caller's theory only", () => {
    const options = { given: [6.7], depth: 2, notion: "weak" } as const;
    expect(expansionSequence(options).status).toBe("converged");
    expect(() => expansionSequence({ ...options, firstLayerThreshold: 6.7004 })).toThrow(/layer 1/);
  });

  test("a copied minimal sequence is admissible, with margin zero within its error", () => {
    const given = minimal(5, "strong").layers.map((layer) => layer.expansion.value);
    for (const { margin } of expansionSequence({ given, depth: 5, notion: "strong" }).layers.slice(1)) {
      expect(Math.abs(margin.value)).toBeLessThan(margin.error + 1e-13);
    }
  });

  test("past every hope the status says so", () => {
    const sequence = expansionSequence({
      given: [100, 30, 90],
      depth: 4,
      notion: "weak",
      allowInadmissible: true,
      crossCheckDepth: 0,
    });
    expect(sequence.status).toBe("domain-error");
    expect(sequence.firstFailure?.layer).toBe(2);
  });

  test("refuses bad input in words", () => {
    const base = { given: [6.7], depth: 2, notion: "weak" } as const;
    expect(() => expansionSequence({ ...base, given: [] })).toThrow(InputError);
    expect(() => expansionSequence({ ...base, given: [Number.NaN] })).toThrow(InputError);
    expect(() => expansionSequence({ ...base, given: [-1] })).toThrow(InputError);
    expect(() => expansionSequence({ ...base, depth: 0 })).toThrow(InputError);
    expect(() => expansionSequence({ ...base, depth: 1, notion: "strong" })).toThrow(/coincide/);
  });
});
