/** `network local`: a network around given inputs, or inputs drawn from a stated prior. */
import { analyseAt, type LocalAnalysis, preparedGraph, readPoints } from "../../network/index.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { DEVIATES_95, wilsonInterval } from "../../src/statistics/proportion.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field } from "../definition/command.js";
import { choice, inputFile, integer, positive, seed, value } from "../definition/option.js";
import { VERDICT } from "../definition/value-type.js";
import { NUMBER_HELP, parsePoint, toNumbers } from "../input/network-domain.js";
import { GRAPH_OPTIONS, NETWORK_OPERANDS, readGraphInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";

/** Colliding inputs of more entries are left out of the results. */
const SHOWN_ENTRIES = 5000;

const FIELDS = {
  point: field("Number of the input, counted from 1 in the order given or drawn.", "integer"),
  verdict: field(
    "injective: proved on the ball of the radius. not-injective: on no ball around the input. undecided: no radius was proved.",
    VERDICT,
  ),
  reason: field("Why no radius was proved, or why no ball is injective; null otherwise.", ["text", "null"]),
  radius: field(
    "Radius of a ball |x - x0| <= r on which the network is proved injective, rounding included: a lower bound of the largest such radius; inf for all of R^n.",
    "number",
  ),
  criterion: field(
    "What proves it: jacobian (the Jacobian beside what units that may switch can change), layers (rows that stay active in every layer), rank (it is deficient).",
    ["text", "null"],
  ),
  inverseLipschitz: field(
    "A proved lower bound of |f(p) - f(q)| / |p - q| on the ball of half the radius; null where none is known.",
    ["number", "null"],
  ),
  affineRadius: field(
    "Radius of a ball on which every unit keeps its piece: a lower bound of the distance to the boundary of the activation region.",
    "number",
  ),
  nearest: field("The unit whose boundary is met first; null where none is.", ["record", "null"]),
  place: field("A node by operator and name, or a layer.", "text"),
  unit: field("Its number, counted from 1.", "integer"),
  rank: field("Rank of the Jacobian; null where it was not computed.", ["integer", "null"]),
  rankStatus: field(
    "exact: bounds from both sides meet. numerical: singular values above rounding. not-computed.",
    "text",
  ),
  least: field("Singular value number min(outputs, inputs) of the Jacobian.", ["quantity", "null"], {
    header: "sigma",
  }),
  largest: field("The first singular value of the Jacobian.", ["quantity", "null"]),
  condition: field("Their ratio; null where the least one is not above rounding.", ["number", "null"]),
  active: field("Units whose slope does not vanish, node by node; in a node their number.", [
    "record[]",
    "integer",
  ]),
  units: field("Units of a node.", "integer"),
  collision: field(
    "Two inputs of one activation region with outputs equal to rounding; null where none was made.",
    ["record", "null"],
  ),
  inputs: field("The two inputs; null where they are long.", ["number[][]", "null"]),
  outputGap: field("The largest difference of their outputs, in doubles.", "number"),
};

export const local = defineCommand({
  description:
    "A network of any shape around inputs: active units, rank and singular values of the Jacobian, and the radius of a ball on " +
    "which the network is proved injective, from the rows that stay active on all of it and bounds on what the others may change. " +
    "Convolutions are never written out densely. Worst inputs first. Statistics of drawn inputs are estimates.",
  examples: [
    ["network local examples/encoder.onnx --at 0.1,0.2"],
    ["network local examples/encoder.onnx --sample 20 --prior uniform --scale 2"],
  ],
  operands: NETWORK_OPERANDS,
  options: {
    at: value(`one input; ${NUMBER_HELP}`, { placeholder: "x0,x1,…", list: true, parse: parsePoint }),
    points: inputFile("inputs, one a row: text matrix or .npy"),
    sample: integer("draw N inputs from the prior", { from: 1, to: 100_000 }),
    prior: choice(
      "law of each entry of a drawn input, independent: normal of mean 0, uniform on [-S, S]",
      ["normal", "uniform"],
      { default: "normal" },
    ),
    scale: positive("standard deviation, or half the length of the interval", {
      default: 1,
      placeholder: "S",
    }),
    seed: seed("seed of the drawn inputs"),
    ...GRAPH_OPTIONS,
  },
  conflicts: [
    { together: ["at", "points", "sample"] },
    { options: ["prior", "scale", "seed"], only: ["sample"] },
  ],
  fields: FIELDS,
  run({ file, at, points: pointsFile, sample, prior, scale, seed, ...options }, { progress }) {
    if (at === undefined && pointsFile === undefined && sample === undefined) {
      throw new InputError("none of --at, --points, --sample for network local: expected one of them");
    }
    const { graph, parameters } = readGraphInput(file, options);
    const inputs =
      at !== undefined
        ? [requireLength(Float64Array.from(toNumbers(at)), graph.inputs)]
        : pointsFile !== undefined
          ? readPoints(pointsFile, graph.inputs, (note) => progress.note(note))
          : drawn(graph.inputs, { count: sample ?? 0, prior, scale, seed });
    const prepared = preparedGraph(graph);
    const results = inputs.map((input, i) => {
      progress.update({ what: `input ${i + 1} of ${inputs.length}`, done: i, total: inputs.length });
      return { point: i + 1, ...written(analyseAt(prepared, input)) };
    });
    const worst = [...results].sort((a, b) => a.radius - b.radius || sigmaOf(a) - sigmaOf(b));
    return {
      parameters: { ...parameters, at: at && toNumbers(at), points: pointsFile, sample, prior, scale, seed },
      results: worst,
      judged: [],
      tables: () => [
        {
          title: worst.length > 1 ? "Around the inputs, worst first" : "Around the input",
          columns: [
            ...columns(FIELDS, "point", "verdict"),
            column(FIELDS, "radius", { digits: 6 }),
            ...columns(FIELDS, "criterion", "affineRadius", "rank", "rankStatus"),
            column(FIELDS, "least", { small: true }),
            column(FIELDS, "condition", { digits: 5 }),
          ],
          rows: worst,
        },
      ],
      notes: () => [
        ...(sample === undefined ? [] : [estimates(worst, prior, scale)]),
        ...(worst[0].reason === null ? [] : [`Input ${worst[0].point}: ${worst[0].reason}.`]),
        "Radii are proved, rounding included; larger balls may be injective too.",
        ...graph.notes,
      ],
      exitCode: EXIT.ok,
    };
  },
});

function requireLength(point: Float64Array, entries: number): Float64Array {
  if (point.length === entries) return point;
  throw new InputError(`${point.length} numbers in --at: expected ${entries}, one per input of the network`);
}

function drawn(
  entries: number,
  { count, prior, scale, seed }: { count: number; prior: "normal" | "uniform"; scale: number; seed: number },
): Float64Array[] {
  return Array.from({ length: count }, (_, i) => {
    const random = randomSource(seed, i);
    return Float64Array.from(
      { length: entries },
      () => scale * (prior === "normal" ? random.normal() : 2 * random.uniform() - 1),
    );
  });
}

function written(found: LocalAnalysis) {
  const { collision, ...rest } = found;
  return {
    ...rest,
    collision:
      collision === null
        ? null
        : {
            inputs:
              collision.inputs[0].length > SHOWN_ENTRIES ? null : collision.inputs.map((input) => [...input]),
            outputGap: collision.outputGap,
          },
  };
}

type Row = ReturnType<typeof written>;

function sigmaOf({ least }: Row): number {
  return least?.value ?? 0;
}

/** What the drawn inputs say of the prior, as estimates. */
function estimates(rows: readonly Row[], prior: string, scale: number): string {
  const injective = rows.filter(({ verdict }) => verdict === "injective").length;
  const interval = wilsonInterval(injective, rows.length, DEVIATES_95);
  const median = rows[Math.floor((rows.length - 1) / 2)].radius;
  const [low, high] = interval.map((share) => formatNumber(share, 3));
  return `Estimates from ${rows.length} inputs of the ${prior} prior of scale ${scale}: injective around a share ${formatNumber(injective / rows.length, 3)} (95 %: ${low} to ${high}), median radius ${formatNumber(median, 4)}.`;
}
