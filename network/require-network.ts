/** A network that somebody made by hand, checked once at the door. */
import { requireChoice, requireList, requireNumbers, requireObject } from "../src/arguments.js";
import { requireMatrix } from "../src/matrix/dense-matrix.js";
import { InputError, shown } from "../src/result.js";
import { requireCurve } from "./curve.js";
import { type Activation, type NetworkModel, WEIGHT_TYPES } from "./model.js";

/**
 * @throws InputError unless there are layers, each has as many columns as the one before has rows, one bias a row or
 *   none, finite numbers, and an activation with ascending breakpoints and one more slope
 */
export function requireNetwork(model: NetworkModel): void {
  requireObject(model, "the network", ["layers", "weightType", "notes"]);
  const { layers, weightType, notes } = model;
  requireChoice(weightType, "the type of the weights", WEIGHT_TYPES);
  requireList(notes, "the notes of the network");
  requireList(layers, "the layers of the network");
  if (layers.length === 0) throw new InputError("a network without layers: expected at least one");
  for (const [i, layer] of layers.entries()) {
    const place = `layer ${i + 1}`;
    requireObject(layer, place, ["weights", "bias", "activation"]);
    const { weights, bias, activation } = layer;
    requireMatrix(weights, `the weights of ${place}`);
    requireBias(bias, place);
    const { rows, columns } = weights;
    if (i > 0 && columns !== layers[i - 1].weights.rows) {
      throw new InputError(
        `${place} with ${columns} inputs: expected ${layers[i - 1].weights.rows}, the outputs of the layer before`,
      );
    }
    if (bias !== null && bias.length !== rows) {
      throw new InputError(`${place} with ${bias.length} biases: expected ${rows}, one per row, or null`);
    }
    requireActivation(activation, place);
  }
}

/** @throws InputError unless this is null or a typed list of finite numbers. */
export function requireBias(bias: Float64Array | null, place: string): void {
  if (bias === null) return;
  if (!(bias instanceof Float64Array)) {
    throw new InputError(`the bias of ${place} is ${shown(bias)}: expected a Float64Array or null`);
  }
  if (!bias.every(Number.isFinite))
    throw new InputError(`the bias of ${place} with an infinite entry or NaN: expected finite numbers`);
}

function requireActivation(activation: Activation, place: string): void {
  requireObject(activation, `the activation of ${place}`, ["breakpoints", "slopes", "anchor"]);
  if (activation.curve !== undefined) {
    requireCurve(activation.curve, place);
    return;
  }
  const { breakpoints, slopes, anchor } = activation;
  for (const list of [breakpoints, slopes, anchor]) requireNumbers(list, `the activation of ${place}`);
  if (typeof activation.name !== "string")
    throw new InputError(
      `the name of the activation of ${place} is ${shown(activation.name)}: expected a text`,
    );
  const ascending = breakpoints.every((entry, k) => k === 0 || breakpoints[k - 1] < entry);
  if (slopes.length !== breakpoints.length + 1 || !ascending || anchor.length !== 2) {
    throw new InputError(
      `activation of ${place}: expected ascending breakpoints, one more slope than breakpoints, and an anchor`,
    );
  }
}
