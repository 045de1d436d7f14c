/** One layer of a network as a network of its own. */

import { InputError } from "../../src/result.js";
import type { NetworkModel } from "../model.js";
import { requireNetwork } from "../require-network.js";

/**
 * Layer `number`, counted from 1.
 *
 * @throws InputError when there is no such layer
 * @param model a network
 * @param number of the layer, from 1
 * @returns a network of that layer alone
 * @example
 * import { IDENTITY, matrixFromRows, selectLayer } from "relu-injectivity/network";
 * const layer = { weights: matrixFromRows([[1], [2]]), bias: null, activation: IDENTITY };
 * selectLayer({ layers: [layer], weightType: "float64", notes: [] }, 1).firstLayer; // 1
 */
export function selectLayer(model: NetworkModel, number: number): NetworkModel {
  requireNetwork(model);
  const count = model.layers.length;
  if (!Number.isInteger(number) || number < 1 || number > count) {
    throw new InputError(
      `option 'layer' ${number}: expected ${count === 1 ? "1, the only layer" : `an integer from 1 to ${count}`}`,
    );
  }
  return {
    ...model,
    layers: [model.layers[number - 1]],
    firstLayer: number,
    notes: [...model.notes, `Layer ${number} of ${count} only.`],
  };
}
