/** A graph under construction; all sizes are claimed before memory is taken. */
import { InputError } from "../../../src/result.js";
import type { AffineTerm, GraphNode, LinearMap } from "../../graph/graph.js";
import { workOf } from "../../graph/linear-map.js";
import type { Activation } from "../../model.js";
import { LARGEST_COUNT } from "../limits.js";
import type { Operation } from "./operation.js";
import { type Shape, shapeText, sizeOf } from "./shapes.js";
import type { ConstantTensor, DataTensor, Tensor } from "./tensors.js";

/** Numbers that flow through all nodes together, as doubles 256 MiB when all are held. */
const MOST_FLOWING = 2 ** 25;
/** Numbers that the reader itself makes: index maps, biases of whole tensors, folded constants. */
const MOST_MADE = 2 ** 24;
/** Multiplications of one evaluation. */
const MOST_WORK = 2 ** 36;

interface AffineParts {
  readonly bias?: Float64Array | null;
  readonly notes?: readonly string[];
  readonly folded?: boolean;
}

export class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  /** First length of the input where the file fixes it and one example is read. */
  batch: number | null = null;
  inputs = 0;
  private flowing = 0;
  private made = 0;
  private work = 0;

  constructor(readonly where: string) {}

  /** Takes room for numbers that the reader makes. @throws InputError when there would be too many */
  claim(count: number, place: string): void {
    this.made += count;
    if (count >= 0 && this.made <= MOST_MADE) return;
    throw new InputError(`${place} needs ${count} numbers more: expected at most ${MOST_MADE} made in all`);
  }

  input(name: string, shape: Shape): DataTensor {
    const first = this.inputs;
    const size = sizeOf(shape);
    const data = this.add({
      kind: "input",
      name,
      first,
      operator: "input",
      place: `input '${name}'`,
      shape,
      size,
    });
    this.inputs += size;
    return data;
  }

  /** Σ map(source) + bias. The caller has claimed the memory of maps and bias. */
  affine(
    operation: Operation,
    shape: Shape,
    terms: readonly AffineTerm[],
    parts: AffineParts = {},
  ): DataTensor {
    const { bias = null, notes = [], folded = false } = parts;
    for (const { map } of terms) if (map !== null) this.work += workOf(map);
    if (!(this.work <= MOST_WORK)) {
      throw new InputError(
        `${operation.place} brings an evaluation to ${this.work} multiplications: expected at most ${MOST_WORK}`,
      );
    }
    return this.add({ ...nodeBase(operation, shape), kind: "affine", terms, bias, notes, folded });
  }

  /** One linear map of one tensor. */
  linear(
    operation: Operation,
    x: DataTensor,
    map: LinearMap | null,
    shape: Shape,
    parts: AffineParts = {},
  ): DataTensor {
    return this.affine(operation, shape, [{ source: x.node, map }], parts);
  }

  /** Entries of a tensor at other places; −1 is a 0. A constant stays one. */
  rearranged<T extends Tensor>(operation: Operation, x: T, shape: Shape, indices: () => Int32Array): T {
    this.claim(sizeOf(shape), operation.place);
    const places = indices();
    if (x.kind === "constant") {
      const values = Float64Array.from(places, (place) => (place < 0 ? 0 : x.values[place]));
      return { ...x, shape, values };
    }
    if (isEveryPlace(places, sizeOf(x.shape))) return { ...x, shape };
    const map = { kind: "rearrangement", inputs: sizeOf(x.shape), indices: places } as const;
    return this.linear(operation, x, map, shape) as T;
  }

  activation(operation: Operation, { node, shape }: DataTensor, activation: Activation): DataTensor {
    return this.add({ ...nodeBase(operation, shape), kind: "activation", source: node, activation });
  }

  maximum(
    operation: Operation,
    x: DataTensor,
    shape: Shape,
    offsets: Int32Array,
    entries: Int32Array,
  ): DataTensor {
    return this.add({ ...nodeBase(operation, shape), kind: "maximum", source: x.node, offsets, entries });
  }

  softmax(
    operation: Operation,
    { node, shape }: DataTensor,
    along: { readonly outer: number; readonly length: number; readonly inner: number },
    logarithm: boolean,
  ): DataTensor {
    return this.add({ ...nodeBase(operation, shape), kind: "softmax", source: node, ...along, logarithm });
  }

  product(operation: Operation, left: DataTensor, right: DataTensor): DataTensor {
    return this.add({
      ...nodeBase(operation, left.shape),
      kind: "product",
      left: left.node,
      right: right.node,
    });
  }

  /** A constant computed from others. The caller has claimed its size. */
  constant(
    operation: Operation,
    shape: Shape,
    values: Float64Array,
    type: ConstantTensor["type"],
  ): ConstantTensor {
    const bad = values.findIndex(
      (value) => Number.isNaN(value) || (shape.length > 0 && !Number.isFinite(value)),
    );
    if (bad !== -1) {
      throw new InputError(
        `${operation.place} gives ${values[bad]} at place ${bad + 1}: expected finite numbers`,
      );
    }
    const name = operation.node.outputs[0] ?? "";
    return { kind: "constant", name, shape, values, type, computed: type !== null };
  }

  private add(node: GraphNode): DataTensor {
    if (node.size < 1) {
      throw new InputError(`${node.place} has shape ${shapeText(node.shape)}: expected at least one number`);
    }
    this.flowing += node.size;
    if (!(this.flowing <= MOST_FLOWING) || !(node.size <= LARGEST_COUNT)) {
      throw new InputError(
        `${node.place} of shape ${shapeText(node.shape)}: expected at most ${MOST_FLOWING} numbers in all tensors of one example`,
      );
    }
    this.nodes.push(node);
    return { kind: "data", node: this.nodes.length - 1, shape: node.shape };
  }
}

function nodeBase({ node, place }: Operation, shape: Shape) {
  return { operator: node.operation, place, shape, size: sizeOf(shape) };
}

function isEveryPlace(places: Int32Array, count: number): boolean {
  return places.length === count && places.every((place, i) => place === i);
}
