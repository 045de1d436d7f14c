/** What a file of bare tensors does not say, and the caller must. */
import type { Activation } from "../model.js";

/** Every option may be left out; what was assumed instead is in the model's notes. */
export interface TensorOptions {
  /** The last column of each matrix is its bias. */
  readonly biasColumn?: boolean;
  /** The matrices are stored as (inputs, outputs), as Keras does; a neuron is then a column. */
  readonly transpose?: boolean;
  /** Names of the tensors to use, in the order of evaluation; a prefix `fc1` stands for `fc1.weight` and `fc1.bias`. */
  readonly layers?: readonly string[];
  /** One for every hidden layer (the last of several is the identity), or one per layer. */
  readonly activations?: readonly Activation[];
}

/** What a file of a graph may leave open. */
export interface GraphOptions {
  /** Numbers of inputs that are held constant, by name: all of them, or one for all. */
  readonly hold?: Readonly<Record<string, readonly number[]>>;
  /** Shape of the one input that varies, the batch included. */
  readonly inputShape?: readonly number[];
}

/** The same, with a file for the bias of a single matrix: one number per row, in any of the tensor formats. */
export interface ReadOptions extends TensorOptions, GraphOptions {
  readonly biasFile?: string;
}
