/** `network make pairs`: [B; −DB], a layer with the fewest rows that an injective one has. */
import { antiparallelLayer, LARGEST_SPREAD } from "../../network/index.js";
import { defineCommand } from "../definition/command.js";
import { integer } from "../definition/option.js";
import {
  CHECK_SECONDS,
  checked,
  layerModel,
  MADE_FIELDS,
  MADE_OPTIONS,
  madeOutcome,
  WEIGHT_TYPE,
} from "./made.js";

export const pairs = defineCommand({
  description:
    "The layer [B; -DB] with B of full rank and D of powers of two: injective on R^n with 2n rows, the fewest there are, in " +
    "the very numbers that are written.",
  examples: [["network make pairs --inputs 3 --type float16 --spread 2 --model layer.npy --save proof.json"]],
  options: {
    inputs: integer("inputs n", { from: 1, to: 256, required: true, placeholder: "n" }),
    type: WEIGHT_TYPE,
    spread: integer("D has powers of two 2^k, k from -E to E", {
      from: 0,
      to: LARGEST_SPREAD,
      default: 0,
      placeholder: "E",
    }),
    ...MADE_OPTIONS,
    timeLimit: CHECK_SECONDS,
  },
  fields: MADE_FIELDS,
  async run({ inputs, type, spread, timeLimit, ...asked }, { files }) {
    const { seed } = asked;
    const weights = antiparallelLayer(inputs, { type, seed, spread });
    const made = await checked(layerModel({ weights, bias: null }, type), timeLimit);
    const making = {
      ...made,
      title: "Antiparallel pairs",
      parameters: { inputs, type, spread, seed },
      notes: [
        "Row n + i is -d_i times row i, exactly: one of the two is active at every input. Fewer than 2n rows are never injective on R^n.",
      ],
    };
    return madeOutcome(making, asked, files);
  },
});
