/** A network at one point with the biases of some units chosen so that these units lie on breakpoints there. */

import { pieceOf } from "../forward.js";
import type { NetworkModel } from "../model.js";
import { affineActivation } from "./affine-activation.js";

/** A unit that shall lie on a breakpoint; layer and unit from 0. */
export interface PinnedUnit {
  readonly layer: number;
  readonly unit: number;
  readonly breakpoint: number;
}

/** One pinned unit at the point. */
export interface PinnedValue {
  /** The bias that puts the unit on its breakpoint: ξ − (W h), without its own bias. */
  readonly bias: number;
  /** Derivatives of the unit in the given directions. */
  readonly gradient: Float64Array;
  /** Whether a path of open units leads from the unit, itself not counted, to the output. */
  readonly good: boolean;
}

/**
 * Values in the order of the pins. Layers above a pinned unit see it on its breakpoint; its derivative there is
 * ambiguous, but enters the derivatives of units above only along the unit's own gradient, which no determinant of
 * both sees. A pinned unit counts as open.
 * @param directions one column a direction: inputs × k numbers, row-major
 * @param pinned false evaluates the layers above with the biases as they are, as the printed formula does
 */
export function pinnedValues(
  { layers }: NetworkModel,
  point: ArrayLike<number>,
  directions: { readonly values: Float64Array; readonly count: number },
  pins: readonly PinnedUnit[],
  pinned = true,
): PinnedValue[] {
  const { count } = directions;
  let values = Float64Array.from(point);
  let derivatives = directions.values;
  const open: boolean[] = [];
  const found: Omit<PinnedValue, "good">[] = [];
  layers.forEach(({ weights, bias, activation }, number) => {
    const { breakpoints, slopes, intercepts } = affineActivation(activation);
    const next = new Float64Array(weights.rows);
    const nextDerivatives = new Float64Array(weights.rows * count);
    let anyOpen = false;
    for (let i = 0; i < weights.rows; i++) {
      const gradient = nextDerivatives.subarray(i * count, (i + 1) * count);
      let sum = 0;
      for (let j = 0; j < weights.columns; j++) {
        const weight = weights.values[i * weights.columns + j];
        sum += weight * values[j];
        for (let k = 0; k < count; k++) gradient[k] += weight * derivatives[j * count + k];
      }
      let total = sum + (bias?.[i] ?? 0);
      pins.forEach(({ layer, unit, breakpoint }, place) => {
        if (layer !== number || unit !== i) return;
        found[place] = { bias: breakpoint - sum, gradient: gradient.slice() };
        if (pinned) total = breakpoint;
        anyOpen = true;
      });
      const piece = pieceOf(breakpoints, total);
      if (slopes[piece] !== 0) anyOpen = true;
      next[i] = slopes[piece] * total + intercepts[piece];
      for (let k = 0; k < count; k++) gradient[k] *= slopes[piece];
    }
    open.push(anyOpen);
    values = next;
    derivatives = nextDerivatives;
  });
  return pins.map(({ layer }, place) => ({ ...found[place], good: open.slice(layer + 1).every(Boolean) }));
}
