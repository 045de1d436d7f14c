/** A network followed by a linear map to fewer dimensions, and what is known about it for almost every map. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { IDENTITY, type NetworkModel } from "../model.js";

/** A dimension that is enough for almost every projection, provided that the network itself is injective. */
export interface SufficientDimension {
  /** 2n + 1, or 2n where no layer has a bias. */
  readonly dimension: number;
  /** Whether the network maps rays to rays: no layer has a bias other than 0. */
  readonly conic: boolean;
}

/**
 * For an injective piecewise-linear network on R^n and almost every matrix B with at least this many rows, x ↦ B f(x) is
 * injective: differences f(p) − f(q) fill a set of dimension at most 2n, or a cone that one scaling less describes, and
 * almost every kernel misses it. Nothing is said about a given matrix, about fewer rows, or about conditioning.
 * Puthawala et al. 2020, injectivity of random projections.
 */
export function sufficientDimension({ layers }: NetworkModel): SufficientDimension {
  const inputs = layers[0].weights.columns;
  const conic = layers.every(
    ({ bias, activation }) =>
      (bias?.every((entry) => entry === 0) ?? true) &&
      activation.breakpoints.every((breakpoint) => breakpoint === 0),
  );
  return { dimension: conic ? 2 * inputs : 2 * inputs + 1, conic };
}

/** Independent standard normal entries; stream `stream` of the seed. */
export function gaussianProjection(rows: number, columns: number, seed: number, stream = 0): DenseMatrix {
  const { normal } = randomSource(seed, stream);
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, normal) };
}

/** x ↦ B f(x) as a network. @throws InputError unless B has one column per output */
export function projected(model: NetworkModel, matrix: DenseMatrix): NetworkModel {
  const outputs = model.layers[model.layers.length - 1].weights.rows;
  if (matrix.columns !== outputs) {
    throw new InputError(
      `a projection with ${matrix.columns} columns: expected ${outputs}, one an output of the network`,
    );
  }
  return {
    ...model,
    layers: [...model.layers, { weights: matrix, bias: null, activation: IDENTITY }],
    notes: [...model.notes, `Projected to ${matrix.rows} dimensions.`],
  };
}
