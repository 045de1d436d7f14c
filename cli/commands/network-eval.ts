/** `network eval`: what a network computes at given inputs. */
import {
  evaluateGraph,
  type JacobianSpectrum,
  jacobianMatrix,
  linearise,
  type NetworkGraph,
  nodeValues,
  outputRounding,
  readPoints,
  spectrumOf,
} from "../../network/index.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { parseMatrix } from "../../src/matrix/parse-matrix.js";
import { InputError, type Quantity, quantity } from "../../src/result.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { flagOff, text } from "../definition/option.js";
import { GRAPH_OPTIONS, NETWORK_OPERANDS, readGraphInput } from "../input/network-input.js";
import { shapeWord } from "../network/graph-tables.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

/** Longest list of outputs that the text shows. */
const SHOWN = 24;

const FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "weightType"),
  point: field("Number of an input, counted from 1.", "integer"),
  entry: field("Number of an output, counted from 1, row-major in the layout of the file.", "integer"),
  output: field(
    "f(x) in double precision, all outputs one after the other; the error bounds the rounding, to first order.",
    "quantity[]",
  ),
  outputShape: field("Shape of each output in the file, one example.", "text[]"),
  stored: field(
    "f(x) with the values of every node rounded to the number format of the weights, its sums made in doubles.",
    "number[]",
  ),
  pattern: field("The pieces of the scalar functions and maxima, node by node.", "record[]"),
  node: field("The node by operator and name.", "text"),
  units: field("Its outputs.", "integer"),
  active: field("Units whose slope does not vanish; of maxima all.", "integer"),
  pieces: field(
    "For each unit the piece it is on, counted from 0 on the left (base 36); of a maximum which of its entries is largest.",
    "text",
  ),
  jacobian: field("Shape of the Jacobian, outputs x inputs.", "text"),
  rank: field(
    "Singular values of the Jacobian above max(m, n) 2^-52 times the largest; null where they are too many to compute or left out.",
    ["integer", "null"],
  ),
  singularValues: field(
    "Singular values of the Jacobian in falling order; null as the rank.",
    ["quantity[]", "null"],
    {
      equation: "sigma_1 >= sigma_2 >= …",
    },
  ),
  least: field("The last singular value.", ["quantity", "null"]),
  largest: field("The first singular value.", ["quantity", "null"]),
};

export const evaluation = defineCommand({
  description:
    "The outputs of a network of any shape at given inputs, in double precision and in the number format of its weights, " +
    "with the activation pattern there and rank and singular values of the Jacobian. At a kink the derivative is that " +
    "of the piece on the right. Compare it with the framework that the file came from to confirm how it was read.",
  examples: [
    ["network eval examples/trained.json --input 0.25,-0.5"],
    ["network eval examples/encoder.onnx --input 0.1,0.2 --no-jacobian"],
  ],
  operands: NETWORK_OPERANDS,
  options: {
    input: text(
      "the input, numbers separated by commas, or a file of inputs: text matrix or .npy, one a row",
      {
        placeholder: "x1,…|file",
        required: true,
      },
    ),
    jacobian: flagOff("leave out rank and singular values"),
    ...GRAPH_OPTIONS,
  },
  fields: FIELDS,
  run({ file, input, jacobian, ...options }, { progress }) {
    const { graph, parameters } = readGraphInput(file, options);
    const points = pointsOf(input, graph.inputs, (note) => progress.note(note));
    const results = points.map((point) => resultAt(graph, point, jacobian));
    const unknown = jacobian && results.some(({ rank }) => rank === null);
    const [first] = results;
    return {
      parameters: { ...parameters, input, jacobian },
      results,
      tables: () => [
        outputTable(results, graph),
        ...(points.length > 1 || first.pattern.length === 0 ? [] : [patternTable(first.pattern)]),
        ...(jacobian ? [jacobianTable(results)] : []),
      ],
      notes: () => [
        ...(results.some(({ output }) => output.length > SHOWN)
          ? [`The first ${SHOWN} outputs; all of them in --json.`]
          : []),
        ...(unknown ? ["The Jacobian is too large for its singular values."] : []),
        ...graph.notes,
      ],
    };
  },
});

function pointsOf(input: string, entries: number, onNote: (note: string) => void): Float64Array[] {
  if (!/^[\s\d+\-.,;e]+$/i.test(input)) return readPoints(input, entries, onNote);
  const matrix = parseMatrix(input, "--input", onNote);
  if (matrix.columns !== entries) {
    throw new InputError(
      `${matrix.columns} numbers in --input: expected ${entries}, one per input of the network`,
    );
  }
  return Array.from({ length: matrix.rows }, (_, i) => rowOf(matrix, i));
}

function resultAt(graph: NetworkGraph, point: Float64Array, wanted: boolean) {
  const values = nodeValues(graph, point);
  const rounding = outputRounding(graph, values);
  const linear = linearise(graph, point);
  const { weightType } = graph;
  const matrix = wanted ? jacobianMatrix(graph, linear) : undefined;
  const spectrum: JacobianSpectrum | undefined = matrix === undefined ? undefined : spectrumOf(matrix);
  const sigma = spectrum?.singularValues ?? null;
  return {
    output: Array.from(linear.output, (value, i) => quantity(value, rounding[i])),
    outputShape: graph.outputs.map(({ shape }) => shapeWord(shape)),
    weightType,
    stored: [...(weightType === "float64" ? linear.output : evaluateGraph(graph, point, weightType))],
    pattern: linear.pattern.map(({ node, pieces, active }) => ({
      node: graph.nodes[node].place,
      units: pieces.length,
      active,
      pieces: Array.from(pieces, (piece) => piece.toString(36)).join(
        pieces.some((piece) => piece > 35) ? " " : "",
      ),
    })),
    jacobian: `${linear.output.length} x ${graph.inputs}`,
    rank: spectrum?.rank ?? null,
    singularValues: sigma === null ? null : [...sigma],
    least: last(sigma),
    largest: sigma?.[0] ?? null,
  };
}

type Result = ReturnType<typeof resultAt>;

function last(values: readonly Quantity[] | null): Quantity | null {
  return values === null || values.length === 0 ? null : values[values.length - 1];
}

function outputTable(results: readonly Result[], { weightType }: NetworkGraph): Table {
  return {
    title: `Outputs ${results[0].outputShape.join(", ")}`,
    columns: [
      ...(results.length > 1 ? columns(FIELDS, "point") : []),
      ...columns(FIELDS, "entry"),
      column(FIELDS, "output", { align: "left" }),
      ...(weightType === "float64"
        ? []
        : [column(FIELDS, "stored", { header: `in ${weightType}`, align: "left" })]),
    ],
    rows: results.flatMap(({ output, stored }, i) =>
      output
        .slice(0, SHOWN)
        .map((value, k) => ({ point: i + 1, entry: k + 1, output: value, stored: stored[k] })),
    ),
  };
}

function patternTable(pattern: Result["pattern"]): Table {
  const longest = 40;
  return {
    title: "Activation pattern",
    columns: columns(FIELDS, "node", "units", "active", "pieces"),
    rows: pattern.map((row) => ({
      ...row,
      pieces: row.pieces.length > longest ? `${row.pieces.slice(0, longest)}…` : row.pieces,
    })),
  };
}

function jacobianTable(results: readonly Result[]): Table {
  return {
    title: "Jacobian",
    columns: [
      ...(results.length > 1 ? columns(FIELDS, "point") : []),
      ...columns(FIELDS, "jacobian", "rank"),
      column(FIELDS, "least", { small: true, align: "left" }),
      column(FIELDS, "largest", { small: true, align: "left" }),
    ],
    rows: results.map((row, i) => ({ ...row, point: i + 1 })),
  };
}
