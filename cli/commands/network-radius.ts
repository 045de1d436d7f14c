/** `network radius`: the largest ball of inputs on which a layer is injective, and the smallest uniform bias. */
import {
  fractionText,
  type LargestRadius,
  largestRadius,
  layerCases,
  SPACE,
  smallestUniformBias,
} from "../../network/index.js";
import { deadlineIn } from "../../src/deadline.js";
import { InputError, type quantity } from "../../src/result.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { flag, positive } from "../definition/option.js";
import { NETWORK_OPERANDS, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

const FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "layer"),
  radius: field(
    "The largest R such that the layer is injective on |x| <= R: the least distance from the origin, over all hyperplanes spanned by rows, of a point at which all other rows are inactive. Infinite where it is injective on all of R^n; where the search was ended, the middle of a bracket.",
    "quantity",
    { unit: "that of the inputs" },
  ),
  squared: field("Its square, an exact fraction; null where it is infinite or bracketed.", ["text", "null"]),
  lower: field("The layer is injective on the ball of this radius.", "number", {
    unit: "that of the inputs",
  }),
  upper: field("The layer is not injective on balls of a larger radius.", "number", {
    unit: "that of the inputs",
  }),
  uniformBias: field(
    "With --uniform-bias: the smallest bias of every unit, over the radius of the ball, that makes the layer injective on it; null without.",
    ["quantity", "null"],
    { header: "least bias / R", equation: "1/R with R the largest radius of the layer with all biases 1" },
  ),
};

export const radius = defineCommand({
  description:
    "The largest Euclidean ball about the origin on which a ReLU layer is injective, exactly where the branching of " +
    "network check ends (its square is a fraction of the stored numbers), and bracketed otherwise. The first layer " +
    "of the network, or the one that --layer names by itself.",
  examples: [
    ["network radius examples/weights.csv --bias examples/bias.csv"],
    ["network radius examples/weights.csv --uniform-bias", "the least bias of all units, for |x| <= 1"],
  ],
  operands: NETWORK_OPERANDS,
  options: {
    ...NETWORK_OPTIONS,
    uniformBias: flag("ask for the smallest bias of every unit instead, of a layer without biases"),
    timeLimit: positive("seconds", { default: 60, placeholder: "s" }),
  },
  fields: FIELDS,
  run({ file, uniformBias, timeLimit, ...options }) {
    const { model, parameters } = readNetworkInput(file, options);
    const [{ layer, kind, question }] = layerCases(model, SPACE);
    if (kind !== "relu")
      throw new InputError(`layer ${layer}: expected a ReLU layer, as others do not depend on the radius`);
    const stop = deadlineIn(timeLimit).isOver;
    const least = uniformBias ? smallestUniformBias(question, stop) : undefined;
    const found = least?.radius ?? largestRadius(question, stop);
    return {
      parameters: { ...parameters, uniformBias, timeLimit },
      ...outcome(layer, found, least?.bias ?? null, timeLimit),
    };
  },
});

function outcome(
  layer: number,
  found: LargestRadius,
  uniformBias: ReturnType<typeof quantity> | null,
  timeLimit: number,
): Outcome {
  const exact = found.kind === "exact";
  const result = {
    layer,
    radius: found.radius,
    squared: exact && found.square !== null ? fractionText(found.square) : null,
    lower: exact ? found.radius.value : found.lower,
    upper: exact ? found.radius.value : found.upper,
    uniformBias,
  };
  return {
    results: [result],
    judged: [found.radius],
    tables: () => [
      {
        title: uniformBias === null ? "Largest ball" : "Smallest uniform bias",
        columns: [
          column(FIELDS, "layer"),
          ...columns(FIELDS, ...(uniformBias === null ? (["radius"] as const) : (["uniformBias"] as const))),
          ...(exact ? [] : columns(FIELDS, "lower", "upper")),
        ],
        rows: [result],
      },
    ],
    notes: () => [
      uniformBias === null || uniformBias.value === 0
        ? noteOn(found)
        : `With the bias ${exact ? "" : "(bracketed) "}times R in every unit the layer is injective on |x| <= R, with less it is not.`,
    ],
    warnings: exact
      ? []
      : [`the search was ended before it was exact; --time-limit ${10 * timeLimit} may help`],
  };
}

function noteOn(found: LargestRadius): string {
  if (found.kind === "bracketed") return "Injective up to the lower radius, not injective beyond the upper.";
  if (found.square === null) return "Injective on all of R^n.";
  const text = fractionText(found.square);
  return text.length <= 40
    ? `Exactly the square root of ${text}: injective on that ball, not beyond.`
    : "Exact: injective on that ball, not beyond; --json has its square as a fraction.";
}
