/** `finite-size minimum`: the law of E_min over random layers of one size. */
import { type MinimumPoint, minimumBesideTheory } from "../../compare/index.js";
import { LARGEST_RESTARTS } from "../../finite-size/index.js";
import { proportion } from "../../src/statistics/proportion.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { choice, integer } from "../definition/option.js";
import { lawOf, weights } from "../input/weights-option.js";
import { MARGIN_CONFLICTS, MARGIN_OPTIONS, marginOf, marginRequest } from "../replica/margin-options.js";
import { CERTIFICATE_WORDS } from "../vocabulary/certificates.js";
import {
  marginPointOptions,
  onSample,
  POINT_CONFLICTS,
  POINT_FIELDS,
  pointExamples,
  sizeOf,
  titleOf,
} from "./point-options.js";

const MINIMUM_FIELDS = {
  ...POINT_FIELDS,
  ...pick(CERTIFICATE_WORDS, "limit"),
  kind: field(
    "exact: E_min of every sample; upper: the least that a search found, an upper bound on it.",
    "text",
  ),
  mean: field("Mean of E_min, with its standard error.", "quantity"),
  perColumn: field("Mean of E_min over n.", "quantity", { header: "mean of E_min/n" }),
  standardDeviation: field("Standard deviation of E_min; null for a single sample.", "quantity", {
    header: "deviation of E_min",
  }),
  excess: field("Mean of E_min over n less its limit.", "quantity"),
  counts: field("Law of E_min: counts[e] samples have E_min = e.", "integer[]"),
  enough: field(
    "With --count t: share of the samples with E_min >= t n, by search an upper bound; null without.",
    ["quantity", "null"],
    { header: "share with E_min >= t n" },
  ),
  enough95: field("Its 95 % interval (Wilson); null without.", ["number[]", "null"]),
};

const LAW_FIELDS = {
  minimum: CERTIFICATE_WORDS.minimum,
  count: field("Number of samples with this E_min.", "integer", { header: "samples" }),
  share: field("Share of the samples.", "quantity"),
};

/** The law of E_min beside the limit of its mean over n. */
export const minimum = defineCommand({
  description:
    "Histogram and mean of E_min/n against the limit e(m/n) of full replica symmetry breaking. Exact per sample, or " +
    "the least that a search finds, which is an upper bound.",
  examples: [
    ...pointExamples("minimum", "--columns 4 --ratio 6 --samples 2000"),
    ["finite-size minimum --columns 4 --ratio 4 --bias 0.5 --samples 100"],
    ["finite-size minimum --columns 3 --ratio 8 --count 2 --samples 100", "how often 2n units are active"],
    [
      "finite-size minimum --columns 4 --ratio 6 --weights signs --samples 200",
      "does universality hold here?",
    ],
    ["finite-size minimum --columns 50 --ratio 6 --method search --samples 20"],
  ],
  options: {
    ...marginPointOptions(200),
    weights,
    count: {
      ...MARGIN_OPTIONS.count,
      meaning: "also the share of samples with at least this many active units per input",
      fallbackText: "none",
    },
    method: choice("how E_min is found; search takes any size", ["exact", "search"], { default: "exact" }),
    restarts: integer("restarts of the search, per sample; the first eight are short", {
      from: 0,
      to: LARGEST_RESTARTS,
      default: 9,
    }),
  },
  conflicts: [...POINT_CONFLICTS, ...MARGIN_CONFLICTS, { options: ["restarts"], only: ["method", "search"] }],
  fields: { ...LAW_FIELDS, ...MINIMUM_FIELDS },
  sweep: {},
  run({ method, restarts, weights: law, ...options }, { progress }) {
    const { count } = options;
    const request = marginRequest(options);
    const drawn = lawOf(law);
    const size = { ...sizeOf(options), ...drawn.size, ...marginOf(request) };
    const point = minimumBesideTheory(
      size,
      method === "exact" ? "exact" : restarts,
      onSample(size, progress),
    );
    const least = count === undefined ? 0 : count * point.columns;
    const sum = point.counts.reduce((total, samples, e) => (e >= least ? total + samples : total), 0);
    const share = count === undefined ? null : proportion(sum, point.samples);
    const result = { ...point, enough: share?.estimate ?? null, enough95: share?.interval95 ?? null };
    return {
      parameters: {
        ...sizeOf(options),
        ...drawn.parameters,
        ...request.parameters,
        method,
        ...(method === "search" ? { restarts } : {}),
      },
      results: [result],
      judged: [point.limit],
      tables: () => [
        {
          title: `E_min of ${titleOf(point)}${drawn.title}${request.title}`,
          columns: [
            ...columns(MINIMUM_FIELDS, "perColumn", "limit"),
            column(MINIMUM_FIELDS, "standardDeviation", { digits: 4 }),
            ...(share === null ? [] : columns(MINIMUM_FIELDS, "enough")),
          ],
          rows: [result],
        },
        lawTable(point),
      ],
      notes: () => [
        point.kind === "exact"
          ? "Every sample exact; the error is that of the mean."
          : "Least found by search: an upper bound on E_min in every sample, beyond the error shown.",
        "n -> infinity: ground-state energy of full replica symmetry breaking (physics, not rigorous).",
        ...request.notes,
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
