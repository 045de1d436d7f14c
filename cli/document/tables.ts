/** The tables of the report, made from the data of its figures and from the published numbers. */
import { agreementOf, type GradedRow, type PublishedSource } from "../../compare/index.js";
import type { DrawnFigure } from "../../figures/index.js";
import { isQuantity, type Table, type TableColumn } from "../../src/table/table.js";

type Row = DrawnFigure["table"]["rows"][number];

/** Every bound of one layer, from the figure of them. */
export function boundsTable({ table }: DrawnFigure): Table {
  return {
    title: "Bounds on the injectivity threshold of one layer, α = m/n",
    columns: columnsOf(table, { bound: {}, value: { header: "α" }, side: {}, kind: {}, source: {} }),
    rows: table.rows.map((row) => ({ ...row, side: String(row.side).replace(" bound", "") })),
  };
}

/** α_k and its distance from full RSB, from the figure of the convergence. */
export function thresholdsTable({ table }: DrawnFigure): Table {
  return {
    title: "Thresholds of k-RSB",
    columns: columnsOf(table, {
      k: {},
      threshold: { header: "α_k" },
      gap: { header: "α_k − α_∞", small: true },
    }),
    rows: table.rows.filter((row) => row.threshold !== null),
  };
}

/** Columns of a figure's data, with how they are shown here. */
function columnsOf(
  { columns }: DrawnFigure["table"],
  shown: Readonly<Record<string, Partial<TableColumn>>>,
): TableColumn[] {
  return Object.entries(shown).flatMap(([name, how]) =>
    columns.filter((column) => column.name === name).map((column) => ({ ...column, ...how })),
  );
}

/** Least admissible expansions, a row per layer, from the figure of the capacities. */
export function capacitiesTable({ table }: DrawnFigure): Table {
  const cases = ["weak", "strong"].flatMap((notion) =>
    ["unit norms", "optimal norms"].map(
      (series) =>
        [`${notion}, ${series}`, (row: Row) => row.notion === notion && row.series === series] as const,
    ),
  );
  return {
    title: "Least admissible expansions α_l = m_l/n, every layer before as narrow as admitted",
    ...pivot(table.rows, "layer", cases, "expansion"),
  };
}

/** Least constant widths, a row per depth, one table per notion, from the figure of the widths. */
export function widthsTables({ table }: DrawnFigure): Table[] {
  return ["weak", "strong"].map((notion) => {
    const rows = table.rows.filter((row) => row.notion === notion);
    const methods = [...new Set(rows.map((row) => String(row.method)))].map(
      (method) => [method, (row: Row) => row.method === method] as const,
    );
    return {
      title: `Least constant width C of (n, Cn, …, Cn), ${notion}`,
      ...pivot(rows, "layers", methods, "width"),
    };
  });
}

/** One line per depth, one column per condition. */
function pivot(
  rows: readonly Row[],
  first: string,
  conditions: readonly (readonly [name: string, holds: (row: Row) => boolean])[],
  field: string,
): Pick<Table, "columns" | "rows"> {
  const depths = [...new Set(rows.map((row) => row.depth as number))].sort((a, b) => a - b);
  const valueAt = (depth: number, holds: (row: Row) => boolean) => {
    const cell = rows.find((row) => row.depth === depth && holds(row))?.[field];
    return isQuantity(cell) ? cell : "–";
  };
  return {
    columns: [
      { name: first, meaning: "Number of layers.", align: "right" },
      ...conditions.map(([name]) => ({ name, meaning: `The ${field}: ${name}.`, digits: 10 })),
    ],
    rows: depths.map((depth) => ({
      [first]: depth,
      ...Object.fromEntries(conditions.map(([name, holds]) => [name, valueAt(depth, holds)])),
    })),
  };
}

/** A source of published numbers, and its rows. */
export interface PublishedRows {
  readonly source: PublishedSource;
  readonly title: string;
  readonly rows: readonly GradedRow[];
}

/** How many numbers of each source agree. */
export function agreementTable(published: readonly PublishedRows[]): Table {
  return {
    title: "Published numbers and computed ones",
    columns: [
      { name: "source", meaning: "Where the numbers are printed." },
      { name: "numbers", meaning: "How many numbers are printed." },
      { name: "agree", meaning: "How many agree.", header: "same" },
      { name: "lastDigit", meaning: "How many differ in the last digit.", header: "last digit" },
      { name: "small", meaning: "How many differ by less than a percent.", header: "below 1 %" },
      { name: "differ", meaning: "How many differ." },
      { name: "illegible", meaning: "How many cannot be read." },
    ],
    rows: published.map(({ title, rows }) => ({ source: title, ...agreementOf(rows) })),
    notes: [
      "Most numbers of Stojnic 2024 are parameters of the programs, printed to few digits, which the capacities feel to second order only: which capacities stand is in the audit.",
    ],
  };
}

/** Every number of one source. */
export function publishedTable({ title, rows }: PublishedRows): Table {
  return {
    title: `${title}: all ${rows.length} numbers`,
    columns: [
      { name: "table", meaning: "Number of the table." },
      { name: "quantity", meaning: "What is printed." },
      { name: "published", meaning: "As printed." },
      { name: "computed", meaning: "Computed at the printed settings." },
      { name: "grade", meaning: "How the computed value and the printed one compare." },
      { name: "note", meaning: "What there is to say." },
    ],
    rows: rows.map((row) => ({
      ...row,
      note: row.correction === undefined ? row.note : `${row.note}; corrected: ${row.correction}`,
    })),
  };
}
