/** `geometry deep`: constant width by counting regions, and the constants of the propositions. */
import { type PropositionConstant, propositionConstants } from "../../compare/index.js";
import {
  type DeepRows,
  type DeepWidthRow,
  deepRows,
  LARGEST_REGION_DEPTH,
  LARGEST_ROWS,
} from "../../geometry/index.js";
import type { Quantity } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { integer, positive } from "../definition/option.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";

const FIELDS = {
  ...pick(GEOMETRY_WORDS, "half", "exponent", "log2Failure"),
  leastRows: field("Least number of units at n at which the bound on the failure probability is below 1.", [
    "integer",
    "null",
  ]),
  quantity: field(
    "What a number is of: width (least C of Theorem 5.1), regions (activation regions), halfspaceRatio (n/d of Proposition 6.8) or coneWidth (C of Lemma 5.16).",
    "text",
  ),
  variant: field(
    "How it was derived: as published, by the published proof with its best constants, by exact rates, or by exact counts at the n given.",
    "text",
    { header: "bound" },
  ),
  value: field(
    "width: least C; regions: logarithm to base 2 of the bound on their number, per input dimension; otherwise the constant.",
    "quantity",
    { header: "least" },
  ),
  log2Regions: field(
    "Logarithm to base 2 of the bound on the number of activation regions at n.",
    "quantity",
    {
      unit: "bits",
      header: "log2 regions",
      source: "Paleka 2021, thesis, Lemma 5.11",
    },
  ),
};

const LABELS: Readonly<Record<string, string>> = {
  printed: "(5.10g), as printed",
  preceding: "regions of f_{L-1}",
  entropy: "entropy rates",
  entropyWeak: "entropy, n active *",
  sufficient: "2L ln L + 30L",
};

/** Theorem 5.1 in its variants at one depth; at a width and a number of columns where given. */
export const deep = defineCommand({
  description:
    "Width that makes networks n, Cn, ..., Cn of depth L without biases injective, by counting regions; with --width bounds at that width, with --columns exact counts at that n.",
  examples: [["geometry deep --depth 5"], ["geometry deep --depth 5 --width 50 --columns 20"]],
  options: {
    depth: integer("layers", { from: 1, to: LARGEST_REGION_DEPTH, required: true, placeholder: "L" }),
    width: positive("units per input dimension", { placeholder: "C" }),
    columns: integer("inputs", { from: 1, to: LARGEST_ROWS, placeholder: "n" }),
  },
  fields: FIELDS,
  sweep: {},
  run({ depth, width, columns: n }) {
    const rows = deepRows({ depth, width, columns: n });
    const constants = propositionConstants();
    return {
      parameters: { quantity: "deep", depth, width, columns: n },
      results: [...rows.widths, ...rows.regions, ...constants],
      judged: rows.widths.map((row) => row.value),
      tables: () => [
        widthTable(rows, depth, n),
        ...(rows.regions.length === 0 ? [] : [regionTable(rows, depth)]),
        constantsTable(constants),
      ],
      notes: () => [
        "Least C: above it a network n, Cn, ..., Cn without biases is injective with high probability. P: bound on the probability that it is not.",
        "*: n active units in every layer, which is enough at L = 1 only.",
        ...(n === undefined
          ? []
          : ["Exact counts: union over the layers, the first of which needs n active units, the others 2n."]),
      ],
    };
  },
});

function widthTable({ widths, width }: DeepRows, depth: number, n: number | undefined): Table {
  const given = [
    ...(width === undefined ? [] : [`C = ${formatNumber(width, 6)}`]),
    ...(n === undefined ? [] : [`n = ${n}`]),
  ];
  const at = given.length === 0 ? "" : `; ${given.join(", ")}`;
  const sufficient = widths.find(({ variant }) => variant === "sufficient")?.exponent?.value ?? Number.NaN;
  return {
    title: `Injective networks of depth ${depth} by counting regions${at}`,
    columns: [
      ...columns(FIELDS, "variant"),
      column(FIELDS, "value", { digits: 10, header: "least C" }),
      column(FIELDS, "half", { digits: 10 }),
      ...(width === undefined ? [] : [column(FIELDS, "exponent", { digits: 6 })]),
      ...(width === undefined || n === undefined ? [] : [column(FIELDS, "log2Failure", { digits: 6 })]),
    ],
    rows: widths.map((row) => ({
      ...row,
      variant: LABELS[row.variant] ?? `exact counts: ${row.leastRows} units`,
      exponent: exponentAtWidth(row),
    })),
    notes: [
      `At C = 2L ln L + 30L the base of (5.10g) is 2^(${formatNumber(sufficient, 5)}), published as at most 1/2.`,
    ],
  };
}

/** The exponent of the published sufficient width is at that width, not at the one asked for. */
function exponentAtWidth({ variant, exponent }: DeepWidthRow): Quantity | null {
  return variant === "sufficient" ? null : exponent;
}

function regionTable({ regions }: DeepRows, depth: number): Table {
  const finite = regions.some((row) => row.log2Regions !== null);
  return {
    title: `Activation regions of depth ${depth} (Lemma 5.11), log2 of upper bounds`,
    columns: [
      ...columns(FIELDS, "variant"),
      column(FIELDS, "value", { digits: 8, header: "bits per n" }),
      ...(finite ? [column(FIELDS, "log2Regions", { digits: 10 })] : []),
    ],
    rows: regions.map((row) => ({
      ...row,
      variant:
        row.variant === "exact"
          ? "product of the cells of the layers"
          : "(e^L prod d_i/d_0)^{d_0}, as printed",
    })),
  };
}

const STATEMENTS: Readonly<Record<PropositionConstant["quantity"], string>> = {
  halfspaceRatio: "Prop. 6.8, n/d",
  coneWidth: "Lemma 5.16, C",
};
const ROUTES: Readonly<Record<string, string>> = {
  chernoff: "the same proof, 1 + ln a = a/16",
  entropy: "exact binomial rate, H(1/a) = 1 - H(1/4)",
  duality: "random duality (Gordon)",
};

function constantsTable(constants: readonly PropositionConstant[]): Table {
  return {
    title: "Constants of the propositions",
    columns: [...columns(FIELDS, "quantity", "variant"), column(FIELDS, "value", { digits: 12 })],
    rows: constants.map(({ quantity, variant, value }) => ({
      quantity: STATEMENTS[quantity],
      variant: ROUTES[variant] ?? variant,
      value,
    })),
    notes: [
      "The cone of (5.12) is cos >= 3/4, |z_neg|^2 <= 7/16; its proof uses |z_neg| <= 1/2, which is cos >= sqrt(3)/2. Exact rate: union over orthants; sharp: no smaller C will do.",
    ],
  };
}
