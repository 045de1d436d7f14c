/** The largest ball of networks: that of the first layer, or a bracket from decisions on balls. */
import { expect, it } from "vitest";
import { checkNetwork, IDENTITY, networkRadius, parseDomain, RELU } from "../../network/index.js";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";

const first = {
  weights: matrixFromRows([
    [1, 0],
    [0, 2],
  ]),
  bias: Float64Array.of(3, 4),
  activation: RELU,
};
const networkOf = (...layers: (typeof first)[]) => ({ layers, weightType: "float64" as const, notes: [] });

it("is the first layer's where the later ones are injective on the orthant", async () => {
  const linear = {
    weights: matrixFromRows([
      [1, 1],
      [1, -1],
    ]),
    bias: Float64Array.of(0, 1),
    activation: IDENTITY,
  };
  const found = await networkRadius(networkOf(first, linear));
  expect(found.decidedByFirst).toBe(true);
  expect(found.network).toMatchObject({ kind: "exact", radius: { value: 2 } });
});

it("is bracketed, around the truth, where a later layer is not", async () => {
  // The second layer hides the first output beyond 4, that is x_1 > 1.
  const second = {
    weights: matrixFromRows([
      [-1, 0],
      [0, 1],
    ]),
    bias: Float64Array.of(4, 0),
    activation: RELU,
  };
  const network = networkOf(first, second);
  const found = await networkRadius(network, { timeLimit: 20 });
  expect(found.decidedByFirst).toBe(false);
  expect(found.first.radius.value).toBe(2);
  if (found.network.kind !== "bracketed") throw new Error("expected a bracket");
  const { lower, upper } = found.network;
  expect(lower).toBeLessThanOrEqual(1);
  expect(upper).toBeGreaterThanOrEqual(1);
  expect(upper - lower).toBeLessThan(0.2);
  for (const [radius, verdict] of [
    [lower, "injective"],
    [upper, "not-injective"],
  ] as const)
    expect((await checkNetwork(network, { domain: parseDomain(`ball:${radius}`) })).verdict).toBe(verdict);
});
