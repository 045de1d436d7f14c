/** Small networks with integer weights, where zeros, coincidences and dead units are common, for property tests. */
import fc from "fast-check";
import {
  type Activation,
  clip,
  IDENTITY,
  leakyRelu,
  type NetworkModel,
  RELU,
} from "../../../network/index.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";

/** Three breakpoints, no slope 0, through (0, 0). */
const BENT: Activation = {
  name: "bent",
  breakpoints: [-1, 0, 2],
  slopes: [-0.5, 1, 0.25, 2],
  anchor: [0, 0],
};

const ACTIVATIONS: readonly Activation[] = [RELU, leakyRelu(0.25), clip(-1, 1), clip(0, 2), BENT];

function integerLayer(rows: number, columns: number, activation: Activation) {
  const entry = fc.integer({ min: -3, max: 3 });
  return fc
    .record({
      weights: fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      bias: fc.array(entry, { minLength: rows, maxLength: rows }),
    })
    .map(({ weights, bias }) => ({
      weights: matrixFromRows(weights),
      bias: Float64Array.from(bias),
      activation,
    }));
}

/** One to three hidden layers of one to four units. */
export function integerNetwork(inputs: number): fc.Arbitrary<NetworkModel> {
  return fc
    .record({
      hidden: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
      outputs: fc.integer({ min: 1, max: 2 }),
      activation: fc.constantFrom(...ACTIVATIONS),
    })
    .chain(({ hidden, outputs, activation }) => {
      const widths = [inputs, ...hidden, outputs];
      return fc.tuple(
        ...widths
          .slice(1)
          .map((rows, i) => integerLayer(rows, widths[i], i === hidden.length ? IDENTITY : activation)),
      );
    })
    .map((layers) => ({ layers, weightType: "float64" as const, notes: [] }));
}

/** A ReLU network from rows, the last layer affine. */
export function reluNetwork(
  ...layers: readonly { readonly weights: readonly number[][]; readonly bias: readonly number[] }[]
): NetworkModel {
  return {
    layers: layers.map(({ weights, bias }, i) => ({
      weights: matrixFromRows(weights),
      bias: Float64Array.from(bias),
      activation: i === layers.length - 1 ? IDENTITY : RELU,
    })),
    weightType: "float64",
    notes: [],
  };
}
