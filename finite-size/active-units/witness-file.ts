/** Inputs that leave few units of a network active, as self-describing JSON: what `simulate` and `emin` save. */
import * as z from "zod";
import { OWN_FORMATS, requireKind } from "../../src/file-kind.js";
import { InputError } from "../../src/result.js";
import { sha256 } from "../../src/sha256.js";
import { randomNetwork } from "../random-network/random-network.js";
import { parseWeightLaw, type WeightLaw, weightLawText } from "../weight-law.js";

export const ACTIVE_UNITS_FORMAT = OWN_FORMATS.activeUnits;

const CLAIM = "at the input x exactly 'active' units of the layer have a positive preactivation";
const GENERATOR =
  "weights of variance 1 over sqrt(fan-in), layer by layer, row by row: randomSource(seed, stream), xoshiro128++";

const layer = z.strictObject({
  weights: z.array(z.array(z.number()).min(1)).min(1),
  bias: z.array(z.number()).nullable(),
  /** Of the activation below and above 0: [0, 1] for ReLU. */
  slopes: z.tuple([z.number(), z.number()]),
});

const network = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("drawn"),
    generator: z.literal(GENERATOR),
    widths: z.array(z.int().min(1)).min(2),
    weights: z.string(),
    seed: z.int().min(0),
    stream: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal("layers"), layers: z.array(layer).min(1) }),
]);

const witness = z.strictObject({
  /** From 1. */
  layer: z.int().min(1),
  active: z.int().min(0),
  /** Doubles, or rationals as texts "p/q". */
  x: z.array(z.union([z.number(), z.string().regex(/^-?\d{1,100000}(\/[1-9]\d{0,100000})?$/)])),
});

const file = z.strictObject({
  format: z.literal(ACTIVE_UNITS_FORMAT),
  claim: z.literal(CLAIM),
  networks: z
    .array(
      z.strictObject({
        network,
        /** Of weights and biases as little-endian doubles, layer by layer. */
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        witnesses: z.array(witness),
      }),
    )
    .min(1),
});

export type WitnessLayer = z.infer<typeof layer>;
export type UnitsWitness = z.infer<typeof witness>;
export type WitnessFile = z.infer<typeof file>;

/** A network as it was drawn, or its layers. */
export type WitnessNetwork =
  | {
      readonly widths: readonly number[];
      readonly seed: number;
      readonly stream: number;
      readonly law: WeightLaw;
    }
  | { readonly layers: readonly WitnessLayer[] };

/** The file of networks with their witnesses. */
export function witnessFile(
  found: readonly { readonly network: WitnessNetwork; readonly witnesses: readonly UnitsWitness[] }[],
): WitnessFile {
  return {
    format: ACTIVE_UNITS_FORMAT,
    claim: CLAIM,
    networks: found.map(({ network: source, witnesses }) => {
      const described: z.infer<typeof network> =
        "layers" in source
          ? { kind: "layers", layers: [...source.layers] }
          : {
              kind: "drawn",
              generator: GENERATOR,
              widths: [...source.widths],
              weights: weightLawText(source.law),
              seed: source.seed,
              stream: source.stream,
            };
      return {
        network: described,
        sha256: layersDigest(witnessLayers(described)),
        witnesses: [...witnesses],
      };
    }),
  };
}

/**
 * Reads such a file; what is wrong inside one comes back as a sentence.
 * @param where what to call the text in an error
 * @throws InputError for a text that is not such a file at all
 */
export function parseWitnessFile(text: string, where: string): { file: WitnessFile } | { problem: string } {
  requireKind(
    new TextEncoder().encode(text.slice(0, 4096)),
    where,
    "witnesses of simulate or emin",
    ACTIVE_UNITS_FORMAT,
  );
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new InputError(`${where}: expected JSON, as simulate and emin save it`);
  }
  const parsed = file.safeParse(data);
  if (parsed.success) return { file: parsed.data };
  const [{ path, message }] = parsed.error.issues;
  return { problem: `${path.join(".") || "the file"}: ${message}` };
}

/** The layers of a network of the file. @throws InputError for widths or a law that cannot be drawn */
export function witnessLayers(described: WitnessFile["networks"][number]["network"]): WitnessLayer[] {
  if (described.kind === "layers") return described.layers;
  const { widths, seed, stream, weights } = described;
  return randomNetwork(widths, seed, stream, parseWeightLaw(weights)).map(
    ({ units, inputs, weights: values }) => ({
      weights: Array.from({ length: units }, (_, i) =>
        Array.from(values.subarray(i * inputs, (i + 1) * inputs)),
      ),
      bias: null,
      slopes: [0, 1],
    }),
  );
}

/** SHA-256 of shapes, weights, biases and slopes, the numbers as little-endian doubles. */
export function layersDigest(layers: readonly WitnessLayer[]): string {
  const parts = layers.flatMap(({ weights, bias, slopes }) => {
    const numbers = [...weights.flat(), ...(bias ?? []), ...slopes];
    const bytes = new DataView(new ArrayBuffer(8 * numbers.length));
    numbers.forEach((value, k) => {
      // JSON has no negative zero.
      bytes.setFloat64(8 * k, value === 0 ? 0 : value, true);
    });
    const shape = `${weights.length} ${weights[0].length} ${bias === null ? "no bias" : "bias"}\n`;
    return [shape, new Uint8Array(bytes.buffer)];
  });
  return sha256(...parts);
}
