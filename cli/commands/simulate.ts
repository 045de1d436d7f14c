/** `simulate`: least active units found in random networks of finite size, against the predicted bounds. */
import {
  type ActiveUnitsRow,
  activeUnitsAgainstBounds,
  MOST_SEARCHED_LAYERS,
  MOST_SEARCHED_UNITS,
} from "../../compare/index.js";
import { type WeightLaw, witnessFile } from "../../finite-size/index.js";
import { InputError } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { integer, outputFile, positive, seed, value } from "../definition/option.js";
import { parseWidths } from "../definition/parse.js";
import { lawOf, weights } from "../input/weights-option.js";
import { DUALITY_WORDS } from "../vocabulary/duality.js";

const FIELDS = {
  ...pick(DUALITY_WORDS, "layer", "expansion"),
  width: field("Number of units of the layer.", "integer"),
  predicted: field(
    "Least active units per input dimension that duality with optimal norms allows in the layer, n -> infinity; a lower bound.",
    "quantity",
    { equation: "alpha H(a) with alpha J(a) = T^2", header: "bound" },
  ),
  predictedUnit: field("The same bound with unit norms.", "quantity", { header: "bound (unit)" }),
  replica: field("Layer 1: the minimum itself by 2-RSB, n -> infinity.", "quantity"),
  observed: field("Least active units found in any network, per input dimension.", "number", {
    header: "found, least",
  }),
  observedMean: field(
    "Mean over the networks of the least active units found, per input dimension.",
    "number",
    {
      header: "mean",
    },
  ),
  typical: field("Active units at a random input, per input dimension.", "number", {
    equation: "alpha/2",
  }),
  active: field("Least active units found, network by network.", "integer[]"),
  hits: field("How many starts of the search reached the least count, network by network.", "integer[]"),
  witnesses: field("The inputs at which these were counted, network by network.", "number[][]"),
  networksBelow: field("Networks in which fewer active units than the bound were found.", "integer", {
    header: "below",
  }),
};

export const simulate = defineCommand({
  description:
    "Seeded random networks n, Cn, …, Cn: local search for inputs that leave few units active in each layer. " +
    "What is found is an upper bound on the true minimum at this n; the predictions are lower bounds as n -> infinity.",
  examples: [
    ["simulate", "half a minute"],
    ["simulate --columns 16 --width 11.5 --depth 4 --work 4"],
    ["simulate --widths 20,160,160 --csv > active.csv"],
    ["simulate --columns 3 --width 6 --depth 2 --save witnesses.json", "then: verify witnesses.json"],
  ],
  options: {
    columns: integer("input dimension n", {
      from: 2,
      to: 200,
      default: 12,
      placeholder: "n",
      alias: "inputs",
    }),
    width: positive("units per input dimension", { default: 8, placeholder: "C" }),
    depth: integer("number of layers", { from: 1, to: MOST_SEARCHED_LAYERS, default: 10, placeholder: "L" }),
    widths: value<number[], { placeholder: string }>(
      "n,m_1,…,m_L in place of the three above",
      { placeholder: "list", list: true, parse: parseWidths },
      { placeholder: "list" },
    ),
    samples: integer("how many networks", { from: 1, to: 1000, default: 3, alias: "networks" }),
    seed: seed("seed of the first network; the others follow"),
    work: positive("search effort; time is about proportional", { default: 1, placeholder: "W" }),
    weights,
    save: outputFile("write the inputs with their counts as JSON, for verify"),
  },
  conflicts: (["columns", "width", "depth"] as const).map((option) => ({
    together: [option, "widths"] as const,
    expected: "one of them, as the widths say all",
  })),
  fields: FIELDS,
  sweep: {},
  run(
    { columns: inputs, width, depth, widths: given, samples, seed, work, weights: asked, save },
    { progress, files },
  ) {
    const widths = given ?? [inputs, ...Array<number>(depth).fill(Math.round(width * inputs))];
    requireSearchable(widths);
    const layers = widths.length - 1;
    const law = lawOf(asked);
    const results = activeUnitsAgainstBounds({
      widths,
      networks: samples,
      seed,
      work,
      ...law.size,
      onLayer: (network, { layer, active }) =>
        progress.update({
          what: `network ${network + 1}, layer ${layer}: ${active} active units`,
          // A layer costs about as many layer passes as it is deep.
          done: network * layers ** 2 + layer ** 2,
          total: samples * layers ** 2,
          even: true,
        }),
    });
    if (save !== undefined)
      files.write(save, "--save", savedText(widths, seed, asked ?? { kind: "gaussian" }, results));
    const title = `Least active units per input dimension, n = ${widths[0]}, ${samples} network${samples > 1 ? "s" : ""}, seed ${seed}${law.title}`;
    return {
      parameters: { widths, samples, seed, work, ...law.parameters, save },
      results,
      judged: results.map(({ predicted }) => predicted),
      tables: () => [
        {
          title,
          columns: [
            ...columns(FIELDS, "layer", "width"),
            ...(["predictedUnit", "predicted", "observed", "observedMean", "typical"] as const).map((name) =>
              column(FIELDS, name, { digits: 5 }),
            ),
            column(FIELDS, "networksBelow"),
          ],
          rows: results,
        },
      ],
      notes: () => [
        ...notesFor(results),
        ...(asked === undefined || asked.kind === "gaussian"
          ? []
          : [
              "The bounds are those of Gaussian weights: they hold here only so far as the law does not matter.",
            ]),
        ...(save === undefined ? [] : [`Inputs saved in ${save}.`]),
      ],
    };
  },
});

/** The witnesses of every network in one file. */
function savedText(
  widths: readonly number[],
  seed: number,
  law: WeightLaw,
  rows: readonly ActiveUnitsRow[],
): string {
  const found = rows[0].active.map((_, network) => ({
    network: { widths, seed: seed + network, stream: 0, law },
    witnesses: rows.map(({ layer, active, witnesses }) => ({
      layer,
      active: active[network],
      x: Array.from(witnesses[network]),
    })),
  }));
  return `${JSON.stringify(witnessFile(found))}\n`;
}

function requireSearchable(widths: readonly number[]): void {
  if (widths.length > MOST_SEARCHED_LAYERS + 1) {
    throw new InputError(`${widths.length - 1} layers in --widths: expected at most ${MOST_SEARCHED_LAYERS}`);
  }
  for (const width of widths) {
    if (width >= 1 && width <= MOST_SEARCHED_UNITS) continue;
    throw new InputError(
      `a layer of ${width} units: expected 1 to ${MOST_SEARCHED_UNITS}, change --width or --widths`,
    );
  }
}

function notesFor(results: readonly ActiveUnitsRow[]): string[] {
  const below = results.filter((row) => row.networksBelow > 0).map((row) => row.layer);
  const [{ replica }] = results;
  return [
    below.length === 0
      ? "No network fell below the bound (optimal norms) in any layer."
      : `Below the bound (optimal norms) in layer ${below.join(", ")}: finite-size fluctuation or a contradiction; repeat with larger --columns to tell.`,
    ...(replica === undefined
      ? []
      : [`Layer 1, n -> infinity: the minimum itself is ${formatNumber(replica.value, 6)} by 2-RSB.`]),
    "found: by local search, so that the true minimum may be lower; typical: at a random input.",
  ];
}
