/** Least active units: exact counts against points and searches, witnesses that verify, mutations that do not. */
import { describe, expect, it } from "vitest";
import {
  exactMinimum,
  gaussianMatrix,
  leastActiveUnits,
  parseWeightLaw,
  randomNetwork,
  verifyWitnesses,
  type WitnessLayer,
  witnessFile,
} from "../../finite-size/index.js";
import { leastActiveByCones, type NetworkModel, reluNetwork, vectorTexts } from "../../network/index.js";
import { randomSource } from "../../src/random/normal.js";
import { tinyCase } from "../network/cones/tiny-networks.js";

/** The network that a seed draws, as the search and as the exact count take it. */
function sampledNetwork({ widths, seed }: { widths: readonly number[]; seed: number }): NetworkModel {
  return reluNetwork(
    randomNetwork(widths, seed).map(({ units, inputs, weights }) => ({
      rows: units,
      columns: inputs,
      values: weights,
    })),
  );
}

function exactly(model: NetworkModel) {
  const answer = leastActiveByCones(model);
  if (answer.kind === "undecided") throw new Error(answer.reason);
  return answer.layers;
}

/** Units of every layer with a preactivation above 0, and not below it. */
function countsAt({ layers }: NetworkModel, x: readonly number[]): (readonly [number, number])[] {
  let hidden = Array.from(x);
  return layers.map(({ weights, bias, activation }) => {
    const before = Array.from({ length: weights.rows }, (_, i) =>
      hidden.reduce((sum, h, j) => sum + h * weights.values[i * weights.columns + j], bias?.[i] ?? 0),
    );
    const [below, above] = [activation.slopes[0], activation.slopes[activation.slopes.length - 1]];
    hidden = before.map((value) => value * (value > 0 ? above : below));
    return [before.filter((value) => value > 0).length, before.filter((value) => value >= 0).length];
  });
}

function layersOf({ layers }: NetworkModel): WitnessLayer[] {
  return layers.map(({ weights, bias, activation: { slopes } }) => ({
    weights: Array.from({ length: weights.rows }, (_, i) =>
      Array.from(weights.values.subarray(i * weights.columns, (i + 1) * weights.columns)),
    ),
    bias: bias === null ? null : Array.from(bias),
    slopes: [slopes[0], slopes[slopes.length - 1]],
  }));
}

describe("the least active units of a network", () => {
  it("of one layer are E_min, where rows are in general position", () => {
    for (const [n, seed] of [
      [2, 1],
      [3, 2],
      [3, 3],
      [4, 4],
    ]) {
      const [layer] = exactly(sampledNetwork({ widths: [n, 5 * n], seed }));
      const values = randomNetwork([n, 5 * n], seed)[0].weights;
      expect(layer.active).toBe(exactMinimum({ rows: 5 * n, columns: n, values }).minimum);
    }
    // The same numbers but for the scale.
    expect(gaussianMatrix(4, 2, 9).values.map((value) => value / Math.sqrt(2))).toEqual(
      randomNetwork([2, 4], 9)[0].weights,
    );
  });

  it("are what all directions of a plane show, and no search finds fewer", () => {
    let [equal, compared] = [0, 0];
    for (let seed = 0; seed < 12; seed++) {
      const task = { widths: [2, 8, 8, 8], seed };
      const model = sampledNetwork(task);
      const exact = exactly(model).map(({ active }) => active);
      const least = [99, 99, 99];
      for (let k = 0; k < 4000; k++) {
        const angle = (2 * Math.PI * (k + 0.5)) / 4000;
        const counts = countsAt(model, [Math.cos(angle), Math.sin(angle)]);
        counts.forEach(([positive], layer) => {
          least[layer] = Math.min(least[layer], positive);
        });
      }
      const found = leastActiveUnits(randomNetwork(task.widths, seed), { seed, work: 0.3 });
      exact.forEach((count, layer) => {
        expect(least[layer]).toBeGreaterThanOrEqual(count);
        expect(found[layer].active).toBeGreaterThanOrEqual(count);
        compared += 2;
        equal += Number(least[layer] === count) + Number(found[layer].active === count);
      });
    }
    expect(compared).toBe(72);
    expect(equal).toBeGreaterThan(68);
  });

  it("are no more than a search finds at three inputs", () => {
    const gaps = [0, 1, 2].flatMap((seed) => {
      const widths = [3, 10, 10];
      const found = leastActiveUnits(randomNetwork(widths, seed), { seed, work: 0.3 });
      return exactly(sampledNetwork({ widths, seed })).map(
        ({ active }, layer) => found[layer].active - active,
      );
    });
    expect(Math.min(...gaps)).toBe(0);
    expect(gaps.filter((gap) => gap === 0).length).toBeGreaterThan(3);
  });

  it("hold with biases, ties, zero rows and leaky layers, at witnesses that other code counts", () => {
    const { below } = randomSource(5, 0);
    let [networks, layers, points] = [0, 0, 0];
    for (let seed = 0; seed < 150; seed++) {
      const { model } = tinyCase(2 + (seed % 2), seed);
      const answer = leastActiveByCones(model);
      if (answer.kind === "undecided") continue;
      networks++;
      layers += answer.layers.length;
      const witnesses = answer.layers.map(({ layer, active, witness }) => ({
        layer,
        active,
        x: vectorTexts(witness),
      }));
      const saved = witnessFile([{ network: { layers: layersOf(model) }, witnesses }]);
      // An interior point of a network without inputs that matter may be 0, which no witness is.
      expect(verifyWitnesses(JSON.stringify(saved), "the test").problems).toEqual([]);
      for (let k = 0; k < 20; k++) {
        const x = Array.from({ length: model.layers[0].weights.columns }, () => below(41) - 20);
        const counts = countsAt(model, x);
        for (const { layer, active } of answer.layers) {
          points++;
          expect(counts[layer - 1][1]).toBeGreaterThanOrEqual(active);
        }
      }
    }
    expect([networks, layers, points].every((count) => count > 50)).toBe(true);
  });

  it("are not given where regions are too many, inputs too many or a direction changes nothing", () => {
    const reason = (widths: number[], most?: number) => {
      const answer = leastActiveByCones(sampledNetwork({ widths, seed: 1 }), most);
      return answer.kind === "undecided" ? answer.reason : "";
    };
    expect(reason([5, 9])).toContain("4 inputs");
    expect(reason([3, 9, 9], 10)).toContain("more than 10");
    expect(reason([3, 2, 9])).toContain("full rank");
  });
});

describe("witnesses of few active units", () => {
  const widths = [4, 12, 12];
  const law = parseWeightLaw("student:3");
  const found = [3, 4].map((seed) => ({
    network: { widths, seed, stream: 0, law },
    witnesses: leastActiveUnits(randomNetwork(widths, seed, 0, law), { seed, work: 0.1 }).map(
      ({ layer, active, witness }) => ({ layer, active, x: Array.from(witness) }),
    ),
  }));
  const text = JSON.stringify(witnessFile(found));
  const problemsOf = (changed: string) => verifyWitnesses(changed, "the test").problems;

  it("of a search are counted again in integers", () => {
    expect(verifyWitnesses(text, "the test")).toEqual({ problems: [], networks: 2, witnesses: 4 });
  });

  it.each([
    [/"active":(\d)/, (_: string, k: string) => `"active":${Number(k) + 1}`, "the file says"],
    [/"seed":3/, () => '"seed":5', "digest"],
    [/"weights":"student:3"/, () => '"weights":"gaussian"', "digest"],
    [/"weights":"student:3"/, () => '"weights":"student"', "degrees"],
    [/"layer":2/, () => '"layer":3', "has 2"],
    [/"x":\[[^,]*,/, () => '"x":[', "expected an x of 4"],
    [/"x":\[[^\]]*\]/, () => '"x":[0,0,0,0]', "other than 0"],
    [/"stream":0/, () => '"stream":-1', "stream"],
  ] as const)("changed by %s are refused", (place, change, problem) => {
    const changed = text.replace(place, change as (...words: string[]) => string);
    expect(changed).not.toBe(text);
    expect(problemsOf(changed).join()).toContain(problem);
  });

  it("are told apart from other files", () => {
    expect(() => problemsOf("{}")).toThrow("expected witnesses");
  });
});
