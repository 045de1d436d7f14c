/** Verification rejects every planted corruption of a certificate, with the seal broken and with the seal renewed. */
import { describe, expect, it } from "vitest";
import {
  type Certificate,
  type LayerCertificate,
  parseCertificate,
  sealOf,
} from "../../../network/certificates/format.js";
import {
  layerCertificate,
  networkCertificate,
  sealedCertificate,
} from "../../../network/certificates/write.js";
import { regionCollision } from "../../../network/end-to-end/index.js";
import type { LayerQuestion } from "../../../network/injectivity/halfspaces.js";
import { checkLayer, checkRank } from "../../../network/injectivity/layer-check.js";
import { clip, IDENTITY, leakyRelu, type NetworkModel, RELU } from "../../../network/model.js";
import { verifyCertificate } from "../../../network/verification/verify.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { question, REFERENCE, randomLayer } from "../injectivity/layers.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function certificateOf(layer: LayerQuestion, activation: "relu" | "strictly-monotone" = "relu"): Certificate {
  const answer = activation === "relu" ? checkLayer(layer) : checkRank(layer);
  const certificate = layerCertificate(layer, answer, { layer: 1, activation, weightType: "float64" });
  if (certificate === undefined) throw new Error("an undecided answer");
  return sealedCertificate([certificate]);
}

/** Why a value is not a valid certificate; null where it is accepted. */
function rejection(value: unknown, reseal: boolean): string | null {
  const parsed = parseCertificate(JSON.parse(JSON.stringify(value)));
  if ("problem" in parsed) return parsed.problem;
  const { certificate } = parsed;
  const sealed = reseal
    ? { ...certificate, seal: sealOf(certificate.layers, certificate.network) }
    : certificate;
  return verifyCertificate(sealed)[0].problem;
}

/** Every value obtained by changing one scalar, dropping one entry of an array or one key, or swapping neighbours. */
function* corruptions(value: Json, path: string): Generator<{ path: string; changed: Json }> {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      yield { path: `${path} without ${i}`, changed: value.filter((_, j) => j !== i) };
      for (const inner of corruptions(value[i], `${path}.${i}`)) {
        yield { path: inner.path, changed: value.map((entry, j) => (j === i ? inner.changed : entry)) };
      }
    }
    yield { path: `${path} longer`, changed: [...value, value[0] ?? 0] };
  } else if (value !== null && typeof value === "object") {
    for (const key of Object.keys(value)) {
      const { [key]: own, ...others } = value;
      yield { path: `${path} without ${key}`, changed: others };
      for (const inner of corruptions(own, `${path}.${key}`))
        yield { path: inner.path, changed: { ...value, [key]: inner.changed } };
    }
  } else if (typeof value === "number") {
    for (const changed of [value + 1, -value - 3, value * 1.5 + 0.25].filter((other) => other !== value))
      yield { path: `${path} = ${changed}`, changed };
  } else if (typeof value === "string") {
    for (const changed of [`${value}1`, value.slice(1), "0", `-${value}`])
      if (changed !== value) yield { path: `${path} = ${changed}`, changed };
  } else {
    yield { path: `${path} = []`, changed: [] };
  }
}

const reference = (name: string): LayerQuestion => {
  const { W, b } = REFERENCE.matrices.find((matrix) => matrix.name === name) ?? { W: [], b: null };
  return question(W, b);
};
const pentagon = REFERENCE.matrices.find(({ name }) => name === "pentagon")?.W ?? [];
const cases: [string, Certificate][] = [
  ["branching", certificateOf(reference("pentagon"))],
  [
    "branching in a box",
    certificateOf({
      ...reference("pentagon"),
      bias: Float64Array.of(-1, -1, -1, -1, -1),
      domain: { kind: "box", radius: 0.25 },
    }),
  ],
  ["branching with exclusions", certificateOf(reference("rand_3x14_inj"))],
  [
    "branching on the orthant",
    certificateOf(
      question(
        [
          [1, -1],
          [-1, 1],
          [1, 1],
        ],
        null,
        { kind: "orthant" },
      ),
    ),
  ],
  ["structure", certificateOf(reference("minimal_3"))],
  ["structure with biases", certificateOf(reference("bias_pos"))],
  [
    "blocks",
    certificateOf(
      question([...pentagon.map((row) => [...row, 0, 0]), ...pentagon.map((row) => [0, 0, ...row])]),
    ),
  ],
  [
    "rank",
    certificateOf(
      question([
        [1, 2],
        [0, 1],
        [5, 5],
      ]),
      "strictly-monotone",
    ),
  ],
  ["witness", certificateOf(reference("bias_min_no"))],
  ["witness of a triangle", certificateOf(reference("triangle_120"))],
  ["witness of low rank", certificateOf(reference("rank_deficient"))],
];

describe.each(cases)("%s", (_, certificate) => {
  it("is accepted as written", () => {
    expect(rejection(certificate, false)).toBeNull();
  });

  it("is rejected after any change of one place", () => {
    let count = 0;
    for (const { path, changed } of corruptions(certificate as unknown as Json, "")) {
      count++;
      if (rejection(changed, false) === null) throw new Error(`accepted: ${path}`);
    }
    expect(count).toBeGreaterThan(80);
  });

  it("is rejected with a new seal after any change of what the claim rests on", () => {
    for (const part of ["proof", "witness", "claim", "weights", "activation"] as const) {
      const value = certificate.layers[0][part] as unknown as Json;
      for (const { path, changed } of corruptions(value, part)) {
        const layer = { ...certificate.layers[0], [part]: changed } as LayerCertificate;
        if (stillTrue(certificate.layers[0], path)) continue;
        if (rejection({ ...certificate, layers: [layer] }, true) === null)
          throw new Error(`accepted: ${path}`);
      }
    }
  });
});

/** Other independent rows are another proof by rank. */
function stillTrue({ proof }: LayerCertificate, path: string): boolean {
  return proof?.kind === "rank" && path.startsWith("proof.rows.");
}

describe("mathematically false claims with a valid seal", () => {
  const reseal = (layer: LayerCertificate): string | null =>
    rejection(
      { format: "relu-injectivity-certificate/1", layers: [layer], network: null, seal: "0".repeat(64) },
      true,
    );

  it("a branching proof of other weights", () => {
    const [layer] = certificateOf(reference("pentagon")).layers;
    for (const i of [0, 1, 2, 3, 4]) {
      const values = pentagon.map((row, j) => (i === j ? row.map((entry) => -entry) : row));
      const other = layerCertificate(question(values), checkLayer(question(values)), {
        layer: 1,
        activation: "relu",
        weightType: "float64",
      });
      expect(other).toBeDefined();
      if (other === undefined) continue;
      expect(other.claim).toBe("not-injective");
      expect(reseal({ ...other, claim: "injective", proof: layer.proof, witness: null })).not.toBeNull();
      expect(
        reseal({ ...layer, claim: "not-injective", proof: null, witness: other.witness }),
      ).not.toBeNull();
    }
  });

  it("multipliers that are not positive, for a layer that is not injective", () => {
    const [honest] = certificateOf(question([[1], [1]])).layers;
    for (const multipliers of [
      ["1", "-1"],
      ["-1", "1"],
      ["0", "0"],
    ]) {
      const rows = multipliers.map((multiplier, row): [number, string] => [row, multiplier]);
      const proof = {
        kind: "branching" as const,
        dependencies: [{ rows, lower: [], upper: [] }],
        tree: { dependency: 0, children: [] },
      };
      expect(reseal({ ...honest, claim: "injective", proof, witness: null })).toMatch(/not positive/);
    }
  });

  it("permuted rows", () => {
    const { weights } = reference("rand_3x14_inj");
    const rows = Array.from({ length: 14 }, (_, i) => [...weights.values.subarray(3 * i, 3 * i + 3)]);
    const [layer] = certificateOf(reference("rand_3x14_inj")).layers;
    const [reversed] = certificateOf(question([...rows].reverse())).layers;
    expect(reseal({ ...reversed, proof: layer.proof })).toMatch(/dependency|node/);
    const stored = (own: LayerQuestion) => [{ ...own.weights, bias: own.bias, type: "float64" }];
    const certificate = sealedCertificate([layer]);
    expect(verifyCertificate(certificate, stored(reference("rand_3x14_inj")))[0].problem).toBeNull();
    expect(verifyCertificate(certificate, stored(question([...rows].reverse())))[0].problem).toMatch(
      /SHA-256/,
    );
    expect(verifyCertificate(certificate, stored(question(rows.slice(1))))[0].problem).toMatch(/13 x 3/);
    expect(verifyCertificate(certificate, [])[0].problem).toMatch(/no layer 1/);
    const single = { ...reference("rand_3x14_inj").weights, bias: null, type: "float32" };
    expect(verifyCertificate(certificate, [single])[0].problem).toMatch(/float32/);
  });

  it.each<[string, LayerQuestion, LayerQuestion, string]>([
    [
      "rows active on the orthant",
      question(
        [
          [1, 0],
          [0, 1],
        ],
        [0, 0],
        { kind: "orthant" },
      ),
      question(
        [
          [1, 0],
          [0, 1],
        ],
        [0, -1],
        { kind: "orthant" },
      ),
      "not active on the whole domain",
    ],
    [
      "rows active on a box",
      question([[1]], [2], { kind: "box", radius: 2 }),
      question([[1]], [1], { kind: "box", radius: 2 }),
      "not active on the whole domain",
    ],
    [
      "dependencies",
      { ...reference("pentagon"), bias: Float64Array.of(1, 1, 1, 1, 1) },
      { ...reference("pentagon"), bias: Float64Array.of(-1, -1, -1, -1, -1) },
      "the combination of the biases is negative",
    ],
  ])("a proof by %s moved to a layer whose biases are lower", (_, layer, lower, problem) => {
    const proved = certificateOf(layer).layers[0];
    const other = certificateOf(lower).layers[0];
    expect([proved.claim, other.claim]).toEqual(["injective", "not-injective"]);
    expect(rejection(sealedCertificate([proved]), true)).toBeNull();
    expect(rejection(sealedCertificate([{ ...proved, weights: other.weights }]), true)).toContain(problem);
  });

  it("an antiparallel pair of which neither row is active at some input", () => {
    const pairWith = (second: number): LayerQuestion => ({
      weights: matrixFromRows([[2], [-6]]),
      bias: Float64Array.of(1, second),
      domain: { kind: "space" },
    });
    // w_2 = -3 w_1: one is always active if and only if b_2 + 3 b_1 >= 0.
    const proved = certificateOf(pairWith(-3)).layers[0];
    expect(proved.proof).toMatchObject({ kind: "structure", pairs: [[0, 1]] });
    for (const second of [-3.0000000000000004, -4]) {
      const other = certificateOf(pairWith(second)).layers[0];
      expect(other.claim).toBe("not-injective");
      const transplanted = { ...proved, weights: other.weights };
      expect(rejection(sealedCertificate([transplanted]), true)).toContain("always active");
    }
    expect(rejection(sealedCertificate([proved]), true)).toBeNull();
  });

  it("a larger domain than the proof covers", () => {
    const [orthant] = certificateOf(
      question(
        [
          [1, -1],
          [-1, 1],
          [1, 1],
        ],
        null,
        { kind: "orthant" },
      ),
    ).layers;
    expect(reseal({ ...orthant, domain: "space" })).not.toBeNull();
    const biased = { ...reference("pentagon"), bias: Float64Array.of(-1, -1, -1, -1, -1) };
    const box = certificateOf({ ...biased, domain: { kind: "box", radius: 0.25 } }).layers[0];
    const outcome = checkLayer({ ...biased, domain: { kind: "box", radius: 8 } });
    expect(outcome.verdict).toBe("not-injective");
    if (box.claim === "injective") expect(reseal({ ...box, domain: "box:8" })).not.toBeNull();
    else expect(reseal({ ...box, domain: "box:0.01" })).not.toBeNull();
  });

  it("dropped subtrees anywhere in a larger tree", () => {
    const certificate = certificateOf(randomInjective());
    const { proof } = certificate.layers[0];
    if (proof?.kind !== "branching") throw new Error("expected a branching proof");
    let dropped = 0;
    const prune = (node: unknown): void => {
      const { children } = node as { children?: unknown[] };
      if (children === undefined || children.length === 0) return;
      for (let i = 0; i < children.length; i++) {
        const [removed] = children.splice(i, 1);
        expect(rejection(certificate, true)).not.toBeNull();
        children.splice(i, 0, removed);
        dropped++;
      }
      const all = children.splice(0);
      expect(rejection(certificate, true)).not.toBeNull();
      children.push(...all);
      for (const child of children) prune(child);
    };
    prune(proof.tree);
    expect(dropped).toBeGreaterThan(10);
    expect(rejection(certificate, false)).toBeNull();
  });
});

function randomInjective(): LayerQuestion {
  for (let seed = 0; ; seed++) {
    const layer = randomLayer(seed, 20, 3, "gaussian", false);
    if (checkLayer(layer).verdict === "injective")
      return {
        ...layer,
        weights: matrixFromRows(
          Array.from({ length: 20 }, (_, i) => [...layer.weights.values.subarray(3 * i, 3 * i + 3)]),
        ),
      };
  }
}

describe("collisions of networks", () => {
  const model: NetworkModel = {
    layers: [
      {
        weights: matrixFromRows([
          [1, 0.5],
          [-1, 0.25],
          [0.5, -2],
        ]),
        bias: Float64Array.of(0, 0.5, -1),
        activation: RELU,
      },
      {
        weights: matrixFromRows([
          [1, 2, -1],
          [0.5, 0, 1],
        ]),
        bias: null,
        activation: clip(-1, 6),
      },
      { weights: matrixFromRows([[3, -1]]), bias: null, activation: leakyRelu(0.25) },
    ],
    weightType: "float64",
    notes: [],
  };
  const folded: NetworkModel = {
    ...model,
    layers: [model.layers[0], { ...model.layers[1], activation: IDENTITY }, model.layers[2]],
  };
  const inputs = regionCollision(folded, { kind: "box", radius: 2 });
  if (inputs === undefined) throw new Error("a network with one output");
  const claim = networkCertificate(folded, { kind: "box", radius: 2 }, inputs);
  if (claim === undefined) throw new Error("a small network");
  const certificate = sealedCertificate([], claim);
  const stored = (network: NetworkModel) =>
    network.layers.map(({ weights, bias, activation }) => ({
      ...weights,
      bias,
      activation,
      type: "float64",
    }));

  it("are verified by evaluation in fractions", () => {
    expect(verifyCertificate(certificate)).toEqual([
      { layer: "network", claim: "not-injective", domain: "box:2", problem: null },
    ]);
    expect(verifyCertificate(certificate, stored(folded))[0].problem).toBeNull();
    expect(verifyCertificate(certificate, stored(model))[0].problem).toMatch(/not that of the file/);
    expect(
      verifyCertificate(certificate, stored({ ...folded, layers: folded.layers.slice(1) }))[0].problem,
    ).toMatch(/not that/);
    expect(verifyCertificate(sealedCertificate([]))[0].problem).toMatch(/claims nothing/);
  });

  it("are rejected after any change of one place, and the inputs with a new seal", () => {
    for (const { path, changed } of corruptions(certificate as unknown as Json, "")) {
      if (rejection(changed, false) === null) throw new Error(`accepted: ${path}`);
    }
    for (const { path, changed } of corruptions(claim.inputs as unknown as Json, "inputs")) {
      const other = { ...certificate, network: { ...claim, inputs: changed } };
      if (rejection(other, true) === null) throw new Error(`accepted: ${path}`);
    }
    expect(rejection({ ...certificate, network: { ...claim, domain: "box:0.001" } }, true)).toMatch(
      /outside the domain/,
    );
    const [p] = claim.inputs;
    expect(rejection({ ...certificate, network: { ...claim, inputs: [p, p] } }, true)).toMatch(/the same/);
  });

  it("evaluate every kind of activation", () => {
    // Saturated: far out, a clip gives one value.
    const saturated = networkCertificate(
      { ...model, layers: [{ ...model.layers[0], activation: clip(-1, 6) }] },
      { kind: "space" },
      [
        { numerators: [100n, 0n], denominator: 1n },
        { numerators: [200n, 0n], denominator: 1n },
      ],
    );
    if (saturated === undefined) throw new Error("a small network");
    expect(verifyCertificate(sealedCertificate([], saturated))[0].problem).toBeNull();
  });
});
