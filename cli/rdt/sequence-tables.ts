/** Text tables of expansion sequences: both normalisations side by side, and the stationary parameters. */

import type { LayerRow, SolvedSequence } from "../../compare/index.js";
import type { DualNorms, Notion } from "../../rdt/index.js";
import type { Quantity } from "../../src/result.js";
import { formatNumber, formatSmall } from "../../src/table/format-quantity.js";
import type { Cell, Table, TableColumn } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { RDT_FIELDS } from "./fields.js";

type Row = Readonly<Record<string, Cell>>;

/** The unit-norm sequence and the optimal-norm one. */
export type Pair = readonly [unit: SolvedSequence, optimal: SolvedSequence];

/** The proved expansions of a sequence, null where there are none, and the normalisation they belong to. */
export interface Proved {
  readonly dualNorms: DualNorms;
  readonly certified: readonly (string | null)[];
}

/** Deep sequences are shown in full up to here, then only near both ends. */
export const SHOWN_LAYERS = 24;

/** Whether row i of a table of `depth` layers is shown. */
function isShown(i: number, depth: number): boolean {
  return depth <= SHOWN_LAYERS || i < SHOWN_LAYERS - 4 || i >= depth - 4;
}

/**
 * Least expansions with unit and with optimal norms. Where more than the first expansion is given (or integer
 * widths), the given ones stand once and each normalisation shows what it needs and the margin.
 * @param proved the normalisation that was asked for, with its proved expansions
 */
export function sideBySideTable(
  [unit, optimal]: Pair,
  notion: Notion,
  proved: Proved,
  widths?: readonly number[],
): Table {
  const depth = unit.rows.length;
  const judged = widths !== undefined || unit.rows.filter((row) => row.given).length > 1;
  const theory = unit.lifted ? "lifted duality" : "plain duality";
  const rows = unit.rows.map((row, i) => [row, optimal.rows[i]] as const).filter((_, i) => isShown(i, depth));
  return {
    title: `${depth} layer${depth > 1 ? "s" : ""}, ${notion}, ${theory}: unit and optimal dual norms`,
    columns: [
      column(RDT_FIELDS, "layer"),
      ...(judged ? judgedColumns(widths) : minimalColumns(unit.lifted, proved)),
    ],
    rows: rows.map(([u, o]) => (judged ? judgedRow(u, o, widths) : minimalRow(u, o, proved))),
  };
}

/** A described column under another key: it stands once per normalisation. */
function beside(field: keyof typeof RDT_FIELDS & string, name: string, digits?: number): TableColumn {
  return { header: field, ...column(RDT_FIELDS, field, digits === undefined ? {} : { digits }), name };
}

function minimalColumns(lifted: boolean, { dualNorms, certified }: Proved): TableColumn[] {
  const [field, digits] = lifted ? (["c3", 6] as const) : (["relativeExpansion", 8] as const);
  const proved = certified.some((decimal) => decimal !== null) ? columns(RDT_FIELDS, "certified") : [];
  return [
    column(RDT_FIELDS, "unit"),
    ...(dualNorms === "unit" ? proved : []),
    beside(field, "unitSecond", digits),
    column(RDT_FIELDS, "optimal"),
    ...(dualNorms === "optimal" ? proved : []),
    beside(field, "optimalSecond", digits),
  ];
}

function minimalRow(unit: LayerRow, optimal: LayerRow, { certified }: Proved): Row {
  const second = ({ c3, lifting, relativeExpansion }: LayerRow): Cell =>
    c3 === undefined ? relativeExpansion : lifting === "none" ? "0 (none)" : c3;
  return {
    layer: unit.layer,
    unit: unit.expansion,
    unitSecond: second(unit),
    optimal: optimal.expansion,
    certified: certified[unit.layer - 1] ?? "-",
    optimalSecond: second(optimal),
  };
}

function judgedColumns(widths: readonly number[] | undefined): TableColumn[] {
  return [
    ...(widths === undefined ? [] : [column(RDT_FIELDS, "width")]),
    column(RDT_FIELDS, "alpha", { digits: 9, align: "left" }),
    column(RDT_FIELDS, "unitNeeds", { digits: 9, align: "left" }),
    beside("margin", "unitMargin"),
    column(RDT_FIELDS, "optimalNeeds", { digits: 9, align: "left" }),
    beside("margin", "optimalMargin"),
  ];
}

function judgedRow(unit: LayerRow, optimal: LayerRow, widths: readonly number[] | undefined): Row {
  const margin = (row: LayerRow): string =>
    row.given ? `${signedNumber(row.margin ?? row.excess)}${row.admissible ? "" : " NO"}` : "result";
  return {
    layer: unit.layer,
    width: widths?.[unit.layer - 1],
    alpha: unit.given ? unit.expansion : null,
    unitNeeds: unit.leastAdmissible,
    unitMargin: margin(unit),
    optimalNeeds: optimal.leastAdmissible,
    optimalMargin: margin(optimal),
  };
}

/** A margin with its sign, to the digits that its error supports. */
function signedNumber({ value, error }: Quantity): string {
  if (Math.abs(value) <= error) return "0";
  const text = Math.abs(value) < 1e-4 ? formatSmall(value) : value.toFixed(5);
  return value > 0 ? `+${text}` : text;
}

/** Expansions and stationary parameters of one sequence, with what is proved for a single layer. */
export function parameterTable(
  { rows, dualNorms, lifted }: SolvedSequence,
  certified: readonly (string | null)[],
): Table {
  const depth = rows.length;
  const has = (name: keyof LayerRow["parameters"]): boolean =>
    rows.some(({ parameters }) => parameters[name] !== undefined);
  const names = (["r", "gammaBar", "gamma", "nu", "kappa"] as const).filter(has);
  const last = rows[depth - 1];
  const lifting = lifted && last.c3 !== undefined ? `, c3 = ${formatNumber(last.c3.value, 9)}` : "";
  return {
    title: `Stationary parameters, ${dualNorms} dual norms${lifting}`,
    columns: [
      ...columns(RDT_FIELDS, "layer", "expansion"),
      ...(depth === 1 && certified[0] !== null ? columns(RDT_FIELDS, "certified") : []),
      ...names.map((name) => column(RDT_FIELDS, name, { digits: names.length > 4 ? 7 : 8 })),
    ],
    rows: rows
      .map(({ layer, expansion, parameters }, i) => ({
        layer,
        expansion,
        certified: certified[i],
        ...parameters,
      }))
      .filter((_, i) => isShown(i, depth)),
  };
}
