/** `finite-size layers`: least active units of the last layer at several n, extrapolated, beside deep k-RSB. */
import { deepEnergies } from "../../compare/index.js";
import { MAX_DEEP_STEPS } from "../../rsb/index.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field } from "../definition/command.js";
import { integer, positive, seed, value } from "../definition/option.js";
import { parseList, parsePositive } from "../definition/parse.js";

const FIELDS = {
  points: field("One entry per input dimension.", "record[]"),
  columns: field("Input dimension n.", "integer", { header: "n" }),
  widths: field("n, m_1, ..., m_L.", "integer[]"),
  observed: field(
    "Mean of the least active units found in the last layer, over n: an upper bound.",
    "quantity",
  ),
  hitOnce: field("Share of the networks whose least count one start alone reached.", "number", {
    header: "hit once",
  }),
  theory: field("Least active units over n by k-RSB, n -> infinity.", "quantity", {
    equation: "e(alpha_1, ..., alpha_L)",
  }),
  extrapolated: field("What is found for n -> infinity, over corrections n^(-1/2) to n^(-1).", "quantity"),
  agreement: field(
    "contradicted where fewer units than the theory allows are found, compatible within two errors, above where more are.",
    { words: ["contradicted", "compatible", "above"] },
  ),
};

export const layers = defineCommand({
  description:
    "Random networks at several n: local search for inputs that leave few units of the last layer active, extrapolated, beside the k-RSB theory of the network.",
  examples: [
    ["finite-size layers --expansions 6.7,6.4 --sizes 6,8,10 --samples 20"],
    ["finite-size layers --expansions 6.7,6.4 --sizes 10,14,20,28 --samples 100 --work 4 --k 3"],
  ],
  options: {
    expansions: value<number[], { required: true }>(
      "alpha_1,…,alpha_L",
      { placeholder: "list", list: true, parse: (text, place) => parseList(text, place, parsePositive) },
      { required: true },
    ),
    sizes: value<number[], { default: number[] }>(
      "input dimensions n",
      { placeholder: "list", list: true, parse: (text, place) => parseList(text, place, parsePositive) },
      { default: [6, 8, 10, 14] },
    ),
    samples: integer("networks at each n", { from: 2, to: 100_000, default: 20, placeholder: "N" }),
    seed: seed("seed of the first network; the others follow"),
    work: positive("search effort; time is about proportional", { default: 1, placeholder: "W" }),
    k: integer("breaking points of the theory", {
      from: 0,
      to: MAX_DEEP_STEPS,
      default: 2,
      placeholder: "K",
    }),
  },
  fields: FIELDS,
  sweep: {},
  run({ expansions, sizes, samples, seed: first, work, k }, { progress }) {
    const total = sizes.length * samples;
    let done = 0;
    const found = deepEnergies({
      expansions,
      sizes,
      samples,
      seed: first,
      work,
      k,
      onSample: (n) => progress.update({ what: `n = ${n}`, done: ++done, total }),
    });
    const { points, theory, extrapolated, agreement } = found;
    return {
      parameters: { expansions, sizes, samples, seed: first, work, k },
      results: [found],
      judged: [theory],
      tables: () => [
        {
          title: `Least active units of layer ${expansions.length}, per input dimension`,
          columns: [column(FIELDS, "columns"), ...columns(FIELDS, "observed", "hitOnce")],
          rows: points,
        },
        {
          title: "For n -> infinity",
          columns: columns(FIELDS, "extrapolated", "theory", "agreement"),
          rows: [{ extrapolated, theory, agreement }],
        },
      ],
      notes: () => [
        "Counts are upper bounds: a search that misses minima ends above the theory, only fewer units contradict it.",
      ],
    };
  },
});
