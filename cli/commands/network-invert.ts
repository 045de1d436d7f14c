/** `network invert`: the input of a network from its output. */
import type { Command } from "commander";
import {
  type InversionGuarantee,
  inputErrorBound,
  inversionGuarantee,
  invertNetwork,
  type NetworkInverse,
  type NetworkModel,
} from "../../network/index.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { parseMatrix } from "../../src/matrix/parse-matrix.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError, type Quantity } from "../../src/result.js";
import { parsePositive } from "../definition/parse.js";
import { addNetworkInput, type NetworkInputOptions, readNetworkInput } from "../input/network-input.js";
import { EXIT, exitCodeFor } from "../output/exit-codes.js";
import { formatQuantity, formatSmall } from "../output/format-quantity.js";
import type { Report, TextTable } from "../output/report.js";
import type { RunCommand } from "../program.js";

interface InvertOptions extends NetworkInputOptions {
  readonly output?: string;
  readonly outputs?: string;
  readonly noise?: number;
  readonly guarantee: boolean;
}

/** Registers the subcommand. */
export function registerNetworkInvert(group: Command, run: RunCommand): void {
  const command = group
    .command("invert <FILE>")
    .summary("the input of a network from its output, with residual and guarantee")
    .description(
      "Layer by layer backwards: least squares on the units that are active, a linear program where these do not " +
        "determine the input, the closest output where no input fits; then Gauss-Newton through the whole network. " +
        "The residual |f(x) - y| is always recomputed. A bound of the error of x is given where every layer is " +
        "proved injective: (|f(x) - y| + noise) / L, L the product of sigma/sqrt 2 over the layers.",
    )
    .option("--output <y1,…>", "one output, numbers separated by commas")
    .option("--outputs <FILE>", "several outputs: a text matrix, one output a row")
    .option(
      "--noise <eps>",
      "bound of |y - f(x)|, Euclidean; 0 by default: y computed in double precision",
      (text) => parsePositive(text, "--noise"),
    )
    .option("--no-guarantee", "leave out the proof of injectivity and the bound of the error");
  addNetworkInput(command)
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network invert net.json --output 0.5,0,1.25
  relu-injectivity network invert net.safetensors --outputs measured.csv --noise 1e-3
  relu-injectivity network invert weights.csv --bias bias.csv --output 0,0,0,0
`,
    )
    .action((file: string, options: InvertOptions) => run(() => report(file, options)));
}

function report(file: string, options: InvertOptions): Report {
  const { model, parameters } = readNetworkInput(file, options);
  const outputs = outputsOf(options, model);
  const noise = options.noise ?? 0;
  const inverses = outputs.map((output) => invertNetwork(model, output, noise));
  const guarantee = options.guarantee ? inversionGuarantee(model) : undefined;
  const results = inverses.map((inverse, i) => resultOf(outputs[i], inverse, guarantee, noise));
  const missed = inverses.filter(({ input }) => input[0].status === "domain-error").length;
  return {
    command: "network invert",
    parameters: {
      ...parameters,
      outputs: outputs.map((output) => [...output]),
      noise,
      guarantee: options.guarantee,
    },
    results,
    tables: [inputTable(inverses), ...(inverses.length === 1 ? [layerTable(inverses[0])] : [])],
    notes: [...guaranteeNotes(guarantee, inverses, noise), ...model.notes],
    ...(missed === 0
      ? {}
      : {
          warnings: [
            `${missed} of ${inverses.length} outputs belong to no input within the noise; the closest found is shown (--noise says how exact they are)`,
          ],
        }),
    exitCode: missed === 0 ? EXIT.ok : exitCodeFor(inverses.flatMap(({ input }) => input)),
  };
}

function outputsOf({ output, outputs }: InvertOptions, model: NetworkModel): Float64Array[] {
  if ((output === undefined) === (outputs === undefined)) {
    throw new InputError("network invert: expected either --output y1,y2,… or --outputs FILE");
  }
  const text = output ?? readText(outputs ?? "");
  const where = output === undefined ? `'${outputs}'` : "--output";
  const matrix = parseMatrix(text, where);
  const units = model.layers[model.layers.length - 1].weights.rows;
  if (matrix.columns !== units) {
    throw new InputError(
      `${matrix.columns} numbers in ${where}: expected ${units}, one an output of the network`,
    );
  }
  return Array.from({ length: matrix.rows }, (_, i) => rowOf(matrix, i));
}

const LARGEST_TEXT = 2 ** 26;

function readText(path: string): string {
  return new TextDecoder().decode(readRegularFile(path, LARGEST_TEXT, "a text matrix of outputs"));
}

function resultOf(
  output: Float64Array,
  { input, residual, determined, layers }: NetworkInverse,
  guarantee: InversionGuarantee | undefined,
  noise: number,
): Record<string, unknown> {
  const bound = guarantee === undefined ? null : inputErrorBound(guarantee, residual, noise);
  return {
    output: [...output],
    input,
    residual,
    determined,
    layers: layers.map((layer, i) => ({
      ...layer,
      residual: { value: layer.residual, error: residual.error, status: "converged" },
      ambiguity: plain(layer.ambiguity),
      inverseLipschitz: guarantee?.layers[i].constant ?? null,
      guarantee: guarantee?.layers[i].reason ?? null,
    })),
    inverseLipschitz: guarantee?.inverseLipschitz ?? null,
    errorBound: bound,
  };
}

/** An extent from linear programs that hold to a part in 10⁹. */
function plain(value: number): Quantity {
  return { value, error: Number.isFinite(value) ? 1e-9 * value : 0, status: "converged" };
}

function inputTable(inverses: readonly NetworkInverse[]): TextTable {
  return {
    title: "Inputs",
    columns: [
      { header: "output", align: "right" },
      { header: "entry", align: "right" },
      { header: "input" },
      { header: "|f(x) - y|" },
      { header: "determined" },
    ],
    rows: inverses.flatMap(({ input, residual, determined }, i) =>
      input.map((entry, j) => [
        j === 0 ? String(i + 1) : "",
        String(j + 1),
        formatQuantity(entry),
        j === 0 ? formatSmall(residual.value) : "",
        j === 0 ? (determined ? "yes" : "no") : "",
      ]),
    ),
  };
}

function layerTable({ layers }: NetworkInverse): TextTable {
  return {
    title: "Layers",
    columns: [
      { header: "layer", align: "right" },
      { header: "method" },
      { header: "active", align: "right" },
      { header: "rank", align: "right" },
      { header: "inputs", align: "right" },
      { header: "residual" },
      { header: "ambiguity" },
    ],
    rows: layers.map(({ layer, method, active, rank, inputs, residual, ambiguity, determined }) => [
      String(layer),
      method,
      String(active),
      String(rank),
      String(inputs),
      formatSmall(residual),
      determined ? "0" : ambiguity === Number.POSITIVE_INFINITY ? "∞" : ambiguity.toPrecision(3),
    ]),
  };
}

function guaranteeNotes(
  guarantee: InversionGuarantee | undefined,
  inverses: readonly NetworkInverse[],
  noise: number,
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
  const bounds = inverses.map(
    ({ residual }) => inputErrorBound(guarantee, residual, noise)?.value ?? Number.NaN,
  );
  return [
    errors,
    `Every layer proved injective: |f(p) - f(q)| >= L |p - q| with L = ${formatQuantity(inverseLipschitz)}.`,
    `Guaranteed: every input whose output is within the noise of y is within (|f(x) - y| + noise)/L = ${formatSmall(Math.max(...bounds))} of x.`,
  ];
}
