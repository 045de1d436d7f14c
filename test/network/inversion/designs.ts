/** Networks that are injective by construction, for inversion. */
import { IDENTITY, type NetworkLayer, type NetworkModel, RELU } from "../../../network/index.js";
import { matrixFromRows } from "../../../src/matrix/dense-matrix.js";
import { type RandomSource, randomSource } from "../../../src/random/normal.js";

/** [B; −DB] with B Gaussian and D diagonal with entries 1/2, 1 or 2; the biases satisfy b₂ + D b₁ ≥ 0. */
export function minimalLayer(columns: number, source: RandomSource, biased: boolean): NetworkLayer {
  const upper = Array.from({ length: columns }, () => Array.from({ length: columns }, () => source.normal()));
  // Powers of two keep the rows exactly antiparallel.
  const scale = upper.map(() => 2 ** (source.below(3) - 1));
  const upperBias = upper.map(() => source.normal());
  const lower = upper.map((row, i) => row.map((entry) => -scale[i] * entry));
  const lowerBias = upperBias.map((entry, i) => -scale[i] * entry + source.uniform());
  return {
    weights: matrixFromRows([...upper, ...lower]),
    bias: biased ? Float64Array.from([...upperBias, ...lowerBias]) : null,
    activation: RELU,
  };
}

/** n-2n-4n-8n-outputs, the last layer linear and tall. */
export function minimalNetwork(inputs: number, outputs: number, seed: number, biased = true): NetworkModel {
  const source = randomSource(seed, 3);
  const hidden = [0, 1, 2].map((depth) => minimalLayer(inputs * 2 ** depth, source, biased));
  const last: NetworkLayer = {
    weights: matrixFromRows(
      Array.from({ length: outputs }, () => Array.from({ length: 8 * inputs }, () => source.normal())),
    ),
    bias: Float64Array.from({ length: outputs }, () => source.normal()),
    activation: IDENTITY,
  };
  return { layers: [...hidden, last], weightType: "float64", notes: [] };
}

/** A network of one layer. */
export function oneLayer(
  rows: readonly (readonly number[])[],
  bias: readonly number[] | null = null,
  activation = RELU,
): NetworkModel {
  return {
    layers: [{ weights: matrixFromRows(rows), bias: bias && Float64Array.from(bias), activation }],
    weightType: "float64",
    notes: [],
  };
}
