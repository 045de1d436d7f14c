/** `finite-size injectivity`: how often a random layer is injective, every sample decided exactly. */
import { injectivityBesideTheory } from "../../compare/index.js";
import { complement } from "../../src/result.js";
import { columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { CERTIFICATE_WORDS } from "../vocabulary/certificates.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";
import { boundNote } from "./bound-note.js";
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
  injectivity: field("Share of the layers that are injective.", "quantity", {
    unit: "1",
    header: "p, injective",
  }),
  successes: field("Number of injective layers.", "integer"),
  nonInjectivity: field("Share of the layers that are not injective.", "quantity", {
    unit: "1",
    header: "1 - p",
  }),
  exact: field(
    "Probability p_{m,n} where it is known exactly: n <= 2 or m <= 3n - 2; null otherwise.",
    ["quantity", "null"],
    {
      unit: "1",
    },
  ),
  euler: { ...GEOMETRY_WORDS.q, aliases: [] },
  union: { ...GEOMETRY_WORDS.union, aliases: [] },
  ...pick(GEOMETRY_WORDS, "duality", "smaller"),
};

/** A line of the table of probabilities. */
const COMPARED_FIELDS = {
  quantity: field("What the line of a table is about.", "text"),
  ...pick(INJECTIVITY_FIELDS, "injectivity", "nonInjectivity"),
};

/** p_{m,n} beside its exact value where there is one, the Euler surrogate and the two bounds. */
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
    const { injectivity, nonInjectivity, interval95, exact, euler, union, duality } = point;
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
            { quantity: "duality, certified", nonInjectivity: duality },
          ],
        },
      ],
      notes: (show) => [boundNote(point, show)],
    };
  },
});
