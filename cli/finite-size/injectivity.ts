/** `finite-size injectivity`: how often a random layer or network is injective, every sample decided exactly. */
import { countBesideTheory, injectivityBesideTheory } from "../../compare/index.js";
import type { ExperimentSize } from "../../finite-size/index.js";
import { complement } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { lawOf, weights } from "../input/weights-option.js";
import type { Progress } from "../output/progress.js";
import {
  MARGIN_CONFLICTS,
  MARGIN_OPTIONS,
  type MarginRequest,
  marginOf,
  marginRequest,
} from "../replica/margin-options.js";
import { CERTIFICATE_WORDS } from "../vocabulary/certificates.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";
import { boundNote } from "./bound-note.js";
import { DEEP_CONFLICTS, DEEP_FIELDS, DEEP_OPTIONS, deepOutcome } from "./deep-injectivity.js";
import {
  intervalText,
  marginPointOptions,
  onSample,
  POINT_CONFLICTS,
  POINT_FIELDS,
  pointExamples,
  sizeOf,
  titleOf,
} from "./point-options.js";

const INJECTIVITY_FIELDS = {
  ...POINT_FIELDS,
  ...pick(CERTIFICATE_WORDS, "interval95"),
  threshold: REPLICA_WORDS.threshold,
  injectivity: field("Share of the layers that are injective, or keep t n units.", "quantity", {
    header: "p, injective",
  }),
  successes: field("Number of injective layers.", "integer"),
  nonInjectivity: field("Share of the layers that are not injective.", "quantity", {
    header: "1 - p",
  }),
  exact: field("Probability p_{m,n} where it is known exactly: n <= 2 or m <= 3n - 2; null otherwise.", [
    "quantity",
    "null",
  ]),
  euler: { ...GEOMETRY_WORDS.q, aliases: [] },
  union: { ...GEOMETRY_WORDS.union, aliases: [] },
  ...pick(GEOMETRY_WORDS, "duality", "smaller"),
  ...DEEP_FIELDS,
};

/** A line of the table of probabilities. */
const COMPARED_FIELDS = {
  quantity: field("What the line of a table is about.", "text"),
  ...pick(INJECTIVITY_FIELDS, "injectivity", "nonInjectivity"),
};

/** p_{m,n} beside its exact value where there is one, the Euler surrogate and the two bounds. */
export const injectivity = defineCommand({
  description:
    "p_{m,n} = P[E_min >= n], every sample decided exactly; n <= 5 or so. With a bias, margin or count P[E_min(kappa) >= t n]. " +
    "With --widths random networks of several layers, each decided exactly by all of its activation regions: shares that are injective, weak (necessary) and strong (sufficient); n <= 4.",
  examples: [
    ...pointExamples("injectivity", "--columns 3 --rows 14 --samples 20000"),
    ["finite-size injectivity --columns 3 --rows 9 --bias 1 --samples 500"],
    ["finite-size injectivity --columns 3 --rows 14 --samples 500 --weights signs"],
    ["finite-size injectivity --columns 2 --widths 10,10 --samples 300", "networks 2-10-10"],
    ["finite-size injectivity --columns 2 --depth 3 --widths 16 --samples 100 --threads 2"],
  ],
  options: { ...marginPointOptions(1000), count: MARGIN_OPTIONS.count, weights, ...DEEP_OPTIONS },
  conflicts: [
    ...POINT_CONFLICTS,
    ...MARGIN_CONFLICTS,
    ...DEEP_CONFLICTS,
    ...(["bias", "margin", "count"] as const).map((few) => ({
      together: [few, "weights"] as const,
      expected: "one of them, as theories with margins are those of Gaussian weights",
    })),
  ],
  fields: { ...COMPARED_FIELDS, ...INJECTIVITY_FIELDS },
  sweep: {},
  run(options, { progress }) {
    if (options.widths !== undefined) return deepOutcome(options, options.widths, progress);
    const law = lawOf(options.weights);
    const size = { ...sizeOf(options), ...law.size };
    const request = marginRequest(options);
    if (request.margin !== 0 || request.count !== 1) return withCount(size, request, progress);
    const point = injectivityBesideTheory(size, onSample(size, progress));
    const { injectivity, nonInjectivity, interval95, exact, euler, union, duality } = point;
    const [low, high] = interval95;
    return {
      parameters: { ...sizeOf(options), ...law.parameters },
      results: [point],
      judged: [],
      tables: () => [
        {
          title: `Injectivity of ${titleOf(point)}${law.title}`,
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
            { quantity: "duality, certified", nonInjectivity: duality },
          ],
        },
      ],
      notes: (show) => [
        boundNote(point, show),
        ...(law.title === "" ? [] : ["All but the sampled lines are of Gaussian layers."]),
      ],
    };
  },
});

/** How often a layer keeps t n units, beside the threshold of the theory. */
function withCount(size: ExperimentSize, request: MarginRequest, progress: Progress): Outcome {
  const asked = { ...size, ...marginOf(request), count: request.count };
  const point = countBesideTheory(asked, onSample(size, progress));
  return {
    parameters: { ...size, ...request.parameters },
    results: [point],
    judged: [],
    tables: () => [
      {
        title: `P[E_min(kappa) >= ${formatNumber(request.count)} n] of ${titleOf(point)}${request.title}`,
        columns: columns(INJECTIVITY_FIELDS, "ratio", "injectivity", "nonInjectivity", "threshold"),
        rows: [point],
      },
    ],
    notes: () => [
      `95 % interval ${intervalText(point.interval95)}; threshold: full replica symmetry breaking, n -> infinity (physics).`,
      ...request.notes,
    ],
  };
}
