/** Deep networks by the cones of their regions: against brute force, homogeneity, exact counts, and known networks. */
import { describe, expect, it } from "vitest";
import {
  type Certificate,
  networkCertificate,
  parseCertificate,
  regionsCertificate,
  sealedCertificate,
} from "../../../network/certificates/index.js";
import { decideByCones } from "../../../network/cones/index.js";
import type { Domain } from "../../../network/injectivity/domain.js";
import { IDENTITY, type NetworkModel, RELU } from "../../../network/model.js";
import { verifyCertificate } from "../../../network/verification/index.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { randomSource } from "../../../src/random/normal.js";
import { byForce } from "./brute-force.js";
import { tinyCase } from "./tiny-networks.js";

const SPACE: Domain = { kind: "space" };

/** The certificate of an answer. */
function certificateOf(
  model: NetworkModel,
  domain: Domain,
  answer: ReturnType<typeof decideByCones>,
): Certificate {
  if (answer.verdict === "undecided") throw new Error(answer.reason);
  const claim =
    answer.verdict === "injective"
      ? regionsCertificate(model, domain, answer)
      : networkCertificate(model, domain, answer.inputs);
  return sealedCertificate([], claim);
}

/** What independent code says against an answer; null where it stands. */
function problemOf(...words: Parameters<typeof certificateOf>): string | null {
  return verifyCertificate(certificateOf(...words))[0].problem;
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
  ])("with %i inputs are decided as every pair of regions decides them, with proofs", (n, cases) => {
    const tally = { injective: 0, collisions: 0 };
    for (let seed = 0; seed < cases; seed++) {
      const { model, domain } = tinyCase(n, seed);
      const force = byForce(model, domain);
      if (force === undefined) continue;
      const answer = decideByCones(model, domain, { separations: true });
      expect(answer.verdict, `seed ${seed}`).toBe(force.injective ? "injective" : "not-injective");
      tally[force.injective ? "injective" : "collisions"]++;
      expect(problemOf(model, domain, answer), `seed ${seed}`).toBeNull();
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
      expect(problemOf(model, domain, decideByCones(model, domain))).toBeNull();
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

describe("a proof by regions", () => {
  const { normal } = randomSource(11);
  const gaussian = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, normal));
  const model = network([gaussian(12, 2), gaussian(12, 12)]);
  const answer = decideByCones(model, SPACE, { separations: true });
  const { network: claim } = certificateOf(model, SPACE, answer);
  if (claim?.claim !== "injective") throw new Error("another seed is needed");
  const { regions, separations, layers } = claim;
  const problem = (change: Partial<typeof claim>): string | null =>
    verifyCertificate(sealedCertificate([], { ...claim, ...change }))[0].problem;
  const flipped = (text: string): string => `${text[0] === "0" ? "1" : "0"}${text.slice(1)}`;

  it("stands as it is, and survives its file", () => {
    expect(problem({})).toBeNull();
    const read = parseCertificate(JSON.parse(JSON.stringify(sealedCertificate([], claim))));
    expect("certificate" in read && verifyCertificate(read.certificate)[0].problem).toBeNull();
  });

  it.each<[string, Partial<typeof claim>, RegExp]>([
    ["without a region", { regions: regions.slice(1), separations: [] }, /not listed/],
    ["with a region twice", { regions: [...regions, regions[0]] }, /twice/],
    [
      "with another pattern",
      { regions: [[flipped(regions[0][0]), regions[0][1]], ...regions.slice(1)] },
      /does not exist/,
    ],
    ["without the patterns of a layer", { regions: [[regions[0][0]]], separations: [] }, /not one to one/],
    ["without a separation", { separations: separations.slice(1) }, /no separation/],
    ["without separations", { separations: [] }, /no separation/],
    [
      "with a vanishing vector",
      { separations: separations.map(([i, j, v]) => [i, j, v.map(() => "0")]) },
      /not separated/,
    ],
    [
      "with a vector turned about",
      { separations: separations.map(([i, j, v]) => [i, j, v.map((entry) => `${-BigInt(entry)}`)]) },
      /not separated/,
    ],
    [
      "with its regions exchanged",
      { separations: separations.map(([i, j, v]) => [j, i, v]) },
      /not separated/,
    ],
    [
      "with a shorter vector",
      { separations: separations.map(([i, j, v]) => [i, j, v.slice(1)]) },
      /one entry per output/,
    ],
    ["with a region that is not there", { separations: [[0, regions.length, []]] }, /do not exist/],
    [
      "about other weights",
      { layers: [{ ...layers[0], weights: gaussian(12, 2) }, layers[1]] },
      /does not exist/,
    ],
    [
      "about another bias",
      { layers: [layers[0], { ...layers[1], bias: layers[1].weights.map(() => 1) }] },
      /./,
    ],
    [
      "about an activation with other kinks",
      { layers: [layers[0], { ...layers[1], breakpoints: [1] }] },
      /linear on both sides/,
    ],
  ])("falls %s", (_, change, expected) => {
    expect(problem(change)).toMatch(expected);
  });

  it("falls about a network that collides, whose regions have full rank", () => {
    // |x + y|, |x - y| … of a pair of antiparallel units: x and -x meet.
    const fold = network([
      [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ],
      [
        [1, 1, 0, 0],
        [0, 0, 1, 1],
      ],
    ]);
    const signs = ["10", "01"].flatMap((x) => ["10", "01"].map((y) => [`${x}${y}`, "11"]));
    const whole = networkCertificate(fold, SPACE, [
      { numerators: [1n, 0n], denominator: 1n },
      { numerators: [-1n, 0n], denominator: 1n },
    ]);
    expect(verifyCertificate(sealedCertificate([], whole))[0].problem).toBeNull();
    if (whole === undefined) throw new Error("too many weights");
    const false_ = { claim: "injective" as const, domain: "space", layers: whole.layers, regions: signs };
    for (const vector of [
      ["1", "-1"],
      ["0", "0"],
      ["1", "0"],
    ])
      expect(
        verifyCertificate(sealedCertificate([], { ...false_, separations: [[0, 2, vector]] }))[0].problem,
      ).not.toBeNull();
  });
});
