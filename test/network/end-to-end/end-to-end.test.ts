/** Whole networks: the exact decision on a box, collisions inside one region, and both against evaluation. */
import { describe, expect, it } from "vitest";
import { decideOnBox, layerCases, regionCollision } from "../../../network/end-to-end/index.js";
import { exactNetwork } from "../../../network/end-to-end/region-map.js";
import { boxRows, enumerateRegions } from "../../../network/end-to-end/region-tree.js";
import { evaluate } from "../../../network/forward.js";
import { checkLayer } from "../../../network/injectivity/layer-check.js";
import { type RationalVector, vectorNumbers } from "../../../network/injectivity/rational-vector.js";
import { IDENTITY, leakyRelu, type NetworkLayer, type NetworkModel, RELU } from "../../../network/model.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { REFERENCE, randomLayer } from "../injectivity/layers.js";

const layer = (rows: number[][], bias: number[] | null = null, activation = RELU) => ({
  weights: matrixFromRows(rows),
  bias: bias === null ? null : Float64Array.from(bias),
  activation,
});
const network = (...layers: NetworkLayer[]): NetworkModel => ({
  layers,
  weightType: "float64",
  notes: [],
});
const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, k) => (i === k ? 1 : 0)));

function expectCollision(model: NetworkModel, [p, q]: readonly [RationalVector, RationalVector]): void {
  const [x, y] = [vectorNumbers(p), vectorNumbers(q)];
  expect([...x]).not.toEqual([...y]);
  const [first, second] = [evaluate(model, x), evaluate(model, y)];
  const size = Math.max(1, ...first.map(Math.abs));
  first.forEach((value, i) => {
    expect(Math.abs(value - second[i])).toBeLessThan(1e-9 * size);
  });
}

describe("networks on a box", () => {
  const { W1, b1, regions } = REFERENCE.end_to_end;
  const reference = network(layer(W1, b1), layer(identity(4)));

  it("answers the reference network: injective although its second layer is not injective on R^4", () => {
    expect(decideOnBox(reference, 5)).toMatchObject({ verdict: "injective", regions });
    expect(
      checkLayer({ weights: matrixFromRows(identity(4)), bias: null, domain: { kind: "space" } }).verdict,
    ).toBe("not-injective");
    const [first, second] = layerCases(reference, { kind: "space" });
    expect([first.question.domain.kind, second.question.domain.kind]).toEqual(["space", "orthant"]);
    expect(checkLayer(second.question).verdict).toBe("injective");
  });

  it("agrees with the single-layer criterion on networks of one layer", () => {
    const verdicts = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const columns = 1 + (seed % 2);
      const { weights, bias } = randomLayer(
        seed,
        2 + 2 * columns,
        columns,
        seed % 3 === 0 ? "integer" : "gaussian",
        seed % 4 < 2,
      );
      const answer = decideOnBox(
        { layers: [{ weights, bias, activation: RELU }], weightType: "float64", notes: [] },
        1.5,
      );
      const expected = checkLayer({ weights, bias, domain: { kind: "box", radius: 1.5 } }).verdict;
      expect(answer.verdict).toBe(expected);
      verdicts.add(expected);
    }
    expect(verdicts.size).toBe(2);
  });

  it("finds collisions between regions: a fold", () => {
    // |x| as ReLU(x) + ReLU(-x): each half is injective, the halves collide.
    const fold = network(layer([[1], [-1]]), layer([[1, 1]], null, IDENTITY));
    const answer = decideOnBox(fold, 1);
    if (answer.verdict !== "not-injective") throw new Error(answer.verdict);
    expectCollision(fold, answer.inputs);
    expect(regionCollision(fold, { kind: "space" })).toBeUndefined();
    expect(decideOnBox(network(layer([[1], [-1]]), layer([[1, -1]], null, IDENTITY)), 1).verdict).toBe(
      "injective",
    );
  });

  it("agrees with the layerwise answer where that is sufficient", () => {
    let proved = 0;
    let refuted = 0;
    for (let seed = 0; seed < 12; seed++) {
      const first = randomLayer(seed, 5, 1, "gaussian", true);
      const second = randomLayer(seed + 50, 8, 5, "gaussian", true);
      const model = network(
        { weights: first.weights, bias: first.bias, activation: RELU },
        { weights: second.weights, bias: second.bias, activation: leakyRelu(0.25) },
      );
      const whole = decideOnBox(model, 2);
      expect(whole.verdict).not.toBe("undecided");
      const layerwise = checkLayer({ ...first, domain: { kind: "box", radius: 2 } }).verdict;
      expect(whole.verdict).toBe(layerwise);
      if (whole.verdict === "injective") proved++;
      if (whole.verdict !== "not-injective") continue;
      expectCollision(model, whole.inputs);
      refuted++;
    }
    expect(proved).toBeGreaterThan(2);
    expect(refuted).toBe(2);
  });

  it("gives up with a reason where there are too many regions or other activations", () => {
    const wide = randomLayer(1, 24, 2, "gaussian", true);
    const model = network({ weights: wide.weights, bias: wide.bias, activation: RELU });
    expect(decideOnBox(model, 3)).toMatchObject({
      verdict: "undecided",
      reason: expect.stringContaining("regions"),
    });
    const clipped = {
      ...model,
      layers: [
        {
          ...model.layers[0],
          activation: { name: "clip", breakpoints: [0, 6], slopes: [0, 1, 0], anchor: [0, 0] as const },
        },
      ],
    };
    expect(decideOnBox(clipped, 3).verdict).toBe("undecided");
    expect(decideOnBox(reference, 5, () => true).verdict).toBe("undecided");
  });
});

describe("regions", () => {
  it("cover as many cells as one layer has in the box, and the networks of the reference counts", () => {
    const single = network(
      layer(
        [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
        [0, 0, -0.5],
      ),
    );
    const exact = exactNetwork(single);
    if (exact === undefined) throw new Error("a ReLU network");
    // Three lines in general position: 7 regions, all of which meet a large box.
    expect(enumerateRegions(exact, boxRows(2, 10), 100)?.length).toBe(7);
    expect(enumerateRegions(exact, boxRows(2, 10), 5)).toBeUndefined();
  });
});

describe("collisions inside a region", () => {
  it("are found for every network that narrows below its inputs", () => {
    for (let seed = 0; seed < 10; seed++) {
      const model = network(
        { ...randomLayer(seed, 9, 3, "gaussian", true), activation: RELU },
        { ...randomLayer(seed + 1, 2, 9, "gaussian", true), activation: IDENTITY },
      );
      const { POSITIVE_INFINITY: infinity } = Number;
      for (const [domain, least, largest] of [
        [{ kind: "space" }, -infinity, infinity],
        [{ kind: "orthant" }, 0, infinity],
        [{ kind: "box", radius: 2 }, -2, 2],
      ] as const) {
        const collision = regionCollision(model, domain);
        if (collision === undefined) throw new Error(`no collision in ${domain.kind}`);
        expectCollision(model, collision);
        for (const input of collision) {
          for (const entry of vectorNumbers(input)) {
            expect(entry).toBeGreaterThanOrEqual(least);
            expect(entry).toBeLessThanOrEqual(largest);
          }
        }
      }
    }
  });
});
