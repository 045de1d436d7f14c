/** Witnesses of few active units recounted in big integers, by code that no search uses. */
import { InputError } from "../../src/result.js";
import {
  layersDigest,
  parseWitnessFile,
  type UnitsWitness,
  type WitnessFile,
  type WitnessLayer,
  witnessLayers,
} from "./witness-file.js";

/** Whether everything that the file says is so. */
export interface WitnessVerification {
  /** What is wrong, one sentence each; empty for a valid file. */
  readonly problems: readonly string[];
  readonly networks: number;
  readonly witnesses: number;
}

/**
 * Holds every network against its digest, and every count against the network and its input.
 * @throws InputError for a text that is not such a file
 */
export function verifyWitnesses(text: string, where: string): WitnessVerification {
  const parsed = parseWitnessFile(text, where);
  if ("problem" in parsed) return { problems: [parsed.problem], networks: 0, witnesses: 0 };
  const { networks } = parsed.file;
  const problems = networks.flatMap((entry, i) =>
    problemsOf(entry).map((problem) => (networks.length === 1 ? problem : `network ${i + 1}: ${problem}`)),
  );
  return {
    problems,
    networks: networks.length,
    witnesses: networks.reduce((sum, { witnesses }) => sum + witnesses.length, 0),
  };
}

function problemsOf({ network, sha256, witnesses }: WitnessFile["networks"][number]): string[] {
  let layers: WitnessLayer[];
  try {
    layers = witnessLayers(network);
  } catch (error) {
    if (error instanceof InputError) return [error.message];
    throw error;
  }
  const shape = shapeProblem(layers);
  if (shape !== undefined) return [shape];
  if (layersDigest(layers) !== sha256) return ["sha256: expected the digest of the network"];
  return witnesses.flatMap((witness) => witnessProblem(layers, witness) ?? []);
}

function shapeProblem(layers: readonly WitnessLayer[]): string | undefined {
  let inputs = layers[0].weights[0].length;
  for (const [k, { weights, bias }] of layers.entries()) {
    if (weights.some((row) => row.length !== inputs))
      return `layer ${k + 1}: expected rows of ${inputs} numbers`;
    if (bias !== null && bias.length !== weights.length)
      return `layer ${k + 1}: expected a bias of ${weights.length} numbers`;
    inputs = weights.length;
  }
  return undefined;
}

function witnessProblem(
  layers: readonly WitnessLayer[],
  { layer, active, x }: UnitsWitness,
): string | undefined {
  if (layer > layers.length) return `layer ${layer}: the network has ${layers.length}`;
  const inputs = layers[0].weights[0].length;
  if (x.length !== inputs) return `layer ${layer}: expected an x of ${inputs} numbers, found ${x.length}`;
  if (x.every((entry) => entry === 0 || entry === "0")) return `layer ${layer}: expected an x other than 0`;
  const found = positiveUnits(layers.slice(0, layer), x);
  return found === active
    ? undefined
    : `layer ${layer}: the file says ${active} active units, the network and x give ${found}`;
}

/** Units of the last layer with a positive preactivation; hidden values are integers over `unit` > 0. */
function positiveUnits(layers: readonly WitnessLayer[], x: UnitsWitness["x"]): number {
  let { integers: hidden, over: unit } = onOneDenominator(x.map(asFraction));
  let before: bigint[] = [];
  for (const { weights, bias, slopes } of layers) {
    const columns = weights[0].length;
    const { integers, over } = onOneDenominator([...weights.flat(), ...(bias ?? [])].map(asFraction));
    before = weights.map((_, i) => {
      let sum = bias === null ? 0n : integers[weights.length * columns + i] * unit;
      for (let j = 0; j < columns; j++) if (hidden[j] !== 0n) sum += integers[i * columns + j] * hidden[j];
      return sum;
    });
    const bends = onOneDenominator(slopes.map(asFraction));
    hidden = before.map((value) => value * bends.integers[value > 0n ? 1 : 0]);
    unit *= over * bends.over;
  }
  return before.filter((value) => value > 0n).length;
}

type Fraction = readonly [numerator: bigint, denominator: bigint];

/** A double as the dyadic rational that it is, or a text "p/q". */
function asFraction(value: number | string): Fraction {
  if (typeof value === "string") {
    const [numerator, denominator = "1"] = value.split("/");
    return [BigInt(numerator), BigInt(denominator)];
  }
  let [scaled, exponent] = [value, 0n];
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent++;
  }
  return [BigInt(scaled), 1n << exponent];
}

/** Numerators over the least common multiple. */
function onOneDenominator(fractions: readonly Fraction[]): { integers: bigint[]; over: bigint } {
  const over = fractions.reduce((least, [, denominator]) => {
    if (least % denominator === 0n) return least;
    let [a, b] = [least, denominator];
    while (b !== 0n) [a, b] = [b, a % b];
    return (least / a) * denominator;
  }, 1n);
  return { integers: fractions.map(([p, q]) => p * (over / q)), over };
}
