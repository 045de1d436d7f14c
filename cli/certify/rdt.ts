/** `certify rdt`: the capacity bound after given expansions, as a theorem. */
import {
  searchLayer,
  searchLifted,
  searchLiftedLayer,
  searchPlain,
  searchUnit,
} from "../../certified/index.js";
import { isDecimal } from "../../src/interval/index.js";
import { InputError } from "../../src/result.js";
import { defineCommand } from "../definition/command.js";
import { choice, flag, value } from "../definition/option.js";
import { parseList } from "../definition/parse.js";
import { MARGIN_CONFLICTS } from "../replica/margin-options.js";
import { certified, digitsOption, PROOF_FIELDS, saveOption } from "./fields.js";
import { EXACT_COUNT, EXACT_MARGIN_OPTIONS, exactMargin } from "./margin.js";

const MOST_DIGITS = 28;

function parseDecimals(text: string, place: string): string[] {
  return parseList(text, place, (word) => {
    if (!isDecimal(word) || !(Number(word) > 0))
      throw new InputError(`'${word}' in ${place}: expected a decimal number above 0 without exponent`);
    return word;
  });
}

export const certifyRdt = defineCommand({
  description:
    "A theorem: after hidden layers of the given expansions, which are taken exactly, a last layer of the bound's " +
    "expansion keeps n (weak) or 2n (strong) positive entries for every input, but for an exponentially small probability. " +
    "One layer also with a bias on a ball of inputs, a field threshold and any count.",
  examples: [
    ["certify rdt --expansions 6.7004", "two layers"],
    ["certify rdt --expansions 6.7004 --notion strong --lifted --save proof.json"],
    ["certify rdt --expansions 6.7004,8.267,9.49 --dual-norms unit", "the published program"],
    ["certify rdt --expansions 6.7004 --digits 28"],
    ["certify rdt --lifted", "one layer"],
    ["certify rdt --bias 0.5 --lifted", "one layer, bias R/2 on the ball of radius R"],
  ],
  options: {
    expansions: value<string[], { defaultText: string }>(
      "expansions of the hidden layers, exact decimals",
      { placeholder: "a1,a2,…", range: "> 2", list: true, parse: parseDecimals },
      { defaultText: "none: one layer" },
    ),
    notion: choice("how many positive entries count", ["weak", "strong"], {
      default: "weak",
      placeholder: "notion",
    }),
    ...EXACT_MARGIN_OPTIONS,
    count: EXACT_COUNT,
    lifted: flag("by partially lifted duality"),
    dualNorms: choice("unit (as published) or optimal (the least bound)", ["unit", "optimal"], {
      default: "optimal",
      placeholder: "norms",
    }),
    digits: digitsOption(MOST_DIGITS, "12; unit norms and lifted 8"),
    save: saveOption,
  },
  conflicts: MARGIN_CONFLICTS,
  fields: PROOF_FIELDS,
  run(
    { expansions = [], notion, bias, margin: given, count: units, lifted, dualNorms, digits, save },
    { files },
  ) {
    if (lifted && dualNorms === "unit")
      throw new InputError(
        "--lifted with --dual-norms unit: expected optimal norms, whose lifted bound is the lower one",
      );
    const margin = exactMargin(bias, given);
    if (margin !== undefined || units !== undefined) {
      if (expansions.length > 0 || notion !== "weak" || dualNorms === "unit")
        throw new InputError(
          "--bias, --margin or --count: expected none of --expansions, --notion and --dual-norms, they are for one layer",
        );
      const places = digits ?? (lifted ? 8 : 12);
      const request = { margin: margin ?? "0", units: units ?? "1", digits: places };
      return certified(() => (lifted ? searchLiftedLayer(request) : searchLayer(request)), {
        title: `Certified expansion of one layer, kappa = ${request.margin}, ${request.units} n units, ${lifted ? "lifted" : "plain"} duality`,
        parameters: { bias, margin: given, count: units, lifted, digits: places },
        save,
        files,
      });
    }
    const count = notion === "weak" ? 2 : 4;
    const quick = !lifted && dualNorms === "optimal";
    const places = digits ?? (quick ? 12 : 8);
    const request = { hidden: expansions, count, digits: places } as const;
    const search = () =>
      lifted ? searchLifted(request) : quick ? searchPlain(request) : searchUnit(request);
    return certified(search, {
      title: `Certified capacity of layer ${expansions.length + 1}, ${notion}, ${lifted ? "lifted duality" : `plain duality, ${dualNorms} norms`}`,
      parameters: { expansions, notion, lifted, dualNorms, digits: places },
      save,
      files,
    });
  },
});
