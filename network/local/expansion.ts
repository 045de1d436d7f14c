/** A network around an input: every node with its value, its gradient there, and what rounding may have changed. */
import type { SparseRow } from "../../src/linear-algebra/gram.js";
import { isIncreasing } from "../curve.js";
import { slopeAt } from "../forward.js";
import { nodeValues } from "../graph/evaluate-graph.js";
import type { AffineNode, GraphNode, LinearMap, NetworkGraph } from "../graph/graph.js";
import { sourcesOf } from "../graph/graph.js";
import { addApplied } from "../graph/linear-map.js";
import { absoluteMap, roundingBounds, termsOf } from "../graph/rounding.js";
import { MOST_ENTRIES, mapRows, RowSum, rowLength, scaledRow } from "./map-rows.js";

/** What does not depend on the input: maps by rows and by absolute values, and why no ball can be proved. */
export interface PreparedGraph {
  readonly graph: NetworkGraph;
  /** For each node the summands of an affine one. */
  readonly terms: readonly (readonly PreparedTerm[])[];
  /** The last node that reads a node, itself where none does. */
  readonly lastUse: readonly number[];
  /** A node that is not piecewise linear, in words; undefined where all are. */
  readonly curved: string | undefined;
}

interface PreparedTerm {
  readonly source: number;
  /** null for the tensor itself. */
  readonly absolute: LinearMap | null;
  /** undefined where they are too many. */
  readonly rows: readonly SparseRow[] | null | undefined;
  readonly summands: number;
}

/** The network to first order at an input. Norms are upper bounds, rounding included. */
export interface Expansion {
  readonly values: readonly Float64Array[];
  readonly rounding: readonly Float64Array[];
  /** |∇v_i| of each entry of each node. */
  readonly norms: readonly Float64Array[];
  /** What rounding changed in the gradients, Euclidean. */
  readonly gradientErrors: readonly Float64Array[];
  /** Slopes of activation nodes. */
  readonly slopes: readonly Float64Array[];
  /** The largest entry of each maximum, as an index of its source. */
  readonly largest: readonly Int32Array[];
  /** Gradients of the outputs and of what an activation at an output reads; undefined where they are too many. */
  readonly gradients: ReadonlyMap<number, readonly SparseRow[]>;
}

const UNIT = 2 ** -53;
/** Bounds that are sums of many terms, each rounded. */
export const OUTWARD = 1 + 2 ** -30;

/** What all inputs of a graph have in common. */
export function preparedGraph(graph: NetworkGraph): PreparedGraph {
  const lastUse = graph.nodes.map((_, i) => i);
  graph.nodes.forEach((node, i) => {
    for (const source of sourcesOf(node)) lastUse[source] = i;
  });
  return {
    graph,
    terms: graph.nodes.map((node) => (node.kind === "affine" ? node.terms.map(preparedTerm) : [])),
    lastUse,
    curved: curvedNode(graph, lastUse),
  };
}

function preparedTerm({ source, map }: AffineNode["terms"][number]): PreparedTerm {
  return map === null
    ? { source, absolute: null, rows: null, summands: 1 }
    : { source, absolute: absoluteMap(map), rows: mapRows(map), summands: termsOf(map) };
}

/** A node that no piecewise-linear bound covers; increasing functions at the outputs change nothing. */
function curvedNode({ nodes, outputs }: NetworkGraph, lastUse: readonly number[]): string | undefined {
  const endsHere = (index: number): boolean =>
    lastUse[index] === index && outputs.some(({ node }) => node === index);
  const found = nodes.find(
    (node, i) =>
      node.kind === "product" ||
      node.kind === "softmax" ||
      (node.kind === "activation" &&
        node.activation.curve !== undefined &&
        !(isIncreasing(node.activation.curve) && endsHere(i))),
  );
  return found === undefined ? undefined : `${found.place} is not piecewise linear`;
}

/** @throws InputError for an input of another length, or not finite */
export function expansionAt({ graph, terms, lastUse }: PreparedGraph, input: Float64Array): Expansion {
  const values = nodeValues(graph, input);
  const rounding = roundingBounds(graph, values);
  const kept = keptNodes(graph);
  const rows: (readonly SparseRow[] | undefined)[] = [];
  const norms: Float64Array[] = [];
  const gradientErrors: Float64Array[] = [];
  const slopes: Float64Array[] = [];
  const largest: Int32Array[] = [];
  graph.nodes.forEach((node, i) => {
    const state = { values, rows, norms, gradientErrors };
    slopes.push(
      node.kind === "activation"
        ? values[node.source].map((value) => slopeAt(node.activation, value))
        : new Float64Array(0),
    );
    largest.push(node.kind === "maximum" ? largestOf(node, values[node.source]) : new Int32Array(0));
    const own = gradientsOf(node, i, { ...state, terms: terms[i], slopes, largest, inputs: graph.inputs });
    rows.push(own.rows);
    norms.push(own.norms);
    gradientErrors.push(own.errors);
    for (const source of sourcesOf(node))
      if (lastUse[source] === i && !kept.has(source)) rows[source] = undefined;
  });
  const gradients = new Map<number, readonly SparseRow[]>();
  for (const node of kept) {
    const own = rows[node];
    if (own !== undefined) gradients.set(node, own);
  }
  return { values, rounding, norms, gradientErrors, slopes, largest, gradients };
}

/** Outputs, and what an activation at an output reads. */
function keptNodes({ nodes, outputs }: NetworkGraph): ReadonlySet<number> {
  return new Set(
    outputs.flatMap(({ node }) => {
      const own = nodes[node];
      return own.kind === "activation" ? [node, own.source] : [node];
    }),
  );
}

function largestOf(
  { offsets, entries, size }: Extract<GraphNode, { kind: "maximum" }>,
  x: Float64Array,
): Int32Array {
  return Int32Array.from({ length: size }, (_, i) => {
    let best = entries[offsets[i]];
    for (let k = offsets[i] + 1; k < offsets[i + 1]; k++) if (x[entries[k]] > x[best]) best = entries[k];
    return best;
  });
}

interface GradientState {
  readonly rows: readonly (readonly SparseRow[] | undefined)[];
  readonly norms: readonly Float64Array[];
  readonly gradientErrors: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
  readonly largest: readonly Int32Array[];
  readonly terms: readonly PreparedTerm[];
  readonly inputs: number;
}

interface Gradients {
  readonly rows: readonly SparseRow[] | undefined;
  readonly norms: Float64Array;
  readonly errors: Float64Array;
}

function gradientsOf(node: GraphNode, index: number, state: GradientState): Gradients {
  const { rows, norms, gradientErrors, slopes, largest, terms, inputs } = state;
  switch (node.kind) {
    case "input":
      return {
        rows: Array.from({ length: node.size }, (_, i) => ({
          columns: Int32Array.of(node.first + i),
          values: Float64Array.of(1),
        })),
        norms: new Float64Array(node.size).fill(1),
        errors: new Float64Array(node.size),
      };
    case "affine":
      return affineGradients(node.size, terms, state, inputs);
    case "activation": {
      const factors = slopes[index];
      const times = (list: Float64Array): Float64Array =>
        list.map((entry, i) => Math.abs(factors[i]) * entry * OUTWARD);
      return {
        rows: rows[node.source]?.map((row, i) => (factors[i] === 0 ? EMPTY : scaledRow(row, factors[i]))),
        norms: times(norms[node.source]),
        errors: times(gradientErrors[node.source].map((error, i) => error + UNIT * norms[node.source][i])),
      };
    }
    case "maximum":
      return {
        rows: rows[node.source] && Array.from(largest[index], (entry) => (rows[node.source] ?? [])[entry]),
        norms: Float64Array.from(largest[index], (entry) => norms[node.source][entry]),
        errors: Float64Array.from(largest[index], (entry) => gradientErrors[node.source][entry]),
      };
    default:
      return {
        rows: undefined,
        norms: new Float64Array(node.size).fill(Number.POSITIVE_INFINITY),
        errors: new Float64Array(node.size).fill(Number.POSITIVE_INFINITY),
      };
  }
}

const EMPTY: SparseRow = { columns: new Int32Array(0), values: new Float64Array(0) };

function affineGradients(
  size: number,
  terms: readonly PreparedTerm[],
  { rows, norms, gradientErrors }: GradientState,
  inputs: number,
): Gradients {
  const errors = new Float64Array(size);
  const crude = new Float64Array(size);
  for (const { source, absolute, summands } of terms) {
    const rounded = gradientErrors[source].map(
      (error, k) => error + 2 * (summands + terms.length + 2) * UNIT * norms[source][k],
    );
    addAbsolute(absolute, rounded, errors);
    addAbsolute(absolute, norms[source], crude);
  }
  const sums = sumsOf(size, terms, rows, inputs);
  const norm = (i: number): number =>
    sums === undefined ? crude[i] : Math.min(crude[i], rowLength(sums[i]) * OUTWARD + errors[i]);
  return {
    rows: sums,
    norms: Float64Array.from({ length: size }, (_, i) => norm(i) * OUTWARD),
    errors: errors.map((error) => error * OUTWARD),
  };
}

/** Adds |A| x, or x. */
export function addAbsolute(map: LinearMap | null, x: Float64Array, y: Float64Array): void {
  if (map !== null) addApplied(map, x, y);
  else for (let i = 0; i < y.length; i++) y[i] += x[i];
}

/** The gradients of an affine node; undefined where they, or those that they are made of, are too many. */
function sumsOf(
  size: number,
  terms: readonly PreparedTerm[],
  rows: readonly (readonly SparseRow[] | undefined)[],
  inputs: number,
): readonly SparseRow[] | undefined {
  const sum = new RowSum(inputs);
  const sums: SparseRow[] = [];
  let entries = 0;
  for (let i = 0; i < size; i++) {
    for (const term of terms) {
      const source = rows[term.source];
      if (source === undefined || term.rows === undefined) return undefined;
      if (term.rows === null) {
        sum.add(source[i], 1);
        continue;
      }
      const { columns, values } = term.rows[i];
      for (let k = 0; k < values.length; k++) sum.add(source[columns === null ? k : columns[k]], values[k]);
    }
    const own = sum.take();
    entries += own.values.length;
    if (entries > MOST_ENTRIES) return undefined;
    sums.push(own);
  }
  return sums;
}
