/** Subdivision of segments: reference networks, rules for degenerate cases, doubles against fractions. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clip,
  evaluate,
  fractionToNumber,
  type NetworkModel,
  parseFraction,
  RELU,
  randomModel,
  type SegmentSubdivision,
  subdivideSegment,
  subdivideSegmentExactly,
} from "../../../network/index.js";
import { randomSource } from "../../../src/random/normal.js";
import { integerNetwork, reluNetwork } from "./random-networks.js";
import { modelOf, pointOf, REFERENCE } from "./reference.js";

const NETS = REFERENCE.nets.map((net) => [net.widths.join("-"), net] as const);

describe("reference networks along their segments", () => {
  it.each(NETS)("%s in doubles", (_, net) => {
    const [start, end] = net.segment.map(pointOf);
    const found = subdivideSegment(modelOf(net), start, end);
    expect(found.breakpoints).toHaveLength(net.activation_breakpoints);
    expect(found.linearRegions).toBe(net.linear_breakpoints + 1);
    expect(found.unresolved).toBe(0);
    found.breakpoints.forEach(({ t, error }, i) => {
      expect(Math.abs(t - net.activation_t[i])).toBeLessThanOrEqual(error + 1e-16);
      expect(error).toBeLessThan(1e-13);
    });
    const visible = found.breakpoints.filter(({ changesOutput }) => changesOutput);
    expect(visible).toHaveLength(net.linear_t.length);
    visible.forEach(({ t }, i) => {
      expect(t).toBeCloseTo(net.linear_t[i], 13);
    });
  });

  it.each(NETS)("%s in fractions", (_, net) => {
    const [start, end] = net.segment.map((point) => point.map((entry) => parseFraction(entry, "fixture")));
    const found = subdivideSegmentExactly(modelOf(net), start, end);
    expect(found.breakpoints.map(({ t }) => fractionToNumber(t))).toEqual(net.activation_t);
    const visible = found.breakpoints.filter(({ changesOutput }) => changesOutput);
    expect(visible.map(({ t }) => fractionToNumber(t))).toEqual(net.linear_t);
  });
});

describe("rules", () => {
  const along = (model: NetworkModel): SegmentSubdivision => {
    const found = subdivideSegment(model, [-1], [1]);
    const exact = subdivideSegmentExactly(model, fractions(-1), fractions(1));
    expect(exact.activationRegions).toBe(found.activationRegions);
    expect(exact.linearRegions).toBe(found.linearRegions);
    return found;
  };

  it("units that cross together make one breakpoint", () => {
    const model = reluNetwork(
      { weights: [[1], [-2], [3]], bias: [0, 0, 0] },
      { weights: [[1, 1, 1]], bias: [0] },
    );
    const { breakpoints } = along(model);
    expect(breakpoints).toHaveLength(1);
    expect(breakpoints[0]).toMatchObject({ t: 0.5, layer: 1, unit: 1, crossings: 3, changesOutput: true });
  });

  it("kinks that cancel in the output are seen in the pattern alone", () => {
    // max(x, 0) − max(−x, 0) = x.
    const model = reluNetwork({ weights: [[1], [-1]], bias: [0, 0] }, { weights: [[1, -1]], bias: [0] });
    expect(along(model)).toMatchObject({ activationRegions: 2, linearRegions: 1 });
  });

  it("a unit that touches its breakpoint does not cross it", () => {
    // Unit 1 of layer 2 sees |x| ≥ 0.
    const model = reluNetwork(
      { weights: [[1], [-1]], bias: [0, 0] },
      { weights: [[1, 1]], bias: [0] },
      { weights: [[1]], bias: [0] },
    );
    const { breakpoints } = along(model);
    expect(breakpoints.map(({ layer }) => layer)).toEqual([1]);
  });

  it("a unit that is zero on a piece crosses nothing there", () => {
    // Layer 2 sees −max(x, 0): zero for x < 0, negative for x > 0.
    const model = reluNetwork(
      { weights: [[1]], bias: [0] },
      { weights: [[-1]], bias: [0] },
      { weights: [[1]], bias: [0] },
    );
    expect(along(model)).toMatchObject({ activationRegions: 2, linearRegions: 1 });
  });

  it("a dead layer with zero biases crosses nothing", () => {
    const model = reluNetwork(
      { weights: [[0.3], [-0.7]], bias: [-5, -5] },
      {
        weights: [
          [1, 2],
          [-3, 1],
        ],
        bias: [0, 0],
      },
      { weights: [[1, 1]], bias: [2] },
    );
    expect(along(model)).toMatchObject({ activationRegions: 1, linearRegions: 1 });
  });

  it("a unit that is zero but for rounding crosses nothing", () => {
    // q (p x) − p (q x), which doubles do not find to be zero.
    const factor = fc.double({ min: 0.1, max: 3, noNaN: true });
    fc.assert(
      fc.property(factor, factor, (p, q) => {
        const model = reluNetwork(
          { weights: [[p], [q]], bias: [4, 0] },
          {
            weights: [
              [q, -p],
              [-q, p],
              [q, p],
            ],
            bias: [-4 * q, 0, -7 * p * q],
          },
          { weights: [[1, 1, 1]], bias: [0] },
        );
        // Three times p is rounded, so that slopes are rounded too.
        const { breakpoints } = subdivideSegment(model, [1], [4]);
        expect(breakpoints.every(({ unit }) => unit === 3)).toBe(true);
      }),
    );
  });

  it("breakpoints at the ends do not count", () => {
    const model = reluNetwork({ weights: [[1], [1]], bias: [-1, 1] }, { weights: [[1, 1]], bias: [0] });
    expect(along(model).activationRegions).toBe(1);
  });

  it.each([
    ["a point of the wrong length", [0, 1], [1, 2], "expected 1 finite numbers"],
    ["a coordinate that is not finite", [0], [Number.NaN], "expected 1 finite numbers"],
    ["coinciding ends", [1], [1], "two different points"],
  ] as const)("refuses %s", (_, start, end, message) => {
    const model = reluNetwork({ weights: [[1]], bias: [0] }, { weights: [[1]], bias: [0] });
    expect(() => subdivideSegment(model, start, end)).toThrow(message);
  });

  it("refuses values that overflow", () => {
    const model = reluNetwork({ weights: [[1e300]], bias: [0] }, { weights: [[1e300]], bias: [0] });
    expect(() => subdivideSegment(model, [0], [1])).toThrow("overflow");
  });
});

describe("properties", () => {
  const point = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 2, maxLength: 2 });
  const segment = fc.tuple(point, point).filter(([start, end]) => start[0] !== end[0] || start[1] !== end[1]);

  it("doubles and fractions agree, ties and dead units included", () => {
    fc.assert(
      fc.property(integerNetwork(2), segment, (model, [start, end]) => {
        const found = subdivideSegment(model, start, end);
        const exact = subdivideSegmentExactly(model, fractions(...start), fractions(...end));
        expect(
          found.breakpoints.map(({ layer, unit, changesOutput }) => ({ layer, unit, changesOutput })),
        ).toEqual(
          exact.breakpoints.map(({ layer, unit, changesOutput }) => ({ layer, unit, changesOutput })),
        );
        found.breakpoints.forEach(({ t, error }, i) => {
          expect(Math.abs(t - fractionToNumber(exact.breakpoints[i].t))).toBeLessThanOrEqual(error + 1e-15);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("the pieces are the network's output", () => {
    fc.assert(
      fc.property(
        integerNetwork(2),
        segment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (model, ends, t) => {
          const [start, end] = ends;
          const { output } = subdivideSegment(model, start, end);
          const piece = output.nodes.findLastIndex((node, k) => node <= t && k < output.nodes.length - 1);
          const direct = evaluate(
            model,
            start.map((value, j) => value + t * (end[j] - value)),
          );
          direct.forEach((value, i) => {
            const k = piece * output.width + i;
            expect(output.starts[k] + output.slopes[k] * (t - output.nodes[piece])).toBeCloseTo(value, 9);
          });
        },
      ),
    );
  });

  it("the reversed segment has the mirrored breakpoints", () => {
    fc.assert(
      fc.property(integerNetwork(2), segment, (model, [start, end]) => {
        const forth = subdivideSegment(model, start, end).breakpoints;
        const back = subdivideSegment(model, end, start).breakpoints.toReversed();
        expect(back).toHaveLength(forth.length);
        forth.forEach(({ t }, i) => {
          expect(1 - back[i].t).toBeCloseTo(t, 12);
        });
      }),
    );
  });
});

function fractions(...values: readonly number[]) {
  return values.map((value) => parseFraction(String(value), "test"));
}

describe("errors of the breakpoints", () => {
  it.each([
    [[2, 12, 12, 1], 1],
    [[2, 10, 10, 10, 10, 1], 30],
    [[5, 8, 8, 8, 2], 1000],
  ])("hold against fractions, widths %j, length about %i", (widths, length) => {
    for (let seed = 0; seed < 6; seed++) {
      const activation = seed % 2 === 0 ? RELU : clip(-1, 1);
      const law = {
        widths,
        activation,
        gain: 2,
        bias: { shape: "normal" as const, mean: 0, deviation: 0.5 },
      };
      const random = randomSource(3, seed);
      const model = randomModel(law, random);
      const draw = (): number[] => Array.from({ length: widths[0] }, () => length * random.normal());
      const [start, end] = [draw(), draw()];
      const found = subdivideSegment(model, start, end);
      const exact = subdivideSegmentExactly(model, fractions(...start), fractions(...end));
      expect(found.unresolved).toBe(0);
      expect(found.linearRegions).toBe(exact.linearRegions);
      expect(found.breakpoints).toHaveLength(exact.breakpoints.length);
      found.breakpoints.forEach(({ t, error }, i) => {
        expect(Math.abs(t - fractionToNumber(exact.breakpoints[i].t))).toBeLessThanOrEqual(2 * error);
      });
    }
  });
});
