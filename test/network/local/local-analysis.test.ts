/** Radii around inputs against closed forms, and against pairs of inputs that would refute them. */
import { describe, expect, it } from "vitest";
import {
  analyseAround,
  distanceToBoundary,
  evaluate,
  graphOfModel,
  IDENTITY,
  type NetworkGraph,
  type NetworkModel,
  RELU,
} from "../../../network/index.js";
import { gramOf, leastSingular } from "../../../src/linear-algebra/gram.js";
import { extremeSingularValues } from "../../../src/linear-algebra/singular-values.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";

const model = (
  layers: readonly (readonly [rows: number[][], bias: number[] | null, relu: boolean])[],
): NetworkModel => ({
  layers: layers.map(([rows, bias, relu]) => ({
    weights: matrixFromRows(rows),
    bias: bias === null ? null : Float64Array.from(bias),
    activation: relu ? RELU : IDENTITY,
  })),
  weightType: "float64",
  notes: [],
});

function randomModel(widths: readonly number[], stream: number): NetworkModel {
  const random = randomSource(7, stream);
  return model(
    widths
      .slice(1)
      .map((m, l) => [
        Array.from({ length: m }, () =>
          Array.from({ length: widths[l] }, () => random.normal() / Math.sqrt(widths[l])),
        ),
        Array.from({ length: m }, () => random.normal()),
        l < widths.length - 2,
      ]),
  );
}

describe("one layer around an input", () => {
  it("the ball on which n independent rows stay active, in closed form", () => {
    // At (1, 2): distances 1, 2 and 3/√2; two of the three stay active up to 2.
    const own = model([
      [
        [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
        null,
        true,
      ],
    ]);
    const { verdict, radius, affineRadius, rank, rankStatus } = analyseAround(graphOfModel(own), [1, 2]);
    expect({ verdict, rank, rankStatus }).toEqual({ verdict: "injective", rank: 2, rankStatus: "exact" });
    expect(radius).toBeLessThanOrEqual(2);
    expect(radius).toBeCloseTo(2, 6);
    expect(affineRadius).toBeLessThanOrEqual(1);
    expect(affineRadius).toBeCloseTo(1, 6);
  });

  it("a kernel is a collision, in every ball", () => {
    const own = model([
      [
        [
          [1, 0],
          [0, 1],
        ],
        null,
        true,
      ],
    ]);
    const { verdict, radius, rank, collision } = analyseAround(graphOfModel(own), [1, -2]);
    expect({ verdict, radius, rank }).toEqual({ verdict: "not-injective", radius: 0, rank: 1 });
    const [p, q] = collision?.inputs ?? [];
    expect(evaluate(own, p ?? [])).toEqual(evaluate(own, q ?? []));
    expect(p?.[1]).not.toBe(q?.[1]);
  });

  it("fewer outputs than inputs, and no unit at all", () => {
    const flat = model([[[[1, 2, 3]], [1], false]]);
    expect(analyseAround(graphOfModel(flat), [0, 0, 0])).toMatchObject({ verdict: "not-injective", rank: 1 });
    const linear = model([
      [
        [
          [2, 0],
          [0, 3],
        ],
        null,
        false,
      ],
    ]);
    const { radius, inverseLipschitz, condition } = analyseAround(graphOfModel(linear), [5, 5]);
    expect(radius).toBe(Number.POSITIVE_INFINITY);
    expect(inverseLipschitz).toBeCloseTo(2, 5);
    expect(condition).toBeCloseTo(1.5, 12);
  });
});

describe("deep networks", () => {
  it("the affine radius is at most the distance to the boundary, and near it", () => {
    for (let stream = 0; stream < 12; stream++) {
      const own = randomModel([3, 9, 12, 15], stream);
      const x = [0.3, -0.2, 0.1 * stream];
      const exact = distanceToBoundary(own, x).distance.value;
      const { affineRadius } = analyseAround(graphOfModel(own), x);
      expect(affineRadius).toBeLessThanOrEqual(exact);
      expect(affineRadius).toBeGreaterThan(exact * (1 - 1e-6));
    }
  });

  it("no pair on the ball comes closer than the constant says; radii beyond the affine ball occur", () => {
    const random = randomSource(11, 0);
    let [proved, beyond, compared] = [0, 0, 0];
    for (let stream = 0; stream < 30; stream++) {
      const own = randomModel([2, 10, 14, 12], stream);
      const x = [random.normal(), random.normal()];
      const { verdict, radius, affineRadius, inverseLipschitz } = analyseAround(graphOfModel(own), x);
      if (verdict !== "injective") continue;
      proved++;
      if (radius > 1.01 * affineRadius) beyond++;
      const half = Number.isFinite(radius) ? radius / 2 : 1;
      const inBall = (): number[] => {
        const [angle, length] = [2 * Math.PI * random.uniform(), half * Math.sqrt(random.uniform())];
        return [x[0] + length * Math.cos(angle), x[1] + length * Math.sin(angle)];
      };
      for (let pair = 0; pair < 200; pair++) {
        const [p, q] = [inBall(), inBall()];
        const [f, g] = [evaluate(own, p), evaluate(own, q)];
        const ratio = Math.hypot(...f.map((value, i) => value - g[i])) / Math.hypot(p[0] - q[0], p[1] - q[1]);
        expect(ratio).toBeGreaterThanOrEqual((inverseLipschitz ?? 0) * (1 - 1e-9));
        compared++;
      }
    }
    expect(proved).toBeGreaterThan(10);
    expect(beyond).toBeGreaterThan(3);
    expect(compared).toBeGreaterThan(2000);
  });

  it("a graph with a maximum: max(x, y), x − y, y", () => {
    const own: NetworkGraph = {
      inputs: 2,
      weightType: "float64",
      notes: [],
      nodes: [
        { kind: "input", name: "x", first: 0, operator: "input", place: "x", shape: [2], size: 2 },
        {
          kind: "maximum",
          operator: "MaxPool",
          place: "pool",
          shape: [1],
          size: 1,
          source: 0,
          offsets: Int32Array.of(0, 2),
          entries: Int32Array.of(0, 1),
        },
      ],
      outputs: [
        { name: "pool", node: 1, shape: [1] },
        { name: "x", node: 0, shape: [2] },
      ],
    };
    // |x − y| / √2 to the diagonal; here gap / (1 + 1), a lower bound of it.
    const { affineRadius, radius, verdict } = analyseAround(own, [3, 1]);
    expect(affineRadius).toBeCloseTo(1, 6);
    expect(verdict).toBe("injective");
    expect(radius).toBeGreaterThan(0.999 * affineRadius);
  });
});

describe("the least singular value from a Gram matrix", () => {
  it("is bounded from both sides, dense and banded", () => {
    const random = randomSource(3, 0);
    for (const width of [40, 3]) {
      const rows = Array.from({ length: 60 }, (_, i) =>
        Array.from({ length: 40 }, (_, j) => (Math.abs((i * 40) / 60 - j) < width ? random.normal() : 0)),
      );
      const sparse = rows.map((row) => {
        const columns = Int32Array.from(row.flatMap((value, k) => (value === 0 ? [] : [k])));
        return { columns, values: Float64Array.from(columns, (k) => row[k]) };
      });
      const { least } = extremeSingularValues(matrixFromRows(rows));
      const { estimate, lower, direction } = leastSingular(gramOf(sparse, 40));
      expect(lower).toBeLessThanOrEqual(least);
      expect(lower).toBeGreaterThan(0.999 * least - 1e-9);
      expect(estimate).toBeCloseTo(least, 8);
      const image = rows.map((row) => row.reduce((sum, value, k) => sum + value * direction[k], 0));
      expect(Math.hypot(...image)).toBeCloseTo(least, 6);
    }
  });

  it("proves nothing of a singular matrix", () => {
    const row = (...values: number[]) => ({ columns: null, values: Float64Array.from(values) });
    expect(leastSingular(gramOf([row(1, 2), row(2, 4), row(-1, -2)], 2)).lower).toBe(0);
  });
});
