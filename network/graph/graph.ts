/**
 * A network as a directed acyclic graph: affine maps that are kept in their own structure, scalar functions, maxima.
 * Tensors are flat, row-major, one example each; memory is proportional to weights and to the numbers that flow.
 */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import type { Activation, WeightType } from "../model.js";
import type { ConvolutionMap } from "./convolution.js";

/** One matrix on one axis: y[o, i, n] = Σ_k M[i, k] x[o, k, n] with `outer` values of o and `inner` of n. */
export interface MatrixMap {
  readonly kind: "matrix";
  readonly matrix: DenseMatrix;
  readonly outer: number;
  readonly inner: number;
}

/** y[i] = scale[i] x[i]. */
interface DiagonalScale {
  readonly kind: "diagonal";
  readonly scale: Float64Array;
}

/** y[i] = x[indices[i]], or 0 where the index is −1: transpositions, slices, padding, copies. */
interface Rearrangement {
  readonly kind: "rearrangement";
  readonly inputs: number;
  readonly indices: Int32Array;
}

/** Rows of a sparse matrix one after the other: averages, interpolations. */
export interface SparseMap {
  readonly kind: "sparse";
  readonly inputs: number;
  /** Row i has the entries offsets[i] … offsets[i + 1] − 1. */
  readonly offsets: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export type { ConvolutionMap } from "./convolution.js";

export type LinearMap = MatrixMap | ConvolutionMap | DiagonalScale | Rearrangement | SparseMap;

/** One summand of an affine node; without a map the tensor itself. */
export interface AffineTerm {
  readonly source: number;
  readonly map: LinearMap | null;
}

interface NodeBase {
  /** Operator of the file. */
  readonly operator: string;
  /** What to call it in messages. */
  readonly place: string;
  readonly shape: readonly number[];
  /** Product of the shape. */
  readonly size: number;
}

/** Where the numbers of the input enter. */
interface InputNode extends NodeBase {
  readonly kind: "input";
  readonly name: string;
  /** Index of its first number in the input of the network. */
  readonly first: number;
}

/** Σ map(source) + bias. */
export interface AffineNode extends NodeBase {
  readonly kind: "affine";
  readonly terms: readonly AffineTerm[];
  readonly bias: Float64Array | null;
  /** What the reader computed in doubles, as sentences. */
  readonly notes: readonly string[];
  /** Whether weights were computed from the file's in doubles. */
  readonly folded: boolean;
}

/** A scalar function of each entry. */
interface ActivationNode extends NodeBase {
  readonly kind: "activation";
  readonly source: number;
  readonly activation: Activation;
}

/** y[i] = the largest x[entries[k]], offsets[i] ≤ k < offsets[i + 1]. */
export interface MaximumNode extends NodeBase {
  readonly kind: "maximum";
  readonly source: number;
  readonly offsets: Int32Array;
  readonly entries: Int32Array;
}

/** exp x / Σ exp x along an axis of the given length, or its logarithm. */
export interface SoftmaxNode extends NodeBase {
  readonly kind: "softmax";
  readonly source: number;
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  readonly logarithm: boolean;
}

/** The product of two tensors of one shape, entry by entry: evaluated, never piecewise linear. */
interface ProductNode extends NodeBase {
  readonly kind: "product";
  readonly left: number;
  readonly right: number;
}

export type GraphNode = InputNode | AffineNode | ActivationNode | MaximumNode | SoftmaxNode | ProductNode;

/** An output of the network. */
export interface GraphOutput {
  readonly name: string;
  readonly node: number;
  readonly shape: readonly number[];
}

/** Nodes in the order of evaluation: sources come first. */
export interface NetworkGraph {
  readonly nodes: readonly GraphNode[];
  /** Numbers of the input: those of all input nodes, one after the other. */
  readonly inputs: number;
  readonly outputs: readonly GraphOutput[];
  readonly weightType: WeightType;
  readonly notes: readonly string[];
}

/** The nodes that a node reads. */
export function sourcesOf(node: GraphNode): readonly number[] {
  switch (node.kind) {
    case "input":
      return [];
    case "affine":
      return node.terms.map(({ source }) => source);
    case "product":
      return [node.left, node.right];
    default:
      return [node.source];
  }
}
