/** The option --first-layer: the expansion of the first layer, or the theory of one layer that the user trusts. */
import { FIRST_LAYER_THEORIES, type FirstLayerChoice } from "../../compare/index.js";
import { InputError } from "../../src/result.js";
import { type OptionDefinition, value } from "../definition/option.js";
import { parsePositive } from "../definition/parse.js";

const TAKES = "a number, plain, lifted, 2rsb or frsb";

/** The option; `meaning` says what the number or the theory gives, `defaultText` what stands without it. */
export function firstLayerOption(
  meaning: string,
  defaultText: string,
): OptionDefinition<FirstLayerChoice | undefined> {
  return value<FirstLayerChoice, { defaultText: string }>(
    `${meaning}: ${TAKES}`,
    { placeholder: "X", named: FIRST_LAYER_THEORIES, parse },
    { defaultText },
  );
}

function parse(text: string, place: string): FirstLayerChoice {
  const theory = FIRST_LAYER_THEORIES.find((word) => word === text);
  if (theory !== undefined) return theory;
  if (text.trim() === "" || Number.isNaN(Number(text))) {
    throw new InputError(`'${text}' in ${place}: expected ${TAKES}`);
  }
  return parsePositive(text, place);
}
