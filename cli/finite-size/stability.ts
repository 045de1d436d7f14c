/** `finite-size stability`: how well random layers are conditioned, against m/n. */
import { stabilityBesideTheory } from "../../compare/index.js";
import { MOST_STABILITY_RESTARTS } from "../../finite-size/index.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field } from "../definition/command.js";
import { integer } from "../definition/option.js";
import { onSample, POINT_CONFLICTS, POINT_FIELDS, pointOptions, sizeOf, titleOf } from "./point-options.js";

const BALAN = "Xia and Zhou: a ReLU layer's condition number is at least sqrt 2";

const FIELDS = {
  ...POINT_FIELDS,
  sigma: field(
    "finite-size stability: mean over the layers of the least n-th singular value of the active rows over all cells, over sqrt n; 0 for a layer that is not injective.",
    "quantity",
    { equation: "sigma = min over x of sigma_n(W[S(x)])", header: "sigma" },
  ),
  sigmaLeast: field("Least of the layers' sigma, over sqrt n.", "number", { header: "least" }),
  kind: field(
    "exact: over all cells, by their rays; upper: over the cells that a search met, so that sigma may be smaller.",
    { words: ["exact", "upper"] },
    { header: "by" },
  ),
  singular: field("Layers with sigma = 0: not injective.", "integer"),
  sigmaBound: field(
    "sigma/sqrt n is larger than this with probability at least 1/2, by the union bound over the cells of layers of this size; a theorem (docs/stability.md). null beyond its rows.",
    ["quantity", "null"],
    { header: "union bound" },
  ),
  sigmaLimit: field(
    "The same as n -> infinity at this m/n, with probability 1; 0 below the union bound on injectivity, 9.0886.",
    "quantity",
    { header: "limit" },
  ),
  inverseLipschitz: field(
    "finite-size stability: mean of the least |f(p) - f(q)| / |p - q| met, over sqrt n: an upper bound on the inverse Lipschitz constant L, which is at least sigma/sqrt 2.",
    "quantity",
    { header: "L <=" },
  ),
  lipschitz: field(
    "Mean of the Lipschitz constant U, over sqrt n: the largest norm of the active rows over all cells where these are enumerated, otherwise the norm of the weights, an upper bound.",
    "quantity",
    { equation: "U = max over x of |W[S(x)]|_2", header: "U" },
  ),
  condition: field(
    "Means over the injective layers of the two ends of the condition number U/L: U over the least ratio met, and sqrt 2 U/sigma.",
    "quantity[]",
    { source: BALAN, header: "U/L" },
  ),
};

export const stability = defineCommand({
  description:
    "Least singular value over the cells, Lipschitz constants and condition number of random layers, exact up to n = 4, beside the union bound; all over sqrt n.",
  examples: [
    ["finite-size stability --columns 3 --ratio 12 --samples 40"],
    ["finite-size stability --columns 16 --ratio 10 --samples 4", "by search"],
    ["sweep finite-size stability --columns 2 --ratio 6:12:3 --samples 20 --store stability.jsonl"],
  ],
  options: {
    ...pointOptions(20),
    restarts: integer("restarts of the search where cells are not enumerated, per sample", {
      from: 1,
      to: MOST_STABILITY_RESTARTS,
      default: 6,
    }),
  },
  conflicts: POINT_CONFLICTS,
  fields: FIELDS,
  sweep: {},
  run({ restarts, ...options }, { progress }) {
    const size = sizeOf(options);
    const point = stabilityBesideTheory({ ...size, restarts }, onSample(size, progress));
    const { kind, singular, samples, condition } = point;
    return {
      parameters: { ...size, ...(kind === "upper" ? { restarts } : {}) },
      results: [point],
      judged: [point.sigmaLimit],
      tables: () => [
        {
          title: `Stability of ${titleOf(point)}, over sqrt n`,
          columns: [
            ...columns(FIELDS, "ratio", "sigma"),
            column(FIELDS, "sigmaLeast", { digits: 4 }),
            ...columns(FIELDS, "sigmaBound", "sigmaLimit", "inverseLipschitz", "lipschitz"),
          ],
          rows: [point],
        },
        {
          title: "Condition number U/L of the injective layers",
          columns: columns(ENDS, "end", "condition"),
          rows: [
            { end: "at least", condition: condition[0] },
            { end: "at most", condition: condition[1] },
          ],
        },
      ],
      notes: () => [
        kind === "exact"
          ? "sigma and U: over all cells, exact but for rounding. L lies between sigma/sqrt 2 and the ratio met."
          : "sigma: the least that a search met, U: |W|, so that the ends of U/L are estimates.",
        ...(singular > 0 ? [`${singular} of ${samples} layers are not injective: sigma = 0.`] : []),
        "U/L is at least sqrt 2 for every layer, and tends to it as m/n grows.",
      ],
    };
  },
});

/** Lines of the second table. */
const ENDS = {
  end: field("Which end of an interval.", "text"),
  condition: field("Condition number U/L.", "quantity", { header: "U/L" }),
};
