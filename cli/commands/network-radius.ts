/** `network radius`: the largest ball of inputs on which a layer or a network is injective, and the smallest uniform bias. */
import {
  boundsOf,
  fractionText,
  type LargestRadius,
  largestRadius,
  layerCases,
  type NetworkRadius,
  networkRadius,
  parseDomain,
  SPACE,
  sphereThreshold,
} from "../../network/index.js";
import { deadlineIn } from "../../src/deadline.js";
import { InputError, type Quantity } from "../../src/result.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { flag, positive } from "../definition/option.js";
import {
  domainIfGiven,
  NETWORK_OPERANDS,
  NETWORK_OPTIONS,
  readNetworkInput,
} from "../input/network-input.js";
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
  network: field(
    "The largest R such that the whole network is injective on |x| <= R: that of its first layer where every later layer is injective on all that it may receive, else the middle of a bracket; null for one layer.",
    ["quantity", "null"],
    { unit: "that of the inputs" },
  ),
  networkLower: field("The network is injective on the ball of this radius; null for one layer.", [
    "number",
    "null",
  ]),
  networkUpper: field("The network is not injective on balls of a larger radius; null for one layer.", [
    "number",
    "null",
  ]),
  sphere: field(
    "With --uniform-bias: the same on the sphere |x| = R alone, active rows spanning at every point of it; negative where a threshold may be subtracted instead. Null without, and where it is negative but there are too many sets of rows to visit.",
    ["quantity", "null"],
    { header: "on the sphere / R" },
  ),
  uniformBias: field(
    "With --uniform-bias: the smallest bias of every unit, over the radius of the ball, that makes the layer injective on it; null without.",
    ["quantity", "null"],
    { header: "least bias / R", equation: "1/R with R the largest radius of the layer with all biases 1" },
  ),
};

export const radius = defineCommand({
  description:
    "The largest Euclidean ball about the origin on which a ReLU layer is injective, exactly where the branching of " +
    "network check ends (its square is a fraction of the stored numbers), and bracketed otherwise; and that of the network, " +
    "from its first layer where the later ones are injective on all they may receive, else bracketed by deciding it on balls. " +
    "The layer is the first one, or the one that --layer names by itself.",
  examples: [
    ["network radius examples/weights.csv --bias examples/bias.csv"],
    ["network radius examples/weights.csv --bias examples/bias.csv --domain orthant", "within the orthant"],
    ["network radius examples/weights.csv --uniform-bias", "the least bias of all units, for |x| <= 1"],
  ],
  operands: NETWORK_OPERANDS,
  options: {
    ...NETWORK_OPTIONS,
    domain: { ...domainIfGiven, meaning: `${domainIfGiven.meaning}; the ball is taken within its bounds` },
    uniformBias: flag("ask for the smallest bias of every unit instead, of a layer without biases"),
    timeLimit: positive("seconds", { default: 60, placeholder: "s" }),
  },
  conflicts: [{ together: ["domain", "uniformBias"], expected: "a bias for the whole ball" }],
  fields: FIELDS,
  run({ file, uniformBias, timeLimit, domain, ...options }) {
    const { model, parameters } = readNetworkInput(file, options);
    const within = parseDomain(domain ?? "space");
    const [{ layer, kind, question }] = layerCases(model, within);
    if (kind !== "relu")
      throw new InputError(`layer ${layer}: expected a ReLU layer, as others do not depend on the radius`);
    if (boundsOf(within, question.weights.columns).ball !== null)
      throw new InputError(
        `--domain ${domain}: expected bounds without a ball, its radius is what is asked for`,
      );
    const asked = { ...parameters, uniformBias, timeLimit, ...(domain === undefined ? {} : { domain }) };
    if (uniformBias) return { parameters: asked, ...biasOutcome(model, timeLimit) };
    const outcomeOf = (found: NetworkRadius) => ({
      parameters: asked,
      ...radiusOutcome(layer, model.layers.length, found, domain, timeLimit),
    });
    if (model.layers.length > 1) return networkRadius(model, { domain: within, timeLimit }).then(outcomeOf);
    const first = largestRadius(question, deadlineIn(timeLimit).isOver);
    return outcomeOf({ first, network: first, decidedByFirst: true });
  },
});

const ends = (found: LargestRadius): { lower: number; upper: number } =>
  found.kind === "exact" ? { lower: found.radius.value, upper: found.radius.value } : found;

function record(layer: number, found: LargestRadius) {
  const { lower, upper } = ends(found);
  return {
    layer,
    radius: found.radius,
    squared: found.kind === "exact" && found.square !== null ? fractionText(found.square) : null,
    lower,
    upper,
    network: null as Quantity | null,
    networkLower: null as number | null,
    networkUpper: null as number | null,
    uniformBias: null as Quantity | null,
    sphere: null as Quantity | null,
  };
}

function radiusOutcome(
  layer: number,
  depth: number,
  { first, network, decidedByFirst }: NetworkRadius,
  domain: string | undefined,
  timeLimit: number,
): Outcome {
  const whole = ends(network);
  const result = {
    ...record(layer, first),
    ...(depth === 1 ? {} : { network: network.radius, networkLower: whole.lower, networkUpper: whole.upper }),
  };
  const exact = first.kind === "exact" && network.kind === "exact";
  return {
    results: [result],
    judged: [first.radius, network.radius],
    tables: () => [
      {
        title: `Largest ball${domain === undefined ? "" : ` within ${domain}`}`,
        columns: [
          ...columns(FIELDS, "layer", "radius"),
          ...(first.kind === "exact" ? [] : columns(FIELDS, "lower", "upper")),
          ...(depth === 1 ? [] : columns(FIELDS, "network", "networkLower", "networkUpper")),
        ],
        rows: [result],
      },
    ],
    notes: () => [
      noteOn(first, domain),
      ...(depth === 1
        ? []
        : [
            decidedByFirst
              ? "Every later layer is injective on all that it may receive: the radius of the first layer is that of the network."
              : "Some later layer is not injective on all that it might receive: the network was decided on balls, which brackets its radius.",
          ]),
    ],
    warnings: exact
      ? []
      : [`the search was ended before it was exact; --time-limit ${10 * timeLimit} may help`],
  };
}

function biasOutcome(model: Parameters<typeof networkRadius>[0], timeLimit: number): Outcome {
  const [{ layer, question }] = layerCases(model, SPACE);
  if (question.bias?.some((entry) => entry !== 0) === true)
    throw new InputError("--uniform-bias for a layer with a bias: expected a layer without one");
  const { threshold, bias, radius: found } = sphereThreshold(question.weights, deadlineIn(timeLimit).isOver);
  const sphere =
    threshold === null ? null : { ...threshold, value: threshold.value === 0 ? 0 : -threshold.value };
  const result = { ...record(layer, found), uniformBias: bias, sphere };
  const exact = found.kind === "exact";
  return {
    results: [result],
    judged: [found.radius],
    tables: () => [
      {
        title: "Smallest uniform bias",
        columns: [
          column(FIELDS, "layer"),
          ...columns(FIELDS, "uniformBias", "sphere"),
          ...(exact ? [] : columns(FIELDS, "lower", "upper")),
        ],
        rows: [result],
      },
    ],
    notes: () => [
      bias.value === 0
        ? "Injective on all of R^n without a bias. On the ball no threshold may be subtracted, as no row is active at 0."
        : `With the bias ${exact ? "" : "(bracketed) "}times R in every unit the layer is injective on |x| <= R, with less it is not.`,
      ...(sphere !== null && sphere.value < 0
        ? [
            "On the sphere |x| = R alone active rows still span when minus the second number, times R, is subtracted.",
          ]
        : []),
      ...(model.layers.length === 1
        ? []
        : [
            "This is the first layer; the network needs at least this, and no more where its later layers are injective on the orthant.",
          ]),
    ],
    warnings: exact
      ? []
      : [`the search was ended before it was exact; --time-limit ${10 * timeLimit} may help`],
  };
}

function noteOn(found: LargestRadius, domain: string | undefined): string {
  if (found.kind === "bracketed") return "Injective up to the lower radius, not injective beyond the upper.";
  if (found.square === null)
    return domain === undefined ? "Injective on all of R^n." : `Injective on all of ${domain}.`;
  const text = fractionText(found.square);
  return text.length <= 40
    ? `Exactly the square root of ${text}: injective on that ball, not beyond.`
    : "Exact: injective on that ball, not beyond; --json has its square as a fraction.";
}
