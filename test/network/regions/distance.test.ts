/** Distance to the boundary of the activation region. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Activation,
  clip,
  distanceToBoundary,
  RELU,
  randomModel,
  squareDomain,
  subdividePlane,
} from "../../../network/index.js";
import { randomSource } from "../../../src/random/normal.js";
import { integerNetwork, reluNetwork } from "./random-networks.js";
import { REFERENCE } from "./reference.js";

/** One layer's distances depend on the breakpoints alone. */
const THREE: Activation = {
  name: "three",
  breakpoints: [-1, 0, 1],
  slopes: [0.5, 1, 0.5, 1],
  anchor: [0, 0],
};

/** Distance from a point to the sides of a convex polygon that holds it. */
function toSides(corners: Float64Array, x: number, y: number): { inside: boolean; distance: number } {
  let [inside, distance] = [true, Number.POSITIVE_INFINITY];
  for (let k = 0; k < corners.length; k += 2) {
    const next = (k + 2) % corners.length;
    const [dx, dy] = [corners[next] - corners[k], corners[next + 1] - corners[k + 1]];
    const height = (dx * (y - corners[k + 1]) - dy * (x - corners[k])) / Math.hypot(dx, dy);
    inside &&= height > 0;
    distance = Math.min(distance, height);
  }
  return { inside, distance };
}

describe("distance", () => {
  it("is the distance to the sides of the point's polygon in a wide square", () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(integerNetwork(2), coordinate, coordinate, (model, x, y) => {
        const { distance } = distanceToBoundary(model, [x, y]);
        const { cells } = subdividePlane(model, squareDomain(-60, 60));
        const found = cells.map(({ polygon }) => toSides(polygon.corners, x, y)).find(({ inside }) => inside);
        fc.pre(found !== undefined && found.distance > 1e-9 && found.distance < 50);
        expect(distance.value).toBeCloseTo(found?.distance ?? Number.NaN, 9);
        expect(distance.error).toBeLessThan(1e-12);
      }),
    );
  });

  it("is infinite without breakpoints in reach, and 0 on a boundary", () => {
    const dead = reluNetwork({ weights: [[0, 0]], bias: [1] }, { weights: [[1]], bias: [0] });
    expect(distanceToBoundary(dead, [3, 4])).toMatchObject({
      distance: { value: Number.POSITIVE_INFINITY, error: 0, status: "infinite" },
      boundary: undefined,
    });
    const line = reluNetwork({ weights: [[3, 4]], bias: [0] }, { weights: [[1]], bias: [0] });
    expect(distanceToBoundary(line, [4, -3]).distance.value).toBe(0);
    expect(distanceToBoundary(line, [1, 0])).toMatchObject({
      distance: { value: 0.6 },
      boundary: { layer: 1, unit: 1, breakpoint: 0 },
    });
  });

  it("may be met by a boundary that the output does not show", () => {
    // The second unit is not read.
    const model = reluNetwork({ weights: [[1], [1]], bias: [-1, -0.25] }, { weights: [[1, 0]], bias: [0] });
    expect(distanceToBoundary(model, [0])).toMatchObject({
      distance: { value: 0.25 },
      boundary: { unit: 2 },
    });
  });

  it.each([[[1]], [[1, Number.NaN]]])("refuses the point %j", (point) => {
    const model = reluNetwork({ weights: [[3, 4]], bias: [0] }, { weights: [[1]], bias: [0] });
    expect(() => distanceToBoundary(model, point)).toThrow("expected 2 finite numbers");
  });

  const cases = REFERENCE.distance_mc.cases.filter(({ widths }) => widths[0] === 2);
  it.each(cases.map((entry) => [`${entry.widths.join("-")} ${entry.act}`, entry] as const))(
    "mean over networks, %s",
    (_, { widths, act, E_r_act: [mean, error] }) => {
      const law = {
        widths,
        activation: act === "relu" ? RELU : act === "pl3" ? THREE : clip(-1, 1),
        gain: 2,
        bias: { shape: "normal" as const, mean: 0, deviation: 0.5 },
      };
      const count = 400;
      const values = Array.from({ length: count }, (__, i) => {
        const random = randomSource(11, i);
        const model = randomModel(law, random);
        return distanceToBoundary(model, [2 * random.uniform() - 1, 2 * random.uniform() - 1]).distance.value;
      });
      const found = values.reduce((sum, value) => sum + value, 0) / count;
      const variance = values.reduce((sum, value) => sum + (value - found) ** 2, 0) / (count - 1) / count;
      expect(Math.abs(found - mean)).toBeLessThan(4 * Math.hypot(error, Math.sqrt(variance)));
    },
  );
});
