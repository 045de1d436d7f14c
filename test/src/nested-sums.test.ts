/** The real-space sum kernels: WebAssembly and typed arrays do the same arithmetic. */
import { describe, expect, it } from "vitest";
import { jsSums } from "../../src/kernel/js-sums.js";
import { samplesNeeded } from "../../src/kernel/sum-kernel.js";
import { wasmSums } from "../../src/kernel/wasm-sums.js";
import { seededUniform } from "../../src/random/seeded.js";

const uniform = seededUniform(5);
const random = (length: number): Float64Array => Float64Array.from({ length }, () => uniform() - 0.3);

const geometries = [
  { count: 33, first: 3, stride: 1, phases: 1, row: 24, shift: 2 },
  { count: 40, first: -17, stride: 2, phases: 1, row: 8, shift: 40 },
  { count: 57, first: -20, stride: 2, phases: 3, row: 20, shift: 16 },
  { count: 31, first: -9, stride: 3, phases: 4, row: 12, shift: 9 },
];

describe.each(geometries)("stride $stride / $phases, row $row", (geometry) => {
  const samples = samplesNeeded(geometry);
  const [weights, derivatives] = [
    random(geometry.phases * geometry.row),
    random(geometry.phases * geometry.row),
  ];
  const [f, g] = [random(samples), random(samples)];
  const make = () => ({
    f: new Float64Array(geometry.count),
    g: new Float64Array(geometry.count),
    varianceDerivative: new Float64Array(geometry.count),
  });

  it("equals the sums written out", () => {
    const out = make();
    jsSums.three(geometry, weights, derivatives, f, g, out);
    for (let a = 0; a < geometry.count; a++) {
      const n = (geometry.first + a) * geometry.stride;
      const base = Math.floor(n / geometry.phases);
      const phase = n - base * geometry.phases;
      let expected = 0;
      for (let j = 0; j < geometry.row; j++)
        expected += weights[phase * geometry.row + j] * f[base + geometry.shift + j];
      expect(out.f[a]).toBeCloseTo(expected, 13);
    }
  });

  it("WebAssembly and typed arrays agree to the last bit", () => {
    const kernel = wasmSums();
    if (kernel === undefined) return;
    const [first, second] = [make(), make()];
    jsSums.three(geometry, weights, derivatives, f, g, first);
    kernel.three(geometry, weights, derivatives, f, g, second);
    expect(second).toEqual(first);
    const [single, reference] = [new Float64Array(geometry.count), new Float64Array(geometry.count)];
    jsSums.one(geometry, weights, f, reference);
    kernel.one(geometry, weights, f, single);
    expect(single).toEqual(reference);
  });

  it("refuses samples that do not reach", () => {
    const kernel = wasmSums();
    if (kernel === undefined) return;
    expect(() =>
      kernel.one(geometry, weights, f.subarray(0, samples - 1), new Float64Array(geometry.count)),
    ).toThrow(RangeError);
  });
});

describe("memory", () => {
  it("grows for large sums and still agrees", () => {
    const geometry = { count: 40_000, first: 0, stride: 1, phases: 1, row: 16, shift: 0 };
    const [weights, samples] = [random(16), random(samplesNeeded(geometry))];
    const [first, second] = [new Float64Array(geometry.count), new Float64Array(geometry.count)];
    jsSums.one(geometry, weights, samples, first);
    wasmSums()?.one(geometry, weights, samples, second);
    expect(second).toEqual(first);
  });
});
