/** Critical biases of known unit-norm frames on the ball and on the sphere, from geometry; and random frames against sampling. */
import { describe, expect, it } from "vitest";
import { checkLayer, smallestUniformBias, sphereThreshold } from "../../network/index.js";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";

const golden = (1 + Math.sqrt(5)) / 2;
const unit = (rows: readonly (readonly number[])[]): number[][] =>
  rows.map((row) => row.map((entry) => entry / Math.hypot(...row)));
const signs = (count: number): number[][] =>
  Array.from({ length: 2 ** count }, (_, code) =>
    Array.from({ length: count }, (__, k) => ((code >> k) & 1 ? 1 : -1)),
  );
/** Cyclic permutations of (0, ±1, ±φ). */
const icosahedron = signs(2).flatMap(([a, b]) => [
  [0, a, b * golden],
  [b * golden, 0, a],
  [a, b * golden, 0],
]);

/**
 * A simplex needs n of its n + 1 rows: opposite the middle of two of them both have −√((1 − 1/n)/2). The square, the cube and ± the basis are injective without a bias, but not with any threshold: at an axis, or on an edge's middle, rows at 0 are needed.
 * The icosahedron has 1/√5 between neighbours: at a vertex, its five neighbours are needed.
 */
const FRAMES: readonly (readonly [string, number[][], number, number])[] = [
  [
    "Mercedes-Benz",
    [
      [0, 1],
      [Math.sqrt(3) / 2, -0.5],
      [-Math.sqrt(3) / 2, -0.5],
    ],
    1 / 2,
    -1 / 2,
  ],
  [
    "tetrahedron",
    unit([
      [1, 1, 1],
      [1, -1, -1],
      [-1, 1, -1],
      [-1, -1, 1],
    ]),
    Math.sqrt(1 / 3),
    -Math.sqrt(1 / 3),
  ],
  [
    "± basis of the plane",
    [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ],
    0,
    0,
  ],
  [
    "octahedron, ± basis",
    [
      [1, 0, 0],
      [-1, 0, 0],
      [0, 1, 0],
      [0, -1, 0],
      [0, 0, 1],
      [0, 0, -1],
    ],
    0,
    0,
  ],
  ["cube", unit(signs(3)), 0, 0],
  ["icosahedron", unit(icosahedron), 0, 1 / Math.sqrt(5)],
];

describe("critical biases of known frames", () => {
  it.each(FRAMES)("%s", (_, rows, ball, sphere) => {
    const { threshold, bias } = sphereThreshold(matrixFromRows(rows));
    expect(Math.abs(bias.value - ball)).toBeLessThan(1e-14);
    expect(Math.abs((threshold?.value ?? Number.NaN) - sphere)).toBeLessThan(1e-14);
    const at = (beta: number) =>
      checkLayer({
        weights: matrixFromRows(rows),
        bias: new Float64Array(rows.length).fill(beta),
        domain: { kind: "ball", radius: 1 },
      }).verdict;
    expect(at(ball + 1e-9)).toBe("injective");
    expect(at(ball - 1e-9)).toBe("not-injective");
  });
});

it("the threshold of the sphere is the least, over directions, of the level down to which rows span", () => {
  const random = randomSource(18, 9);
  let positive = 0;
  for (let trial = 0; trial < 20; trial++) {
    const rows = unit(
      Array.from({ length: trial < 10 ? 12 : 5 }, () => Array.from({ length: 2 }, () => random.normal())),
    );
    const { threshold } = sphereThreshold(matrixFromRows(rows));
    const found = threshold?.value ?? Number.NaN;
    if (found > 0) positive++;
    // In the plane any two rows in general position span: the second largest product.
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < 4000; k++) {
      const angle = (2 * Math.PI * k) / 4000;
      const products = rows.map(([x, y]) => x * Math.cos(angle) + y * Math.sin(angle));
      products.sort((a, b) => b - a);
      least = Math.min(least, products[1]);
    }
    expect(found).toBeLessThanOrEqual(least + 1e-12);
    expect(found).toBeGreaterThan(least - 2e-3);
    expect(smallestUniformBias({ weights: matrixFromRows(rows), bias: null }).bias.value).toBeCloseTo(
      Math.max(0, -found),
      12,
    );
  }
  expect(positive).toBeGreaterThan(3);
});
