/** Expected regions at initialisation: every route against the reference values and against each other. */
import { describe, expect, it } from "vitest";
import {
  type Activation,
  boxDensity,
  clip,
  expectedLength,
  expectedPlane,
  expectedSegment,
  firstLayerSegment,
  hitProbabilityByQuadrature,
  type InitialisationLaw,
  leakyRelu,
  oneLayerPlane,
  RELU,
  segmentDensity,
  squareDomain,
} from "../../../network/index.js";
import { expectedInCell } from "../../../network/regions/expected-angle.js";
import type { Quantity } from "../../../src/result.js";
import { REFERENCE } from "./reference.js";

const START = [-1, 0.5];
const END = [1, 0.5];
/** Steps from 0 to 2 between −1 and 1: the reference's hard tanh passes through (−1, 0). */
const SHIFTED_CLIP: Activation = { ...clip(-1, 1), name: "shifted", anchor: [-1, 0] };
const THREE: Activation = {
  name: "three",
  breakpoints: [-1, 0, 1],
  slopes: [0.5, 1, -0.5, 2],
  anchor: [0, 0],
};

function law(widths: readonly number[], activation = RELU, bias = {}): InitialisationLaw {
  return { widths, activation, gain: 2, bias: { shape: "normal", mean: 0, deviation: 0.5, ...bias } };
}

/** Two estimates with standard errors agree within four of their differences'. */
function expectAgreement(a: Quantity, b: Quantity): void {
  expect(Math.abs(a.value - b.value)).toBeLessThan(4 * Math.hypot(a.error, b.error) + 1e-9);
}

const reference = ([value, error]: readonly [number, number]): Quantity => ({
  value,
  error,
  status: "converged",
});

describe("segment", () => {
  const cases = REFERENCE.line_expectation_mc.cases
    .filter(({ act }) => act !== "pl3")
    .map((entry) => [`${entry.widths.join("-")} ${entry.act}`, entry] as const);
  it.each(cases)("%s", (_, { widths, act, count, function_level, density, angle, layer1_exact }) => {
    const activation = act === "relu" ? RELU : act === "leaky" ? leakyRelu(0.1) : SHIFTED_CLIP;
    const found = expectedSegment(law(widths, activation), START, END, { samples: 250, seed: 5 });
    const large = widths.length * Math.max(...widths) > 40;
    const byDensity = segmentDensity(law(widths, activation), START, END, {
      samples: large ? 30 : 150,
      seed: 6,
      pointsPerNetwork: 4,
    });
    expectAgreement(found.activation, reference(count));
    expectAgreement(found.output, reference(function_level));
    expectAgreement(byDensity.activation, reference(density));
    expectAgreement(byDensity.output, reference(function_level));
    if (angle !== null && found.angle !== undefined) {
      expectAgreement(found.angle.sum, reference([angle[0], angle[1]]));
      expect(found.angle.layers[0].value).toBeCloseTo(layer1_exact ?? Number.NaN, 12);
    }
    expect(found.angle === undefined).toBe(act === "hardtanh");
  });

  it("one layer: angle/π per unit", () => {
    const one = firstLayerSegment(law([2, 1, 1]), START, END);
    expect(one.value).toBeCloseTo(0.608173, 6);
    // s = 1: the ends are (−1, 1/2, 1/2) and (1, 1/2, 1/2), with cosine −1/3.
    expect(Math.abs(one.value - Math.acos(-1 / 3) / Math.PI)).toBeLessThanOrEqual(one.error);
  });

  it("biases of nonzero mean, of another law, and units with three breakpoints: count = density", () => {
    for (const [activation, bias] of [
      [RELU, { mean: 0.8 }],
      [clip(0, 1), { mean: -0.6 }],
      [THREE, {}],
      [RELU, { shape: "uniform" as const }],
    ] as const) {
      const settings = law([2, 5, 4, 1], activation, bias);
      const counted = expectedSegment(settings, START, END, { samples: 500, seed: 7 });
      const density = segmentDensity(settings, START, END, { samples: 300, seed: 8 });
      expectAgreement(counted.activation, density.activation);
      expectAgreement(counted.output, density.output);
    }
  });

  it("narrow layers hide breakpoints: the good path excludes the unit itself", () => {
    const settings = law([2, 3, 1, 1]);
    const counted = expectedSegment(settings, START, END, { samples: 1500, seed: 9 });
    const density = segmentDensity(settings, START, END, { samples: 800, seed: 10 });
    expectAgreement(counted.output, density.output);
    expect(counted.output.value).toBeLessThan(0.75 * counted.activation.value);
    // Of the single unit of the last layer all boundaries show: counting itself would halve them.
    const last = segmentDensity(law([2, 1, 1]), START, END, { samples: 100, seed: 1 });
    expect(last.output).toEqual(last.activation);
  });

  it("is a function of the seed", () => {
    const settings = law([2, 4, 1]);
    const [a, b, c] = [3, 3, 4].map((seed) => expectedSegment(settings, START, END, { samples: 5, seed }));
    expect(a).toEqual(b);
    expect(a.activation).not.toEqual(c.activation);
  });
});

describe("square", () => {
  const square = squareDomain(-1, 1);
  const { p_hit, points_per_pair, length_per_neuron, mc } = REFERENCE.plane_expectation;

  it("closed forms of one layer", () => {
    const { hitProbability, crossingsPerPair, regions } = oneLayerPlane(law([2, 8, 1]), square);
    expect(Math.abs(hitProbability.value - p_hit)).toBeLessThanOrEqual(hitProbability.error);
    expect(Math.abs(crossingsPerPair.value - points_per_pair)).toBeLessThanOrEqual(crossingsPerPair.error);
    expect(regions.value).toBeCloseTo(24.962310047209236, 12);
    expect(oneLayerPlane(law([2, 16, 1]), square).regions.value).toBeCloseTo(86.70602621292959, 11);
  });

  it("quadrature meets the closed form, and gives the length", () => {
    const integral = hitProbabilityByQuadrature(law([2, 8, 1]), -1, 1);
    expect(Math.abs(integral.value - p_hit)).toBeLessThanOrEqual(integral.error + 1e-15);
    const length = expectedLength(law([2, 8, 1]), -1, 1);
    // Polar coordinates and complete elliptic integrals in 20 digits; the reference value has seven.
    expect(Math.abs(length.value - 1.88338350830882)).toBeLessThanOrEqual(length.error);
    expect(length.value).toBeCloseTo(length_per_neuron, 7);
    expect(length.error).toBeLessThan(1e-9);
  });

  it("an off-centre square by both routes; small biases drive every line through the origin", () => {
    const domain = squareDomain(0.25, 2);
    for (const deviation of [0.05, 0.5, 3]) {
      const settings = law([2, 1, 1], RELU, { deviation });
      const closed = oneLayerPlane(settings, domain).hitProbability;
      const integral = hitProbabilityByQuadrature(settings, 0.25, 2);
      expect(Math.abs(closed.value - integral.value)).toBeLessThanOrEqual(
        closed.error + integral.error + 1e-14,
      );
    }
    const nearly = oneLayerPlane(law([2, 1, 1], RELU, { deviation: 1e-6 }), square);
    expect(nearly.hitProbability.value).toBeCloseTo(1, 5);
    expect(nearly.crossingsPerPair.value).toBeCloseTo(1, 5);
  });

  it.each(["[2, 8, 1]", "[2, 8, 8, 1]"])("%s by counting and by angles", (name) => {
    const widths: number[] = JSON.parse(name);
    const { mean, se } = mc[name];
    const found = expectedPlane(law(widths), square, { samples: 60, seed: 3 });
    expectAgreement(found.activation, reference([mean, se]));
    if (found.angle === undefined) throw new Error("no angle");
    expectAgreement(found.angle, reference([mean, se]));
    expect(found.angle.error).toBeLessThan(found.activation.error);
  });

  it("the regions that a layer cuts into a cell are those of one layer on its polygon", () => {
    const settings = law([2, 16, 1]);
    const identity = { constants: Float64Array.of(0, 0), x: Float64Array.of(1, 0), y: Float64Array.of(0, 1) };
    const polygon = { corners: Float64Array.from(square.polygon.flat()), labels: new Int32Array(4) };
    const found = expectedInCell(settings, 1, { polygon, output: identity });
    expect(found).toBeCloseTo(oneLayerPlane(settings, square).regions.value, 11);
  });

  it("a plane in three dimensions: angles against counts", () => {
    const domain = { ...square, origin: [0.5, -0.25, 1], u: [1, 0.5, 0], v: [0, 1, -1] };
    const found = expectedPlane(law([3, 5, 4, 1]), domain, { samples: 200, seed: 4 });
    expectAgreement(found.activation, found.angle ?? found.activation);
    expect(found.angle).toBeDefined();
  });
});

describe("density of boundaries of codimension k", () => {
  const { formula_same_layer_exact, direct_cross_layer, formula_cross_layer_as_printed, good_indicator } =
    REFERENCE.k2_check;
  const options = { samples: 1500, seed: 2 };
  const [low, high] = [
    [-1, -1],
    [1, 1],
  ];

  it("k = 1: length of a unit's boundary", () => {
    const { output } = boxDensity(law([2, 1, 1]), low, high, { ...options, together: 1 });
    expectAgreement(output, reference(good_indicator.direct_visible_length));
  });

  it("k = 2 in one layer: crossings per pair", () => {
    const { activation } = boxDensity(law([2, 2, 1]), low, high, { ...options, together: 2 });
    expectAgreement(activation, reference([formula_same_layer_exact, 0]));
  });

  it("k = 2 across layers needs the shallower unit on its breakpoint", () => {
    const across = { ...options, samples: 6000, together: 2, layers: [1, 2] };
    const pinned = boxDensity(law([2, 2, 1, 1]), low, high, across).activation;
    const printed = boxDensity(law([2, 2, 1, 1]), low, high, { ...across, asPrinted: true }).activation;
    expectAgreement(pinned, reference(direct_cross_layer));
    expectAgreement(printed, reference(formula_cross_layer_as_printed));
    expect(pinned.value).toBeGreaterThan(printed.value);
  });

  it.each([
    [{ together: 3 }, "an integer from 1 to 2"],
    [{ together: 2, layers: [1] }, "that many ascending layers"],
    [{ together: 2, layers: [2, 1] }, "that many ascending layers"],
  ])("refuses %j", (wrong, message) => {
    expect(() => boxDensity(law([2, 3, 3, 1]), low, high, { ...options, ...wrong })).toThrow(message);
  });
});

describe("refusals", () => {
  it("zero biases have no density", () => {
    expect(() =>
      expectedSegment(law([2, 4, 1], RELU, { deviation: 0 }), START, END, { samples: 2, seed: 1 }),
    ).toThrow("constant biases have none");
  });

  it("angles need a breakpoint at 0 and centred normal biases", () => {
    expect(() => firstLayerSegment(law([2, 4, 1], clip(-1, 1)), START, END)).toThrow("one breakpoint at 0");
    expect(() => oneLayerPlane(law([2, 4, 1], RELU, { mean: 1 }), squareDomain(-1, 1))).toThrow("mean 1");
  });

  it.each([
    [law([2, 1]), "at least one hidden layer"],
    [law([2, 0, 1]), "expected an integer from 1"],
    [{ ...law([2, 2, 1]), gain: 0 }, "greater than 0"],
    [law([2, 2, 1], RELU, { mean: Number.NaN }), "finite number"],
  ])("refuses law %#", (wrong, message) => {
    expect(() => expectedSegment(wrong, START, END, { samples: 2, seed: 1 })).toThrow(message);
  });
});
