/** The whole decision about a network: verdicts of known networks, one time limit, certificates, refusals. */
import { describe, expect, it, vi } from "vitest";
import {
  checkNetwork,
  IDENTITY,
  type NetworkModel,
  RELU,
  selectLayer,
  verifyCertificate,
} from "../../../network/index.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { InputError } from "../../../src/result.js";
import { REFERENCE, randomLayer } from "../injectivity/layers.js";

function modelOf(...layers: (readonly [number[][], number[] | null, typeof RELU])[]): NetworkModel {
  return {
    layers: layers.map(([rows, bias, activation]) => ({
      weights: matrixFromRows(rows),
      bias: bias === null ? null : Float64Array.from(bias),
      activation,
    })),
    weightType: "float64",
    notes: [],
  };
}

const problemsOf = async (model: NetworkModel): Promise<(string | null)[]> => {
  const { certificate } = await checkNetwork(model);
  return certificate === null ? [] : verifyCertificate(certificate).map(({ problem }) => problem);
};

describe("checkNetwork", () => {
  it.each(REFERENCE.matrices)("$name, with a certificate", async ({ W, b, injective }) => {
    const model = modelOf([W, b, RELU]);
    const { verdict, network, layers } = await checkNetwork(model);
    expect(verdict).toBe(injective ? "injective" : "not-injective");
    expect(network).toBeNull();
    expect(layers.map(({ answer }) => answer.verdict)).toEqual([verdict]);
    expect(await problemsOf(model)).toEqual([null]);
  });

  it("decides |x| and x behind two rays, and says who decided", async () => {
    const rays = [[1], [-1]];
    const fold = modelOf([rays, null, RELU], [[[1, -1]], null, IDENTITY]);
    expect(await checkNetwork(fold)).toMatchObject({
      verdict: "injective",
      network: { method: "pairs-of-regions", counts: { regions: 2, least: [1, 1] } },
    });
    const inBox = await checkNetwork(fold, { domain: { kind: "box", radius: 3 } });
    expect(inBox).toMatchObject({ verdict: "injective", network: { method: "pairs-of-regions" } });
    const absolute = modelOf([rays, null, RELU], [[[1, 1]], null, IDENTITY]);
    const found = await checkNetwork(absolute, { domain: { kind: "box", radius: 3 } });
    expect(found.verdict).toBe("not-injective");
    expect(found.certificate?.network).toMatchObject({ claim: "not-injective", inputs: [[/./], [/./]] });
  });

  it("numbers the layers of a part as the whole does, and asks it about the inputs it is given", async () => {
    const model = modelOf(
      [[[1], [-1]], null, RELU],
      [
        [
          [1, 0],
          [0, 1],
        ],
        null,
        RELU,
      ],
    );
    const whole = await checkNetwork(model);
    expect(whole.layers.map(({ layer, domain }) => [layer, domain])).toEqual([
      [1, "space"],
      [2, "orthant"],
    ]);
    const { layers, verdict, certificate } = await checkNetwork(selectLayer(model, 2));
    expect(layers.map(({ layer, domain }) => [layer, domain])).toEqual([[2, "space"]]);
    expect(verdict).toBe("not-injective");
    expect(certificate?.layers[0]).toMatchObject({ layer: 2, domain: "space" });
  });

  it("has one time limit for all layers and the network", async () => {
    // A clock that a millisecond of every question moves on.
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now++);
    const rows = (seed: number): number[][] => {
      const { values } = randomLayer(seed, 64, 8, "gaussian", false).weights;
      return Array.from({ length: 64 }, (_, i) => [...values.subarray(8 * i, 8 * i + 8)]);
    };
    const narrow = Array.from({ length: 8 }, (_, i) =>
      rows(4)[i].flatMap((entry) => [entry, ...Array(7).fill(0)]),
    );
    const model = modelOf([rows(1), null, RELU], [narrow, null, RELU], [rows(2), null, RELU]);
    const shares: number[] = [];
    const { layers } = await checkNetwork(model, {
      timeLimit: 0.3,
      onProgress: ({ done, total }) => {
        shares.push(done / total);
      },
    });
    clock.mockRestore();
    expect(shares).toEqual([1 / 3, 2 / 3, 1]);
    expect(layers[0].answer.verdict).toBe("undecided");
    // A limit of 300 ms each would be over 900.
    expect(now).toBeLessThan(400);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ["no layers", () => checkNetwork({ layers: [], weightType: "float64", notes: [] }), "at least one"],
    ["misfits", () => checkNetwork(modelOf([[[1]], null, RELU], [[[1, 2]], null, RELU])), "expected 1"],
    ["biases", () => checkNetwork(modelOf([[[1]], [1, 2], RELU])), "expected 1, one per row"],
    [
      "NaN",
      () => {
        const weights = { rows: 1, columns: 1, values: Float64Array.of(Number.NaN) };
        const layers = [{ weights, bias: null, activation: RELU }];
        return checkNetwork({ layers, weightType: "float64", notes: [] });
      },
      "finite",
    ],
    ["infinite biases", () => checkNetwork(modelOf([[[1]], [1 / 0], RELU])), "finite"],
    [
      "activations",
      () => checkNetwork(modelOf([[[1]], null, { ...RELU, slopes: [1] }])),
      "one more slope than breakpoints",
    ],
    ["time", () => checkNetwork(modelOf([[[1]], null, RELU]), { timeLimit: 0 }), "time limit is 0"],
    [
      "boxes",
      () => checkNetwork(modelOf([[[1]], null, RELU]), { domain: { kind: "box", radius: -1 } }),
      "greater than 0",
    ],
  ])("refuses what does not fit: %s", async (_, run, message) => {
    await expect(run()).rejects.toThrow(InputError);
    await expect(run()).rejects.toThrow(message);
  });
});
