/** The worst pair of inputs: closed forms on the circle against dense samples, and the search against both. */
import { describe, expect, it } from "vitest";
import { circleArcs, imageAt, throughRelu, throughWeights } from "../../finite-size/angles/circle-images.js";
import { imageArcs, pairCosine, passThrough, polishPair } from "../../finite-size/angles/pair-descent.js";
import { widestPair } from "../../finite-size/angles/widest-pair.js";
import { worstPairs } from "../../finite-size/angles/worst-pair.js";
import { angleConvergence, worstPairConvergence } from "../../finite-size/index.js";
import { layerFrom, normalise, randomNetwork } from "../../finite-size/random-network/random-network.js";
import { dot } from "../../src/linear-algebra/vectors.js";
import { randomSource } from "../../src/random/normal.js";

const AXES = [Float64Array.of(1, 0), Float64Array.of(0, 1)] as const;
const at = (angle: number): Float64Array => Float64Array.of(Math.cos(angle), Math.sin(angle));

describe("the image of a circle", () => {
  it("is that of its inputs, arc by arc", () => {
    const network = randomNetwork([2, 7, 5], 3);
    let arcs = circleArcs(...AXES);
    for (const layer of network) arcs = throughRelu(throughWeights(layer, arcs));
    expect(arcs[0].from).toBe(0);
    expect(arcs.at(-1)?.to).toBe(2 * Math.PI);
    arcs.forEach((arc, i) => {
      if (i > 0) expect(arc.from).toBe(arcs[i - 1].to);
      const angle = (arc.from + arc.to) / 2;
      let image: Float64Array = at(angle);
      for (const { units, inputs, weights } of network)
        image = Float64Array.from({ length: units }, (_, row) => {
          let sum = 0;
          for (let j = 0; j < inputs; j++) sum += weights[row * inputs + j] * image[j];
          return Math.max(0, sum);
        });
      imageAt(arc, angle).forEach((value, j) => {
        expect(value).toBeCloseTo(image[j], 12);
      });
    });
  });
});

describe("the widest pair", () => {
  it("of a linear map has the closed form of its singular values", () => {
    // cos of the widest pair of images is -1 for all linear maps: antipodal inputs.
    const [layer] = randomNetwork([2, 5], 1);
    expect(widestPair(throughWeights(layer, circleArcs(...AXES)))?.cosine).toBeCloseTo(-1, 14);
  });

  it("of two quarter planes in R^4 that meet only at angles lies at the largest principal angle", () => {
    // The cones of e1, e2 and of -(cos a e1 + sin a e3), -(cos b e2 + sin b e4): M = -diag(cos a, cos b).
    const [a, b] = [0.4, 0.9];
    const quarter = (from: number, x: number[], y: number[]) => {
      // On angles from .. from + pi/2 the image runs from x to y.
      const [c, s] = [Math.cos(from), Math.sin(from)];
      return {
        from,
        to: from + Math.PI / 2,
        cosine: Float64Array.from(x, (value, i) => c * value - s * y[i]),
        sine: Float64Array.from(x, (value, i) => s * value + c * y[i]),
      };
    };
    const found = widestPair([
      quarter(0, [1, 0, 0, 0], [0, 1, 0, 0]),
      quarter(Math.PI / 2, [-Math.cos(a), 0, -Math.sin(a), 0], [0, -Math.cos(b), 0, -Math.sin(b)]),
    ]);
    expect(found?.cosine).toBeCloseTo(-Math.cos(a), 14);
  });

  it.each([1, 2, 3, 4])("of network %i is attained by its inputs and below all sampled pairs", (seed) => {
    const depth = 3;
    const network = randomNetwork([2, ...Array<number>(depth).fill(9)], seed);
    for (const { stage, pair, kind } of worstPairs(network, [], { starts: 1, random: randomSource(0) })) {
      expect(kind).toBe("exact");
      if (Number.isNaN(pair.cosine)) continue;
      // Where an image vanishes the infimum is a limit, to which the inputs come close.
      expect(pairCosine(network, stage, pair.inputs)).toBeCloseTo(pair.cosine, 6);
      const closed = widestPair(imageArcs(network, stage, ...AXES));
      expect(closed?.cosine).toBe(pair.cosine);
      const images = Array.from({ length: 240 }, (_, i) =>
        normalise(passThrough(network, stage, at((i * Math.PI) / 120)).image),
      );
      let least = 1;
      for (let i = 0; i < images.length; i++)
        for (let j = 0; j < i; j++) least = Math.min(least, dot(images[i], images[j]));
      expect(pair.cosine).toBeLessThan(least + 1e-12);
      expect(least - pair.cosine).toBeLessThan(0.05);
    }
  });
});

describe("the search", () => {
  it("finds the exact worst pair of a network whose third input carries no weight", () => {
    const plain = randomNetwork([2, 8, 8], 5);
    const [first, second] = plain;
    const padded = layerFrom(
      8,
      3,
      Float64Array.from({ length: 24 }, (_, k) =>
        k % 3 === 2 ? 0 : first.weights[2 * Math.floor(k / 3) + (k % 3)],
      ),
    );
    const random = randomSource(1);
    const points = Array.from({ length: 30 }, () =>
      normalise(new Float64Array(3).map(() => random.normal())),
    );
    const exact = worstPairs(plain, [], { starts: 1, random });
    const found = worstPairs([padded, second], points, { starts: 10, random });
    found.forEach(({ stage, pair, kind }, i) => {
      if (stage === 0) return;
      expect(kind).toBe("upper");
      expect(pair.cosine).toBeGreaterThan(exact[i].pair.cosine - 1e-9);
      expect(pair.cosine).toBeLessThan(exact[i].pair.cosine + 1e-3);
    });
  });

  it("only lowers the cosine, and reports that of its inputs", () => {
    const network = randomNetwork([4, 12, 12, 12], 2);
    const random = randomSource(9);
    const draw = (): Float64Array => normalise(new Float64Array(4).map(() => random.normal()));
    for (const stage of [1, 2, 4, 5, 6]) {
      const start = [draw(), draw()] as const;
      const { inputs, cosine } = polishPair(network, stage, start);
      expect(cosine).toBeLessThanOrEqual(pairCosine(network, stage, start));
      expect(pairCosine(network, stage, inputs)).toBeCloseTo(cosine, 13);
      for (const input of inputs) expect(Math.hypot(...input)).toBeCloseTo(1, 13);
    }
  });

  it("uses the networks of the random points, and never ends above them", () => {
    const settings = { columns: 3, width: 4, depth: 2, points: 20, networks: 3, seed: 4 };
    const random = angleConvergence(settings);
    const worst = worstPairConvergence(settings, 8);
    worst.forEach((row, i) => {
      expect(row.index).toBe(random[i].index);
      expect(row.mean.value).toBeLessThanOrEqual(random[i].mean.value + 1e-9);
      expect(row.least).toBeLessThanOrEqual(random[i].least + 1e-9);
    });
    expect(worst[0].mean.value).toBe(-1);
  });
});
