/** Convolutions: the reference kernels, monotony in the box, and the whole operator as the judge. */
import { describe, expect, it } from "vitest";
import { type ConvolutionLayer, searchPatch, unrolledOperator } from "../../../network/convolution/index.js";
import { checkLayer } from "../../../network/injectivity/layer-check.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";
import { REFERENCE } from "../injectivity/layers.js";

function line(kernels: number[][], stride = 1, channels = 1): ConvolutionLayer {
  const width = kernels[0].length / channels;
  return { kernels: matrixFromRows(kernels), channels, shape: [width], stride, bias: null };
}
const SPACE = { kind: "space" } as const;
const operator = (layer: ConvolutionLayer, signal: number[], padding: "valid" | "same", before = 0): string =>
  checkLayer({ ...unrolledOperator(layer, signal, padding, before), domain: SPACE }).verdict;

describe("reference kernels", () => {
  it.each(REFERENCE.conv)("$kernels", ({ kernels, certificate_P, fails_at_P, N }) => {
    const search = searchPatch(line(kernels), { largestColumns: 5, signal: N === undefined ? null : [N] });
    expect(search.patch?.box ?? null).toEqual(certificate_P === null ? null : [certificate_P]);
    if (fails_at_P !== undefined) {
      expect(search.trials.find(({ box }) => box[0] === fails_at_P)?.answer.verdict).toBe("not-injective");
    }
  });

  it("the whole operator of one is injective", () => {
    const whole = REFERENCE.conv.filter((kernel) => "full_operator_injective" in kernel);
    expect(whole).toHaveLength(1);
    for (const { kernels } of whole) expect(operator(line(kernels), [4], "same")).toBe("injective");
  });
});

describe("the criterion", () => {
  const random = randomSource(5, 3);
  const kernels = (count: number, width: number): number[][] =>
    Array.from({ length: count }, () => Array.from({ length: width }, () => random.below(7) - 3));

  it("passes on larger boxes once it passes, and then every operator is injective", () => {
    let [passed, tooFewRows] = [0, 0];
    for (let trial = 0; trial < 30; trial++) {
      const layer = line(kernels(1 + (trial % 6), 2));
      const { patch, trials } = searchPatch(layer, { largestColumns: 4, signal: null });
      for (const { enoughRows, answer } of trials)
        if (!enoughRows) {
          tooFewRows++;
          expect(answer.verdict).toBe("not-injective");
        }
      if (patch === null) continue;
      passed++;
      for (const size of [patch.box[0], patch.box[0] + 1, patch.box[0] + 2]) {
        expect(operator(layer, [size], "valid")).toBe("injective");
        expect(operator(layer, [size], "same")).toBe("injective");
        expect(operator(layer, [size], "same", 1)).toBe("injective");
      }
    }
    expect(passed).toBeGreaterThan(3);
    expect(tooFewRows).toBeGreaterThan(0);
  });

  it("gives the same answer for reversed kernels", () => {
    for (let trial = 0; trial < 15; trial++) {
      const rows = kernels(5, 2);
      const patch = (list: number[][]) =>
        searchPatch(line(list), { largestColumns: 4, signal: null }).patch?.box;
      expect(patch(rows.map((row) => [...row].reverse()))).toEqual(patch(rows));
    }
  });

  it("needs boxes that cover the signal on the stride grid", () => {
    const layer = line(
      [
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ],
      2,
    );
    expect(searchPatch(layer, { largestColumns: 8, signal: [6] }).patch?.box).toEqual([2]);
    expect(searchPatch(layer, { largestColumns: 8, signal: [7] }).patch).toBeNull();
    expect(operator(layer, [7], "valid")).toBe("not-injective");
    // With stride 3 the third entry of every window is never read.
    const gaps = line(
      [
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ],
      3,
    );
    expect(searchPatch(gaps, { largestColumns: 8, signal: [8] }).patch).toBeNull();
    expect(operator(gaps, [8], "valid")).toBe("not-injective");
  });

  it("spans all input channels and works in two dimensions", () => {
    const identity = (size: number): number[][] =>
      Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, k) => (i === k ? 1 : 0)));
    const plusMinus = (size: number): number[][] => [
      ...identity(size),
      ...identity(size).map((row) => row.map((entry) => -entry)),
    ];
    const plane: ConvolutionLayer = {
      kernels: matrixFromRows(plusMinus(8)),
      channels: 2,
      shape: [2, 2],
      stride: 2,
      bias: null,
    };
    expect(searchPatch(plane, { largestColumns: 8, signal: [4, 4] }).patch?.box).toEqual([2, 2]);
    expect(operator(plane, [2, 4], "valid")).toBe("injective");
    const half = { ...plane, kernels: matrixFromRows(plusMinus(8).slice(0, 12)) };
    expect(searchPatch(half, { largestColumns: 8, signal: [4, 4] }).patch).toBeNull();
    // Pointwise kernels: O = 1 needs only two kernels a channel.
    expect(searchPatch(line([[1], [-1]]), { largestColumns: 4, signal: null }).patch?.box).toEqual([1]);
  });

  it("uses biases, one a kernel", () => {
    const pair = line([[1], [-1]]);
    const withBias = (bias: number[]) =>
      searchPatch({ ...pair, bias: Float64Array.from(bias) }, { largestColumns: 3, signal: null }).patch;
    expect(withBias([1, -0.5])).not.toBeNull();
    expect(withBias([-1, 0.5])).toBeNull();
  });

  it("refuses sizes that do not fit", () => {
    const options = { largestColumns: 4, signal: null };
    expect(() => searchPatch({ ...line([[1, 2]]), channels: 2, shape: [2] }, options)).toThrow("expected 4");
    expect(() => searchPatch(line([[1, 2]], 0), options)).toThrow("expected positive integers");
    expect(() => searchPatch({ ...line([[1, 2]]), bias: Float64Array.of(1, 2) }, options)).toThrow(
      "one a kernel",
    );
  });
});
