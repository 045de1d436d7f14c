/** Layers on a Euclidean ball: the exact decision and the largest radius against enumeration, and their certificates. */
import { describe, expect, it } from "vitest";
import { sealOf } from "../../network/certificates/format.js";
import { layerCertificate, sealedCertificate } from "../../network/certificates/write.js";
import {
  checkLayer,
  checkNetwork,
  type LayerQuestion,
  largestRadius,
  layerStability,
  parseDomain,
  RELU,
  smallestUniformBias,
  verifyCertificate,
} from "../../network/index.js";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { enumerated, type Layer, randomLayer } from "./hyperplane-enumeration.js";

const questionOf = ({ rows, bias }: Layer, radius: number): LayerQuestion => ({
  weights: matrixFromRows(rows),
  bias: Float64Array.from(bias),
  domain: { kind: "ball", radius },
});

describe("against enumeration", () => {
  it("the largest radius is that of all hyperplanes, and the decision follows it, ties included", () => {
    const random = randomSource(15, 1);
    let [finite, infinite, ties] = [0, 0, 0];
    for (let trial = 0; trial < 300; trial++) {
      const layer = randomLayer(random, trial);
      const expected = enumerated(layer);
      const found = largestRadius(questionOf(layer, 1));
      expect(found.kind, JSON.stringify(layer)).toBe("exact");
      if (found.kind !== "exact") continue;
      if (expected === null || found.square === null) {
        expect(found.square, JSON.stringify(layer)).toBe(expected);
        infinite++;
      } else {
        finite++;
        const { numerator, denominator } = found.square;
        expect(numerator * expected[1], JSON.stringify(layer)).toBe(expected[0] * denominator);
      }
      for (const radius of [0.5, 1, 2]) {
        const square = BigInt(4 * radius * radius);
        const fits = expected === null || expected[0] * 4n >= square * expected[1];
        if (expected !== null && expected[0] * 4n === square * expected[1]) ties++;
        expect(checkLayer(questionOf(layer, radius)).verdict, JSON.stringify([layer, radius])).toBe(
          fits ? "injective" : "not-injective",
        );
      }
    }
    expect(finite).toBeGreaterThan(100);
    expect(infinite).toBeGreaterThan(10);
    expect(ties).toBeGreaterThan(5);
  });
});

describe("certificates on a ball", () => {
  const context = { layer: 1, activation: "relu", weightType: "float64" } as const;
  const certificateOf = (question: LayerQuestion) => {
    const layer = layerCertificate(question, checkLayer(question), context);
    if (layer === undefined) throw new Error("undecided");
    return sealedCertificate([layer]);
  };

  it("verify, proofs and collisions alike, and say the domain", () => {
    const random = randomSource(15, 2);
    const claims = new Set<string>();
    for (let trial = 0; trial < 60; trial++) {
      const layer = randomLayer(random, trial);
      const [verification] = verifyCertificate(certificateOf(questionOf(layer, 0.75)));
      expect(verification, JSON.stringify(layer)).toMatchObject({ problem: null, domain: "ball:0.75" });
      claims.add(verification.claim);
    }
    expect(claims.size).toBe(2);
  });

  it("are refused when the radius grows, a multiplier changes or an input leaves the ball", () => {
    const layer = {
      rows: [
        [2, 1],
        [-1, 2],
        [-1, -3],
      ],
      bias: [2, 2, 3],
    };
    const square = largestRadius(questionOf(layer, 1));
    const radius = square.radius.value * (1 - 1e-9);
    const proved = certificateOf(questionOf(layer, radius));
    expect(proved.layers[0].claim).toBe("injective");
    const resealed = (change: (text: string) => string) => {
      const layers = JSON.parse(change(JSON.stringify(proved.layers))) as typeof proved.layers;
      return verifyCertificate({ ...proved, layers, seal: sealOf(layers, null) })[0].problem;
    };
    expect(resealed((text) => text)).toBeNull();
    expect(resealed((text) => text.replace(`ball:${radius}`, `ball:${2 * radius}`))).toMatch(/outweigh/);
    expect(resealed((text) => text.replace(/\[0,"(\d+)"\]/, '[0,"-$1"]'))).toMatch(/positive/);
    const inside = certificateOf(questionOf(layer, 2 * radius));
    expect(inside.layers[0].claim).toBe("not-injective");
    const smaller = JSON.parse(
      JSON.stringify(inside.layers).replace(`ball:${2 * radius}`, `ball:${radius}`),
    ) as typeof inside.layers;
    expect(verifyCertificate({ ...inside, layers: smaller, seal: sealOf(smaller, null) })[0].problem).toMatch(
      /interior|outside/,
    );
  });
});

describe("known answers", () => {
  it("the identity with biases: the least of them", () => {
    const found = largestRadius({
      weights: matrixFromRows([
        [1, 0],
        [0, 2],
      ]),
      bias: Float64Array.of(3, 4),
    });
    expect(found.radius).toMatchObject({ value: 2, status: "converged" });
  });

  it("antiparallel pairs are injective on every ball, no row on none", () => {
    const pairs = matrixFromRows([
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]);
    expect(largestRadius({ weights: pairs, bias: null }).radius.value).toBe(Number.POSITIVE_INFINITY);
    expect(
      largestRadius({
        weights: matrixFromRows([
          [1, 0],
          [2, 0],
        ]),
        bias: Float64Array.of(9, 9),
      }).radius.value,
    ).toBe(0);
  });

  it("a uniform bias scales: three rows at 120° need β = R", () => {
    const h = Math.sqrt(3) / 2;
    const { bias } = smallestUniformBias({
      weights: matrixFromRows([
        [1, 0],
        [-0.5, h],
        [-0.5, -h],
      ]),
      bias: null,
    });
    // Any two of the three must stay active: the third may be alone inactive, so that a row's own hyperplane decides.
    expect(bias.value).toBeGreaterThan(0);
    expect(bias.value).toBeLessThanOrEqual(1);
    const at = (radius: number) =>
      checkLayer({
        weights: matrixFromRows([
          [1, 0],
          [-0.5, h],
          [-0.5, -h],
        ]),
        bias: Float64Array.of(1, 1, 1),
        domain: { kind: "ball", radius },
      }).verdict;
    expect([at((1 - 1e-9) / bias.value), at((1 + 1e-9) / bias.value)]).toEqual([
      "injective",
      "not-injective",
    ]);
    expect(() => smallestUniformBias({ weights: matrixFromRows([[1]]), bias: Float64Array.of(1) })).toThrow(
      InputError,
    );
  });

  it("a search that is stopped gives a bracket that contains the exact answer", () => {
    const random = randomSource(15, 3);
    const rows = Array.from({ length: 12 }, () => Array.from({ length: 4 }, () => random.normal()));
    const question = { weights: matrixFromRows(rows), bias: Float64Array.from(rows, () => 1) };
    const whole = largestRadius(question);
    let asked = 0;
    const stopped = largestRadius(question, () => ++asked > 10);
    expect(whole.kind).toBe("exact");
    expect(stopped.kind).toBe("bracketed");
    if (stopped.kind !== "bracketed") return;
    expect(stopped.lower).toBeLessThanOrEqual(whole.radius.value);
    expect(stopped.upper).toBeGreaterThanOrEqual(whole.radius.value);
  });

  it("fewer cells of a small ball: the inverse is better conditioned", () => {
    const rows = [
      [2, 1],
      [-1, 2],
      [-1, -3],
      [3, -1],
    ];
    const sigma = (radius: number) =>
      layerStability(questionOf({ rows, bias: [2, 2, 3, 1] }, radius), { samples: 20, seed: 1 });
    const [near, far] = [sigma(0.3), sigma(50)];
    expect(near.cells?.openCells).toBeLessThan(far.cells?.openCells ?? 0);
    expect(near.sigmaMin?.value).toBeGreaterThanOrEqual(far.sigmaMin?.value ?? 0);
    expect(near.sigmaSampled).toBeGreaterThanOrEqual((near.sigmaMin?.value ?? 0) * (1 - 1e-9));
  });

  it("a network whose input is in a ball: the first layer there, the next on the orthant", async () => {
    const { layers } = await checkNetwork(
      {
        layers: [
          {
            weights: matrixFromRows([
              [1, 0],
              [0, 1],
            ]),
            bias: Float64Array.of(1, 1),
            activation: RELU,
          },
          {
            weights: matrixFromRows([
              [1, 0],
              [0, 1],
            ]),
            bias: null,
            activation: RELU,
          },
        ],
        weightType: "float64",
        notes: [],
      },
      { domain: parseDomain("ball:1") },
    );
    expect(layers.map(({ answer }) => answer.verdict)).toEqual(["injective", "injective"]);
  });
});
