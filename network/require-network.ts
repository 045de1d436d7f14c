/** A network that somebody made by hand, checked once at the door. */
import { InputError } from "../src/result.js";
import type { NetworkModel } from "./model.js";

/**
 * @throws InputError unless there are layers, each has as many columns as the one before has rows, one bias a row or
 *   none, finite numbers, and an activation with ascending breakpoints and one more slope
 */
export function requireNetwork({ layers }: NetworkModel): void {
  if (layers.length === 0) throw new InputError("a network without layers: expected at least one");
  for (const [i, { weights, bias, activation }] of layers.entries()) {
    const place = `layer ${i + 1}`;
    const { rows, columns, values } = weights;
    if (!(rows >= 1 && columns >= 1) || values.length !== rows * columns) {
      throw new InputError(
        `${place} of ${rows} x ${columns} with ${values.length} weights: expected rows times columns`,
      );
    }
    if (i > 0 && columns !== layers[i - 1].weights.rows) {
      throw new InputError(
        `${place} with ${columns} inputs: expected ${layers[i - 1].weights.rows}, the outputs of the layer before`,
      );
    }
    if (bias !== null && bias.length !== rows) {
      throw new InputError(`${place} with ${bias.length} biases: expected ${rows}, one per row, or null`);
    }
    if (!values.every(Number.isFinite) || !(bias ?? new Float64Array()).every(Number.isFinite)) {
      throw new InputError(`${place} with an infinite weight or bias or NaN: expected finite numbers`);
    }
    const { breakpoints, slopes, anchor } = activation;
    const ascending = breakpoints.every((entry, k) => k === 0 || breakpoints[k - 1] < entry);
    if (
      slopes.length !== breakpoints.length + 1 ||
      !ascending ||
      ![...breakpoints, ...slopes, ...anchor].every(Number.isFinite)
    ) {
      throw new InputError(
        `activation of ${place}: expected ascending breakpoints, one more slope than breakpoints, and an anchor`,
      );
    }
  }
}
