/** `geometry angle`: least pairwise cosines along random networks, the data of Figure 5.1. */
import { ANGLE_LIMITS, angleConvergence, CONFIDENCE } from "../../finite-size/index.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { integer, positive, seed } from "../definition/option.js";
import { formatNumber } from "../output/format-quantity.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";

const FIELDS = {
  ...pick(GEOMETRY_WORDS, "infiniteWidth"),
  index: field("Stage: l after the ReLU of layer l, l - 0.5 before it, 0 the points.", "number", {
    header: "stage",
  }),
  mean: field(
    `Mean over the networks of the least pairwise cosine; its error is the half-width of the ${100 * CONFIDENCE} % confidence interval.`,
    "quantity",
    { source: "Paleka 2021, thesis, Figure 5.1" },
  ),
  deviation: field("Standard deviation over the networks.", "number", { header: "sd" }),
  least: field("Least of the least cosines over the networks.", "number"),
  largest: field("Largest of the least cosines over the networks.", "number"),
  contained: field(
    "Networks whose points have pairwise cosines of at least 3/4: the cone of (5.12) at epsilon = 1/2.",
    "integer",
    { header: ">= 3/4" },
  ),
  networks: field("Networks in which at least two points are not mapped to 0.", "integer", {
    header: "left",
  }),
};

/** One result per stage 0, ½, 1, …, L; the defaults are those of the figure. */
export const angle = defineCommand({
  description:
    "Least pairwise cosine of random points after each half layer of random networks (Figure 5.1).",
  examples: [
    ["geometry angle --csv > figure-5.1.csv", "ten seconds"],
    ["geometry angle --columns 20 --width 12 --depth 40 --samples 50"],
  ],
  options: {
    columns: integer("inputs", { from: 1, to: ANGLE_LIMITS.columns, default: 10, placeholder: "n" }),
    width: positive("units per input dimension", { default: 8, placeholder: "C" }),
    depth: integer("layers", { from: 1, to: ANGLE_LIMITS.depth, default: 20, placeholder: "L" }),
    points: integer("random points", { from: 2, to: ANGLE_LIMITS.points, default: 200, placeholder: "k" }),
    samples: integer("networks", { from: 2, to: ANGLE_LIMITS.networks, default: 200, alias: "seeds" }),
    seed: seed("seed; network i draws from its stream i"),
  },
  fields: FIELDS,
  sweep: { unstated: ["columns", "depth", "width", "points", "samples", "seed"] },
  run({ samples, ...settings }, { progress }) {
    const { columns: n, width, points } = settings;
    const results = angleConvergence({ ...settings, networks: samples }, (done) =>
      progress.update({ what: `${done} of ${samples} networks`, done, total: samples, even: true }),
    );
    const vanished = results.at(-1)?.networks !== samples;
    return {
      parameters: { quantity: "angle", ...settings, samples },
      results,
      judged: results.map((row) => row.mean),
      tables: () => [
        {
          title: `Least pairwise cosine of ${points} random points, n = ${n}, C = ${formatNumber(width)}, ${samples} networks`,
          columns: [
            ...columns(FIELDS, "index", "mean"),
            column(FIELDS, "deviation", { digits: 3 }),
            column(FIELDS, "least", { digits: 4 }),
            column(FIELDS, "largest", { digits: 4 }),
            ...columns(FIELDS, "contained"),
            column(FIELDS, "infiniteWidth", { digits: 4 }),
            ...(vanished ? columns(FIELDS, "networks") : []),
          ],
          rows: results,
        },
      ],
      notes: () => [
        "Stage l: after the ReLU of layer l; l - 0.5: before it; 0: the points.",
        `In parentheses: half-width of the ${100 * CONFIDENCE} % confidence interval of the mean.`,
        "wide: the first mean under the map of infinitely wide layers. >= 3/4: networks whose points lie in the cone of (5.12), epsilon = 1/2, of each other. That many random points say nothing about all inputs.",
        ...(vanished ? ["left: networks with at least two points that are not mapped to 0."] : []),
      ],
    };
  },
});
