/** `finite-size injectivity`, `minimum`, `success`: one point of a seeded experiment each, made for `sweep`. */
import {
  injectivityBesideTheory,
  type MinimumPoint,
  minimumBesideTheory,
  successBesideTheory,
} from "../../compare/index.js";
import { LARGEST_RESTARTS, SEARCH_METHODS } from "../../finite-size/index.js";
import { complement } from "../../src/result.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { choice, integer } from "../definition/option.js";
import { CERTIFICATE_WORDS } from "../vocabulary/certificates.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";
import {
  intervalText,
  onSample,
  POINT_CONFLICTS,
  POINT_FIELDS,
  pointExamples,
  pointOptions,
  sizeOf,
  titleOf,
} from "./point-options.js";

const INJECTIVITY_FIELDS = {
  ...POINT_FIELDS,
  ...pick(CERTIFICATE_WORDS, "interval95"),
  injectivity: field("Share of the layers that are injective.", { unit: "1", header: "p, injective" }),
  successes: field("Number of injective layers."),
  nonInjectivity: field("Share of the layers that are not injective.", { unit: "1", header: "1 - p" }),
  exact: field("Probability p_{m,n} where it is known exactly: n <= 2 or m <= 3n - 2; null otherwise.", {
    unit: "1",
  }),
  euler: { ...GEOMETRY_WORDS.q, aliases: [] },
  union: { ...GEOMETRY_WORDS.union, aliases: [] },
};

/** A line of the table of probabilities. */
const COMPARED_FIELDS = {
  quantity: field("What the line of a table is about."),
  ...pick(INJECTIVITY_FIELDS, "injectivity", "nonInjectivity"),
};

/** p_{m,n} beside its exact value where there is one, the Euler surrogate and the union bound. */
export const injectivity = defineCommand({
  description: "p_{m,n} = P[E_min >= n], every sample decided exactly; n <= 5 or so.",
  examples: pointExamples("injectivity", "--columns 3 --rows 14 --samples 20000"),
  options: pointOptions(1000),
  conflicts: POINT_CONFLICTS,
  fields: { ...COMPARED_FIELDS, ...INJECTIVITY_FIELDS },
  sweep: {},
  run(options, { progress }) {
    const size = sizeOf(options);
    const point = injectivityBesideTheory(size, onSample(size, progress));
    const { injectivity, nonInjectivity, interval95, exact, euler, union } = point;
    const [low, high] = interval95;
    return {
      parameters: { ...size },
      results: [point],
      judged: [],
      tables: () => [
        {
          title: `Injectivity of ${titleOf(point)}`,
          columns: columns(COMPARED_FIELDS, "quantity", "injectivity", "nonInjectivity"),
          rows: [
            { quantity: "sampled", injectivity, nonInjectivity },
            {
              quantity: "  95 % interval",
              injectivity: intervalText(interval95),
              nonInjectivity: intervalText([1 - high, 1 - low]),
            },
            {
              quantity: "exact",
              injectivity: exact ?? "-",
              nonInjectivity: exact === null ? "-" : complement(exact),
            },
            { quantity: "Euler surrogate q", nonInjectivity: euler },
            { quantity: "union bound", nonInjectivity: union },
          ],
        },
      ],
    };
  },
});

const MINIMUM_FIELDS = {
  ...POINT_FIELDS,
  ...pick(CERTIFICATE_WORDS, "limit"),
  kind: field("exact: E_min of every sample; upper: the least that a search found, an upper bound on it."),
  mean: field("Mean of E_min, with its standard error."),
  perColumn: field("Mean of E_min over n.", { unit: "1", header: "mean of E_min/n" }),
  standardDeviation: field("Standard deviation of E_min; null for a single sample.", {
    header: "deviation of E_min",
  }),
  excess: field("Mean of E_min over n less its limit.", { unit: "1" }),
  counts: field("Law of E_min: counts[e] samples have E_min = e."),
};

const LAW_FIELDS = {
  minimum: CERTIFICATE_WORDS.minimum,
  count: field("Number of samples with this E_min.", { header: "samples" }),
  share: field("Share of the samples.", { unit: "1" }),
};

/** The law of E_min beside the limit of its mean over n. */
export const minimum = defineCommand({
  description:
    "Histogram and mean of E_min/n against the limit e(m/n) of full replica symmetry breaking. Exact per sample, or " +
    "the least that a search finds, which is an upper bound.",
  examples: [
    ...pointExamples("minimum", "--columns 4 --ratio 6 --samples 2000"),
    ["finite-size minimum --columns 50 --ratio 6 --method search --samples 20"],
  ],
  options: {
    ...pointOptions(200),
    method: choice("how E_min is found; search takes any size", ["exact", "search"], { default: "exact" }),
    restarts: integer("restarts of the search, per sample; the first eight are short", {
      from: 0,
      to: LARGEST_RESTARTS,
      default: 9,
    }),
  },
  conflicts: POINT_CONFLICTS,
  fields: { ...LAW_FIELDS, ...MINIMUM_FIELDS },
  sweep: {},
  run({ method, restarts, ...options }, { progress }) {
    const size = sizeOf(options);
    const point = minimumBesideTheory(
      size,
      method === "exact" ? "exact" : restarts,
      onSample(size, progress),
    );
    return {
      parameters: { ...size, method, ...(method === "search" ? { restarts } : {}) },
      results: [point],
      judged: [point.limit],
      tables: () => [
        {
          title: `E_min of ${titleOf(point)}`,
          columns: [
            ...columns(MINIMUM_FIELDS, "perColumn", "limit"),
            column(MINIMUM_FIELDS, "standardDeviation", { digits: 4 }),
          ],
          rows: [point],
        },
        lawTable(point),
      ],
      notes: () => [
        point.kind === "exact"
          ? "Every sample exact; the error is that of the mean."
          : "Least found by search: an upper bound on E_min in every sample, beyond the error shown.",
        "n -> infinity: ground-state energy of full replica symmetry breaking (physics, not rigorous).",
      ],
    };
  },
});

function lawTable({ counts, samples }: MinimumPoint): Table {
  return {
    title: "Law of E_min",
    columns: [...columns(LAW_FIELDS, "minimum", "count"), column(LAW_FIELDS, "share", { digits: 4 })],
    rows: counts
      .map((count, value) => ({ minimum: value, count, share: count / samples }))
      .filter(({ count }) => count > 0),
  };
}

const SUCCESS_FIELDS = {
  ...POINT_FIELDS,
  ...pick(CERTIFICATE_WORDS, "interval95", "limit", "sum-of-rows", "normalised", "gnc", "anneal"),
  success: field("Share of the layers for which a certificate was found.", { unit: "1", header: "share" }),
  successes: field("Number of layers for which a certificate was found.", { header: "found" }),
  by: field("Certificates by what found them."),
  activePerColumn: field(
    "Mean number of rows active at the best x found, over n; a certificate ends the search.",
    { unit: "1", header: "active/n" },
  ),
};

/** Certificates found. */
export const success = defineCommand({
  description: "Share of random layers for which certificate search finds a certificate.",
  examples: pointExamples("success", "--columns 100 --ratio 5.4 --samples 20"),
  options: {
    ...pointOptions(20),
    method: choice("how they are searched", SEARCH_METHODS, { default: "gnc" }),
    restarts: integer("restarts of the search, per sample", { from: 0, to: LARGEST_RESTARTS, default: 8 }),
  },
  conflicts: POINT_CONFLICTS,
  fields: SUCCESS_FIELDS,
  sweep: {},
  run({ method, restarts, ...options }, { progress }) {
    const size = sizeOf(options);
    const point = successBesideTheory(size, method, restarts, onSample(size, progress));
    return {
      parameters: { ...size, method, restarts },
      results: [point],
      judged: [point.limit],
      tables: () => [
        {
          title: `Certificates for ${titleOf(point)}`,
          columns: columns(SUCCESS_FIELDS, "successes", "success", "interval95", "activePerColumn", "limit"),
          rows: [
            {
              ...point,
              successes: `${point.successes} of ${point.samples}`,
              interval95: intervalText(point.interval95),
            },
          ],
        },
      ],
      notes: () => [
        `By ${Object.entries(point.by)
          .map(([name, count]) => `${name} ${count}`)
          .join(", ")}.`,
        "active/n: rows active at the best x found, over n; a certificate ends the search.",
      ],
    };
  },
});
