/** What the package offers: every function is documented, its example runs, and wrong arguments are said to be wrong. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { graphOfModel } from "../network/index.js";
import { FIGURES, standardValues } from "../public/figures.js";
import { checkNetwork, clip, type NetworkModel, subdivideSegment } from "../public/network.js";
import { errorCount } from "../public/rsb.js";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const ROOMS = [
  "rs",
  "rsb",
  "rdt",
  "geometry",
  "finite-size",
  "compare",
  "network",
  "figures",
  "certified",
  "src",
];

/** Entry points by the path that users import. */
const ENTRIES: ReadonlyMap<string, string> = new Map([
  ["", "index.ts"],
  ...readdirSync(join(ROOT, "public")).map((name): [string, string] => [
    `/${name.replace(/\.ts$/, "")}`,
    `public/${name}`,
  ]),
]);

type Module = Readonly<Record<string, unknown>>;
type PublicFunction = (...words: unknown[]) => unknown;

const load = (path: string): Promise<Module> => import(join(ROOT, ENTRIES.get(path) ?? "absent"));

const functions = new Map<string, PublicFunction>();
for (const path of ENTRIES.keys()) {
  for (const [name, value] of Object.entries(await load(path))) {
    if (typeof value === "function" && name !== "InputError") functions.set(name, value as PublicFunction);
  }
}

/** Doc comments of exported functions, by name. */
const docs = new Map<string, { readonly doc: string; readonly parameters: string }>();
for (const room of ROOMS) {
  for (const file of readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const text = readFileSync(join(ROOT, room, file), "utf8");
    const pattern =
      /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:async )?function\*? (\w+)(?:<[^(]*>)?\(([\s\S]*?)\)(?::| \{)/g;
    for (const [, doc, name, parameters] of text.matchAll(pattern)) {
      // The same name may stand in two rooms; the documented one is meant.
      if (docs.has(name) && !doc.includes("@example")) continue;
      docs.set(name, { doc, parameters });
    }
  }
}

/** The lines of every example of a doc comment. */
function examplesOf(doc: string): string[] {
  return [...doc.matchAll(/\* @example\n((?: \*(?! @)[^\n]*\n?)+)/g)].map(([, lines]) =>
    lines.replace(/^ \* ?/gm, ""),
  );
}

describe.each([...functions.keys()].sort())("%s", (name) => {
  const { doc, parameters } = docs.get(name) ?? { doc: "", parameters: "" };

  it("says what it takes, gives and throws, with an example", () => {
    expect(doc).toContain("@returns");
    if (parameters.trim() !== "") expect(doc).toContain("@param");
    expect(examplesOf(doc).length).toBeGreaterThan(0);
  });

  it("does what its examples say", async () => {
    let compared = 0;
    const expectLine = (value: unknown, said: string): void => {
      compared += 1;
      // A number with its first digits, or a value as JSON; a remark may follow.
      const [number] = /^-?\d+(?:\.\d+)?(?=…)/.exec(said) ?? [];
      if (number !== undefined) expect(String(value).slice(0, number.length), said).toBe(number);
      else expect(shown(value), said).toBe(said.split(/[,:] /)[0]);
    };
    for (const example of examplesOf(doc)) {
      const lines = example
        .replace(/import \{([^}]*)\} from "relu-injectivity([^"]*)";/g, 'const {$1} = await load("$2");')
        .replace(/^( *)([^\n/=]*(?:\([^\n]*)?); \/\/ (.*)$/gm, (line, indent, expression, said) =>
          /^ *(?:const|let) /.test(line)
            ? line
            : `${indent}expectLine(${expression}, ${JSON.stringify(said)});`,
        );
      const { constructor: AsyncFunction } = Object.getPrototypeOf(async () => undefined) as {
        constructor: new (...words: string[]) => (...given: unknown[]) => Promise<void>;
      };
      await new AsyncFunction("load", "expectLine", lines)(load, expectLine);
    }
    expect(compared).toBeGreaterThan(0);
  });
});

function shown(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "undefined");
}

/** Right arguments of every function that takes any, cheap to compute; what is wrong is put in their places. */
async function rightArguments(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const weights = () => ({ rows: 2, columns: 1, values: Float64Array.of(1, -1) });

  const layer = () => ({ weights: weights(), bias: Float64Array.of(0, 0), activation: clip(0, 1) });
  const model = (): NetworkModel => ({ layers: [layer()], weightType: "float64", notes: [] });
  const problem = () => ({ kind: "energy", alpha: 5 });
  const ansatz = () => ({
    overlapDeficits: Float64Array.of(0.4, 0),
    breakingPoints: Float64Array.of(1.5),
    chi: 0.15,
  });
  const { certificate: sealed } = await checkNetwork(model());
  const [figure] = FIGURES;
  const drawn = FIGURES.find(({ name }) => name === "euler-rate") ?? figure;
  const deep = () => ({ kind: "energy", hidden: [6.7], count: 2, alpha: 8 });
  const duality = () => ({ depth: 2, notion: "weak", dualNorms: "unit", firstLayerThreshold: 6.7 });
  const sequence = () => ({
    ...duality(),
    given: [6.7],
    firstExpansionError: 0,
    allowInadmissible: true,
  });
  const program = () => ({ count: 2, dualNorms: "unit" });
  const size = () => ({ rows: 4, columns: 2, samples: 2, seed: 1 });
  const proof = () => ({ hidden: ["6.7"], count: 2, digits: 3 });
  const listen = () => undefined;
  return {
    almeidaThoulessLine: [3],
    almeidaThoulessTemperature: [5, "cooling"],
    capacitySensitivities: [[6.7], program()],
    certificate: [{ schema: "none", kind: "plain" }],
    checkLayer: [
      { weights: weights(), bias: Float64Array.of(0, 0), domain: { kind: "box", radius: 1 } },
      () => false,
    ],
    checkNetwork: [model(), { domain: { kind: "space" }, timeLimit: 5, onProgress: listen }],
    checkProof: ["{}"],
    clip: [0, 6],
    complexityCurve: [8, [1]],
    constantWidth: [duality()],
    continueKrsb: [problem(), ansatz(), { tolerance: 1e-6, convolution: "direct" }],
    marginComparison: [{ margin: -1, count: 1 }, 1e-2],
    leastAboveMargin: [weights(), { margin: -0.5, method: "auto", seed: 1, restarts: 2 }],
    satisfiableCapacity: [1, 1],
    largestRadius: [{ weights: weights(), bias: Float64Array.of(1, 1) }, () => false],
    smallestUniformBias: [{ weights: weights(), bias: null }, () => false],
    coldLimit: [{ alpha: 6, margin: 0 }, 0],
    sphereThreshold: [weights(), () => false],
    networkRadius: [model(), { domain: { kind: "space" }, timeLimit: 5, onProgress: listen }],
    continueThermal: [
      { alpha: 6, beta: 5 },
      { overlapDeficits: Float64Array.of(0.3, 0.06), breakingPoints: Float64Array.of(0.5) },
      { tolerance: 1e-6, convolution: "direct" },
    ],
    deepConstantWidth: [1, 0, "weak", { tolerance: 1e-6 }],
    deepSequence: [1, 0, "weak", [6.8], { tolerance: 1e-6 }],
    deepWidthBounds: [3, 1],
    deepInjectivity: [{ widths: [2, 4], samples: 1, seed: 1, workers: 0 }, listen],
    distanceToBoundary: [model(), [1]],
    dyadicQuantity: [{ numerator: 3n, exponent: 2 }],
    dyadicText: [{ numerator: 3n, exponent: 2 }],
    dyadicToNumber: [{ numerator: 3n, exponent: 2 }],
    eulerSurrogate: [6, 2],
    exactInjectivityProbability: [6, 2],
    exactWendelProbability: [6, 2],
    expansionSequence: [{ ...sequence(), crossCheckDepth: 0 }],
    expectedBadCells: [6, 2],
    profilesAt: [ansatz(), Float64Array.of(0.1), { levels: [1] }],
    sincInterpolate: [
      { start: 0, spacing: 1, values: Float64Array.of(0, 1, 0), left: 0, right: 0 },
      Float64Array.of(1.5),
    ],
    fieldProfiles: [ansatz(), { alpha: 5, halfWidth: 4, points: 11 }],
    gaussianMatrix: [4, 2, 1, 0],
    groundStateEnergy: [5, "k-rsb", 1],
    injectivityExperiment: [size(), listen],
    injectivityThreshold: ["k-rsb", 1],
    invertNetwork: [model(), [1, 0], 0],
    jointCapacity: [[6.7], program()],
    evaluateGraph: [graphOfModel(model()), [1], "float32"],
    leakyRelu: [0.1],
    analyseAround: [graphOfModel(model()), [1]],
    linearise: [graphOfModel(model()), [1]],
    piecewiseLinear: [
      [0, 1],
      [-1, 1, 0.5],
      [0, 0],
    ],
    readGraph: ["absent.json", { biasColumn: false, transpose: false }],
    leastPositives: [
      weights(),
      { method: "auto", seed: 1, restarts: 1, nodes: 10, timeLimitSeconds: 5, onProgress: listen },
    ],
    liftedCapacity: [[6.7], program()],
    liftedConstantWidth: [duality()],
    liftedSequence: [sequence()],
    liftingLadder: [1, listen],
    matrixFromRows: [[[1], [-1]]],
    minimumExperiment: [size(), listen],
    oneLayerComparison: [1e-5],
    parisiFunction: [ansatz()],
    publishedNumbers: ["puthawala"],
    readModel: ["absent.json", { biasColumn: false, transpose: false }],
    regionCount: [6, 2],
    renderHtml: [drawn.draw(standardValues(drawn), listen)],
    renderSvg: [drawn.draw(standardValues(drawn), listen)],
    renderPdf: [drawn.draw(standardValues(drawn), listen)],
    renderPng: [drawn.draw(standardValues(drawn), listen)],
    replicaSymmetricEnergy: [5],
    replicaSymmetricExpansion: [4, { margin: -0.5, count: 1 }],
    replicaSymmetricFiniteTemperature: [5, 3, { margin: 0 }],
    searchCertificate: [
      weights(),
      {
        method: "auto",
        seed: 1,
        restarts: 1,
        target: 0,
        firstStream: 0,
        shouldStop: () => false,
        onProgress: listen,
      },
    ],
    searchConstants: [3],
    searchFinite: [{ rows: 40, columns: 4, active: 3 }],
    searchLifted: [proof()],
    searchPlain: [proof()],
    searchRsb: [1, 3],
    searchStrongLiftedWidth: [3],
    searchStrongWidth: [3],
    searchUnit: [proof()],
    searchWeakLiftedWidth: [3],
    searchWeakWidth: [3],
    segmentPicture: [subdivideSegment(model(), [-1], [1])],
    selectLayer: [model(), 1],
    sequenceLimit: ["weak", "unit"],
    solveDeep: [deep(), 0, { tolerance: 1e-6 }],
    solveDeepChain: [deep(), 0, { tolerance: 1e-6 }],
    solveDeepLimit: [{ kind: "capacity", hidden: [], count: 2 }, 5, { tolerance: 1e-4, onLevel: listen }],
    solveDeepLifted: [deep(), { tolerance: 1e-6 }],
    solveFixedPoint: [
      {
        problem: problem(),
        k: 3,
        yMax: 5,
        yMin: 0.1,
        damping: 1,
        acceleration: "momentum",
        start: "ramp",
        energyRule: "functional",
        tolerance: 1e-3,
        iterationLimit: 100,
        record: false,
      },
    ],
    solveFullRsb: [problem(), { tolerance: 1e-3, onLevel: listen }],
    solveKrsb: [
      problem(),
      1,
      { tolerance: 1e-6, convolution: "direct", resolution: { spacing: 0.4, reach: 7 } },
    ],
    solveKrsbChain: [problem(), 1, { tolerance: 1e-6, convolution: "direct" }],
    solveThermal: [{ alpha: 6, beta: 5 }, 1, { tolerance: 1e-6, convolution: "direct" }],
    solveThermalChain: [{ alpha: 6, beta: 5 }, 1, { tolerance: 1e-6, convolution: "direct" }],
    solveThermalFullRsb: [
      { alpha: 6, beta: 2 },
      { tolerance: 1e-6, onLevel: listen },
    ],
    standardValues: [figure, true],
    subdivideSegment: [model(), [-1], [1], { tolerance: 1e-12, onLayer: listen }],
    thermalProfiles: [
      5,
      { overlapDeficits: Float64Array.of(0.3, 0.06), breakingPoints: Float64Array.of(0.5) },
      { halfWidth: 4, points: 11 },
    ],
    uniformGridLoss: [{ problem: problem(), k: 3, yMax: 5 }],
    verifyCertificate: [sealed, undefined, { domain: "space", firstLayer: 1 }],
    withMargin: [errorCount, -0.5],
    widthsVerdict: [[1, 8], { notion: "weak", dualNorms: "unit" }],
  };
}

const WRONG: readonly unknown[] = [undefined, null, Number.NaN, "six", {}, [], -1, () => 0];
/** Data that another function of the package made: only their kind is asked for. */
const MADE = [
  "analyseAround",
  "evaluateGraph",
  "linearise",
  "renderHtml",
  "renderPdf",
  "renderPng",
  "renderSvg",
  "segmentPicture",
  "certificate",
  "standardValues",
  "withMargin",
];
/** What is wrong with a proof is their answer. */
const JUDGES = ["checkProof", "verifyCertificate"];
const right = await rightArguments();

describe("wrong arguments", () => {
  it.each([...functions.entries()])("%s throws InputError or never returns NaN", async (name, called) => {
    if (called.length === 0 && !(name in right)) return;
    const args = right[name];
    expect(args, "right arguments are given above").toBeDefined();
    let tried = 0;
    for (let place = 0; place < args.length; place++) {
      for (const { where, value, wrong, replaced } of variants(args[place], MADE.includes(name) ? 0 : 4)) {
        // What may be left out may be undefined, and a layer without bias has null.
        if (wrong === undefined && (where !== "" || place >= called.length)) continue;
        if (wrong === null && where.endsWith(".bias")) continue;
        const label = `argument ${place + 1}${where} = ${shownWrong(wrong)}`;
        const outcome = await outcomeOf(called, args.with(place, value));
        tried += 1;
        if (outcome instanceof Error)
          expect(`${outcome.name}: ${outcome.message}`, label).toMatch(/^InputError: ./);
        else {
          if (!JUDGES.includes(name)) expect(isOtherKind(wrong, replaced), label).toBe(false);
          expect(hasNaN(outcome), label).toBe(false);
        }
      }
    }
    expect(tried).toBeGreaterThan(0);
  });
});

/** A value with one part of it, or the whole of it, replaced by what is wrong. */
function* variants(
  value: unknown,
  depth: number,
): Generator<{ where: string; value: unknown; wrong: unknown; replaced: unknown }> {
  for (const wrong of WRONG) yield { where: "", value: wrong, wrong, replaced: value };
  if (depth === 0 || typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  for (const [key, part] of Object.entries(value)) {
    for (const inner of variants(part, depth - 1)) {
      const changed = Array.isArray(value)
        ? value.with(Number(key), inner.value)
        : { ...value, [key]: inner.value };
      yield { ...inner, where: `.${key}${inner.where}`, value: changed };
    }
  }
}

/** Whether the wrong value can never be meant: of another type, a list for an object, NaN for a number. */
function isOtherKind(wrong: unknown, replaced: unknown): boolean {
  const kindOf = (value: unknown): string =>
    Array.isArray(value) || ArrayBuffer.isView(value) ? "list" : value === null ? "null" : typeof value;
  return kindOf(wrong) !== kindOf(replaced) || Number.isNaN(wrong);
}

async function outcomeOf(called: PublicFunction, args: readonly unknown[]): Promise<unknown> {
  try {
    const made = await called(...args);
    // Generators complain when they are asked.
    const isGenerator = typeof made === "object" && made !== null && "next" in made;
    return isGenerator ? [...(made as unknown as Iterable<unknown>)] : made;
  } catch (error) {
    return error;
  }
}

function hasNaN(value: unknown): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasNaN);
}

function shownWrong(value: unknown): string {
  return typeof value === "function"
    ? "a function"
    : Number.isNaN(value)
      ? "NaN"
      : (JSON.stringify(value) ?? "undefined");
}
