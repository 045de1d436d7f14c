/** Corrected bounds and moments at initialisation against measured numbers, the printed ones beside. */
import { describe, expect, it } from "vitest";
import {
  boundaryDensityBound,
  distanceBound,
  goodProbabilityBound,
  gradientTailBound,
  HE_GRADIENT,
  halfSecondMoment,
  type InitialisationLaw,
  largestBiasDensity,
  logGradient,
  MEAN_SQUARE_GRADIENT,
  oneLayerPlane,
  preActivation,
  RELU,
  randomModel,
  segmentBound,
  squareDomain,
  tailThreshold,
} from "../../../network/index.js";
import { randomSource } from "../../../src/random/normal.js";
import { REFERENCE } from "./reference.js";

const BIAS = { shape: "normal" as const, mean: 0, deviation: 0.5 };
const constants = (units: number) => ({
  units,
  breakpoints: 1,
  gradient: HE_GRADIENT,
  bias: largestBiasDensity(BIAS),
});

describe("bound (15)", () => {
  const cases = REFERENCE.line_expectation_mc.cases.filter(({ bound_no2 }) => bound_no2 !== undefined);
  it.each(cases.map((entry) => [entry.widths.join("-"), entry] as const))("segment, %s", (_, entry) => {
    const units = entry.widths.slice(1, -1).reduce((sum, width) => sum + width, 0);
    const { corrected, printed } = segmentBound(constants(units), 2);
    expect(corrected).toBeCloseTo(entry.bound_no2 ?? Number.NaN, 9);
    expect(printed).toBeCloseTo(entry.bound15_factor2 ?? Number.NaN, 9);
    expect(entry.count[0]).toBeLessThan(corrected);
  });

  it("k = 2 bounds the crossings in a square", () => {
    const law = { widths: [2, 8, 1], activation: RELU, gain: 2, bias: BIAS };
    const { crossingsPerPair } = oneLayerPlane(law, squareDomain(-1, 1));
    const bound = boundaryDensityBound(constants(8), 2);
    expect(28 * crossingsPerPair.value).toBeLessThan(4 * bound.corrected);
    expect(bound.printed).toBe(4 * bound.corrected);
  });

  it("refuses values that are not constants", () => {
    expect(() => segmentBound({ ...constants(3), bias: 0 }, 2)).toThrow("C_bias");
    expect(() => segmentBound(constants(3), 0)).toThrow("length");
    expect(() => boundaryDensityBound(constants(3), 4)).toThrow("k is 4");
  });
});

/** Values and gradients of the first unit of each layer of He networks, biases of deviation 1/2. */
function moments(widths: readonly number[], point: readonly number[], samples: number) {
  const law: InitialisationLaw = { widths: [...widths, 1], activation: RELU, gain: 2, bias: BIAS };
  const layers = widths.length - 1;
  return Array.from({ length: samples }, (_, i) => {
    const model = randomModel(law, randomSource(21, i));
    let values = Float64Array.from(point);
    let gradients = point.map((__, j) => Float64Array.from(point, (___, k) => (k === j ? 1 : 0)));
    return Array.from({ length: layers }, (__, l) => {
      const { weights, bias } = model.layers[l];
      const sums = preActivation(model.layers[l], values);
      const linear = { ...model.layers[l], bias: null };
      const slopes = gradients.map((column) => preActivation(linear, column));
      const open = preActivation({ ...linear, bias: null }, values)[0];
      values = sums.map((sum) => Math.max(sum, 0));
      gradients = slopes.map((column) => column.map((slope, unit) => (sums[unit] >= 0 ? slope : 0)));
      expect(weights.rows).toBe(bias?.length);
      return {
        value: open,
        gradient: slopes.map((column) => column[0]),
        closed: sums.every((sum) => sum < 0),
      };
    });
  });
}

function meanAndError(values: readonly number[]): readonly [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return [mean, Math.sqrt(variance / values.length)];
}

describe("moments", () => {
  const { half_Ez2_measured, corrected_32, printed_32, grad2_measured, log34 } = REFERENCE.moments_check;
  const point = [1, -2, 0.5];
  const drawn = moments([3, 6, 6, 6], point, 4000);

  it.each([1, 2, 3])("(32), (33) in layer %i", (layer) => {
    const { corrected, printed } = halfSecondMoment(point, [0.5, 0.5, 0.5], layer);
    expect(corrected).toBe(corrected_32[layer - 1]);
    expect(printed).toBe(printed_32[layer - 1]);
    expect(Math.abs(half_Ez2_measured[layer - 1] - corrected)).toBeLessThan(0.03);
    const [half, halfError] = meanAndError(drawn.map((layers) => layers[layer - 1].value ** 2 / 2));
    expect(Math.abs(half - corrected)).toBeLessThan(4 * halfError);
    expect(Math.abs(half - printed)).toBeGreaterThan(3 * halfError);
    const squares = drawn.map((layers) => layers[layer - 1].gradient.reduce((sum, g) => sum + g * g, 0));
    const [square, squareError] = meanAndError(squares);
    expect(Math.abs(square - MEAN_SQUARE_GRADIENT)).toBeLessThan(4 * squareError);
    expect(Math.abs(grad2_measured[layer - 1] - MEAN_SQUARE_GRADIENT)).toBeLessThan(0.03);
  });

  it("(34) has the constant of the weight law, and layers below only", () => {
    const hidden = [log34.width, log34.width, log34.width];
    [1, 2, 3].forEach((layer) => {
      const { corrected, printed } = logGradient(hidden, layer);
      expect(corrected).toBeCloseTo(log34.corrected[layer - 1], 4);
      expect(printed).toBeCloseTo(log34.printed[layer - 1], 12);
      expect(Math.abs(corrected - log34.measured[layer - 1])).toBeLessThan(0.01);
    });
    const logs = drawn.map(([{ gradient }]) => Math.log(3 * gradient[0] ** 2));
    const [mean, error] = meanAndError(logs);
    expect(Math.abs(mean - logGradient([6], 1).corrected)).toBeLessThan(4 * error);
  });

  it("Markov's step: 2/η holds where 2/√η is smaller than the truth may be", () => {
    for (const eta of [0.5, 2, 6]) {
      const { corrected, printed } = gradientTailBound(eta, corrected_32[2]);
      const tail = drawn.map(([, , { value, gradient }]) =>
        Math.abs(value) > eta ? Math.hypot(...gradient) : 0,
      );
      expect(meanAndError(tail)[0]).toBeLessThan(corrected);
      expect(printed / corrected).toBeCloseTo(Math.sqrt(eta), 12);
    }
    const moment = corrected_32[2];
    const { corrected, printed } = tailThreshold(moment, 0.5);
    expect(gradientTailBound(corrected, moment).corrected).toBeCloseTo(Math.exp(-1.25 * 0.5) / 2, 12);
    expect(printed).toBeCloseTo(corrected * Math.sqrt(moment), 12);
  });
});

describe("(31): open paths", () => {
  it("the probability is a product over the layers above, within the bound", () => {
    const hidden = [3, 2, 2];
    const drawn = moments([2, ...hidden], [0.3, 0.4], 4000);
    [1, 2, 3].forEach((layer) => {
      const { corrected, printed, exact } = goodProbabilityBound(hidden, layer);
      expect(printed).toBeLessThanOrEqual(corrected);
      expect(corrected).toBeLessThanOrEqual(exact);
      const good = drawn.map((layers) => (layers.slice(layer).some(({ closed }) => closed) ? 0 : 1));
      const [mean, error] = meanAndError(good);
      expect(Math.abs(mean - exact)).toBeLessThanOrEqual(4 * error);
    });
    expect(goodProbabilityBound(hidden, 3)).toMatchObject({ corrected: 1, exact: 1 });
  });
});

describe("Corollary 8", () => {
  const cases = REFERENCE.distance_mc.cases.filter(({ act, widths }) => act === "relu" && widths[0] === 2);
  it.each(cases.map((entry) => [entry.widths.join("-"), entry] as const))("%s", (_, entry) => {
    const units = entry.widths.slice(1, -1).reduce((sum, width) => sum + width, 0);
    const { bound, epsilon, scale } = distanceBound(constants(units), [2, 2]);
    expect(bound).toBeGreaterThan(0);
    expect(bound).toBeLessThan(entry.E_r_act[0]);
    expect(bound).toBeLessThan(epsilon);
    expect(bound).toBeGreaterThan(0.02 * scale.corrected);
  });

  it("falls with the number of breakpoints, as measured; the printed scale grows", () => {
    const bounds = [1, 2, 3].map((breakpoints) => distanceBound({ ...constants(32), breakpoints }, [2, 2]));
    const measured = ["relu", "hardtanh", "pl3"].map(
      (act) =>
        REFERENCE.distance_mc.cases.find((entry) => entry.act === act && entry.widths.join() === "2,32,1")
          ?.E_r_act[0] ?? Number.NaN,
    );
    for (const k of [1, 2]) {
      expect(bounds[k].bound).toBeLessThan(bounds[k - 1].bound);
      expect(measured[k]).toBeLessThan(measured[k - 1]);
      expect(bounds[k].scale.printed).toBeGreaterThan(bounds[k - 1].scale.printed);
      expect(bounds[k].bound).toBeLessThan(measured[k]);
    }
  });
});
