/** Layers between own bounds of each input, on the orthant, and in balls within them, against enumeration; certificates and texts. */
import { describe, expect, it } from "vitest";
import { type Certificate, sealOf } from "../../network/certificates/format.js";
import { layerCertificate, sealedCertificate } from "../../network/certificates/write.js";
import {
  checkLayer,
  checkNetwork,
  type Domain,
  domainText,
  type LayerQuestion,
  largestRadius,
  layerStability,
  parseDomain,
  RELU,
  verifyCertificate,
} from "../../network/index.js";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { type RandomSource, randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { enumerated, type Layer, randomLayer } from "./hyperplane-enumeration.js";

interface Bounds {
  readonly low: number[];
  readonly high: number[];
}

/** Integers, often none on a side, often through 0. */
function randomBounds(random: RandomSource, columns: number): Bounds {
  const low: number[] = [];
  const high: number[] = [];
  for (let k = 0; k < columns; k++) {
    const start = Math.floor(4 * random.uniform()) - 2;
    low.push(random.uniform() < 0.3 ? Number.NEGATIVE_INFINITY : start);
    high.push(
      random.uniform() < 0.4 ? Number.POSITIVE_INFINITY : start + 1 + Math.floor(2 * random.uniform()),
    );
  }
  return { low, high };
}

function walls({ low, high }: Bounds): Layer {
  const rows: number[][] = [];
  const bias: number[] = [];
  const unit = (k: number, entry: number): number[] => low.map((_, j) => (j === k ? entry : 0));
  low.forEach((bound, k) => {
    if (Number.isFinite(bound)) {
      rows.push(unit(k, -1));
      bias.push(bound);
    }
    if (Number.isFinite(high[k])) {
      rows.push(unit(k, 1));
      bias.push(-high[k]);
    }
  });
  return { rows, bias };
}

const questionOf = ({ rows, bias }: Layer, domain: Domain): LayerQuestion => ({
  weights: matrixFromRows(rows),
  bias: Float64Array.from(bias),
  domain,
});

const region = ({ low, high }: Bounds, ball: number | null): Domain => ({
  kind: "region",
  lower: low,
  upper: high,
  ball,
});

const context = { layer: 1, activation: "relu", weightType: "float64" } as const;

function certificateOf(question: LayerQuestion): Certificate {
  const layer = layerCertificate(question, checkLayer(question), context);
  if (layer === undefined) throw new Error("undecided");
  return sealedCertificate([layer]);
}

/** Layers with bounds that the nearest point of lies within a ball of radius 3. */
function* cases(seed: number, count: number): Generator<{ layer: Layer; bounds: Bounds; nearest: number }> {
  const random = randomSource(18, seed);
  for (let trial = 0; trial < count; trial++) {
    const layer = randomLayer(random, trial % 9 === 2 ? 2 : trial % 2);
    const bounds = randomBounds(random, layer.rows[0].length);
    const nearest = Math.hypot(...bounds.low.map((low, k) => Math.max(low, -bounds.high[k], 0)));
    yield { layer, bounds, nearest };
  }
}

describe("against enumeration", () => {
  it("decisions between bounds and in balls within them, and the largest ball; every certificate verifies", () => {
    const seen = { injective: 0, "not-injective": 0, undecided: 0 };
    let [radii, finite] = [0, 0];
    for (const { layer, bounds, nearest } of cases(1, 260)) {
      const square = enumerated(layer, walls(bounds));
      const where = JSON.stringify([layer, bounds]);
      const check = (ball: number | null, expected: boolean): void => {
        const question = questionOf(layer, region(bounds, ball));
        const { verdict } = checkLayer(question);
        seen[verdict]++;
        expect(verdict, `${where} ${ball}`).toBe(expected ? "injective" : "not-injective");
        expect(verifyCertificate(certificateOf(question))[0], `${where} ${ball}`).toMatchObject({
          problem: null,
          claim: verdict,
          domain: domainText(question.domain),
        });
      };
      check(null, square === null);
      for (const ball of [1, 2.5].filter((radius) => nearest < radius - 1e-6)) {
        const limit = BigInt(4 * ball * ball);
        check(ball, square === null || square[0] * 4n >= limit * square[1]);
      }
      const found = largestRadius(questionOf(layer, region(bounds, null)));
      radii++;
      expect(found.kind, where).toBe("exact");
      if (found.kind !== "exact") continue;
      if (square === null || found.square === null) expect(found.square, where).toBe(square);
      else {
        finite++;
        expect(found.square.numerator * square[1], where).toBe(square[0] * found.square.denominator);
      }
    }
    expect(seen.injective).toBeGreaterThan(100);
    expect(seen["not-injective"]).toBeGreaterThan(100);
    expect(radii).toBe(260);
    expect(finite).toBeGreaterThan(60);
  });

  it("the orthant in a ball is its own text, a box of one radius the box it always was", () => {
    for (const { layer } of cases(2, 40)) {
      const at = (text: string) => checkLayer(questionOf(layer, parseDomain(text))).verdict;
      expect(at("box:-1:1"), JSON.stringify(layer)).toBe(at("box:1"));
      expect(at("box:0:inf"), JSON.stringify(layer)).toBe(at("orthant"));
      expect(at("box:-inf:inf and ball:2"), JSON.stringify(layer)).toBe(at("ball:2"));
      expect(at("ball:2 and orthant"), JSON.stringify(layer)).toBe(at("box:0:2 and ball:2"));
    }
  });
});

describe("certificates", () => {
  it("changed at any place are refused, or still true", () => {
    let [refused, tried] = [0, 0];
    for (const { layer, bounds, nearest } of cases(3, 16)) {
      const ball = nearest < 2 ? 2.5 : null;
      const certificate = certificateOf(questionOf(layer, region(bounds, ball)));
      for (const [place, changed] of changesOf(certificate.layers[0])) {
        const layers = [changed as Certificate["layers"][number]];
        tried++;
        let problem: string | null = "no certificate";
        try {
          problem = verifyCertificate({ ...certificate, layers, seal: sealOf(layers, null) })[0].problem;
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
        if (problem !== null) {
          refused++;
          continue;
        }
        const claimed = parseDomain(layers[0].domain);
        const truth = checkLayer(questionOf(layer, claimed)).verdict;
        expect(truth, `${place} of ${JSON.stringify(certificate.layers[0])}`).toBe(layers[0].claim);
      }
    }
    expect(tried).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(tried / 2);
  });
});

/** Every number, text and entry changed, dropped or doubled once, but the weights, to which a digest holds. */
function changesOf(value: unknown): (readonly [string, unknown])[] {
  if (typeof value === "number") return [["number", value + 1]];
  if (typeof value === "string") {
    if (/^-?\d+(\/\d+)?$/.test(value))
      return [
        ["negated", value.startsWith("-") ? value.slice(1) : `-${value}`],
        [
          "larger",
          `${BigInt(value.split("/")[0]) * 3n + 1n}${value.includes("/") ? `/${value.split("/")[1]}` : ""}`,
        ],
      ];
    const wider = value.replace(/ball:([0-9.]+)/, (_, radius) => `ball:${2 * Number(radius)}`);
    const lower = value.replace(/box:(-?\d+):/, (_, low) => `box:${Number(low) - 2}:`);
    return [
      ["space", "space"],
      ["wider", wider],
      ["lower", lower],
    ];
  }
  if (Array.isArray(value)) {
    return [
      ...value.map((_, i) => [`drop ${i}`, value.filter((_, j) => j !== i)] as const),
      ...value.flatMap((item, i) =>
        changesOf(item).map(
          ([what, changed]) => [`${i} ${what}`, value.map((own, j) => (j === i ? changed : own))] as const,
        ),
      ),
    ];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => name !== "weights" && name !== "kind" && name !== "activation")
    .flatMap(([name, item]) =>
      changesOf(item).map(([what, changed]) => [`${name} ${what}`, { ...value, [name]: changed }] as const),
    );
}

describe("texts", () => {
  it.each([
    ["box:-1:2,0:inf", "box:-1:2,0:inf"],
    ["orthant and ball:2", "orthant and ball:2"],
    ["ball:2 and orthant and ball:3", "orthant and ball:2"],
    ["box:1 and orthant", "box:0:1"],
    ["box:-inf:inf", "space"],
    ["box:2 and box:-1:3,-4:1", "box:-1:2,-2:1"],
    ["space and ball:1", "ball:1"],
  ])("%s is %s", (text, canonical) => {
    expect(domainText(parseDomain(text))).toBe(canonical);
    expect(domainText(parseDomain(canonical))).toBe(canonical);
  });

  it.each([
    "box:1:0",
    "box:1:1",
    "box:0:1,2",
    "box:inf:inf",
    "and",
    "box:0:1 or ball:1",
    "ball:1:2",
    "box:0:0x1",
  ])("%s is refused", (text) => {
    expect(() => parseDomain(text)).toThrow(InputError);
  });

  it("bounds of another number of inputs, and a ball that does not reach them, are refused", () => {
    const layer = {
      rows: [
        [1, 0],
        [0, 1],
      ],
      bias: [0, 0],
    };
    expect(() => checkLayer(questionOf(layer, parseDomain("box:0:1,0:1,0:1")))).toThrow("3 inputs");
    expect(() => checkLayer(questionOf(layer, parseDomain("box:1:2 and ball:1")))).toThrow("reaches inside");
  });
});

describe("elsewhere", () => {
  const layer = {
    rows: [
      [1, 0.5],
      [-1, 1],
      [0.5, -1],
    ],
    bias: [0.2, 0.1, 0],
  };

  it("constants over cells hold between bounds: the sampled ones are above them", () => {
    const question = questionOf(layer, parseDomain("box:0:1,-1:2 and ball:1.5"));
    const { sigmaMin, sigmaSampled } = layerStability(question, { samples: 60, seed: 1 });
    expect(sigmaMin).not.toBeNull();
    expect(sigmaSampled).toBeGreaterThanOrEqual((sigmaMin?.value ?? 0) - 1e-12);
  });

  it("a network of two layers is decided between bounds, and in a ball by the box around it", async () => {
    const layers = [
      {
        weights: matrixFromRows([
          [1, 0],
          [0, 1],
          [-1, -1],
        ]),
        bias: Float64Array.of(1, 1, 0),
        activation: RELU,
      },
      {
        weights: matrixFromRows([
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ]),
        bias: Float64Array.of(0, 0, -1),
        activation: RELU,
      },
    ];
    const verdictOn = async (text: string) =>
      (await checkNetwork({ layers, weightType: "float64", notes: [] }, { domain: parseDomain(text) }))
        .verdict;
    expect(await verdictOn("box:-0.5:3,-0.5:3")).toBe("injective");
    expect(await verdictOn("ball:0.9")).toBe("injective");
    expect(await verdictOn("box:-2:3,-0.5:3")).toBe("not-injective");
  });
});
