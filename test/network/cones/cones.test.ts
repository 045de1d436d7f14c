/** Deep networks by the cones of their regions: against brute force, homogeneity, exact counts, and known networks. */
import { describe, expect, it } from "vitest";
import { networkCertificate, sealedCertificate } from "../../../network/certificates/index.js";
import { decideByCones } from "../../../network/cones/index.js";
import type { Domain } from "../../../network/injectivity/domain.js";
import { IDENTITY, type NetworkModel, RELU } from "../../../network/model.js";
import { verifyCertificate } from "../../../network/verification/index.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";
import { byForce } from "./brute-force.js";
import { tinyCase } from "./tiny-networks.js";

const SPACE: Domain = { kind: "space" };

/** What independent code says against the collision; null where it stands. */
function collisionProblem(
  model: NetworkModel,
  domain: Domain,
  answer: ReturnType<typeof decideByCones>,
): string | null {
  if (answer.verdict !== "not-injective") return "no collision";
  const network = networkCertificate(model, domain, answer.inputs);
  return verifyCertificate(sealedCertificate([], network))[0].problem;
}

function network(layers: readonly (readonly number[][])[], biases?: readonly number[][]): NetworkModel {
  return {
    layers: layers.map((rows, i) => ({
      weights: matrixFromRows(rows),
      bias: biases === undefined ? null : Float64Array.from(biases[i]),
      activation: RELU,
    })),
    weightType: "float64",
    notes: [],
  };
}

describe("small integer networks", () => {
  it.each([
    [1, 120],
    [2, 120],
    [3, 40],
  ])("with %i inputs are decided as every pair of regions decides them", (n, cases) => {
    const tally = { injective: 0, collisions: 0 };
    for (let seed = 0; seed < cases; seed++) {
      const { model, domain } = tinyCase(n, seed);
      const force = byForce(model, domain);
      if (force === undefined) continue;
      const answer = decideByCones(model, domain);
      expect(answer.verdict, `seed ${seed}`).toBe(force.injective ? "injective" : "not-injective");
      if (force.injective) tally.injective++;
      else {
        tally.collisions++;
        expect(collisionProblem(model, domain, answer), `seed ${seed}`).toBeNull();
      }
    }
    expect(tally.injective).toBeGreaterThan(cases / 12);
    expect(tally.collisions).toBeGreaterThan(cases / 4);
  });
});

describe("the regions of a network", () => {
  const { normal } = randomSource(3);
  const gaussian = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, normal));

  it("of one layer are the cells of its arrangement: 2m in the plane, m^2 - m + 2 in space", () => {
    const plane = decideByCones(network([gaussian(9, 2)]), SPACE);
    expect(plane).toMatchObject({ counts: { regions: 18 } });
    const space = decideByCones(network([gaussian(8, 3)]), SPACE);
    expect(space).toMatchObject({ counts: { regions: 58 } });
  });

  it("do not depend on positive factors of the units, nor on a rotation of integers", () => {
    const [first, second] = [gaussian(8, 2), gaussian(8, 8)];
    const answer = decideByCones(network([first, second]), SPACE);
    const turned = first.map(([x, y], i) => [(-y * (i + 1)) / 4, (x * (i + 1)) / 4]);
    const divided = second.map((row) => row.map((entry, i) => (entry * 4) / (i + 1)));
    const other = decideByCones(network([turned, divided]), SPACE);
    expect(other.verdict).toBe(answer.verdict);
    expect("counts" in other && other.counts).toMatchObject("counts" in answer ? { ...answer.counts } : {});
  });
});

describe("homogeneous networks", () => {
  const model = network([
    [
      [1, 0],
      [0, 1],
      [-1, -1],
    ],
  ]);

  it("collide in every ball and box as they do in the plane, at inputs inside it", () => {
    for (const domain of [SPACE, { kind: "box", radius: 1e-3 }, { kind: "ball", radius: 1e-3 }] as const)
      expect(collisionProblem(model, domain, decideByCones(model, domain))).toBeNull();
  });

  it("with a linear last layer of full column rank are decided by the layers before it", () => {
    const pairs = [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ];
    const wide = network([pairs]);
    const identity = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((k) => (i === k ? 1 : i === 0 ? 1 : 0)));
    const last = { weights: matrixFromRows(identity), bias: null, activation: IDENTITY };
    expect(decideByCones({ ...wide, layers: [...wide.layers, last] }, SPACE).verdict).toBe("injective");
    // (|x|, |y|) folds the plane.
    const fold = {
      ...last,
      weights: matrixFromRows([
        [1, 1, 0, 0],
        [0, 0, 1, 1],
      ]),
    };
    expect(decideByCones({ ...wide, layers: [...wide.layers, fold] }, SPACE).verdict).toBe("not-injective");
  });
});

describe("least active units over all inputs", () => {
  it("is 1 per pair of antiparallel units, 0 behind units that cancel", () => {
    const model = network([
      [[1], [-1]],
      [
        [1, -1],
        [-1, 1],
        [-1, -1],
      ],
    ]);
    expect(decideByCones(model, SPACE)).toMatchObject({ verdict: "injective", counts: { least: [1, 1] } });
  });
});
