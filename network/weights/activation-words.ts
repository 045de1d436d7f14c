/** Activations by name: the words of the command line and of the JSON format. */
import { InputError } from "../../src/result.js";
import { type Activation, clip, IDENTITY, leakyRelu, RELU } from "../model.js";

/** The forms that {@link parseActivation} takes, for messages and help texts. */
export const ACTIVATION_WORDS = "relu, identity, leaky-relu:S, relu6, hardtanh or clip:A:B";

const DEFAULT_LEAK = 0.01;

/**
 * The activation of a word; `leaky-relu(0.1)` and `clip(0, 6)`, as {@link Activation.name} prints them, are also read.
 * @param where what to call the place in an error
 * @throws InputError for unknown words, slopes that are not finite, and clips without low < high
 */
export function parseActivation(text: string, where: string): Activation {
  const [word, ...parameters] = text
    .toLowerCase()
    .replace(/\)$/, "")
    .split(/\s*[(:,]\s*/);
  const numbers = parameters.map((parameter) => (parameter === "" ? Number.NaN : Number(parameter)));
  const refuse = (): never => {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    throw new InputError(`activation '${shown}' in ${where}: expected ${ACTIVATION_WORDS}`);
  };
  if (!numbers.every(Number.isFinite)) return refuse();
  const plain = numbers.length === 0;
  switch (word.replaceAll(/[-_ ]/g, "")) {
    case "relu":
      return plain ? RELU : refuse();
    case "identity":
    case "linear":
    case "none":
      return plain ? IDENTITY : refuse();
    case "leakyrelu":
      return numbers.length <= 1 ? leakyRelu(numbers[0] ?? DEFAULT_LEAK) : refuse();
    case "relu6":
      return plain ? clip(0, 6) : refuse();
    case "hardtanh":
      return plain ? clip(-1, 1) : refuse();
    case "clip":
      return numbers.length === 2 && numbers[0] < numbers[1] ? clip(numbers[0], numbers[1]) : refuse();
    default:
      return refuse();
  }
}
