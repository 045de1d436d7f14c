/** `--weights`: the law of random weights. */
import { parseWeightLaw, type WeightLaw, weightLawText } from "../../finite-size/index.js";
import { InputError } from "../../src/result.js";
import { value } from "../definition/option.js";

/** Gaussian where it is not given. */
export const weights = value<WeightLaw, { placeholder: string; defaultText: string }>(
  "law of the random weights: gaussian, signs, uniform, sparse:SHARE (of nonzero ones), student:DEGREES (of freedom)",
  {
    placeholder: "LAW",
    parse: (text, place) => {
      try {
        return parseWeightLaw(text.trim());
      } catch (error) {
        if (error instanceof InputError)
          throw new InputError(`'${text}' in ${place}: ${error.message.split(": ").slice(1).join(": ")}`);
        throw error;
      }
    },
  },
  { placeholder: "LAW", defaultText: "gaussian" },
);

/** The law of an experiment, its parameter and its title, where one was asked for. */
export function lawOf(law: WeightLaw | undefined): {
  readonly size: { readonly law?: WeightLaw };
  readonly parameters: { readonly weights?: string };
  readonly title: string;
} {
  if (law === undefined) return { size: {}, parameters: {}, title: "" };
  const text = weightLawText(law);
  return { size: { law }, parameters: { weights: text }, title: `, weights ${text}` };
}
