/** `rdt`: capacities of deep networks by random duality theory. */
import {
  architectureRequest,
  certifiedSequence,
  deepRequest,
  oneLayerRequest,
  type SequenceRequest,
  type SolvedSequence,
  solveSequence,
} from "../../compare/index.js";
import { LARGEST_LIFTED_DEPTH, LARGEST_SEQUENCE_DEPTH } from "../../rdt/index.js";
import { InputError, type Quantity, quantity } from "../../src/result.js";
import { defineCommand, type Outcome } from "../definition/command.js";
import { choice, flag, value } from "../definition/option.js";
import { parseDepth, parseList, parsePositive, parseWidths } from "../definition/parse.js";
import { firstLayerOption } from "../input/first-layer.js";
import { RDT_FIELDS } from "../rdt/fields.js";
import { limits } from "../rdt/limits.js";
import { hasMargin, oneLayerWithMargin } from "../rdt/margin.js";
import { type RdtOptions, requireSensible } from "../rdt/options.js";
import { architectureNotes, sequenceNotes } from "../rdt/sequence-notes.js";
import { type Pair, parameterTable, sideBySideTable } from "../rdt/sequence-tables.js";
import { provedNote, theoremNote } from "../rdt/theorem-note.js";
import { MARGIN_CONFLICTS, MARGIN_OPTIONS } from "../replica/margin-options.js";

const STANDARD_DEPTH = 2;

export const rdt = defineCommand({
  description: "Upper bounds on the expansion that the last of L layers needs, given those before it.",
  examples: [
    ["rdt --depth 4", "minimal sequence, weak"],
    ["rdt --depth 3 --notion strong --dual-norms optimal"],
    ["rdt --depth 3 --expansions 6.7004,8.267"],
    ["rdt --depth 2 --lifted --first-layer plain"],
    ["rdt --widths 100,700,900,1000", "an architecture"],
    ["rdt --depth infinity", "limits and rates"],
    ["rdt --depth 1 --lifted --bias 0.5", "one layer with a bias of half the radius of the inputs"],
  ],
  options: {
    depth: value<number, { defaultText: string }>(
      "number of layers, or infinity for the limit",
      {
        placeholder: "L",
        range: `1 … ${LARGEST_SEQUENCE_DEPTH}`,
        named: ["infinity"],
        parse: (text, place) => parseDepth(text, place, LARGEST_SEQUENCE_DEPTH),
      },
      { defaultText: `${STANDARD_DEPTH}; with --widths theirs` },
    ),
    notion: choice("n active units in the last layer, or 2n", ["weak", "strong"], {
      default: "weak",
      placeholder: "notion",
    }),
    lifted: flag(`partially lifted duality, to depth ${LARGEST_LIFTED_DEPTH}`),
    dualNorms: choice(
      "unit (as published) or optimal (the least bound); text shows both",
      ["unit", "optimal"],
      {
        default: "unit",
        placeholder: "norms",
      },
    ),
    expansions: value<number[], { placeholder: string }>(
      "alpha_1,…,alpha_{L-1}; later ones, if missing, are the least admissible",
      { placeholder: "list", list: true, parse: (text, place) => parseList(text, place, parsePositive) },
      { placeholder: "list" },
    ),
    widths: value<number[], { placeholder: string }>(
      "integer widths n,m_1,…,m_L of an architecture to judge",
      { placeholder: "list", list: true, parse: parseWidths },
      { placeholder: "list" },
    ),
    firstLayer: firstLayerOption("alpha_1", "2rsb"),
    ...MARGIN_OPTIONS,
  },
  conflicts: MARGIN_CONFLICTS,
  fields: RDT_FIELDS,
  sweep: {},
  run(options) {
    requireSensible(options, STANDARD_DEPTH);
    const { widths, depth = STANDARD_DEPTH, notion, dualNorms } = options;
    if (hasMargin(options, depth, widths !== undefined)) return oneLayerWithMargin(options);
    if (widths !== undefined) return architecture(options, widths);
    return depth === Number.POSITIVE_INFINITY ? limits(notion, dualNorms) : sequence(options, depth);
  },
});

function sequence(options: RdtOptions, depth: number): Outcome {
  const { notion, lifted, dualNorms, expansions, firstLayer } = options;
  const request =
    depth === 1 ? oneLayerRequest(options) : deepRequest(options, depth, expansions ?? firstLayer ?? "2rsb");
  const chosen = solveWithHint(request);
  const pair = bothNorms(chosen, { ...request, allowInadmissible: true });
  const certified = certifiedSequence(request, chosen.rows);
  return {
    parameters: {
      depth,
      notion,
      lifted,
      dualNorms,
      // What reproduces the run.
      ...(depth === 1 || expansions !== undefined ? {} : { firstLayer: firstLayer ?? "2rsb" }),
      ...(depth === 1 ? {} : { expansions: request.given }),
    },
    results: chosen.rows.map((row, i) => ({ ...row, certified: certified[i] })),
    judged: chosen.rows.flatMap(({ expansion, relativeExpansion }) => [expansion, relativeExpansion]),
    tables: () => [
      ...(depth > 1 ? [sideBySideTable(pair(), notion, { dualNorms, certified })] : []),
      parameterTable(chosen, certified),
    ],
    notes: (show) => [
      ...sequenceNotes(chosen, pair(), notion, show),
      ...((expansions?.length ?? 0) > 1 ? provedNote(certified, options) : []),
      ...theoremNote(depth === 1 ? [] : (expansions ?? []), depth, notion),
    ],
  };
}

/** The chosen sequence and the one of the other norms, solved when somebody reads it, in a fixed order. */
function bothNorms(chosen: SolvedSequence, request: SequenceRequest): () => Pair {
  let pair: Pair | undefined;
  return () => {
    if (pair !== undefined) return pair;
    const unit = chosen.dualNorms === "unit";
    const other = solveSequence({ ...request, dualNorms: unit ? "optimal" : "unit" });
    pair = unit ? [chosen, other] : [other, chosen];
    return pair;
  };
}

/** An inadmissible list is an error; when the other normalisation admits it, the error says so. */
function solveWithHint(request: SequenceRequest): SolvedSequence {
  try {
    return solveSequence(request);
  } catch (error) {
    if (!(error instanceof InputError) || request.dualNorms === "optimal") throw error;
    const optimal = solveSequence({ ...request, dualNorms: "optimal", allowInadmissible: true });
    if (!optimal.rows.every((row) => row.admissible)) throw error;
    throw new InputError(`${error.message}; --dual-norms optimal admits the list`);
  }
}

/** n, m_1, …, m_L: every expansion is given, and the verdict is the result. */
function architecture(options: RdtOptions, widths: readonly number[]): Outcome {
  const { notion, lifted, dualNorms, firstLayer } = options;
  const theory = typeof firstLayer === "string" ? firstLayer : "2rsb";
  const request = architectureRequest(options, widths, theory);
  const chosen = solveSequence(request);
  const pair = bothNorms(chosen, request);
  const certified = certifiedSequence(request, chosen.rows);
  const known = (row: SolvedSequence["rows"][number]): Quantity =>
    row.admissible ? row.leastAdmissible : quantity(0, 0);
  return {
    parameters: { widths, depth: widths.length - 1, notion, lifted, dualNorms, firstLayer: theory },
    results: chosen.rows.map((row, i) => ({ width: widths[i + 1], ...row, certified: certified[i] })),
    judged: chosen.rows.map(known),
    tables: () => [sideBySideTable(pair(), notion, { dualNorms, certified }, widths.slice(1))],
    notes: (show) => architectureNotes(pair(), notion, theory, provedNote(certified, options), show),
  };
}
