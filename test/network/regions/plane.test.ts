/** Subdivision of plane polygons: reference networks, identities, doubles against fractions. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  evaluate,
  exactDomain,
  fractionToNumber,
  type PlaneDomain,
  type PlaneSubdivision,
  squareDomain,
  subdividePlane,
  subdividePlaneExactly,
  subdivideSegment,
} from "../../../network/index.js";
import { integerNetwork, reluNetwork } from "./random-networks.js";
import { modelOf, REFERENCE, squareOf } from "./reference.js";

const NETS = REFERENCE.nets
  .filter(({ activation_regions }) => activation_regions !== undefined)
  .map((net) => [net.widths.join("-"), net] as const);

describe("reference networks on their squares", () => {
  it.each(NETS)("%s in doubles", (_, net) => {
    const found = subdividePlane(modelOf(net), squareOf(net));
    expect(found.activationRegions).toBe(net.activation_regions);
    expect(found.activationRegions).toBe(net.distinct_patterns);
    expect(found.linearRegions).toBe(net.linear_regions);
    expect(found.distinctMaps).toBe(net.distinct_affine_maps);
    expect(found.areaSum).toBeCloseTo(4, 13);
    expect(found.omittedCuts).toBe(0);
  });

  it.each(NETS)("%s in fractions", (_, net) => {
    const found = subdividePlaneExactly(modelOf(net), exactDomain(squareOf(net)));
    expect(found.activationRegions).toBe(net.activation_regions);
    expect(found.linearRegions).toBe(net.linear_regions);
    expect(found.distinctMaps).toBe(net.distinct_affine_maps);
    expect(fractionToNumber(found.area)).toBe(4);
    expect(found.vertices - found.edges + found.activationRegions).toBe(1);
  });
});

describe("rules", () => {
  const square = squareDomain(-1, 1);

  it("n lines through one point make 2n regions", () => {
    const rows = [0, 1, 2, 3, 4].map((k) => [Math.cos(k), Math.sin(k)]);
    const model = reluNetwork(
      { weights: rows, bias: [0, 0, 0, 0, 0] },
      { weights: [[1, 2, 3, 4, 5]], bias: [0] },
    );
    expect(subdividePlane(model, square)).toMatchObject({ activationRegions: 10, linearRegions: 10 });
  });

  it("n lines in general position make 1 + n + crossings regions", () => {
    const model = reluNetwork(
      {
        weights: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
        bias: [0.5, -0.25, 0.125],
      },
      { weights: [[1, 1, 1]], bias: [0] },
    );
    expect(subdividePlane(model, square).activationRegions).toBe(7);
  });

  it("a unit that repeats another cuts nothing more, one that cancels it hides its kink", () => {
    const doubled = reluNetwork(
      {
        weights: [
          [1, 0],
          [3, 0],
        ],
        bias: [0.5, 1.5],
      },
      { weights: [[3, -1]], bias: [0] },
    );
    const found = subdividePlane(doubled, square);
    expect(found).toMatchObject({ activationRegions: 2, linearRegions: 1, distinctMaps: 1 });
    expect(found.largestIgnored).toBeLessThan(1e-15);
  });

  it("regions apart may share a map", () => {
    // A ridge: zero on both sides of the strip |x| < 1/2.
    const ridge = reluNetwork(
      {
        weights: [
          [1, 0],
          [1, 0],
          [1, 0],
        ],
        bias: [0.5, 0, -0.5],
      },
      { weights: [[1, -2, 1]], bias: [0] },
    );
    expect(subdividePlane(ridge, square)).toMatchObject({
      activationRegions: 4,
      linearRegions: 4,
      distinctMaps: 3,
    });
  });

  it("a unit that is zero but for rounding cuts nothing", () => {
    // q (p x) − p (q x) on a square three times as wide, so that products are rounded.
    const factor = fc.double({ min: 0.1, max: 3, noNaN: true });
    const domain = { ...square, origin: [5, 5], u: [3, 0], v: [0, 3] };
    fc.assert(
      fc.property(factor, factor, (p, q) => {
        const model = reluNetwork(
          {
            weights: [
              [p, p],
              [q, q],
            ],
            bias: [0, 0],
          },
          {
            weights: [
              [q, -p],
              [-q, p],
            ],
            bias: [0, 0],
          },
          { weights: [[1, 1]], bias: [0] },
        );
        const found = subdividePlane(model, domain);
        expect(found.cutLayers.filter((layer) => layer === 2)).toEqual([]);
      }),
    );
  });

  const corners = (...polygon: readonly (readonly [number, number])[]): PlaneDomain => ({
    ...square,
    polygon,
  });
  it.each([
    ["two corners", corners([0, 0], [1, 0]), "at least three"],
    ["corners in line", corners([0, 0], [1, 0], [2, 0]), "no convex polygon"],
    ["a dent", corners([0, 0], [2, 0], [0.5, 0.5], [0, 2]), "no convex polygon"],
    ["a star", corners([0, 1], [0.6, -0.8], [-0.95, 0.3], [0.95, 0.3], [-0.6, -0.8]), "no convex polygon"],
    ["a plane of another space", { ...square, origin: [0, 0, 0] }, "expected 2"],
  ] as const)("refuses %s", (_, domain, message) => {
    const model = reluNetwork({ weights: [[1, 2]], bias: [0] }, { weights: [[1]], bias: [0] });
    expect(() => subdividePlane(model, domain)).toThrow(message);
    expect(() => subdividePlaneExactly(model, exactDomain(domain))).toThrow(message);
  });

  it("refuses more regions than the largest count", () => {
    const [, net] = NETS[1];
    expect(() => subdividePlane(modelOf(net), squareOf(net), { largestCount: 29 })).toThrow("more than 29");
  });
});

describe("properties", () => {
  const domain: PlaneDomain = {
    origin: [0.25, -0.5],
    u: [2, 1],
    v: [-1, 1],
    polygon: [
      [-1, -1],
      [2, -0.5],
      [1, 2],
    ],
  };

  it("doubles and fractions agree, ties and dead units included; Euler's formula; areas", () => {
    fc.assert(
      fc.property(integerNetwork(2), (model) => {
        const found = subdividePlane(model, domain);
        const exact = subdividePlaneExactly(model, exactDomain(domain));
        const { activationRegions, linearRegions, distinctMaps, vertices, edges } = exact;
        expect(found).toMatchObject({ activationRegions, linearRegions, distinctMaps });
        expect(vertices - edges + activationRegions).toBe(1);
        expect(found.areaSum).toBeCloseTo(fractionToNumber(exact.area), 12);
        expect(found.area).toBeCloseTo(fractionToNumber(exact.area), 12);
      }),
      { numRuns: 200 },
    );
  });

  it("the maps of the cells are the network's output", () => {
    fc.assert(
      fc.property(integerNetwork(2), (model) => {
        for (const { polygon, output } of subdividePlane(model, domain).cells) {
          const count = polygon.labels.length;
          const [s, r] = [0, 1].map(
            (k) => polygon.corners.reduce((sum, value, i) => (i % 2 === k ? sum + value : sum), 0) / count,
          );
          const point = domain.origin.map((x, j) => x + s * domain.u[j] + r * domain.v[j]);
          evaluate(model, point).forEach((value, i) => {
            expect(output.constants[i] + output.x[i] * s + output.y[i] * r).toBeCloseTo(value, 9);
          });
        }
      }),
      { numRuns: 50 },
    );
  });

  it("the size of the square does not matter: biases scaled with it leave all counts", () => {
    fc.assert(
      fc.property(integerNetwork(2), fc.constantFrom(2 ** -40, 2 ** 30), (model, scale) => {
        const relu = model.layers.every(({ activation }) => ["relu", "identity"].includes(activation.name));
        fc.pre(relu);
        const layers = model.layers.map((layer) => ({
          ...layer,
          bias: layer.bias?.map((value) => scale * value) ?? null,
        }));
        const { activationRegions, linearRegions, distinctMaps } = subdividePlane(model, squareDomain(-1, 1));
        expect(subdividePlane({ ...model, layers }, squareDomain(-scale, scale))).toMatchObject({
          activationRegions,
          linearRegions,
          distinctMaps,
        });
      }),
      { numRuns: 40 },
    );
  });

  it("a line through the square meets as many cells as the segment has regions", () => {
    fc.assert(
      fc.property(integerNetwork(2), fc.double({ min: -0.9, max: 0.9, noNaN: true }), (model, height) => {
        const { cells } = subdividePlane(model, squareDomain(-1, 1));
        const crossed = cells.filter(({ polygon: { corners } }) => {
          const heights = Array.from(corners).filter((_, k) => k % 2 === 1);
          return Math.min(...heights) < height - 1e-9 && Math.max(...heights) > height + 1e-9;
        });
        // A generic height: integer weights put corners and level lines at simple fractions.
        fc.pre(
          cells.every(({ polygon }) => polygon.corners.every((value) => Math.abs(value - height) > 1e-6)),
        );
        expect(subdivideSegment(model, [-1, height], [1, height]).activationRegions).toBe(crossed.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe("common edges", () => {
  it("separate linear regions exactly where the output changes", () => {
    const [, net] = NETS[3];
    const found: PlaneSubdivision = subdividePlane(modelOf(net), squareOf(net));
    const unchanged = found.commonEdges.filter(({ changesOutput }) => !changesOutput);
    expect(unchanged.length).toBe(11);
    for (const { cells, changesOutput, cut } of found.commonEdges) {
      const [a, b] = cells.map((cell) => found.regionOf[cell]);
      // Equal maps join; different maps may still belong together by a way around.
      expect(changesOutput || a === b).toBe(true);
      expect(found.mapOf[cells[0]] === found.mapOf[cells[1]]).toBe(!changesOutput);
      expect(found.cutLayers[cut - 1]).toBeLessThanOrEqual(2);
    }
  });
});
