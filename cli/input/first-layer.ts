/** The option --first-layer: the expansion of the first layer, or the theory of one layer that the user trusts. */
import { FIRST_LAYER_THEORIES, type FirstLayerTheory } from "../../compare/index.js";
import { InputError } from "../../src/result.js";
import { parsePositive } from "../definition/parse.js";

/** A theory of one layer, or the expansion itself. */
export type FirstLayer = FirstLayerTheory | number;

/** Help text of the option. */
export const FIRST_LAYER_HELP = "a number, plain, lifted, 2rsb or frsb";

export function parseFirstLayer(text: string): FirstLayer {
  const theory = FIRST_LAYER_THEORIES.find((word) => word === text);
  if (theory !== undefined) return theory;
  if (text.trim() === "" || Number.isNaN(Number(text))) {
    throw new InputError(`'${text}' in --first-layer: expected ${FIRST_LAYER_HELP}`);
  }
  return parsePositive(text, "--first-layer");
}
