/** `certify width`: one constant width for every depth, as a theorem. */
import {
  searchStrongLiftedWidth,
  searchStrongWidth,
  searchWeakLiftedWidth,
  searchWeakWidth,
} from "../../certified/index.js";
import { LARGEST_WIDTH_DEPTH } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";
import { defineCommand } from "../definition/command.js";
import { choice, flag, value } from "../definition/option.js";
import { parseDepth } from "../definition/parse.js";
import { certified, digitsOption, PROOF_FIELDS, saveOption } from "./fields.js";

const MOST_DIGITS = 20;

export const certifyWidth = defineCommand({
  description:
    "A theorem about every width C from the bound on and every depth: a network n, Cn, Cn, … keeps n positive entries " +
    "in every layer (weak), or n in layer 1 and 2n in every later layer and is injective (strong).",
  examples: [
    ["certify width --notion strong"],
    ["certify width --notion strong --lifted --save width.json", "two seconds"],
    ["certify width --lifted"],
  ],
  options: {
    depth: value<number, { default: number; defaultText: string }>(
      "number of layers: the proofs are for every depth",
      {
        placeholder: "L",
        range: "infinity",
        named: ["infinity"],
        parse: (text, place) => {
          if (parseDepth(text, place, LARGEST_WIDTH_DEPTH) === Number.POSITIVE_INFINITY)
            return Number.POSITIVE_INFINITY;
          throw new InputError(`'${text}' in ${place}: expected infinity; certify rdt proves single layers`);
        },
      },
      { default: Number.POSITIVE_INFINITY, defaultText: "infinity" },
    ),
    notion: choice("how many positive entries count", ["weak", "strong"], {
      default: "weak",
      placeholder: "notion",
    }),
    lifted: flag("by partially lifted duality"),
    digits: digitsOption(MOST_DIGITS, "12; lifted 9"),
    save: saveOption,
  },
  fields: PROOF_FIELDS,
  run({ depth, notion, lifted, digits, save }, { files }) {
    const places = digits ?? (lifted ? 9 : 12);
    const search = lifted
      ? notion === "weak"
        ? searchWeakLiftedWidth
        : searchStrongLiftedWidth
      : notion === "weak"
        ? searchWeakWidth
        : searchStrongWidth;
    return certified(() => search(places), {
      title: `Certified constant width for every depth, ${notion}, ${lifted ? "lifted" : "plain"} duality`,
      parameters: { depth, notion, lifted, digits: places },
      save,
      files,
    });
  },
});
