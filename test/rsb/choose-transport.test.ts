/** The choice between positive sums and Fourier transforms, and that both agree where both are valid. */
import { describe, expect, it } from "vitest";
import { chooseTransport } from "../../rsb/functional/choose-transport.js";
import { errorCount } from "../../rsb/functional/cost.js";
import { directTransport } from "../../rsb/functional/direct-transport.js";
import { fftTransport } from "../../rsb/functional/fft-transport.js";
import { evaluateFunctional } from "../../rsb/functional/functional.js";
import { type Ansatz, DEFAULT_RESOLUTION, solveKrsb } from "../../rsb/index.js";

const threshold = (k: number): Ansatz => solveKrsb({ kind: "threshold" }, k).ansatz;
const choose = (ansatz: Ansatz, tolerance: number) =>
  chooseTransport(ansatz, errorCount, DEFAULT_RESOLUTION, tolerance);

/** Sixteen levels, one of them far narrower than the rest, small y. */
const narrow: Ansatz = {
  chi: 0.1,
  overlapDeficits: Float64Array.from({ length: 17 }, (_, i) =>
    i === 16 ? 0 : i === 8 ? 0.5 * (1 - 7 / 16) - 1e-9 : 0.5 * (1 - (i < 8 ? i : i - 1) / 16),
  ),
  breakingPoints: Float64Array.from({ length: 16 }, (_, i) => 0.5 * (i + 1)),
};

describe("choice of the convolution", () => {
  it("is positive sums at the optima, where they are cheaper and Fourier rounding grows with y", () => {
    for (const k of [2, 8, 14]) expect(choose(threshold(k), 1e-12).method).toBe("direct");
    expect(choose(threshold(14), 1e-12).fftError).toBeGreaterThan(choose(threshold(8), 1e-12).fftError);
  });

  it("never takes Fourier transforms whose rounding exceeds the tolerance", () => {
    let compared = 0;
    for (const tolerance of [1e-4, 1e-8, 1e-12]) {
      for (const ansatz of [narrow, threshold(10), threshold(16)]) {
        const { method, fftError } = choose(ansatz, tolerance);
        if (method !== "fft") continue;
        expect(fftError).toBeLessThanOrEqual(tolerance);
        compared++;
      }
    }
    expect(compared).toBe(3);
  });

  it("the rounding criterion covers the measured difference of the two", () => {
    for (const k of [4, 8, 11]) {
      const ansatz = threshold(k);
      const at = (make: typeof directTransport) =>
        evaluateFunctional(
          { kind: "threshold" },
          ansatz,
          errorCount,
          make(ansatz, errorCount, DEFAULT_RESOLUTION),
        ).objective;
      const gap = Math.abs(at(directTransport) - at(fftTransport));
      expect(gap).toBeLessThan(choose(ansatz, 1e-12).fftError + 1e-12);
    }
  });
});
