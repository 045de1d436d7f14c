/** `rsb --depth` and `frsb --depth` as their users see them. */
import { describe, expect, it } from "vitest";
import { DEEP_ONE_RSB, ONE_RSB } from "../reference/thresholds.js";
import { expectRefused, results, run } from "./command-line.js";

describe("rsb --depth", () => {
  it("gives a minimal sequence, first layer at its own threshold", () => {
    const layers = results("rsb --k 1 --depth 2 --tolerance 1e-7");
    expect(layers.map(({ layer }) => layer)).toEqual([1, 2]);
    expect(Math.abs(layers[0].expansion.value - ONE_RSB)).toBeLessThan(1e-8);
    expect(Math.abs(layers[1].expansion.value - 6.43008319166)).toBeLessThan(1e-7);
    expect(layers[1].signature).toEqual({ positive: 5, negative: 2, zero: 0 });
    expect(layers[1].parameters).toHaveProperty("hidden");
  });

  it("takes expansions, notions and theories of the first layer", () => {
    const [, weak] = results("rsb --k 1 --depth 2 --expansions 6.7004 --tolerance 1e-7");
    expect(Math.abs(weak.capacity.value - DEEP_ONE_RSB)).toBeLessThan(1e-7);
    const [first, strong] = results(
      "rsb --k 1 --depth 2 --first-layer 2rsb --notion strong --tolerance 1e-7",
    );
    expect(first.given).toBe(true);
    expect(Math.abs(strong.capacity.value - 9.661916)).toBeLessThan(2e-5);
  });

  it("takes any count: 2 is strong, and the energy at the capacity is the count", () => {
    const command = "rsb --k 1 --depth 2 --expansions 6.7004 --tolerance 1e-7";
    const [, strong] = results(`${command} --notion strong`);
    expect(results(`${command} --count 2`)[1].capacity.value).toBeCloseTo(strong.capacity.value, 9);
    const [, half] = results(`${command} --count 1.5`);
    const [{ energy }] = results(`${command} --alpha ${half.capacity.value}`);
    expect(Math.abs(energy.value - 1.5)).toBeLessThan(1e-7);
  });

  it("gives energies of the last layer", () => {
    const [energy] = results("rsb --k 1 --depth 2 --expansions 6.7004 --alpha 6.4299994516 --tolerance 1e-8");
    expect(Math.abs(energy.energy.value - 1)).toBeLessThan(1e-8);
  });

  it("is said to be a conjecture", () => {
    expect(run("rsb --k 0 --depth 2").out).toContain("conjecture");
  });

  it.each([
    ["rsb --k 1 --depth 2 --expansions 6.5", "expansion 6.5 of layer 1 is not admissible"],
    ["rsb --k 1 --depth 2 --expansions 6.8,6.5", "expected at most 1"],
    ["rsb --k 1 --depth 2 --bias 1", "--depth 2"],
    ["rsb --k 1 --depth 2 --alpha 6 --count 1", "--alpha and --count together"],
    ["rsb --k 1 --notion strong", "expected --depth 2 or more"],
    ["rsb --k 1 --depth 2 --expansions 6.8 --first-layer 6.8", "expected only one of them"],
    ["rsb --k 11 --depth 2", "expected at most 10"],
    ["rsb --k 1 --depth 2 --tolerance 1e-12", "expected at least 1e-11"],
    ["rsb --k 1 --depth 2 --convolution fft", "expected neither"],
    ["frsb --depth 3", "expected 1 or 2"],
    ["frsb --levels 6", "expected --depth 2"],
  ])("%s is refused in one line", expectRefused);
});

describe("width --k", () => {
  it("is the largest of the layers' roots", () => {
    const [found] = results("width --depth 2 --notion strong --k 1");
    expect(Math.abs(found.width.value - 9.674376)).toBeLessThan(1e-6);
    expect(found.bindingLayer).toBe(2);
  });

  it.each([
    ["width --depth infinity --k 1", "expected a depth of at most 6"],
    ["width --depth 2 --k 1 --lifted", "expected none of them"],
  ])("%s is refused in one line", expectRefused);
});

describe("frsb --depth 2", () => {
  it("lies below every level, with an error that covers the differences of its estimates", () => {
    const { out } = run("frsb --depth 2 --first-layer 6.7004 --levels 5 --tolerance 1e-5 --json");
    const { results: limits } = JSON.parse(out) as { results: Limit[] };
    const [{ expansion, power, byOneLayer, freeExponent, chain }] = limits;
    expect(Math.abs(expansion.value - 6.40491)).toBeLessThan(expansion.error);
    expect(expansion.error).toBeLessThan(2e-4);
    const estimates = [power, byOneLayer, freeExponent];
    expect(Math.max(...estimates) - Math.min(...estimates)).toBeLessThan(expansion.error * (1 + 1e-9));
    expect(chain.map(({ k }) => k)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const { capacity } of chain) expect(expansion.value).toBeLessThan(capacity.value + capacity.error);
  });
});

interface Limit {
  readonly expansion: { readonly value: number; readonly error: number };
  readonly power: number;
  readonly byOneLayer: number;
  readonly freeExponent: number;
  readonly chain: readonly {
    readonly k: number;
    readonly capacity: { readonly value: number; readonly error: number };
  }[];
}
