/** Random projections: the dimensions of the theorem, the test of one matrix, and rates of self-intersection. */
import { describe, expect, it } from "vitest";
import {
  curvePieces,
  decideOnBox,
  evaluate,
  gaussianProjection,
  IDENTITY,
  type NetworkModel,
  projected,
  RELU,
  selfIntersection,
  sufficientDimension,
  vectorNumbers,
} from "../../../network/index.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";

/** One Gaussian ReLU layer on the line, with standard normal biases or none. */
function gaussianCurve(units: number, seed: number, biased: boolean): NetworkModel {
  const source = randomSource(seed, 8);
  const weights = matrixFromRows(Array.from({ length: units }, () => [source.normal()]));
  const bias = biased ? Float64Array.from({ length: units }, () => source.normal()) : null;
  return { layers: [{ weights, bias, activation: RELU }], weightType: "float64", notes: [] };
}

/** The share of random curves that are injective themselves but not after a Gaussian projection, with its error. */
function failureRate(
  units: number,
  rows: number,
  biased: boolean,
  trials: number,
): { rate: number; error: number } {
  let [failed, counted] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const curve = gaussianCurve(units, trial, biased);
    if (selfIntersection(curvePieces(curve)) !== undefined) continue;
    counted++;
    const composed = projected(curve, gaussianProjection(rows, units, trial, 1));
    if (selfIntersection(curvePieces(composed)) !== undefined) failed++;
  }
  const rate = failed / counted;
  return { rate, error: Math.sqrt((rate * (1 - rate)) / counted) };
}

describe("dimension", () => {
  it("2n without biases, 2n + 1 with", () => {
    expect(sufficientDimension(gaussianCurve(4, 1, false))).toEqual({ dimension: 2, conic: true });
    expect(sufficientDimension(gaussianCurve(4, 1, true))).toEqual({ dimension: 3, conic: false });
  });
});

describe("curves", () => {
  it("the pieces are the network", () => {
    const source = randomSource(3);
    const layer = (rows: number, columns: number) => ({
      weights: gaussianProjection(rows, columns, 5, columns),
      bias: Float64Array.from({ length: rows }, () => source.normal()),
      activation: RELU,
    });
    const model: NetworkModel = {
      layers: [layer(6, 1), layer(5, 6), layer(3, 5)],
      weightType: "float64",
      notes: [],
    };
    const pieces = curvePieces(model);
    expect(pieces[0].start).toBe(Number.NEGATIVE_INFINITY);
    expect(pieces[pieces.length - 1].end).toBe(Number.POSITIVE_INFINITY);
    for (let trial = 0; trial < 200; trial++) {
      const t = 5 * source.normal();
      const piece = pieces.find(({ start, end }) => t >= start && t <= end);
      evaluate(model, [t]).forEach((value, k) => {
        expect((piece?.offset[k] ?? Number.NaN) + t * (piece?.direction[k] ?? 0)).toBeCloseTo(value, 10);
      });
    }
    pieces.slice(1).forEach(({ start }, k) => {
      expect(start).toBe(pieces[k].end);
    });
  });

  it("agree with the exact comparison of regions on a box", () => {
    let [met, free] = [0, 0];
    for (let trial = 0; trial < 40; trial++) {
      const curve = gaussianCurve(6, trial, true);
      if (selfIntersection(curvePieces(curve)) !== undefined) continue;
      const composed = projected(curve, gaussianProjection(2, 6, trial, 2));
      const crossing = selfIntersection(curvePieces(composed));
      const reach = 2 * Math.max(10, ...(crossing?.parameters ?? []).map(Math.abs));
      const exact = decideOnBox(composed, reach);
      expect(exact.verdict).toBe(crossing === undefined ? "injective" : "not-injective");
      if (crossing === undefined) {
        free++;
        continue;
      }
      met++;
      const [p, q] = crossing.parameters.map((t) => evaluate(composed, [t]));
      expect(Math.hypot(...p.map((value, k) => value - q[k]))).toBeLessThan(1e-9 * Math.hypot(...p));
      expect(crossing.parameters[0]).not.toBe(crossing.parameters[1]);
    }
    expect(met).toBeGreaterThan(2);
    expect(free).toBeGreaterThan(2);
  });

  it("touching, folding, standing still and running over itself all count", () => {
    const polyline = (rows: readonly number[][], offsets: readonly number[]) => {
      const layer = {
        weights: matrixFromRows(rows.map(() => [1])),
        bias: Float64Array.from(offsets),
        activation: RELU,
      };
      const columns = rows.length;
      const out = {
        weights: matrixFromRows(Array.from({ length: 2 }, (_, k) => rows.map((row) => row[k]))),
        bias: null,
        activation: IDENTITY,
      };
      expect(out.weights.columns).toBe(columns);
      return selfIntersection(curvePieces({ layers: [layer, out], weightType: "float64", notes: [] }));
    };
    // Standing still for t < 0.
    expect(polyline([[1, 0]], [0])?.gap).toBe(0);
    const line = {
      start: Number.NEGATIVE_INFINITY,
      end: 0,
      offset: Float64Array.of(0, 0),
      direction: Float64Array.of(1, 0),
    };
    const piece = (start: number, end: number, offset: number[], direction: number[]) => ({
      start,
      end,
      offset: Float64Array.from(offset),
      direction: Float64Array.from(direction),
    });
    const infinity = Number.POSITIVE_INFINITY;
    expect(selfIntersection([line, piece(0, infinity, [0, 0], [-2, 0])])?.gap).toBe(0);
    expect(selfIntersection([line, piece(0, infinity, [0, 0], [2, 0])])).toBeUndefined();
    // A loop that comes back to the first piece in one point.
    const loop = [
      line,
      piece(0, 1, [0, 0], [0, 1]),
      piece(1, 2, [1, 1], [-1, 0]),
      piece(2, infinity, [-1, 3], [0, -1]),
    ];
    expect(selfIntersection(loop)?.parameters).toEqual([-1, 3]);
    const straight = [line, piece(0, 1, [0, 0], [0, 1]), piece(1, infinity, [-1, 1], [1, 0])];
    expect(selfIntersection(straight)).toBeUndefined();
  });
});

describe("rates for one input", () => {
  // Reference values of 200 trials: 48.5 %, 0 %, 17.5 %, 0 %; their standard errors are 3.5 % and 2.7 %.
  it("without biases to R^1: half of all matrices fail, as two rays get independent signs", () => {
    const { rate, error } = failureRate(8, 1, false, 2000);
    expect(Math.abs(rate - 0.5)).toBeLessThan(4 * error);
    expect(Math.abs(rate - 0.485)).toBeLessThan(3 * Math.hypot(error, 0.0353));
  });

  it("with biases to R^2: about one in six curves of 6 units meets itself", () => {
    const { rate, error } = failureRate(6, 2, true, 2000);
    expect(Math.abs(rate - 0.175)).toBeLessThan(3 * Math.hypot(error, 0.0269));
  });

  it("with the dimensions of the theorem none does", () => {
    expect(failureRate(6, 2, false, 500).rate).toBe(0);
    expect(failureRate(6, 3, true, 500).rate).toBe(0);
  });
});

describe("more inputs", () => {
  it("the pairwise test finds collisions of a single matrix, and proves their absence", () => {
    const identityAndNegative = [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ];
    const model: NetworkModel = {
      layers: [{ weights: matrixFromRows(identityAndNegative), bias: null, activation: RELU }],
      weightType: "float64",
      notes: [],
    };
    expect(decideOnBox(projected(model, gaussianProjection(4, 4, 1)), 2).verdict).toBe("injective");
    const sum = projected(
      model,
      matrixFromRows([
        [1, 1, 1, 1],
        [1, -1, 1, -1],
      ]),
    );
    const answer = decideOnBox(sum, 2);
    expect(answer.verdict).toBe("not-injective");
    if (answer.verdict === "not-injective") {
      const [p, q] = answer.inputs.map((input) => [...evaluate(sum, vectorNumbers(input))]);
      expect(p).toEqual(q);
    }
    expect(() => projected(model, gaussianProjection(2, 3, 1))).toThrow("expected 4");
  });
});
