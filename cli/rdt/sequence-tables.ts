/** Text tables of expansion sequences: both normalisations side by side, and the stationary parameters. */

import type { LayerRow, SolvedSequence } from "../../compare/index.js";
import type { Notion } from "../../rdt/index.js";
import type { Quantity } from "../../src/result.js";
import { formatNumber, formatQuantity, formatSmall } from "../output/format-quantity.js";
import type { Column, TextTable } from "../output/report.js";

/** The unit-norm sequence and the optimal-norm one. */
export type Pair = readonly [unit: SolvedSequence, optimal: SolvedSequence];

/** Deep sequences are shown in full up to here, then only near both ends. */
export const SHOWN_LAYERS = 24;

/** Whether row i of a table of `depth` layers is shown. */
function isShown(i: number, depth: number): boolean {
  return depth <= SHOWN_LAYERS || i < SHOWN_LAYERS - 4 || i >= depth - 4;
}

/**
 * Least expansions with unit and with optimal norms. Where more than the first expansion is given (or integer
 * widths), the given ones stand once and each normalisation shows what it needs and the margin.
 */
export function sideBySideTable(
  [unit, optimal]: Pair,
  notion: Notion,
  widths?: readonly number[],
): TextTable {
  const depth = unit.rows.length;
  const judged = widths !== undefined || unit.rows.filter((row) => row.given).length > 1;
  const theory = unit.lifted ? "lifted duality" : "plain duality";
  const rows = unit.rows.map((row, i) => [row, optimal.rows[i]] as const).filter((_, i) => isShown(i, depth));
  return {
    title: `${depth} layer${depth > 1 ? "s" : ""}, ${notion}, ${theory}: unit and optimal dual norms`,
    columns: [
      { header: "layer", align: "right" },
      ...(judged ? judgedColumns(widths) : minimalColumns(unit.lifted)),
    ],
    rows: rows.map(([u, o]) => [
      String(u.layer),
      ...(judged ? judgedCells(u, o, widths) : minimalCells(u, o)),
    ]),
  };
}

function minimalColumns(lifted: boolean): Column[] {
  const second = lifted ? "c3" : "relative";
  return [{ header: "unit" }, { header: second }, { header: "optimal" }, { header: second }];
}

function minimalCells(...rows: readonly LayerRow[]): string[] {
  return rows.flatMap(({ expansion, relativeExpansion, lifting, c3 }) => [
    formatQuantity(expansion),
    c3 === undefined
      ? formatNumber(relativeExpansion.value, 8)
      : lifting === "none"
        ? "0 (none)"
        : formatNumber(c3.value, 6),
  ]);
}

function judgedColumns(widths: readonly number[] | undefined): Column[] {
  return [
    ...(widths === undefined ? [] : [{ header: "width", align: "right" as const }]),
    { header: "alpha" },
    { header: "unit needs" },
    { header: "margin" },
    { header: "optimal needs" },
    { header: "margin" },
  ];
}

function judgedCells(unit: LayerRow, optimal: LayerRow, widths: readonly number[] | undefined): string[] {
  const needs = (row: LayerRow): string[] => [
    formatNumber(row.leastAdmissible.value, 9),
    row.given ? `${signedNumber(row.margin ?? row.excess)}${row.admissible ? "" : " NO"}` : "result",
  ];
  return [
    ...(widths === undefined ? [] : [String(widths[unit.layer - 1])]),
    unit.given ? formatNumber(unit.expansion.value, 9) : "",
    ...needs(unit),
    ...needs(optimal),
  ];
}

/** A margin with its sign, to the digits that its error supports. */
function signedNumber({ value, error }: Quantity): string {
  if (Math.abs(value) <= error) return "0";
  const text = Math.abs(value) < 1e-4 ? formatSmall(value) : value.toFixed(5);
  return value > 0 ? `+${text}` : text;
}

/** Stationary parameters of one sequence. */
export function parameterTable({ rows, dualNorms, lifted }: SolvedSequence): TextTable {
  const depth = rows.length;
  const has = (name: keyof LayerRow["parameters"]): boolean =>
    rows.some(({ parameters }) => parameters[name] !== undefined);
  const names = (["r", "gammaBar", "gamma", "nu", "kappa"] as const).filter(has);
  const last = rows[depth - 1];
  const lifting = lifted && last.c3 !== undefined ? `, c3 = ${formatNumber(last.c3.value, 9)}` : "";
  return {
    title: `Stationary parameters, ${dualNorms} dual norms${lifting}`,
    columns: [
      { header: "layer", align: "right" },
      { header: "expansion" },
      ...names.map((header) => ({ header })),
    ],
    rows: rows
      .filter((_, i) => isShown(i, depth))
      .map(({ layer, expansion, parameters }) => [
        String(layer),
        formatQuantity(expansion),
        ...names.map((name) => {
          const found = parameters[name];
          return found === undefined ? "" : formatNumber(found.value, names.length > 4 ? 7 : 8);
        }),
      ]),
  };
}
