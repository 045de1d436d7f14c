/** `finite-size verdicts`: every theory's asymptotic verdict beside the answer for one Gaussian layer of given size. */
import { type FiniteVerdicts, finiteVerdicts, samplesFor, VERDICT_LIMITS } from "../../compare/index.js";
import { formatNumber, type Show } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { refuseIdle } from "../definition/conflicts.js";
import { integer, seed } from "../definition/option.js";
import { VERDICT } from "../definition/value-type.js";
import { requireTall } from "../input/matrix-input.js";
import { CERTIFICATE_WORDS } from "../vocabulary/certificates.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";
import { boundNote } from "./bound-note.js";
import { onSample } from "./point-options.js";

const FIELDS = {
  ...pick(GEOMETRY_WORDS, "rows", "columns"),
  ...pick(CERTIFICATE_WORDS, "samples", "interval95"),
  alpha: field("Expansion m/n of the layer.", "number"),
  probability: field(
    "Probability that a Gaussian layer of this size is injective: exact where a formula is known, else sampled; null where neither is.",
    ["quantity", "null"],
  ),
  method: field("Where the probability comes from: exact, samples or none.", "text"),
  exact: field("The exact probability as a fraction p/q; null where no formula is known.", ["text", "null"]),
  sampled: field("The sampled layers, each decided exactly; null without samples.", ["record", "null"]),
  injective: field("Number of sampled layers that are injective.", "integer"),
  fraction: field("Share of the sampled layers that are injective.", "quantity"),
  bounds: field(
    "What is proved of the probability that a layer of exactly this size is not injective.",
    "record",
  ),
  union: { ...GEOMETRY_WORDS.union, aliases: [] },
  ...pick(GEOMETRY_WORDS, "duality", "smaller"),
  theories: field(
    "The bounds of all theories on the threshold, with what each says at this m/n.",
    "record[]",
  ),
  bound: field("Name of a bound.", "text"),
  value: field("The bound on the injectivity threshold of m/n as n -> infinity.", "quantity", {
    header: "threshold",
  }),
  side: field("lower: below it not injective; upper: above it injective; threshold: both.", {
    words: ["lower", "upper", "threshold"],
  }),
  kind: field(
    "How far the bound is to be trusted: certified, rigorous, physics, conjectured, heuristic, cited; INVALID in tables.",
    "text",
  ),
  source: field("Paper and equation of the bound.", "text"),
  verdict: field("What the bound says of this m/n; undecided where it says nothing.", VERDICT),
};

export const verdicts = defineCommand({
  description:
    "What every theory of n -> infinity says about m/n, beside the probability that one Gaussian layer of exactly " +
    "this size is injective: exact for n <= 2 and for m <= 3n - 2, else the fraction of samples, each decided exactly.",
  examples: [
    ["finite-size verdicts --rows 8 --columns 2"],
    ["finite-size verdicts --rows 24 --columns 4 --samples 400"],
  ],
  options: {
    rows: integer("outputs", { from: 1, to: VERDICT_LIMITS.rows, required: true, placeholder: "m" }),
    columns: integer("inputs, at most m", {
      from: 1,
      to: VERDICT_LIMITS.rows,
      required: true,
      placeholder: "n",
    }),
    seed: seed("seed of the samples"),
    samples: integer(`sampled layers, n <= ${VERDICT_LIMITS.sampledColumns}`, {
      from: 1,
      to: VERDICT_LIMITS.samples,
      defaultText: `${samplesFor(VERDICT_LIMITS.rows, 3)} where no formula is known`,
    }),
  },
  fields: FIELDS,
  sweep: {},
  run({ rows, columns: n, seed: chosen, samples: asked }, { progress, given }) {
    requireTall(rows, n);
    const samples = asked ?? samplesFor(rows, n);
    if (samples === 0)
      refuseIdle(given, "seed", `without --samples at ${rows} x ${n}, where nothing is drawn`);
    const shown = onSample({ rows, columns: n, samples }, progress);
    const found = finiteVerdicts(rows, n, { samples, seed: chosen }, shown);
    return {
      parameters: { rows, columns: n, seed: chosen, samples },
      results: [
        {
          ...found,
          theories: found.theories.map(({ bound, value, side, kind, source, verdict }) => ({
            bound,
            value,
            side,
            kind,
            source,
            verdict,
          })),
        },
      ],
      judged: found.theories.filter(({ valid }) => valid).map(({ value }) => value),
      tables: () => [
        {
          title: `Theories of n -> infinity at m/n = ${formatNumber(found.alpha)}`,
          columns: [
            column(FIELDS, "bound", { wrap: true }),
            column(FIELDS, "value", { digits: 6 }),
            ...columns(FIELDS, "side", "kind", "verdict"),
          ],
          rows: found.theories.map((row) => (row.valid ? row : { ...row, kind: "INVALID" })),
        },
      ],
      notes: (show) => [
        ...finiteNotes(found, show),
        boundNote(found.bounds, show),
        "Thresholds are statements about n -> infinity at fixed m/n; at finite n the probability is strictly between 0 and 1 above m = 3n - 2, and crosses over slowly.",
        "lower: below it not injective; upper: above it injective; undecided: the bound says nothing here. The full-RSB value is conjectured to be the threshold itself and speaks on both sides; 'physics' is not proved.",
      ],
    };
  },
});

function finiteNotes(
  { rows, columns: n, exact, probability, sampled }: FiniteVerdicts,
  show: Show,
): string[] {
  const size = `a Gaussian layer of ${rows} x ${n}`;
  const notes: string[] = [];
  if (exact !== null && probability !== null) {
    notes.push(
      `Exactly: ${size} is injective with probability ${exact.length > 40 ? "" : `${exact} = `}${show(probability)}.`,
    );
  }
  if (sampled !== null) {
    const [low, high] = sampled.interval95;
    notes.push(
      `Sampled: ${show(sampled.fraction)} of layers of ${rows} x ${n} are injective (one standard error; 95 % interval ${formatNumber(low, 3)} to ${formatNumber(high, 3)}), each decided exactly.`,
    );
  }
  if (probability === null) {
    notes.push(
      `No exact formula for ${size}, and sampling is limited to ${VERDICT_LIMITS.sampledColumns} columns; geometry euler approximates the probability.`,
    );
  }
  return notes;
}
