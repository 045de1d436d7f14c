/** `network make mend`: rows that make a given ReLU layer injective on R^n. */
import { layerCases, mendLayer, SPACE } from "../../network/index.js";
import { deadlineIn } from "../../src/deadline.js";
import { InputError } from "../../src/result.js";
import { defineCommand, field } from "../definition/command.js";
import { positive } from "../definition/option.js";
import { NETWORK_OPERANDS, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { checked, layerModel, MADE_FIELDS, MADE_OPTIONS, madeOutcome } from "./made.js";

const OWN_FIELDS = {
  added: field("Rows that were added.", "integer"),
  atLeast: field("With fewer rows added, whichever they are, the layer is not injective.", "integer"),
};

export const mend = defineCommand({
  description:
    "Rows added to a ReLU layer until it is injective on R^n, none of which can be taken away by itself, and how many it " +
    "takes at least.",
  examples: [["network make mend examples/weights.csv", "nothing to add: it is injective"]],
  operands: NETWORK_OPERANDS,
  options: {
    ...MADE_OPTIONS,
    timeLimit: positive("seconds for fewer rows, and for the check", { default: 60, placeholder: "s" }),
    ...NETWORK_OPTIONS,
  },
  fields: { ...MADE_FIELDS, ...OWN_FIELDS },
  async run({ file, model: path, save, seed, timeLimit, ...options }, { files }) {
    const { model, parameters } = readNetworkInput(file, options);
    const { layers, weightType, folded, notes } = model;
    if (layers.length > 1)
      throw new InputError(`mend of ${layers.length} layers: expected one layer, or --layer k`);
    const [{ kind, layer }] = layerCases(model, SPACE);
    if (kind !== "relu")
      throw new InputError(`layer ${layer}: expected a ReLU layer, as rank decides strictly monotone ones`);
    const type = folded === true ? "float64" : weightType;
    const stop = deadlineIn(timeLimit).isOver;
    const { layer: whole, added, atLeast } = mendLayer(layers[0], { type, seed, stop });
    const made = await checked(layerModel(whole, type), timeLimit);
    const making = {
      ...made,
      title: "Mended layer",
      fields: OWN_FIELDS,
      own: { added, atLeast },
      parameters: { ...parameters, seed, timeLimit },
      notes: [noteOf(added, atLeast), ...notes],
    };
    return madeOutcome(making, { model: path, save }, files);
  },
});

function noteOf(added: number, atLeast: number): string {
  if (added === 0) return "The layer is injective on R^n as it is.";
  if (added === atLeast) return "No fewer rows mend it.";
  return `The fewest are between ${atLeast} and ${added}; none of those added can be taken away by itself, unless the time ended before.`;
}
