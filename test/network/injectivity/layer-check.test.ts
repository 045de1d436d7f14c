/** Injectivity of one layer: reference matrices, random cross-checks, every answer verified by independent code. */
import { describe, expect, it } from "vitest";
import { parseCertificate } from "../../../network/certificates/format.js";
import { layerCertificate, sealedCertificate } from "../../../network/certificates/write.js";
import { branch } from "../../../network/injectivity/branching.js";
import { type Domain, domainText, parseDomain } from "../../../network/injectivity/domain.js";
import { halfspaceSystem, type LayerQuestion } from "../../../network/injectivity/halfspaces.js";
import { checkLayer, checkRank, type LayerAnswer } from "../../../network/injectivity/layer-check.js";
import { verifyCertificate } from "../../../network/verification/verify.js";
import { randomSource } from "../../../src/random/normal.js";
import { InputError } from "../../../src/result.js";
import { injectiveByFlats } from "./flats.js";
import { question, REFERENCE, randomLayer } from "./layers.js";

/** The answer, whose certificate must survive a round trip through text and the independent verification. */
function verified(layer: LayerQuestion, answer: LayerAnswer = checkLayer(layer)): LayerAnswer {
  const certificate = layerCertificate(layer, answer, {
    layer: 1,
    activation: "relu",
    weightType: "float64",
  });
  if (certificate === undefined) throw new Error("an undecided answer");
  const parsed = parseCertificate(JSON.parse(JSON.stringify(sealedCertificate([certificate]))));
  if (!("certificate" in parsed)) throw new Error(parsed.problem);
  expect(verifyCertificate(parsed.certificate)).toEqual([
    { layer: 1, claim: answer.verdict, domain: domainText(layer.domain), problem: null },
  ]);
  return answer;
}

describe("reference matrices", () => {
  it.each(REFERENCE.matrices)("$name", ({ W, b, injective, branch_nodes }) => {
    const layer = question(W, b);
    expect(verified(layer).verdict).toBe(injective ? "injective" : "not-injective");
    const outcome = branch(halfspaceSystem(layer));
    expect(outcome.status).toBe(injective ? "injective" : "not-injective");
    expect(outcome.counts.nodes).toBeLessThanOrEqual(branch_nodes + 2);
    expect(injectiveByFlats(layer)).toBe(injective);
  });

  it.each(REFERENCE.orthant)("orthant $W", ({ W, orthant }) => {
    expect(verified(question(W, null, { kind: "orthant" })).verdict).toBe(
      orthant ? "injective" : "not-injective",
    );
  });

  it("on the whole space the orthant's examples have the verdicts of the reference", () => {
    const known = REFERENCE.orthant.filter(({ Rn }) => Rn !== undefined);
    expect(known).toHaveLength(1);
    for (const { W, Rn } of known)
      expect(verified(question(W)).verdict).toBe(Rn ? "injective" : "not-injective");
  });
});

describe("the size of the tree", () => {
  const { n, m, nodes } = REFERENCE.branch_nodes_gaussian;
  it.each([0, 1, 2])("Gaussian case %s is near the reference", (i) => {
    const counts: number[] = [];
    for (let seed = 0; counts.length < 6; seed++) {
      const outcome = branch(halfspaceSystem(randomLayer(seed, m[i], n[i], "gaussian", false)));
      if (outcome.status === "injective") counts.push(outcome.counts.nodes);
    }
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(mean / nodes[i]).toBeGreaterThan(0.8);
    expect(mean / nodes[i]).toBeLessThan(1.2);
  });

  it("does not grow with the number of rows, and is 2n - 1 at most for antiparallel pairs", () => {
    const count = (rows: number): number =>
      branch(halfspaceSystem(randomLayer(1, rows, 3, "gaussian", false))).counts.nodes;
    expect(count(400)).toBeLessThanOrEqual(16);
    for (const columns of [1, 2, 3, 4, 5]) {
      const { values } = randomLayer(columns, columns, columns, "gaussian", false).weights;
      const rows = Array.from({ length: columns }, (_, i) => [
        ...values.subarray(i * columns, (i + 1) * columns),
      ]);
      const outcome = branch(
        halfspaceSystem(question([...rows, ...rows.map((row) => row.map((entry) => -2 * entry))])),
      );
      expect(outcome).toMatchObject({ status: "injective", counts: { nodes: 2 * columns - 1 } });
    }
  });
});

describe("random layers", () => {
  const domains: Domain[] = [{ kind: "space" }, { kind: "orthant" }, { kind: "box", radius: 1.5 }];
  const shapes = [
    [1, 3],
    [2, 6],
    [2, 9],
    [3, 9],
    [3, 12],
    [4, 11],
  ];

  it.each(domains)(
    "on $kind: branching and hyperplane enumeration agree, and every answer is verified",
    (domain) => {
      const verdicts = { injective: 0, "not-injective": 0, undecided: 0 };
      for (const [columns, rows] of shapes) {
        for (let seed = 0; seed < 14; seed++) {
          const layer = {
            ...randomLayer(
              100 * columns + seed,
              rows,
              columns,
              seed % 2 === 0 ? "integer" : "gaussian",
              seed % 3 === 0,
            ),
            domain,
          };
          const expected = injectiveByFlats(layer) ? "injective" : "not-injective";
          verdicts[verified(layer).verdict]++;
          expect(checkLayer(layer).verdict).toBe(expected);
          expect(branch(halfspaceSystem(layer)).status).toBe(expected);
        }
      }
      expect(verdicts.injective).toBeGreaterThan(5);
      expect(verdicts["not-injective"]).toBeGreaterThan(5);
      expect(verdicts.undecided).toBe(0);
    },
  );

  it("of numbers of all sizes, with negative zeros and near-ties, are decided and verified", () => {
    const domains: Domain[] = [
      { kind: "space" },
      { kind: "orthant" },
      { kind: "box", radius: 0.7 },
      { kind: "box", radius: 1e6 },
    ];
    let exactPrograms = 0;
    for (let seed = 0; seed < 120; seed++) {
      const random = randomSource(seed, 9);
      const columns = 1 + random.below(3);
      const kinds = [
        () => random.normal() * 10 ** (random.below(200) - 100),
        () => -(random.below(2) === 0 ? 0 : random.normal()),
        () => (random.below(5) - 2) * (1 + random.below(3) * 2 ** -52),
        () => (random.below(3) - 1) * 2 ** (random.below(600) - 300),
      ];
      const entry = kinds[seed % 4];
      const rows = Array.from({ length: 2 * columns + random.below(5) }, () =>
        Array.from({ length: columns }, entry),
      );
      for (let i = 1; i < rows.length; i += 2) {
        if (random.below(3) === 0)
          rows[i] = rows[i - 1].map((weight) => -weight * (random.below(2) === 0 ? 1 : 1 + 2 ** -50));
      }
      const layer = question(rows, random.below(2) === 0 ? null : rows.map(entry), domains[random.below(4)]);
      const answer = verified(layer);
      exactPrograms += answer.counts.exactPrograms;
      expect(answer.verdict).toBe(injectiveByFlats(layer) ? "injective" : "not-injective");
    }
    expect(exactPrograms).toBeGreaterThan(0);
  });

  it("nearly antiparallel pairs, as stored in a smaller format, are decided exactly", () => {
    let decided = 0;
    for (let seed = 0; seed < 30; seed++) {
      const { weights } = randomLayer(seed, 3, 3, "gaussian", false);
      const scale = randomLayer(seed + 1000, 3, 1, "gaussian", false).weights.values.map(Math.abs);
      const half = Array.from({ length: 3 }, (_, i) =>
        [...weights.values.subarray(3 * i, 3 * i + 3)].map(Math.fround),
      );
      const rows = [...half, ...half.map((row, i) => row.map((entry) => Math.fround(-scale[i] * entry)))];
      const layer = question(rows);
      const answer = verified(layer);
      expect(answer.verdict).toBe(injectiveByFlats(layer) ? "injective" : "not-injective");
      // A seventh row does not change a layer that is decided by roundings of six.
      const wider = question([...rows, rows[0].map((entry, k) => entry + rows[1][k])]);
      expect(verified(wider).verdict).toBe(injectiveByFlats(wider) ? "injective" : "not-injective");
      if (answer.verdict !== "not-injective") continue;
      decided++;
      expect(answer.margin).toBeLessThan(1e-6);
    }
    expect(decided).toBeGreaterThan(0);
  });

  it("are injective after any change within the margin", () => {
    for (let seed = 0; seed < 12; seed++) {
      const layer = randomLayer(seed, 14, 2, "gaussian", seed % 2 === 0);
      const answer = checkLayer(layer);
      if (answer.verdict === "undecided" || answer.margin === 0) continue;
      for (let trial = 0; trial < 10; trial++) {
        const change = randomLayer(1000 + 10 * seed + trial, 14, 3, "gaussian", false).weights.values;
        const { weights, bias } = layer;
        const moved = {
          ...layer,
          weights: { ...weights, values: weights.values.slice() },
          bias: bias?.slice() ?? null,
        };
        for (let i = 0; i < 14; i++) {
          const [x, y] = weights.values.subarray(2 * i, 2 * i + 2);
          const entries = bias === null ? 2 : 3;
          const length =
            Math.hypot(...change.subarray(3 * i, 3 * i + entries)) /
            (0.99 * answer.margin * Math.hypot(x, y, bias?.[i] ?? 0));
          moved.weights.values[2 * i] += change[3 * i] / length;
          moved.weights.values[2 * i + 1] += change[3 * i + 1] / length;
          if (moved.bias !== null) moved.bias[i] += change[3 * i + 2] / length;
        }
        expect(checkLayer(moved).verdict).toBe(answer.verdict);
      }
    }
  });
});

describe("invariances and shortcuts", () => {
  it("keeps the verdict under positive row scaling, permutation and invertible change of inputs", () => {
    for (let seed = 0; seed < 20; seed++) {
      const layer = randomLayer(seed, 8, 2, "integer", seed % 2 === 0);
      const { verdict } = checkLayer(layer);
      const rows = Array.from({ length: 8 }, (_, i) => [...layer.weights.values.subarray(2 * i, 2 * i + 2)]);
      const bias = layer.bias === null ? null : [...layer.bias];
      const factors = rows.map((_, i) => 2 ** (i % 5) * 3);
      expect(
        checkLayer(
          question(
            rows.map((row, i) => row.map((x) => x * factors[i])),
            bias?.map((x, i) => x * factors[i]) ?? null,
          ),
        ).verdict,
      ).toBe(verdict);
      expect(checkLayer(question([...rows].reverse(), bias?.slice().reverse() ?? null)).verdict).toBe(
        verdict,
      );
      expect(
        checkLayer(
          question(
            rows.map(([x, y]) => [2 * x + y, x + y]),
            bias,
          ),
        ).verdict,
      ).toBe(verdict);
    }
  });

  it("needs 2n rows, and with 2n rows antiparallel pairs", () => {
    for (let seed = 0; seed < 4; seed++) {
      const few = checkLayer(randomLayer(seed, 39, 20, "gaussian", seed % 2 === 0));
      expect(few.verdict).toBe("not-injective");
      expect(verified(randomLayer(seed, 40, 20, "gaussian", false)).verdict).toBe("not-injective");
      const base = randomLayer(seed, 20, 20, "gaussian", false).weights.values;
      const rows = Array.from({ length: 20 }, (_, i) => [...base.subarray(20 * i, 20 * i + 20)]);
      const pairs = question([...rows, ...rows.map((row) => row.map((entry) => -4 * entry))]);
      expect(verified(pairs)).toMatchObject({ verdict: "injective", method: "structure" });
      expect(
        verified({ ...pairs, bias: Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : -3)) }).verdict,
      ).toBe("injective");
      const gap = {
        ...pairs,
        bias: Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : i === 30 ? -4.5 : -3)),
      };
      expect(verified(gap).verdict).toBe("not-injective");
    }
  });

  it("decides block by block", () => {
    const { W } = REFERENCE.matrices.find(({ name }) => name === "pentagon") ?? { W: [] };
    const pair = [...W.map((row) => [0, ...row, 0]), ...W.map(([x, y]) => [x, 0, 0, y])];
    expect(verified(question(pair))).toMatchObject({ verdict: "injective", method: "blocks" });
    expect(verified(question(pair.slice(0, 9))).verdict).toBe("not-injective");
    expect(verified(question(pair.slice(0, 9), null, { kind: "box", radius: 2 })).verdict).toBe(
      "not-injective",
    );
  });

  it("needs only the rank for strictly monotone activations", () => {
    expect(
      checkRank(
        question([
          [1, 0],
          [1, 1],
        ]),
      ),
    ).toMatchObject({ verdict: "injective", proof: { kind: "rank", rows: [0, 1] } });
    const answer = checkRank(
      question(
        [
          [1, 2],
          [-2, -4],
          [3, 6],
        ],
        [1, 1, 1],
        { kind: "orthant" },
      ),
    );
    expect(answer).toMatchObject({ verdict: "not-injective", collision: { activeRows: [0, 1, 2] } });
  });

  it("stops when told to", () => {
    expect(checkLayer(randomLayer(3, 30, 5, "gaussian", false), () => true)).toMatchObject({
      verdict: "undecided",
      method: "branching",
    });
  });
});

describe("bad input", () => {
  it.each(["sphere", "box", "box:0", "box:-1", "box:x", "box:1e999", ""])("domain '%s'", (text) => {
    expect(() => parseDomain(text)).toThrow(InputError);
  });

  it("refuses entries that are not finite and a bias of another length", () => {
    expect(() => checkLayer(question([[1, Number.NaN]]))).toThrow("expected finite numbers");
    expect(() => checkLayer(question([[1], [2]], [1]))).toThrow("expected one entry per row");
    expect(() =>
      checkLayer({
        weights: { rows: 0, columns: 2, values: new Float64Array() },
        bias: null,
        domain: { kind: "space" },
      }),
    ).toThrow("at least one row");
  });
});
