/** `width`: the least constant width that keeps a network of a given depth, or of any depth, injective. */
import {
  FIRST_LAYER_THEORY_NAMES,
  type FirstLayerChoice,
  type LeastWidth,
  leastConstantWidth,
  leastWidth,
  WIDTH_METHOD_NAMES,
  type WidthMethod,
  type WidthSolver,
  widthsOf,
} from "../../compare/index.js";
import { type DualNorms, LARGEST_LIFTED_DEPTH, LARGEST_WIDTH_DEPTH, type Notion } from "../../rdt/index.js";
import { MAX_DEEP_STEPS } from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import type { Show } from "../../src/table/format-quantity.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { choice, flag, integer, value } from "../definition/option.js";
import { parseDepth } from "../definition/parse.js";
import { firstLayerOption } from "../input/first-layer.js";
import { DEEP_WIDTH_FIELDS, deepWidth } from "../replica/deep-width.js";
import { COMPARISON_WORDS } from "../vocabulary/comparison.js";
import { DUALITY_WORDS } from "../vocabulary/duality.js";

/** Depths of the text table, beside the one asked for. */
const TABLE_DEPTHS = [1, 2, 3, 4, 5, 6, 8, 10, 20, 50, 100, Number.POSITIVE_INFINITY];

const FIELDS = {
  ...DEEP_WIDTH_FIELDS,
  depth: field("Number of layers; infinity for every depth.", "number"),
  ...pick(DUALITY_WORDS, "notion", "width", "bindingLayer", "incoming"),
  ...pick(COMPARISON_WORDS, "kind"),
  certified: field(
    "Every C from this decimal on is proved to serve, rounded up; null where there is no proof for what was asked.",
    ["text", "null"],
    { source: "docs/theorems.md, Theorem 3" },
  ),
  theorem: field("The method that gives the width, in words.", "text"),
  plain: field("Least C by plain duality, with the norms asked for.", "quantity"),
  lifted: field(
    "Least C by lifted duality, with optimal norms unless lifting with unit norms is asked for.",
    "quantity",
  ),
  deepValue: field("What ever deeper layers receive at width C; 0 when images contract to a ray.", "number", {
    equation: "lim T_i, i -> infinity",
  }),
  counting: field(
    "Least C by counting activation regions and orthants; null for every depth.",
    ["record", "null"],
    {
      source: "Paleka 2021, thesis, Theorem 5.1",
    },
  ),
  printed: field("Least C by counting, as printed.", "quantity", {
    header: "(5.10g)",
    source: "Paleka 2021, thesis, eq. (5.10g)",
  }),
  preceding: field(
    "Least C by counting the regions of f_{L-1} only, which is all that the proof needs.",
    "quantity",
    {
      header: "f_{L-1}",
    },
  ),
  entropy: field("Least C by counting with the exact rates of the counts.", "quantity", {
    equation: "L H2(1/C) + H2(2/C) = 1",
  }),
  entropyWeak: field("The same for n active units in the last layer: the weak notion.", "quantity"),
  best: field("The least of all these widths.", "record"),
  by: field(
    "The method that gives the least width: lifted, optimal, unit, entropy, preceding or printed.",
    "text",
  ),
  unit: field("Least C by plain duality with unit norms.", "quantity"),
  optimal: field("Least C by plain duality with optimal norms.", "quantity"),
};

interface WidthOptions {
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  readonly lifted: boolean;
  readonly firstLayer: FirstLayerChoice | undefined;
}

type Given = Pick<WidthOptions, "lifted" | "firstLayer"> & {
  readonly [Name in "depth" | "notion" | "dualNorms"]: WidthOptions[Name] | undefined;
};

export const width = defineCommand({
  description:
    "The least C such that every layer of (n, Cn, …, Cn) keeps enough active units for every input, n -> infinity: " +
    "weak: n in every layer; strong: n in layer 1 and 2n in every later layer, which makes the network injective.",
  examples: [
    ["width", "every depth, strong, optimal norms"],
    ["width --depth infinity --notion strong --dual-norms optimal"],
    ["width --depth infinity --notion strong --dual-norms optimal --lifted"],
    ["width --depth 3", "weak, as published"],
    ["width --depth 5 --first-layer frsb", "layer 1 by replica theory"],
    ["width --depth 2 --notion strong --k 2", "every layer by replica theory"],
  ],
  options: {
    depth: value<number, { defaultText: string }>(
      "number of layers, or infinity for every depth",
      {
        placeholder: "L",
        range: `1 … ${LARGEST_WIDTH_DEPTH}`,
        named: ["infinity"],
        parse: (text, place) => parseDepth(text, place, LARGEST_WIDTH_DEPTH),
      },
      { defaultText: "infinity" },
    ),
    notion: choice("how many active units count", ["weak", "strong"], {
      defaultText: "weak, without --depth strong",
      placeholder: "notion",
    }),
    dualNorms: choice(
      "unit (as published) or optimal (the least bound); text shows both",
      ["unit", "optimal"],
      {
        defaultText: "unit, without --depth optimal",
        placeholder: "norms",
      },
    ),
    lifted: flag("partially lifted duality as the result"),
    firstLayer: firstLayerOption("least width of layer 1", "the same duality"),
    k: integer("replica theory with so many breaking points instead of duality, small depths", {
      from: 0,
      to: MAX_DEEP_STEPS,
      placeholder: "K",
    }),
  },
  fields: FIELDS,
  sweep: {},
  run(given) {
    const options = resolved(given);
    const { depth, notion, dualNorms, lifted, firstLayer } = options;
    const { k } = given;
    requireSolvable(options);
    if (k !== undefined) {
      if (lifted || firstLayer !== undefined || given.dualNorms !== undefined) {
        throw new InputError(
          "--lifted, --dual-norms or --first-layer with --k: expected none of them, they belong to duality",
        );
      }
      return deepWidth(depth, k, notion);
    }
    const { least, solver } = leastConstantWidth({
      depth,
      notion,
      dualNorms,
      lifted,
      ...(firstLayer === undefined ? {} : { firstLayer }),
    });
    return {
      parameters: { depth, notion, lifted, dualNorms, firstLayer },
      results: [least],
      judged: [least.width],
      tables: () => [widthTable(solver, notion, depth)],
      notes: (show) => notesFor(options, least, show),
    };
  },
});

/** Without a depth the question is which constant width makes every network injective, by the best bound. */
function resolved({
  depth,
  notion = depth === undefined ? "strong" : "weak",
  dualNorms = depth === undefined ? "optimal" : "unit",
  lifted,
  firstLayer,
}: Given): WidthOptions {
  return { depth: depth ?? Number.POSITIVE_INFINITY, notion, dualNorms, lifted, firstLayer };
}

function requireSolvable({ depth, notion, dualNorms, lifted }: WidthOptions): void {
  if (notion === "strong" && depth === 1) {
    throw new InputError(
      "--notion strong with --depth 1: expected --notion weak, as the notions coincide for one layer",
    );
  }
  if (lifted && dualNorms === "unit" && !(depth <= LARGEST_LIFTED_DEPTH)) {
    throw new InputError(
      `--lifted with unit norms at depth ${depth}: expected a depth of at most ${LARGEST_LIFTED_DEPTH}, or --dual-norms optimal`,
    );
  }
}

function widthTable(solver: WidthSolver, notion: Notion, asked: number): Table {
  const depths = [...new Set([...TABLE_DEPTHS, asked])].sort((a, b) => a - b);
  const shown: readonly WidthMethod[] =
    notion === "strong"
      ? ["unit", "optimal", "lifted", "printed", "preceding", "entropy"]
      : ["unit", "optimal", "lifted", "entropy"];
  return {
    title: `Least constant width C of (n, Cn, …, Cn), ${notion}`,
    columns: [
      column(FIELDS, "depth"),
      ...shown.map((method) => column(FIELDS, method, { digits: 8 })),
      ...columns(FIELDS, "best"),
    ],
    rows: depths
      .filter((depth) => notion === "weak" || depth > 1)
      .map((depth) => {
        const widths = widthsOf(solver.row(depth), notion);
        const { by } = leastWidth(widths);
        const best: string = column(FIELDS, by).header ?? by;
        const cells = shown.map((method) => [method, widths.get(method)?.value ?? Number.POSITIVE_INFINITY]);
        return { ...Object.fromEntries(cells), depth, best };
      }),
  };
}

function notesFor(
  { depth, notion, firstLayer, lifted, dualNorms }: WidthOptions,
  least: LeastWidth,
  show: Show,
): string[] {
  const layers = depth === Number.POSITIVE_INFINITY ? "every depth" : `depth ${depth}`;
  const binding =
    least.bindingLayer === Number.POSITIVE_INFINITY
      ? "the limit of deep layers"
      : `layer ${least.bindingLayer}`;
  const theory = typeof firstLayer === "string" ? FIRST_LAYER_THEORY_NAMES[firstLayer] : "the given number";
  return [
    `${layers}, ${lifted ? "lifted, " : ""}${dualNorms} norms: C = ${show(least.width)}, bound by ${binding}.`,
    `Best for ${layers}: C = ${show(least.best.width)} by ${WIDTH_METHOD_NAMES[least.best.by]}.`,
    notion === "strong"
      ? "Strong: at least n active units in layer 1 and 2n in every later layer, for every input; the network is then injective (Paleka 2021, Theorem 3.4 and Lemma 5.8)."
      : "Weak: at least n active units in every layer, for every input; from 2 layers on that is not known to make the network injective.",
    ...(firstLayer === undefined ? [] : [`Layer 1 by ${theory}.`]),
    least.certified === null
      ? "Statements about n -> infinity at fixed depth; certify width proves widths for every depth."
      : `Theorem: every C >= ${least.certified} serves every depth; certify width${notion === "strong" ? " --notion strong" : ""}${lifted ? " --lifted" : ""} --save FILE writes the proof.`,
  ];
}
