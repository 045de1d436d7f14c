/** The real-space sum kernel against the sums written out. */
import { describe, expect, it } from "vitest";
import { nestedSums } from "../../src/kernel/nested-sums.js";
import { type SumGeometry, samplesNeeded } from "../../src/kernel/sum-kernel.js";
import { randomSource } from "../../src/random/normal.js";

const { uniform } = randomSource(5);
const random = (length: number): Float64Array => Float64Array.from({ length }, () => uniform() - 0.3);

/** Output by output: (first + a)·stride = base·phases + phase. */
function writtenOut(geometry: SumGeometry, weights: Float64Array, samples: Float64Array): Float64Array {
  const { count, first, stride, phases, row, shift } = geometry;
  return Float64Array.from({ length: count }, (_, a) => {
    const n = (first + a) * stride;
    const base = Math.floor(n / phases);
    const phase = n - base * phases;
    let sum = 0;
    for (let j = 0; j < row; j++) sum += weights[phase * row + j] * samples[base + shift + j];
    return sum;
  });
}

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
    nestedSums().three(geometry, weights, derivatives, f, g, out);
    const [ofF, ofG, ofDerivatives] = [
      writtenOut(geometry, weights, f),
      writtenOut(geometry, weights, g),
      writtenOut(geometry, derivatives, f),
    ];
    for (let a = 0; a < geometry.count; a++) {
      expect(out.f[a]).toBeCloseTo(ofF[a], 13);
      expect(out.g[a]).toBeCloseTo(ofG[a], 13);
      expect(out.varianceDerivative[a]).toBeCloseTo(ofDerivatives[a], 13);
    }
    const single = new Float64Array(geometry.count);
    nestedSums().one(geometry, weights, f, single);
    expect(single).toEqual(out.f);
  });

  it("refuses samples that do not reach", () => {
    expect(() =>
      nestedSums().one(geometry, weights, f.subarray(0, samples - 1), new Float64Array(geometry.count)),
    ).toThrow(RangeError);
  });
});

describe("memory", () => {
  it("grows for large sums and still agrees", () => {
    const geometry = { count: 40_000, first: 0, stride: 1, phases: 1, row: 16, shift: 0 };
    const [weights, samples] = [random(16), random(samplesNeeded(geometry))];
    const out = new Float64Array(geometry.count);
    nestedSums().one(geometry, weights, samples, out);
    const expected = writtenOut(geometry, weights, samples);
    expect(out.every((sum, a) => Math.abs(sum - expected[a]) < 1e-13)).toBe(true);
  });
});
