/** `network make projection`: a network followed by a generic linear map to few outputs. */
import { roundedProjection } from "../../network/index.js";
import { defineCommand } from "../definition/command.js";
import { NETWORK_OPERANDS, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { CHECK_SECONDS, checked, MADE_FIELDS, MADE_OPTIONS, madeOutcome } from "./made.js";

export const projection = defineCommand({
  description:
    "The network followed by a Gaussian matrix with 2n + 1 rows, 2n without biases, which is injective for almost every " +
    "matrix if the network is.",
  examples: [["network make projection examples/encoder.onnx --time-limit 5"]],
  operands: NETWORK_OPERANDS,
  options: { ...MADE_OPTIONS, timeLimit: CHECK_SECONDS, ...NETWORK_OPTIONS },
  fields: MADE_FIELDS,
  async run({ file, model: path, save, seed, timeLimit, ...options }, { files }) {
    const { model, parameters } = readNetworkInput(file, options);
    const made = await checked(roundedProjection(model, seed), timeLimit);
    const making = {
      ...made,
      title: "Projected network",
      parameters: { ...parameters, seed, timeLimit },
      notes: [
        "Injective for almost every matrix if the network is; for this one the verdict says what the check decided.",
        ...model.notes,
      ],
    };
    return madeOutcome(making, { model: path, save }, files);
  },
});
