/** Certificates of one function that are passed off, well sealed, as certificates of another one with the same file of weights. */
import { describe, expect, it } from "vitest";
import {
  type Certificate,
  type LayerCertificate,
  sealOf,
  weightsDigest,
} from "../../../network/certificates/format.js";
import { networkCertificate } from "../../../network/certificates/write.js";
import {
  checkNetwork,
  clip,
  type Domain,
  domainText,
  IDENTITY,
  leakyRelu,
  type NetworkModel,
  RELU,
  regionCollision,
  SPACE,
  verifyCertificate,
} from "../../../network/index.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";

type Layer = readonly [rows: number[][], bias: number[] | null, activation: typeof RELU];

const ORTHANT: Domain = { kind: "orthant" };
const box = (radius: number): Domain => ({ kind: "box", radius });
const UNIT = [
  [1, 0],
  [0, 1],
];
const PENTAGON = [0, 1, 2, 3, 4].map((k) => [Math.cos(1.25 * k), Math.sin(1.25 * k)]);
const SQUARE = [
  [1, 2],
  [-3, 1],
];

function modelOf(...layers: Layer[]): NetworkModel {
  return {
    layers: layers.map(([rows, bias, activation]) => ({
      weights: matrixFromRows(rows),
      bias: bias === null ? null : Float64Array.from(bias),
      activation,
    })),
    weightType: "float64",
    notes: [],
  };
}

async function certified(model: NetworkModel, domain: Domain = SPACE): Promise<Certificate> {
  const { certificate } = await checkNetwork(model, { domain });
  if (certificate === null) throw new Error("nothing was decided");
  return certificate;
}

/** The problem of every claim held against a network on a domain. */
function problems(certificate: Certificate, model: NetworkModel, domain: Domain = SPACE): (string | null)[] {
  const stored = model.layers.map(({ weights, bias, activation }) => ({
    ...weights,
    bias,
    activation,
    type: model.weightType,
  }));
  const { firstLayer = 1 } = model;
  return verifyCertificate(certificate, stored, { domain: domainText(domain), firstLayer }).map(
    ({ problem }) => problem,
  );
}

/** The first layer's claim changed, its digest and the seal renewed. */
function forged(honest: Certificate, change: Partial<LayerCertificate>): Certificate {
  const layer = { ...honest.layers[0], ...change };
  const { type, rows, columns, values, bias } = layer.weights;
  const numbers = Float64Array.from((values ?? []).flat());
  const sha256 = weightsDigest(type, rows, columns, numbers, bias === null ? null : Float64Array.from(bias));
  const layers = [{ ...layer, weights: { ...layer.weights, sha256 } }];
  return { ...honest, layers, network: null, seal: sealOf(layers, null) };
}

const BY_RANK = {
  activation: "strictly-monotone",
  claim: "injective",
  proof: { kind: "rank", rows: [0, 1] },
  witness: null,
} satisfies Partial<LayerCertificate>;

/** A claim, true of some function, and the network and inputs that it is passed off for. */
type Forgery = readonly [
  name: string,
  certificate: () => Promise<Certificate>,
  model: NetworkModel,
  domain: Domain,
  problem: string,
];

const single = (rows: number[][], activation = RELU, bias: number[] | null = null): NetworkModel =>
  modelOf([rows, bias, activation]);
const twice = (activation: typeof RELU): NetworkModel =>
  modelOf([UNIT, null, activation], [UNIT, null, RELU]);
/** The rows of a layer as a normalisation with gamma = -2 of the second unit turns them. */
const FOLDED = PENTAGON.map((row, i) => (i === 1 ? row.map((entry) => -2 * entry) : row));
const float32 = (type: NetworkModel["weightType"]): NetworkModel => ({ ...single(SQUARE), weightType: type });

const FORGERIES: readonly Forgery[] = [
  ...([SPACE, ORTHANT, box(3)] as const).map(
    (domain): Forgery => [
      `ReLU as a strictly monotone activation, ${domainText(domain)}`,
      async () => forged(await certified(single(UNIT), domain), BY_RANK),
      single(UNIT),
      domain,
      "speaks of a strictly monotone activation, layer 1 has ReLU",
    ],
  ),
  [
    "an injective ReLU layer by rank",
    async () => forged(await certified(single(PENTAGON)), BY_RANK),
    single(PENTAGON),
    SPACE,
    "layer 1 has ReLU",
  ],
  [
    "a leaky ReLU as ReLU: a collision",
    () => certified(single(UNIT)),
    single(UNIT, leakyRelu(0.5)),
    SPACE,
    "speaks of ReLU, layer 1 has a strictly monotone activation",
  ],
  [
    "the identity as ReLU: a proof",
    () => certified(single(PENTAGON)),
    single(PENTAGON, IDENTITY),
    SPACE,
    "speaks of ReLU, layer 1 has a strictly monotone activation",
  ],
  [
    "a clip as a strictly monotone activation",
    () => certified(single(UNIT, IDENTITY)),
    single(UNIT, clip(-1, 1)),
    SPACE,
    "neither ReLU nor strictly monotone",
  ],
  [
    "a clip as ReLU",
    () => certified(single(PENTAGON)),
    single(PENTAGON, clip(0, 6)),
    SPACE,
    "neither ReLU nor strictly monotone",
  ],
  [
    "|x| as a strictly monotone activation",
    () => certified(single(UNIT, IDENTITY)),
    single(UNIT, leakyRelu(-1)),
    SPACE,
    "neither ReLU nor strictly monotone",
  ],
  [
    "the orthant as the space",
    () => certified(single(UNIT), ORTHANT),
    single(UNIT),
    SPACE,
    "speaks of the domain orthant, layer 1 is asked about space",
  ],
  [
    "a box as the space",
    () => certified(single(UNIT, RELU, [3, 3]), box(2)),
    single(UNIT, RELU, [3, 3]),
    SPACE,
    "speaks of the domain box:2, layer 1 is asked about space",
  ],
  [
    "a small box as a large one",
    () => certified(single(UNIT, RELU, [3, 3]), box(2)),
    single(UNIT, RELU, [3, 3]),
    box(8),
    "asked about box:8",
  ],
  [
    "a collision in a large box as one in a small box",
    () => certified(single(UNIT, RELU, [3, 3]), box(8)),
    single(UNIT, RELU, [3, 3]),
    box(2),
    "asked about box:2",
  ],
  [
    "the space as the orthant",
    () => certified(single(PENTAGON)),
    single(PENTAGON),
    ORTHANT,
    "speaks of the domain space, layer 1 is asked about orthant",
  ],
  [
    "a collision of a hidden layer at inputs that it does not receive",
    async () => forged(await certified(single(UNIT)), { layer: 2 }),
    twice(RELU),
    SPACE,
    "layer 2 is asked about orthant",
  ],
  [
    "a proof on the orthant behind a leaky ReLU",
    async () => forged(await certified(single(UNIT), ORTHANT), { layer: 2 }),
    twice(leakyRelu(0.1)),
    SPACE,
    "layer 2 is asked about space",
  ],
  [
    "the second layer's proof as the first one's, of equal weights",
    async () => forged(await certified(single(UNIT), ORTHANT), { layer: 1 }),
    twice(RELU),
    SPACE,
    "layer 1 is asked about space",
  ],
  [
    "a number that no layer has",
    async () => forged(await certified(single(UNIT), ORTHANT), { layer: 3 }),
    twice(RELU),
    SPACE,
    "no layer 3",
  ],
  [
    "one layer of a file, selected, under the number of another",
    async () => forged(await certified(single(UNIT)), { layer: 1 }),
    { ...single(UNIT), firstLayer: 2 },
    SPACE,
    "no layer 1",
  ],
  [
    "the second layer's proof as the first one's, of other weights",
    async () => forged(await certified(single(PENTAGON)), { layer: 1 }),
    modelOf([FOLDED, null, RELU], [[[1, 0, 0, 0, 0]], null, IDENTITY]),
    SPACE,
    "SHA-256",
  ],
  [
    "a bias dropped",
    () => certified(single(PENTAGON)),
    single(PENTAGON, RELU, [-1, -1, -1, -1, -1]),
    SPACE,
    "SHA-256",
  ],
  ["a bias added", () => certified(single(UNIT, RELU, [3, 3]), box(2)), single(UNIT), box(2), "SHA-256"],
  [
    "a bias of zeros for none",
    () => certified(single(PENTAGON, RELU, [0, 0, 0, 0, 0])),
    single(PENTAGON),
    SPACE,
    "SHA-256",
  ],
  [
    "weights before a normalisation is folded",
    () => certified(single(PENTAGON)),
    { ...single(FOLDED), folded: true },
    SPACE,
    "SHA-256",
  ],
  [
    "weights with a normalisation folded",
    () => certified(single(FOLDED)),
    single(PENTAGON),
    SPACE,
    "SHA-256",
  ],
  ["float32 as float64", () => certified(float32("float64")), float32("float32"), SPACE, "holds float32"],
  ["float64 as float16", () => certified(float32("float16")), float32("float64"), SPACE, "holds float64"],
  ["bfloat16 as float16", () => certified(float32("float16")), float32("bfloat16"), SPACE, "holds bfloat16"],
  [
    "the transposed matrix",
    () => certified(single(SQUARE)),
    single([
      [1, -3],
      [2, 1],
    ]),
    SPACE,
    "SHA-256",
  ],
];

describe("a certificate of another function is refused", () => {
  it.each(FORGERIES)("%s", async (_, certificate, model, domain, problem) => {
    const file = await certificate();
    const found = problems(file, model, domain);
    expect(found[0]).toContain(problem);
    // It is well made: without the network it is held against, its own claim holds.
    expect(verifyCertificate(file)[0].problem).toBeNull();
  });

  it("of at least twenty kinds", () => {
    expect(FORGERIES.length).toBeGreaterThanOrEqual(20);
  });

  it.each([
    [single(UNIT), SPACE],
    [single(UNIT), ORTHANT],
    [single(UNIT, leakyRelu(0.5)), SPACE],
    [single(UNIT, RELU, [3, 3]), box(2)],
    [twice(RELU), ORTHANT],
    [twice(leakyRelu(0.1)), SPACE],
    [{ ...single(UNIT), firstLayer: 2 }, SPACE],
  ])("and the network's own is accepted", async (model, domain) => {
    const found = problems(await certified(model, domain), model, domain);
    expect(found.length).toBeGreaterThan(0);
    for (const problem of found) expect(problem).toBeNull();
  });
});

describe("a network's collision", () => {
  const model = modelOf([PENTAGON, [0, 0.5, 0, 0, 0], RELU], [[[1, 2, 3, 4, 5]], null, IDENTITY]);
  const inputs = regionCollision(model, box(2));
  const claim = inputs === undefined ? undefined : networkCertificate(model, box(2), inputs);
  if (claim === undefined) throw new Error("a network with one output");
  const certificate: Certificate = {
    format: "relu-injectivity-certificate/1",
    layers: [],
    network: claim,
    seal: sealOf([], claim),
  };
  const [first, second] = model.layers;
  const others: readonly (readonly [string, NetworkModel, Domain, string])[] = [
    ["on a box as one on the space", model, SPACE, "the network is asked about space"],
    ["on a large box as one on a small box", model, box(1e-3), "the network is asked about box:0.001"],
    [
      "with another last activation",
      { ...model, layers: [first, { ...second, activation: RELU }] },
      box(2),
      "layer 2 has another activation",
    ],
    [
      "with another slope",
      { ...model, layers: [{ ...first, activation: leakyRelu(0.01) }, second] },
      box(2),
      "layer 1 has another activation",
    ],
    [
      "with a bias dropped",
      { ...model, layers: [{ ...first, bias: null }, second] },
      box(2),
      "not that of the file",
    ],
    ["with a layer dropped", { ...model, layers: [first] }, box(2), "not that of the file"],
  ];

  it.each(others)("%s is refused", (_, other, domain, problem) => {
    expect(problems(certificate, other, domain)[0]).toContain(problem);
  });

  it("is accepted for its own network and inputs", () => {
    expect(problems(certificate, model, box(2))).toEqual([null]);
  });
});
