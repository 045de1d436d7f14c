/** The small-network JSON: layers of rows, or numerators over one denominator. */
import * as z from "zod";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { IDENTITY, type NetworkLayer, type NetworkModel, RELU } from "../model.js";
import { parseActivation } from "./activation-words.js";
import { LARGEST_DEPTH } from "./limits.js";
import { parseShallowJson } from "./shallow-json.js";

const ROWS = z.array(z.array(z.number()).min(1)).min(1);
const DENOMINATOR = z.number().positive();

const EXPECTED = '{ "layers": [ { "weights": [[…], …], "bias": […], "activation": "relu" }, … ] }';

const LAYERS = z.strictObject({
  layers: z
    .array(
      z.strictObject({
        weights: ROWS,
        bias: z.array(z.number()).nullish(),
        activation: z.string().optional(),
      }),
    )
    .min(1),
  denominator: DENOMINATOR.optional(),
});

const NUMERATORS = z.object({
  denominator: DENOMINATOR,
  weights_numerators: z.array(ROWS).min(1),
  bias_numerators: z.array(z.array(z.number()).nullable()).optional(),
});

/**
 * The network of a JSON text: `{ "layers": [{ "weights", "bias", "activation" }], "denominator"? }`, or
 * `{ "denominator", "weights_numerators", "bias_numerators" }` with ReLU after every layer but the last. Without an
 * activation a layer has ReLU, the last of several the identity.
 * @throws InputError naming the place of the first mistake
 */
export function parseJsonNetwork(text: string, where: string): NetworkModel {
  const raw = parseShallowJson(text.replace(/^\uFEFF/, ""), where, EXPECTED);
  requireDepth(raw, where);
  const isObject = typeof raw === "object" && raw !== null;
  const shorthand = isObject && "weights_numerators" in raw;
  if (isObject && !Array.isArray(raw) && !shorthand && !("layers" in raw))
    throw new InputError(`${where} is JSON of another kind: expected ${EXPECTED}`);
  const notes: string[] = [];
  const { denominator = 1, layers } = shorthand ? fromNumerators(raw, where) : checked(LAYERS, raw, where);
  const built = layers.map((layer, i): NetworkLayer => {
    const place = `layers[${i}] of ${where}`;
    const { weights, bias } = layer;
    requireRectangle(weights, bias?.length, place);
    const last = i > 0 && i === layers.length - 1;
    const fallback = last ? IDENTITY : RELU;
    return {
      weights: scaled(matrixFromRows(weights), denominator),
      bias: bias == null ? null : Float64Array.from(bias, (entry) => entry / denominator),
      activation: layer.activation === undefined ? fallback : parseActivation(layer.activation, place),
    };
  });
  requireFitting(built, where);
  const silent = layers.flatMap(({ activation }, i) => (activation === undefined ? [i + 1] : []));
  if (silent.length > 0) {
    const shown = silent.length > 8 ? `${silent.slice(0, 8).join(", ")}, …` : silent.join(", ");
    notes.push(`No activation named in layers ${shown}: relu, the identity in the last of several.`);
  }
  const exact = Number.isInteger(Math.log2(denominator));
  if (denominator !== 1) {
    notes.push(
      `Weights and biases are numerators over ${denominator}${exact ? "" : ", each quotient rounded to a double"}.`,
    );
  }
  return { layers: built, weightType: "float64", folded: !exact, notes };
}

/** Before anything is built: many tiny layers cost far more than their text. */
function requireDepth(raw: unknown, where: string): void {
  for (const list of Object.values(typeof raw === "object" && raw !== null ? raw : {}) as unknown[]) {
    if (!Array.isArray(list) || list.length <= LARGEST_DEPTH) continue;
    throw new InputError(`${list.length} layers in ${where}: expected at most ${LARGEST_DEPTH}`);
  }
}

function checked<T>(schema: z.ZodType<T>, raw: unknown, where: string): T {
  const outcome = schema.safeParse(raw);
  if (outcome.success) return outcome.data;
  const [issue] = outcome.error.issues;
  const path = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("");
  const place = path === "" ? "the top level" : path.replace(/^\./, "").slice(0, 80);
  throw new InputError(
    `${issue.message.replaceAll(/\s+/g, " ").slice(0, 160)} at ${place} of ${where}: expected ${EXPECTED}`,
  );
}

function fromNumerators(raw: unknown, where: string): z.infer<typeof LAYERS> {
  const { denominator, weights_numerators, bias_numerators } = checked(NUMERATORS, raw, where);
  if (bias_numerators !== undefined && bias_numerators.length !== weights_numerators.length) {
    throw new InputError(
      `${bias_numerators.length} entries in bias_numerators of ${where}: expected ${weights_numerators.length}, one per layer`,
    );
  }
  const last = weights_numerators.length - 1;
  return {
    denominator,
    layers: weights_numerators.map((weights, i) => ({
      weights,
      bias: bias_numerators?.[i] ?? null,
      activation: i > 0 && i === last ? "identity" : "relu",
    })),
  };
}

function requireRectangle(
  weights: readonly (readonly number[])[],
  bias: number | undefined,
  place: string,
): void {
  const columns = weights[0].length;
  const ragged = weights.findIndex((row) => row.length !== columns);
  if (ragged !== -1) {
    throw new InputError(
      `${weights[ragged].length} entries in weights[${ragged}] of ${place}: expected ${columns} as in the first row`,
    );
  }
  if (bias !== undefined && bias !== weights.length) {
    throw new InputError(
      `${bias} entries in bias of ${place}: expected ${weights.length}, one per row of weights`,
    );
  }
}

function requireFitting(layers: readonly NetworkLayer[], where: string): void {
  for (let i = 1; i < layers.length; i++) {
    const [given, taken] = [layers[i - 1].weights.rows, layers[i].weights.columns];
    if (given === taken) continue;
    throw new InputError(
      `${taken} entries per row in layers[${i}] of ${where}: expected ${given}, the outputs of layers[${i - 1}]`,
    );
  }
}

function scaled<M extends { readonly values: Float64Array }>(matrix: M, denominator: number): M {
  return { ...matrix, values: matrix.values.map((entry) => entry / denominator) };
}
