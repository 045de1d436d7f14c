/**
 * A network as an exact affine map on each activation region. Points are homogeneous (x, t), t > 0, and all rows are
 * integers up to a positive factor, so that regions and maps of stored weights are exact.
 */
import { integerDot, integerRow } from "../../src/exact/integers.js";
import type { NetworkModel } from "../model.js";

/** One layer in integers: weights and bias over one power of two, slopes (below, above 0) over another. */
export interface ExactNetworkLayer {
  readonly weights: readonly (readonly bigint[])[];
  readonly bias: readonly bigint[];
  readonly slopes: readonly [bigint, bigint];
  /** The power of two in weights and bias, and the one in the slopes. */
  readonly weightScale: bigint;
  readonly slopeScale: bigint;
}

export interface ExactNetwork {
  readonly columns: number;
  readonly layers: readonly ExactNetworkLayer[];
}

/** One region: row · (x, t) ≤ 0 for all constraints, outputs row · (x, t) over one positive factor common to all regions. */
export interface Region {
  readonly constraints: readonly (readonly bigint[])[];
  readonly outputs: readonly (readonly bigint[])[];
}

/** The integers of a network whose activations are linear on each side of 0 (ReLU, leaky ReLU, identity); else undefined. */
export function exactNetwork({ layers }: NetworkModel): ExactNetwork | undefined {
  const converted: ExactNetworkLayer[] = [];
  for (const { weights, bias, activation } of layers) {
    const { breakpoints, slopes, anchor } = activation;
    const kinked = breakpoints.length === 1 && breakpoints[0] === 0;
    if (
      activation.curve !== undefined ||
      (breakpoints.length > 0 && !kinked) ||
      anchor[0] !== 0 ||
      anchor[1] !== 0
    )
      return undefined;
    const kinks = scaledIntegers([slopes[0], slopes[slopes.length - 1]]);
    const { entries: all, scale: weightScale } = scaledIntegers([
      ...weights.values,
      ...(bias ?? new Float64Array(weights.rows)),
    ]);
    converted.push({
      weights: Array.from({ length: weights.rows }, (_, i) =>
        all.slice(i * weights.columns, (i + 1) * weights.columns),
      ),
      bias: all.slice(weights.rows * weights.columns),
      slopes: [kinks.entries[0], kinks.entries[1]],
      weightScale,
      slopeScale: kinks.scale,
    });
  }
  return { columns: layers[0].weights.columns, layers: converted };
}

/** The rows of (x, t) ↦ W h + b t for hidden values h = hidden · (x, t) / unit, times unit and the layer's scale. */
export function preActivations(
  { weights, bias }: ExactNetworkLayer,
  hidden: readonly (readonly bigint[])[],
  unit: bigint,
): bigint[][] {
  const width = hidden[0].length;
  // Units that are off contribute nothing.
  const on = hidden.flatMap((row, j) => (row.some((entry) => entry !== 0n) ? [j] : []));
  return weights.map((row, i) =>
    Array.from({ length: width }, (_, k) => {
      let sum = k === width - 1 ? bias[i] * unit : 0n;
      for (const j of on) sum += row[j] * hidden[j][k];
      return sum;
    }),
  );
}

/** The identity map of (x, t): the hidden rows before the first layer. */
export function inputRows(columns: number): bigint[][] {
  return Array.from({ length: columns }, (_, i) =>
    Array.from({ length: columns + 1 }, (_, k) => (i === k ? 1n : 0n)),
  );
}

/** The region of a point, ties counted as active; its strict inside may be empty where the point is on a boundary. */
export function regionOf(network: ExactNetwork, point: readonly bigint[]): Region {
  let hidden = inputRows(network.columns);
  let unit = 1n;
  const constraints: bigint[][] = [];
  for (const layer of network.layers) {
    const before = preActivations(layer, hidden, unit);
    const linear = layer.slopes[0] === layer.slopes[1];
    hidden = before.map((row) => {
      const active = integerDot(row, point) >= 0n;
      if (!linear) constraints.push(active ? row.map((entry) => -entry) : row);
      return row.map((entry) => entry * layer.slopes[active ? 1 : 0]);
    });
    unit *= layer.weightScale * layer.slopeScale;
  }
  return { constraints, outputs: hidden };
}

/** Doubles times the least power of two ≥ 1 that makes them integers. */
function scaledIntegers(values: readonly number[]): { entries: bigint[]; scale: bigint } {
  const { entries, exponent } = integerRow(values);
  return exponent >= 0
    ? { entries, scale: 1n << BigInt(exponent) }
    : { entries: entries.map((entry) => entry << BigInt(-exponent)), scale: 1n };
}
