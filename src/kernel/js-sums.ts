/** Weighted sums of neighbouring samples on typed arrays: the arithmetic of the WebAssembly kernel. */
import type { NestedSums } from "./sum-kernel.js";

export const jsSums: NestedSums = {
  name: "js",
  one({ count, first, stride, phases, row, shift }, weights, samples, out) {
    for (let a = 0; a < count; a++) {
      const n = (first + a) * stride;
      const base = Math.floor(n / phases);
      const table = (n - base * phases) * row;
      const start = base + shift;
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let j = 0; j < row; j += 4) {
        s0 += weights[table + j] * samples[start + j];
        s1 += weights[table + j + 1] * samples[start + j + 1];
        s2 += weights[table + j + 2] * samples[start + j + 2];
        s3 += weights[table + j + 3] * samples[start + j + 3];
      }
      out[a] = s0 + s2 + (s1 + s3);
    }
  },
  three(geometry, weights, derivatives, f, g, out) {
    jsSums.one(geometry, weights, f, out.f);
    jsSums.one(geometry, weights, g, out.g);
    jsSums.one(geometry, derivatives, f, out.varianceDerivative);
  },
};
