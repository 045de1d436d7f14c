/** `network invert`: the input of a network from its output. */

import {
  type Domain,
  type InversionGuarantee,
  inputErrorBound,
  inversionGuarantee,
  invertNetwork,
  isInDomain,
  type NetworkInverse,
  type NetworkModel,
  parseDomain,
} from "../../network/index.js";
import { refuseOtherKind } from "../../src/file-kind.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { parseMatrix } from "../../src/matrix/parse-matrix.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError, type Quantity } from "../../src/result.js";
import { formatSmall, type Show } from "../../src/table/format-quantity.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { flagOff, inputFile, positive, text } from "../definition/option.js";
import {
  domainIfGiven,
  NETWORK_OPERANDS,
  NETWORK_OPTIONS,
  readNetworkInput,
} from "../input/network-input.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { NETWORK_INJECTIVITY_WORDS } from "../vocabulary/network-injectivity.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

const FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "layer", "inputs", "determined", "ambiguity", "errorBound"),
  ...pick(NETWORK_INJECTIVITY_WORDS, "inverseLipschitz"),
  output: field("The given output y; in the table its number.", "number[]"),
  entry: field("Number of an entry of the input, counted from 1.", "integer"),
  input: field(
    "The recovered input x, entry by entry. Errors are first-order estimates from residual, noise and rounding; domain-error where no input with this output was found within the noise, or nothing bounds those that have it.",
    "quantity[]",
  ),
  residual: field(
    "Distance of the output at the recovered input from the given one, recomputed.",
    "quantity",
    {
      equation: "|f(x) - y|",
      header: "|f(x) - y|",
    },
  ),
  layers: field("How each layer was inverted, in the order of evaluation.", "record[]"),
  method: field(
    "How a layer was inverted: least-squares, linear-program or quadratic-program, each explained as a word of its own.",
    "text",
  ),
  active: field("Units whose outputs determine their arguments.", "integer"),
  rank: field("Rank of the rows of these units.", "integer"),
  guarantee: field("Why the layer has a constant L, or has none; null with --no-guarantee.", [
    "text",
    "null",
  ]),
};

const OPTIONS = {
  value: text("one output, numbers separated by commas", { placeholder: "y1,…" }),
  outputs: inputFile("several outputs: a text matrix, one output per row"),
  noise: positive("bound of |y - f(x)|, Euclidean", {
    placeholder: "eps",
    defaultText: "0: y computed in double precision",
  }),
  guarantee: flagOff("leave out the proof of injectivity and the bound of the error"),
  domain: domainIfGiven,
  ...NETWORK_OPTIONS,
};

export const invert = defineCommand({
  description:
    "Layer by layer backwards: least squares on the units that are active, a linear program where these do not " +
    "determine the input, the closest output where no input fits; then Gauss-Newton and Levenberg-Marquardt through the whole network, from points of unit scale in the domain. " +
    "The residual |f(x) - y| is always recomputed. A bound of the error of x is given where every layer is " +
    "proved injective: (|f(x) - y| + noise) / L, L the product of sigma/sqrt 2 over the layers.",
  examples: [
    ["network invert examples/trained.json --value 0.4952325,-0.2703285,0.210481"],
    ["network invert examples/trained.json --outputs examples/outputs.csv --noise 1e-3"],
    [
      "network invert examples/trained.json --value 0.4952325,-0.2703285,0.210481 --domain ball:1",
      "|x| <= 1 is known",
    ],
  ],
  operands: NETWORK_OPERANDS,
  options: OPTIONS,
  fields: FIELDS,
  run({ file, value, outputs, noise = 0, guarantee: guaranteed, ...options }, { progress }) {
    const { model, parameters } = readNetworkInput(file, options);
    const given = outputsOf(value, outputs, model, (note) => progress.note(note));
    const domain = parseDomain(options.domain ?? "space");
    const inverses = given.map((one) => invertNetwork(model, one, noise, domain));
    const guarantee = guaranteed ? inversionGuarantee(model, domain) : undefined;
    const results = inverses.map((inverse, i) => resultOf(given[i], inverse, { guarantee, domain, noise }));
    const missed = inverses.filter(({ found }) => !found).length;
    const loose = inverses.filter(({ found, input }) => found && input[0].status !== "converged").length;
    return {
      parameters: {
        ...parameters,
        outputs: given.map((one) => [...one]),
        noise,
        guarantee: guaranteed,
        ...(options.domain === undefined ? {} : { domain: options.domain }),
      },
      results,
      tables: () => [inputTable(inverses), ...(inverses.length === 1 ? [layerTable(results[0].layers)] : [])],
      notes: (show) => [...guaranteeNotes(guarantee, results, options.domain, show), ...model.notes],
      warnings: [
        ...(missed === 0
          ? []
          : [
              `no input found for ${missed} of ${inverses.length} outputs within the noise, which is no proof that there is none; the closest found is shown (${noise > 0 ? "a larger --noise" : "--noise"} says how exact they are)`,
            ]),
        ...(loose === 0
          ? []
          : [
              `${loose} of ${inverses.length} outputs belong to inputs that nothing bounds; one of them is shown`,
            ]),
      ],
      exitCode: exitCodeFor(inverses.flatMap(({ input }) => input)),
    };
  },
});

function outputsOf(
  value: string | undefined,
  outputs: string | undefined,
  { layers }: NetworkModel,
  onNote: (note: string) => void,
): Float64Array[] {
  if ((value === undefined) === (outputs === undefined)) {
    throw new InputError("network invert: expected either --value y1,y2,… or --outputs FILE");
  }
  const where = value === undefined ? `'${outputs}'` : "--value";
  const matrix = parseMatrix(value ?? readText(outputs ?? ""), where, onNote);
  const units = layers[layers.length - 1].weights.rows;
  if (matrix.columns !== units) {
    throw new InputError(
      `${matrix.columns} numbers in ${where}: expected ${units}, one per output of the network`,
    );
  }
  return Array.from({ length: matrix.rows }, (_, i) => rowOf(matrix, i));
}

const LARGEST_TEXT = 2 ** 26;

function readText(path: string): string {
  const expected = "a text matrix of outputs";
  const bytes = readRegularFile(path, LARGEST_TEXT, expected);
  refuseOtherKind(bytes, `'${path}'`, expected);
  return new TextDecoder().decode(bytes);
}

interface Bound {
  readonly guarantee: InversionGuarantee | undefined;
  readonly domain: Domain;
  readonly noise: number;
}

function resultOf(
  output: Float64Array,
  { input, residual, determined, layers }: NetworkInverse,
  { guarantee, domain, noise }: Bound,
) {
  // The constant compares inputs of the domain.
  const isBounded =
    guarantee !== undefined &&
    isInDomain(
      domain,
      input.map(({ value }) => value),
    );
  return {
    output: [...output],
    input,
    residual,
    determined,
    layers: layers.map((layer, i) => ({
      ...layer,
      residual: { value: layer.residual, error: residual.error, status: "converged" as const },
      ambiguity: extent(layer.ambiguity),
      inverseLipschitz: guarantee?.layers[i].constant ?? null,
      guarantee: guarantee?.layers[i].reason ?? null,
    })),
    inverseLipschitz: guarantee?.inverseLipschitz ?? null,
    errorBound: isBounded ? inputErrorBound(guarantee, residual, noise) : null,
  };
}

/** An extent from linear programs that hold to a part in 10⁹; there is none where nothing bounds the inputs. */
function extent(value: number): Quantity {
  return Number.isFinite(value)
    ? { value, error: 1e-9 * value, status: "converged" }
    : { value, error: value, status: "domain-error" };
}

function inputTable(inverses: readonly NetworkInverse[]): Table {
  return {
    title: "Inputs",
    columns: [
      ...columns(FIELDS, "output", "entry", "input"),
      column(FIELDS, "residual", { small: true, align: "left" }),
      ...columns(FIELDS, "determined"),
    ],
    rows: inverses.flatMap(({ input, residual, determined }, i) =>
      input.map((entry, j) => ({
        entry: j + 1,
        input: entry,
        ...(j === 0 ? { output: i + 1, residual, determined } : {}),
      })),
    ),
  };
}

function layerTable(layers: ReturnType<typeof resultOf>["layers"]): Table {
  return {
    title: "Layers",
    columns: [
      ...columns(FIELDS, "layer", "method", "active", "rank", "inputs"),
      column(FIELDS, "residual", { small: true, align: "left" }),
      column(FIELDS, "ambiguity", { digits: 3, align: "left" }),
    ],
    rows: layers.map((layer) => (layer.determined ? { ...layer, ambiguity: 0 } : layer)),
  };
}

function guaranteeNotes(
  guarantee: InversionGuarantee | undefined,
  results: readonly ReturnType<typeof resultOf>[],
  domain: string | undefined,
  show: Show,
): string[] {
  const errors =
    "Digits in parentheses: first-order estimates from residual, noise and rounding on one affine piece, no guarantee.";
  if (guarantee === undefined) return [errors];
  const { inverseLipschitz, layers } = guarantee;
  if (inverseLipschitz === null) {
    const open = layers.filter(({ constant }) => constant === null);
    return [
      errors,
      `No guaranteed error: ${open.map(({ layer, reason }) => `layer ${layer} (${reason})`).join("; ")}.`,
    ];
  }
  const bounds = results.flatMap(({ errorBound }) => (errorBound === null ? [] : [errorBound.value]));
  const among = domain === undefined ? "every input" : `every input of ${domain}`;
  const proved = `Every layer proved injective: |f(p) - f(q)| >= L |p - q| with L = ${show(inverseLipschitz)}${domain === undefined ? "" : ` on ${domain}`}.`;
  if (bounds.length < results.length)
    return [
      errors,
      proved,
      `No guaranteed error of inputs that were found outside ${domain ?? "the domain"}.`,
    ];
  return [
    errors,
    proved,
    `Guaranteed: ${among} whose output is within the noise of y is within (|f(x) - y| + noise)/L = ${formatSmall(Math.max(...bounds))} of x.`,
  ];
}
