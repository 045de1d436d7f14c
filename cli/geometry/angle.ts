/** `geometry angle`: least pairwise cosines along random networks, the data of Figure 5.1. */
import {
  ANGLE_LIMITS,
  angleConvergence,
  CONFIDENCE,
  MOST_STARTS,
  type WorstPairRow,
  worstPairConvergence,
} from "../../finite-size/index.js";
import type { Quantity } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { flag, integer, positive, seed } from "../definition/option.js";
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
  worst: field(
    "geometry angle --search: mean over the networks of the least cosine over all pairs of inputs in place of random points. With two inputs every pair of linear pieces is settled in closed form; with more it is the least that descents found, so that the true mean may be lower.",
    "quantity",
    { aliases: ["worst pair"] },
  ),
  worstLeast: field("Least of the worst pairs' cosines over the networks.", "number", {
    header: "least worst",
  }),
  worstLargest: field("Largest of the worst pairs' cosines over the networks.", "number", {
    header: "largest worst",
  }),
  worstContained: field(
    "Networks in which no pair of inputs was found to leave the cone of (5.12) at epsilon = 1/2.",
    "integer",
    { header: "all >= 3/4" },
  ),
  worstKind: field(
    "exact: over all pairs of inputs, but for rounding (two inputs); upper: the least that was found.",
    { words: ["exact", "upper"] },
    { header: "worst by" },
  ),
  hits: field(
    "geometry angle --search: share of the descents that ended within 1e-3 of the least of their network.",
    "number",
  ),
};

const WORST = {
  exact: "every pair of linear pieces settled in closed form",
  upper: "the least that was found, so that true cosines may be lower",
} as const;

function worstOf({ mean, least, largest, contained, kind, hits }: WorstPairRow): {
  worst: Quantity;
  worstLeast: number;
  worstLargest: number;
  worstContained: number;
  worstKind: WorstPairRow["kind"];
  hits: number;
} {
  return {
    worst: mean,
    worstLeast: least,
    worstLargest: largest,
    worstContained: contained,
    worstKind: kind,
    hits,
  };
}

/** One result per stage 0, ½, 1, …, L; the defaults are those of the figure. */
export const angle = defineCommand({
  description:
    "Least pairwise cosine of random points after each half layer of random networks (Figure 5.1), and of the worst pair of all inputs.",
  examples: [
    ["geometry angle --csv > figure-5.1.csv", "ten seconds"],
    ["geometry angle --columns 20 --width 12 --depth 40 --samples 50"],
    ["geometry angle --search --columns 2 --samples 20", "the worst pair, exactly"],
    ["geometry angle --search --columns 6 --depth 4 --samples 4 --points 50", "a minute"],
  ],
  options: {
    columns: integer("inputs", { from: 1, to: ANGLE_LIMITS.columns, default: 10, placeholder: "n" }),
    width: positive("units per input dimension", { default: 8, placeholder: "C" }),
    depth: integer("layers", { from: 1, to: ANGLE_LIMITS.depth, default: 20, placeholder: "L" }),
    points: integer("random points", { from: 2, to: ANGLE_LIMITS.points, default: 200, placeholder: "k" }),
    samples: integer("networks", { from: 2, to: ANGLE_LIMITS.networks, default: 200, alias: "seeds" }),
    search: flag("seek the worst pair of all inputs as well: descents and exact searches of great circles"),
    starts: integer("descents per half layer and network", {
      from: 4,
      to: MOST_STARTS,
      default: 12,
      placeholder: "S",
    }),
    seed: seed("seed; network i draws from its stream i"),
  },
  conflicts: [{ options: ["starts"], only: ["search"] }],
  fields: FIELDS,
  sweep: { unstated: ["columns", "depth", "width", "points", "samples", "seed"] },
  run({ samples, search, starts, ...settings }, { progress }) {
    const { columns: n, width, points } = settings;
    const random = angleConvergence({ ...settings, networks: samples }, (done) =>
      progress.update({ what: `${done} of ${samples} networks`, done, total: samples, even: true }),
    );
    const worst = search
      ? worstPairConvergence({ ...settings, networks: samples }, starts, (network, stage) =>
          progress.update({
            what: `worst pair, network ${network + 1}, half layer ${stage}`,
            // A stage costs about as many layers as it is deep.
            done: network * (2 * settings.depth + 1) ** 2 + (stage + 1) ** 2,
            total: samples * (2 * settings.depth + 1) ** 2,
            even: true,
          }),
        )
      : undefined;
    const results = random.map((row, i) => ({ ...row, ...(worst === undefined ? {} : worstOf(worst[i])) }));
    const vanished = results.at(-1)?.networks !== samples;
    return {
      parameters: { quantity: "angle", ...settings, samples, ...(search ? { search, starts } : {}) },
      results,
      judged: [...random, ...(worst ?? [])].map((row) => row.mean),
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
            ...(search ? columns(FIELDS, "worst", "worstContained") : []),
            ...(search ? [column(FIELDS, "worstLeast", { digits: 4 })] : []),
            ...(vanished ? columns(FIELDS, "networks") : []),
          ],
          rows: results,
        },
      ],
      notes: () => [
        "Stage l: after the ReLU of layer l; l - 0.5: before it; 0: the points.",
        `In parentheses: half-width of the ${100 * CONFIDENCE} % confidence interval of the mean.`,
        "wide: the first mean under the map of infinitely wide layers. >= 3/4: networks whose points lie in the cone of (5.12), epsilon = 1/2, of each other. That many random points say nothing about all inputs.",
        ...(search ? [`worst: over all pairs of inputs; ${WORST[results[0].worstKind ?? "upper"]}.`] : []),
        ...(vanished ? ["left: networks with at least two points that are not mapped to 0."] : []),
      ],
    };
  },
});
