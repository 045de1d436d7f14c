/** `certify constants` and `certify rsb`: numbers of methods, not statements about networks. */
import { searchConstants, searchRsb } from "../../certified/index.js";
import { defineCommand } from "../definition/command.js";
import { integer } from "../definition/option.js";
import { certified, digitsOption, PROOF_FIELDS, saveOption } from "./fields.js";

export const certifyConstants = defineCommand({
  description: "The one-layer thresholds that are closed forms, each between two decimals.",
  examples: [["certify constants"], ["certify constants --digits 20 --json"]],
  options: { digits: digitsOption(33, "33"), save: saveOption },
  fields: PROOF_FIELDS,
  run: ({ digits = 33, save }, { files }) =>
    certified(() => searchConstants(digits), {
      title: "One-layer thresholds in closed form",
      parameters: { digits },
      save,
      files,
    }),
});

export const certifyRsb = defineCommand({
  description:
    "The k-RSB functional at rational parameters, from above: its infimum and the full-RSB value are below. No theorem is " +
    "known that makes this a bound on matrices.",
  examples: [["certify rsb --k 1"], ["certify rsb --k 3", "half a minute"]],
  options: {
    k: integer("breaking points", { from: 1, to: 3, default: 2 }),
    digits: digitsOption(13, "13"),
    save: saveOption,
  },
  fields: PROOF_FIELDS,
  run: ({ k, digits = 13, save }, { files }) =>
    certified(() => searchRsb(k, digits), {
      title: `The ${k}-RSB functional, from above`,
      parameters: { k, digits },
      save,
      files,
    }),
});
