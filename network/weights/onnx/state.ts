/** Where the reading of a chain stands: the tensor that flows, its shape, and which axis counts the examples. */
import { InputError } from "../../../src/result.js";
import type { LayerChain } from "./chain.js";
import type { OnnxNode } from "./messages.js";
import type { Constant } from "./tensor-values.js";

/** One example per row (the usual), one per column (W x), or a single vector; null until the first operation decides. */
type Layout = "rows" | "columns" | "vector";

export interface ChainState {
  readonly chain: LayerChain;
  /** Name of the tensor at the end of the chain. */
  current: string;
  layout: Layout | null;
  /** Lengths of one example, (n) or (channels, spatial…); null where the model leaves them open. */
  sample: readonly number[] | null;
  /** Shape of the input with its batch axis, as long as the layout is open. */
  readonly inputShape?: readonly (number | null)[] | undefined;
}

/** A node with its inputs: constants, the tensor that flows, or nothing. */
export interface Operation {
  readonly node: OnnxNode;
  readonly operands: readonly (Constant | "data" | null)[];
  /** What to call it in messages. */
  readonly place: string;
}

/** Settles on one example per row or a single vector. @throws InputError after an operation that used columns */
export function requireRows(state: ChainState, place: string): void {
  if (state.layout === "columns") {
    throw new InputError(
      `${place} takes one example per row: expected one per column, as in the layers before`,
    );
  }
  if (state.layout !== null) return;
  state.layout = "rows";
  const rest = state.inputShape?.slice(1);
  state.sample = rest?.every((length) => length !== null) ? rest : null;
}

/** Settles on one example per column or a single vector. @throws InputError after an operation that used rows */
export function requireColumns(state: ChainState, place: string): void {
  if (state.layout === "rows") {
    throw new InputError(
      `${place} takes one example per column: expected one per row, as in the layers before`,
    );
  }
  if (state.layout !== null) return;
  state.layout = "columns";
  const features = state.inputShape?.length === 2 ? state.inputShape[0] : null;
  state.sample = features == null ? null : [features];
}

/** The number of features of one example. @throws InputError where the model leaves it open */
export function featuresOf(state: ChainState, place: string): number {
  if (state.sample === null) {
    throw new InputError(
      `${place} meets an input of open shape: expected a model with the shape of its input`,
    );
  }
  return state.sample.reduce((product, length) => product * length, 1);
}

/** Checks that an affine map takes what flows, and sets what flows out of it. */
export function flowThrough(state: ChainState, columns: number, rows: number, place: string): void {
  const { sample } = state;
  if (sample !== null && (sample.length !== 1 || sample[0] !== columns)) {
    throw new InputError(
      `${place} takes ${columns} inputs: expected ${sample.length === 1 ? sample[0] : `a Flatten, as examples are (${sample.join(", ")})`}`,
    );
  }
  state.sample = [rows];
}

/** A constant operand. @throws InputError where it is missing or computed */
export function constantAt({ operands, place }: Operation, index: number): Constant {
  const operand = operands[index] ?? null;
  if (operand === null || operand === "data") {
    throw new InputError(`${place} without constant input ${index + 1}: expected its weights in the file`);
  }
  return operand;
}

/** An integer attribute, or its default. */
export function integerAttribute({ node }: Operation, name: string, fallback: number): number {
  return node.attributes.get(name)?.integer ?? fallback;
}

/** A float attribute, or its default. @throws InputError when it is not finite */
export function floatAttribute({ node, place }: Operation, name: string, fallback: number): number {
  const value = node.attributes.get(name)?.float ?? fallback;
  if (!Number.isFinite(value)) throw new InputError(`${name} ${value} of ${place}: expected a finite number`);
  return value;
}
