/**
 * Tables 1–9 of Stojnic 2024 (random duality theory, plain and partially lifted), every column recomputed at the
 * printed settings, with the residuals of the printed parameters and the reason where a capacity does not stand.
 */

import type { Notion } from "../../rdt/index.js";
import { solveKrsb } from "../../rsb/index.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { searchSubstitutions } from "./audit-hypotheses.js";
import { agreesWithPrinted, type ComparedRow, type PublishedAudit } from "./compared-row.js";
import { auditParameters, type ParameterAudit } from "./parameter-audit.js";
import {
  type PublishedRow,
  publishedPoint,
  publishedRows,
  publishedSummary,
  repeatedPlainRows,
} from "./published-stojnic-2024.js";
import { countOf, ILLEGIBLE, type Solved, solveAsPrinted } from "./stojnic-2024-solved.js";

/** A substitution explains a printed set only if it lowers its residual by this factor. */
const CLEARLY_BETTER = 3;

/** Tables 1–9 in the order of the paper. */
export function stojnicTables(): ComparedRow[] {
  const plain = publishedRows.filter((row) => !row.lifted);
  const solved = new Map(publishedRows.map((row) => [row, solveAsPrinted(row)]));
  const summaries = publishedSummary.flatMap((row) => summaryRows(row, plain, solved));
  const repeated = repeatedPlainRows.flatMap((row) => plainRowAgain(row, solved));
  const parameters = publishedRows.flatMap((row) =>
    parameterRows(row, solved.get(row) ?? solveAsPrinted(row)),
  );
  const tables = [...summaries, ...repeated, ...parameters].sort((a, b) => Number(a.table) - Number(b.table));
  return [...tables, ...textRows(plain, solved)];
}

/** The plain parameters that Tables 8 and 9 print again, above the lifted ones. */
function plainRowAgain(again: PublishedRow, solved: ReadonlyMap<PublishedRow, Solved>): ComparedRow[] {
  const first = publishedRows.find((row) => row.table === (again.notion === "weak" ? 2 : 3));
  const values = first === undefined ? undefined : solved.get(first);
  return again.entries.flatMap(({ quantity: name, printed }) => {
    const meant = columnMeant(again, name);
    const computed = values?.get(meant);
    if (computed === undefined) return [];
    const agrees = printed === null ? null : agreesWithPrinted(computed, printed);
    return {
      source: "stojnic" as const,
      table: String(again.table),
      quantity: `${name}, plain`,
      published: printed ?? ILLEGIBLE,
      computed,
      agrees,
      note: [
        meant === name ? "" : `is ${meant}`,
        printed === null
          ? "only its digits 7708 can be read"
          : percentOff(computed, printed, agrees === true),
      ]
        .filter((part) => part !== "")
        .join("; "),
      repeats: `Table ${first?.table}`,
    };
  });
}

function percentOff(computed: Quantity, printed: string, agrees: boolean): string {
  if (agrees) return "";
  const percent = (Number(printed) / computed.value - 1) * 100;
  return `${percent > 0 ? "+" : ""}${percent.toPrecision(2)} %`;
}

/** Numbers of the running text: relative expansions of strong capacities, and the trivial bound of three layers. */
function textRows(plain: readonly PublishedRow[], solved: ReadonlyMap<PublishedRow, Solved>): ComparedRow[] {
  const strong = (depth: number): Quantity => capacityOf(depth, plain, solved, "strong");
  const row = (name: string, published: string, computed: Quantity, note: string): ComparedRow => ({
    source: "stojnic",
    table: "text",
    quantity: name,
    published,
    computed,
    agrees: agreesWithPrinted(computed, published),
    note,
  });
  const ratio = ({ value, error, status }: Quantity, below: number): Quantity =>
    quantity(value / below, error / below, status);
  const threshold = twoStepThreshold();
  const cube = threshold.value ** 3;
  const weak = capacityOf(3, plain, solved, "weak");
  return [
    row("zeta_2, strong", "1.8432", ratio(strong(2), 6.7004), "computed alpha_2 / printed alpha_1"),
    row("zeta_3, strong", "1.3870", ratio(strong(3), 12.35), "computed alpha_3 / printed alpha_2"),
    row(
      "6.7^3",
      "300",
      quantity(cube, 3 * threshold.value ** 2 * threshold.error + roundingError(cube), threshold.status),
      `alpha_1^3, the trivial bound of three layers; their program gives ${weak.value.toFixed(4)}`,
    ),
  ];
}

function parameterRows(row: PublishedRow, solved: Solved): ComparedRow[] {
  const audit = auditOf(row, solved);
  return row.entries.flatMap(({ quantity: name, printed }) => {
    const computed = solved.get(columnMeant(row, name));
    if (computed === undefined) return [];
    const agrees = printed === null ? null : agreesWithPrinted(computed, printed);
    const base = {
      source: "stojnic" as const,
      table: String(row.table),
      quantity: name,
      published: printed ?? ILLEGIBLE,
      computed,
      agrees,
    };
    if (printed === null) {
      const note = "cannot be read in the source";
      return [
        name === "capacity" ? { ...base, note: `${note}; ${audit.explanation}`, audit } : { ...base, note },
      ];
    }
    if (name === "capacity") return [{ ...base, note: audit.explanation, audit }];
    return [{ ...base, note: parameterNote(row, name, computed, Number(printed), agrees === true) }];
  });
}

/** The column a printed number belongs to: Table 3, and the same row in Table 9, print γ̄_2 before γ̄_1. */
function columnMeant(row: PublishedRow, name: string): string {
  if (row.table !== 3 && row !== repeatedPlainRows[1]) return name;
  return name === "gammaBar_1" ? "gammaBar_2" : name === "gammaBar_2" ? "gammaBar_1" : name;
}

function parameterNote(
  row: PublishedRow,
  name: string,
  computed: Quantity,
  printed: number,
  agrees: boolean,
): string {
  const swapped = columnMeant(row, name) === name ? "" : `is ${columnMeant(row, name)}`;
  if (agrees) return swapped;
  const off = percentOff(computed, String(printed), false);
  return swapped === "" ? off : `${swapped}; ${off}`;
}

/** Residuals at the printed parameters and, where the capacity does not agree, what explains it best. */
function auditOf(row: PublishedRow, solved: Solved): PublishedAudit {
  const audit = auditParameters(publishedPoint(row), countOf(row));
  const { objective, stationarity, objectiveResidual } = audit;
  return { objective, stationarity, objectiveResidual, ...explain(row, audit, solved) };
}

function explain(
  row: PublishedRow,
  audit: ParameterAudit,
  solved: Solved,
): Pick<PublishedAudit, "explanation" | "substitution"> {
  const plainly = (explanation: string) => ({ explanation, substitution: null });
  const { objective, stationarity, objectiveResidual, impliedCapacity, reconstructed } = audit;
  if (reconstructed.includes(`expansion_${row.depth}`)) {
    return plainly(
      `the printed parameters put phi_0 = 0 at ${impliedCapacity.toFixed(4)}, stationarity residual ${stationarity.toExponential(1)}`,
    );
  }
  const residuals = `at the printed parameters phi_0 = ${signed(objective)}, stationarity residual ${stationarity.toExponential(1)}`;
  const published = row.entries.find((entry) => entry.quantity === "capacity")?.printed ?? "";
  const computed = solved.get("capacity");
  if (computed === undefined || agreesWithPrinted(computed, published)) return plainly(residuals);
  const [best] = searchSubstitutions(publishedPoint(row), countOf(row));
  const asPrinted = Math.max(stationarity, objectiveResidual);
  if (best.kind !== "printed" && best.residual * CLEARLY_BETTER < asPrinted) {
    return {
      explanation:
        `${residuals}; they fit a program with ${best.change} instead: residual ${best.residual.toExponential(1)} ` +
        `against ${asPrinted.toExponential(1)}, and that program converges to ${best.capacity.toFixed(8)}`,
      substitution: best.change,
    };
  }
  const percent = ((Number(published) / computed.value - 1) * 100).toPrecision(2);
  return plainly(
    `${residuals}: not converged, ${percent} % too high; phi_0 vanishes at ${impliedCapacity.toFixed(4)} with the printed parameters`,
  );
}

/** Tables 1 and 7: α_l and α_l/α_{l−1} at the printed expansions of the layers below. */
function summaryRows(
  row: PublishedRow,
  plain: readonly PublishedRow[],
  solved: ReadonlyMap<PublishedRow, Solved>,
): ComparedRow[] {
  const capacity = row.depth === 1 ? twoStepThreshold() : capacityOf(row.depth, plain, solved);
  const below = row.depth === 1 ? 1 : publishedCapacity(row.depth - 1);
  const relative = quantity(capacity.value / below, capacity.error / below, capacity.status);
  return row.entries.map(({ quantity: name, printed }) => {
    const isCapacity = name === "capacity";
    const computed = isCapacity ? capacity : relative;
    const published = printed ?? "";
    const agrees = agreesWithPrinted(computed, published);
    return {
      source: "stojnic" as const,
      table: String(row.table),
      quantity: isCapacity ? `alpha_${row.depth}` : `zeta_${row.depth}`,
      published,
      computed,
      agrees,
      note: summaryNote(row.depth, isCapacity, agrees),
      ...repetition(row, isCapacity),
    };
  });
}

/** Table 7 is Table 1 again, whose capacities of deep networks are those of Tables 2, 4 and 6. */
function repetition({ table, depth }: PublishedRow, isCapacity: boolean): { readonly repeats?: string } {
  if (table === 7) return { repeats: "Table 1" };
  return isCapacity && depth > 1 ? { repeats: `Table ${2 * (depth - 1)}` } : {};
}

function summaryNote(depth: number, isCapacity: boolean, agrees: boolean): string {
  if (depth === 1) return isCapacity ? "the 2-RSB threshold of one layer" : "alpha_1 / 1";
  if (!isCapacity) return `computed alpha_${depth} / printed alpha_${depth - 1}`;
  return agrees ? "" : `see Table ${depth === 3 ? 4 : 6}`;
}

let cachedThreshold: Quantity | undefined;

function twoStepThreshold(): Quantity {
  cachedThreshold ??= solveKrsb({ kind: "threshold" }, 2).value;
  return cachedThreshold;
}

function capacityOf(
  depth: number,
  plain: readonly PublishedRow[],
  solved: ReadonlyMap<PublishedRow, Solved>,
  notion: Notion = "weak",
): Quantity {
  const row = plain.find((candidate) => candidate.depth === depth && candidate.notion === notion);
  const value = row === undefined ? undefined : solved.get(row)?.get("capacity");
  return value ?? { value: Number.NaN, error: Number.POSITIVE_INFINITY, status: "domain-error" };
}

function publishedCapacity(depth: number): number {
  const entry = publishedSummary
    .find((row) => row.depth === depth)
    ?.entries.find((item) => item.quantity === "capacity");
  return entry?.value ?? Number.NaN;
}

function signed(value: number): string {
  return `${value >= 0 ? "+" : ""}${value.toPrecision(2)}`;
}
