/** The choice between positive sums and Fourier transforms, and that both agree to rounding. */
import { describe, expect, it } from "vitest";
import { extrapolatedStart, resampledStart } from "../../rsb/chain/warm-start.js";
import { chooseTransport } from "../../rsb/functional/choose-transport.js";
import { errorCount } from "../../rsb/functional/cost.js";
import { directTransport } from "../../rsb/functional/direct-transport.js";
import { fftTransport } from "../../rsb/functional/fft-transport.js";
import { evaluateFunctional } from "../../rsb/functional/functional.js";
import { saddlePointCheck } from "../../rsb/functional/saddle-point.js";
import { type Ansatz, ansatzFrom, DEFAULT_RESOLUTION, FOURIER_LIMITS, solveKrsb } from "../../rsb/index.js";

const threshold = (k: number): Ansatz => solveKrsb({ kind: "threshold" }, k, { tolerance: 1e-9 }).ansatz;
const [three, four] = [threshold(3), threshold(4)];
/** Close to the optima of larger k, without the chains up to them. */
const nearOptimum = (k: number): Ansatz =>
  k <= 5 ? extrapolatedStart(three, four, k) : resampledStart(extrapolatedStart(three, four, 5), k);
const choose = (ansatz: Ansatz, kernel?: "wasm" | "fftjs") =>
  chooseTransport(ansatz, errorCount, DEFAULT_RESOLUTION, kernel);

/** A level thirty times narrower than its neighbours: both grids beside it are fine. */
const narrow = ansatzFrom([0.5, 0.5 + 1 / 1800, 1], [0.15, 0.3], 0.25);

describe("choice of the convolution", () => {
  it("is positive sums at optima and transforms beside a narrow level, each where it is modelled cheaper", () => {
    for (const ansatz of [three, four, nearOptimum(12), narrow]) {
      const { method, directCost, fftCost, reason } = choose(ansatz);
      expect(method).toBe(fftCost < directCost ? "fft" : "direct");
      expect(reason).toContain("cheaper");
    }
    expect(choose(four).method).toBe("direct");
    expect(choose(narrow).method).toBe("fft");
  });

  it("is transforms where fft.js is asked for, at its own cost, and sums where nothing is moved", () => {
    expect(choose(four, "fftjs")).toMatchObject({ method: "fft", reason: "sums have no kernel fftjs" });
    expect(choose(four, "fftjs").fftCost).toBeGreaterThan(choose(four, "wasm").fftCost);
    expect(choose(threshold(1))).toMatchObject({ method: "direct" });
  });
});

describe("Fourier transforms against sums", () => {
  const both = (ansatz: Ansatz) =>
    [directTransport, fftTransport].map((make) => {
      const transport = make(ansatz, errorCount, { spacing: 0.25, reach: 9 });
      const { objective, gradient } = evaluateFunctional(
        { kind: "threshold" },
        ansatz,
        errorCount,
        transport,
      );
      return { objective, gradient, residual: saddlePointCheck(objective, ansatz, errorCount, transport) };
    });

  it.each([4, 5, 12, 24, FOURIER_LIMITS.steps])(
    "agree to rounding in value, gradient and saddle point, k = %i",
    (k) => {
      const [direct, fourier] = both(nearOptimum(k));
      expect(Math.abs(direct.objective - fourier.objective)).toBeLessThan(5e-14);
      direct.gradient.forEach((g, i) => {
        expect(Math.abs(g - fourier.gradient[i])).toBeLessThan(1e-12);
      });
      expect(fourier.residual.energy).toBeCloseTo(direct.residual.energy, 12);
      direct.residual.overlapResiduals.forEach((r, i) => {
        expect(Math.abs(r - fourier.residual.overlapResiduals[i])).toBeLessThan(1e-10);
      });
    },
  );

  it("agree where one level is thirty times narrower than the others", () => {
    const [direct, fourier] = both(narrow);
    expect(Math.abs(fourier.objective / direct.objective - 1)).toBeLessThan(1e-13);
  });
});
