/** `compare`: all bounds of one layer, of every layer of a deep network, or of an architecture, side by side. */
import {
  type DeepBound,
  type DeepComparisonRequest,
  deepComparison,
  LARGEST_COMPARED_DEPTH,
  marginComparison,
  oneLayerComparison,
} from "../../compare/index.js";
import { MAX_DEEP_STEPS, SMALLEST_FULL_RSB_TOLERANCE } from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import type { Show } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { choice, integer, positive, value } from "../definition/option.js";
import { parseWidths } from "../definition/parse.js";
import { firstLayerOption } from "../input/first-layer.js";
import {
  MARGIN_CONFLICTS,
  MARGIN_OPTIONS,
  type MarginChoice,
  marginRequest,
  requireNoMargin,
} from "../replica/margin-options.js";
import { COMPARISON_WORDS } from "../vocabulary/comparison.js";

const FIELDS = {
  bound: field("Short name of the bound, or of the method.", "text"),
  value: field(
    "The bound on the expansion m/n; with --depth on that of the layer, given the layers before it, or null where the method only knows one width for all layers.",
    ["quantity", "null"],
  ),
  side: field(
    "lower: no layer below it is injective (has enough active units); upper: every layer above it is (has), with high probability; threshold: both, by conjecture.",
    { words: ["lower", "upper", "threshold"] },
  ),
  certified: field(
    "The bound as an exact decimal that is proved, rounded to the safe side; present where kind is certified.",
    "text",
    { source: "docs/theorems.md" },
  ),
  valid: field("False for a published bound whose derivation fails; note says why.", "boolean"),
  layer: field("The layer, from 1; null for a method that only knows one width for all layers.", [
    "integer",
    "null",
  ]),
  width: field(
    "Least C such that (n, Cn, ..., Cn) of this depth passes by the same method; null where it has none.",
    ["quantity", "null"],
  ),
  admissible: field("Whether the layer of the architecture is as wide as the method asks.", "boolean"),
  ...pick(COMPARISON_WORDS, "kind", "source", "note"),
};

export const compare = defineCommand({
  description:
    "Every bound on the injectivity threshold alpha = m/n of one ReLU layer with Gaussian weights; with --depth or " +
    "--widths what every method asks of every layer of a deep network, each layer given those before it.",
  examples: [
    ["compare", "sorted table of bounds on one layer"],
    ["compare --depth 3", "three layers, weak: every method, layer by layer"],
    ["compare --depth 2 --notion strong --k 1", "with replica theory of deep networks"],
    ["compare --widths 100,700,900,1000", "an architecture: which method admits it"],
    ["compare --bias 0.5", "one layer with a bias of half the radius of its inputs"],
    ["compare --markdown", "for a paper's supplement"],
  ],
  options: {
    depth: integer("number of layers", { from: 1, to: LARGEST_COMPARED_DEPTH, placeholder: "L" }),
    notion: choice(
      "with depth: n active units in the last layer, or 2n from layer 2 on",
      ["weak", "strong"],
      {
        default: "weak",
      },
    ),
    widths: value<number[], Record<never, never>>(
      "integer widths n,m_1,...,m_L of an architecture to judge",
      {
        placeholder: "list",
        list: true,
        parse: parseWidths,
      },
    ),
    firstLayer: firstLayerOption("alpha_1 of the sequences", "2rsb"),
    k: integer("add replica theory of deep networks with so many breaking points (seconds)", {
      from: 0,
      to: MAX_DEEP_STEPS,
    }),
    tolerance: positive(`one layer: error of the full-RSB value, at least ${SMALLEST_FULL_RSB_TOLERANCE}`, {
      default: 1e-9,
      placeholder: "T",
    }),
    ...MARGIN_OPTIONS,
  },
  conflicts: [
    { together: ["depth", "tolerance"], expected: "no --tolerance, which is for one layer" },
    { together: ["widths", "tolerance"], expected: "no --tolerance, which is for one layer" },
    ...MARGIN_CONFLICTS,
  ],
  fields: FIELDS,
  sweep: { unstated: ["depth", "notion", "widths", "firstLayer", "k"] },
  run(options) {
    const { depth, notion, widths, firstLayer, k, tolerance } = options;
    if (depth === undefined && widths === undefined) {
      if (notion !== "weak" || firstLayer !== undefined || k !== undefined) {
        throw new InputError(
          "--notion, --first-layer or --k without --depth: expected --depth L, or --widths",
        );
      }
      return oneLayer(tolerance, options);
    }
    requireNoMargin(options, "--depth or --widths");
    const layers = depth ?? (widths?.length ?? 1) - 1;
    return deep({
      depth: layers,
      notion,
      ...(widths === undefined ? {} : { widths }),
      ...(firstLayer === undefined ? {} : { firstLayer }),
      ...(k === undefined ? {} : { k }),
    });
  },
});

function deep(request: DeepComparisonRequest): Outcome {
  const { depth, notion, widths } = request;
  const results = deepComparison(request);
  const judged = widths !== undefined;
  return {
    parameters: { ...request },
    results,
    judged: results.flatMap(({ value, width }) => [value, width].filter((found) => found !== null)),
    tables: () => [
      {
        title: judged
          ? `What every method asks of ${widths.join("-")}, ${notion}`
          : `Least expansions of ${depth} layer${depth > 1 ? "s" : ""} by every method, ${notion}`,
        columns: [
          ...columns(FIELDS, "layer", "bound"),
          ...columns(FIELDS, "value", judged ? "admissible" : "width"),
          ...columns(FIELDS, "side", "kind"),
        ],
        rows: results,
      },
    ],
    notes: (show) => [
      ...best(results, depth, show),
      "value: least expansion m/n of the layer, given the layers before it by the same method.",
      ...(judged
        ? ["A bound that is not met proves nothing."]
        : ["width: least C that serves all layers of (n, Cn, ..., Cn)."]),
    ],
  };
}

/** The least rigorous bound on the last layer and on one width: which method to quote. */
function best(rows: readonly DeepBound[], depth: number, show: Show): string[] {
  const theorems = rows.filter(
    ({ side, kind }) => side === "upper" && (kind === "rigorous" || kind === "certified"),
  );
  const least = (of: (row: DeepBound) => number | undefined): DeepBound | undefined =>
    theorems
      .filter((row) => of(row) !== undefined)
      .sort((a, b) => (of(a) ?? Number.POSITIVE_INFINITY) - (of(b) ?? Number.POSITIVE_INFINITY))[0];
  const last = least((row) => (row.layer === depth ? row.value?.value : undefined));
  const width = least((row) => row.width?.value);
  return [
    ...(last?.value == null
      ? []
      : [`Best theorem for layer ${depth}: ${show(last.value)} by ${last.bound}.`]),
    ...(width?.width == null ? [] : [`Best theorem for one width: ${show(width.width)} by ${width.bound}.`]),
  ];
}

function oneLayer(tolerance: number, options: MarginChoice): Outcome {
  const { margin, count, parameters, title, notes } = marginRequest(options);
  const plain = margin === 0 && count === 1;
  const results = plain ? oneLayerComparison(tolerance) : marginComparison({ margin, count }, tolerance);
  return {
    parameters: { ...parameters, tolerance },
    results,
    tables: () => [
      {
        title: `Bounds on the ${margin <= 0 && count === 1 ? "injectivity " : ""}threshold of one layer, alpha = m/n${title}`,
        columns: columns(
          FIELDS,
          "bound",
          "value",
          ...(plain ? (["certified"] as const) : []),
          "side",
          "kind",
        ),
        rows: results.map((row) => (row.valid ? row : { ...row, kind: "INVALID" })),
      },
      {
        title: "Sources",
        columns: [column(FIELDS, "bound"), column(FIELDS, "source", { wrap: true })],
        rows: results,
      },
    ],
    notes: () => [
      ...results.filter(({ valid }) => !valid).map(({ bound, note }) => `${bound} (invalid): ${note}`),
      ...notes,
      ...(plain ? [] : ["No union bound is listed: with a bias or another count none was derived."]),
    ],
  };
}
