/** Activations by name: the words of the command line and of the JSON format. */
import { InputError } from "../../src/result.js";
import type { Curve } from "../curve.js";
import { type Activation, clip, curved, IDENTITY, leakyRelu, piecewiseLinear, RELU } from "../model.js";

/** The forms that {@link parseActivation} takes, for messages and help texts. */
export const ACTIVATION_WORDS =
  "relu, identity, leaky-relu:S, abs, relu6, hardtanh, clip:A:B, pl:BREAKPOINTS:SLOPES (pl:-1,1:0,1,0), " +
  "tanh, sigmoid, elu:A, selu, softplus, softsign, gelu or silu";

const DEFAULT_LEAK = 0.01;

/** Curves without parameters. */
const CURVES: Readonly<Record<string, Curve["kind"]>> = {
  tanh: "tanh",
  sigmoid: "sigmoid",
  softplus: "softplus",
  softsign: "softsign",
  gelu: "gelu",
  silu: "silu",
  swish: "silu",
  mish: "mish",
  exp: "exp",
};

/**
 * The activation of a word; `leaky-relu(0.1)` and `clip(0, 6)`, as {@link Activation.name} prints them, are also read.
 * `pl:b1,b2:s0,s1,s2` is the piecewise-linear function with these breakpoints and slopes through (0, 0), or through
 * (x, y) where `:x,y` follows.
 * @param where what to call the place in an error
 * @throws InputError for unknown words, slopes that are not finite, and clips without low < high
 */
export function parseActivation(text: string, where: string): Activation {
  const refuse = (): never => {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    throw new InputError(`activation '${shown}' in ${where}: expected ${ACTIVATION_WORDS}`);
  };
  if (/^\s*pl\s*:/i.test(text)) return parsePieces(text, refuse);
  const [word, ...parameters] = text
    .toLowerCase()
    .replace(/\)$/, "")
    .split(/\s*[(:,]\s*/);
  const numbers = parameters.map((parameter) => (parameter === "" ? Number.NaN : Number(parameter)));
  if (!numbers.every(Number.isFinite)) return refuse();
  const plain = numbers.length === 0;
  const name = word.replaceAll(/[-_ ]/g, "");
  if (Object.hasOwn(CURVES, name)) return plain ? curved({ kind: CURVES[name] }) : refuse();
  switch (name) {
    case "relu":
      return plain ? RELU : refuse();
    case "identity":
    case "linear":
    case "none":
      return plain ? IDENTITY : refuse();
    case "leakyrelu":
      return numbers.length <= 1 ? leakyRelu(numbers[0] ?? DEFAULT_LEAK) : refuse();
    case "abs":
      return plain ? { name: "abs", breakpoints: [0], slopes: [-1, 1], anchor: [0, 0] } : refuse();
    case "relu6":
      return plain ? clip(0, 6) : refuse();
    case "hardtanh":
      return plain ? clip(-1, 1) : refuse();
    case "clip":
      return numbers.length === 2 && numbers[0] < numbers[1] ? clip(numbers[0], numbers[1]) : refuse();
    case "elu": {
      const [alpha = 1] = numbers;
      if (numbers.length > 1 || alpha === 0) return refuse();
      return curved({ kind: "elu", alpha, scale: 1, width: 1 }, `elu(${alpha})`);
    }
    case "selu": {
      const [alpha, scale] = [1.6732632423543772, 1.0507009873554805];
      return plain ? curved({ kind: "elu", alpha, scale, width: 1 }, `elu(${alpha}, ${scale}, 1)`) : refuse();
    }
    default:
      return refuse();
  }
}

/** `pl:breakpoints:slopes`, and a point of the graph where it is not the origin. */
function parsePieces(text: string, refuse: () => never): Activation {
  const [breakpoints, slopes, anchor, ...rest] = text
    .split(":")
    .slice(1)
    .map((part) =>
      part.trim() === ""
        ? []
        : part.split(",").map((entry) => (entry.trim() === "" ? Number.NaN : Number(entry))),
    );
  const numbers = [...(breakpoints ?? []), ...(slopes ?? []), ...(anchor ?? [])];
  const ascending = breakpoints?.every((entry, k) => k === 0 || breakpoints[k - 1] < entry) ?? false;
  if (slopes === undefined || rest.length > 0 || !numbers.every(Number.isFinite) || !ascending)
    return refuse();
  if (slopes.length !== breakpoints.length + 1 || (anchor !== undefined && anchor.length !== 2))
    return refuse();
  return piecewiseLinear(breakpoints, slopes, anchor === undefined ? [0, 0] : [anchor[0], anchor[1]]);
}
