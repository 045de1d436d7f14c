/**
 * Starting points: a linear first layer in front of a shallower network, which is exact, and the shape of the one-layer
 * solution for the next number of breaking points.
 */
import { type Ansatz, overlapIncrements } from "../functional/ansatz.js";
import { lambdas } from "../functional/entropic-term.js";
import { coordinateCount, type DeepAnsatz, deepFromCoordinates, deepToCoordinates } from "./deep-ansatz.js";

/**
 * The ansatz of a network with a linear layer of expansion α_1 > 1 in front of the given one. A linear layer maps the
 * sphere onto an ellipsoid of the same dimension, so that the network behind it sees what it saw before: r = q, c = χ,
 * and the field increments are [q_0/λ_0², (q_j − q_{j−1})/(λ_{j−1}λ_j)]/(α_1 − 1).
 */
export function behindLinearLayer(inner: DeepAnsatz, expansion: number): DeepAnsatz {
  const { input, hidden } = inner;
  return {
    input,
    hidden: [{ fieldIncrements: linearFields(input, expansion), output: input }, ...hidden],
  };
}

function linearFields(input: Ansatz, expansion: number): Float64Array {
  const lambda = lambdas(input);
  return overlapIncrements(input).map(
    (increment, j) => increment / (lambda[Math.max(0, j - 1)] * lambda[j] * (expansion - 1)),
  );
}

/** All layers in the shape of the one-layer solution: not a solution, but what solutions are compared with. */
function oneLayerShape(oneLayer: Ansatz, expansions: readonly number[]): DeepAnsatz {
  return {
    input: oneLayer,
    hidden: expansions.map((expansion) => ({
      fieldIncrements: linearFields(oneLayer, expansion),
      output: oneLayer,
    })),
  };
}

/**
 * The start at K breaking points from the solution at k: the one-layer solution at K plus the differences of logarithms
 * between the network's and the one-layer solution at k, carried over in t = j/k.
 */
export function transportedStart(
  solved: DeepAnsatz,
  oneLayerBefore: Ansatz,
  oneLayerNext: Ansatz,
  expansions: readonly number[],
): DeepAnsatz {
  const k = oneLayerBefore.breakingPoints.length;
  const next = oneLayerNext.breakingPoints.length;
  const at = deepToCoordinates(solved);
  const difference = deepToCoordinates(oneLayerShape(oneLayerBefore, expansions)).map((x, i) => at[i] - x);
  const result = deepToCoordinates(oneLayerShape(oneLayerNext, expansions));
  const blocks = blocksOf(k, expansions.length);
  blocksOf(next, expansions.length).forEach(({ start, length, offset }, block) => {
    const source = blocks[block];
    const values = difference.subarray(source.start, source.start + source.length);
    for (let j = 0; j < length; j++) {
      result[start + j] += interpolated(values, ((j + offset) / next) * k - source.offset);
    }
  });
  return deepFromCoordinates(result, next);
}

/** Runs of coordinates that follow the levels; entry j sits at t = (j + offset)/k. */
function blocksOf(k: number, hiddenLayers: number): { start: number; length: number; offset: number }[] {
  const blocks = [
    { start: 0, length: k, offset: 0 },
    { start: k, length: k, offset: 0.5 },
    { start: 2 * k, length: 1, offset: 0 },
  ];
  for (let layer = 0; layer < hiddenLayers; layer++) {
    const start = coordinateCount(k, layer);
    blocks.push({ start, length: k + 1, offset: 0 });
    blocks.push({ start: start + k + 1, length: k, offset: 0 });
    blocks.push({ start: start + 2 * k + 1, length: 1, offset: 0 });
  }
  return blocks;
}

/** Linear interpolation of equally spaced values at a fractional place, constant beyond the ends. */
function interpolated(values: Float64Array, place: number): number {
  const inside = Math.max(0, Math.min(values.length - 1, place));
  const i = Math.min(Math.floor(inside), Math.max(0, values.length - 2));
  const fraction = inside - i;
  return fraction === 0 ? values[i] : values[i] * (1 - fraction) + values[i + 1] * fraction;
}
