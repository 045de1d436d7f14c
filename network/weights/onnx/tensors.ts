/** What flows between the nodes while a file is read: constants, and tensors computed from the input. */
import type { WeightType } from "../../model.js";
import type { Shape } from "./shapes.js";

/** A constant of the graph, or one computed from constants. */
export interface ConstantTensor {
  readonly kind: "constant";
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float64Array;
  /** Null for integers and switches: shapes, axes. */
  readonly type: WeightType | null;
  /** Whether it was computed in doubles from numbers of the file. */
  readonly computed?: boolean;
}

/** The values of a node under a shape. */
export interface DataTensor {
  readonly kind: "data";
  readonly node: number;
  readonly shape: Shape;
}

export type Tensor = ConstantTensor | DataTensor;
