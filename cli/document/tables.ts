/** The tables of the report, made from the data of its figures and from the published numbers. */
import { agreementOf, type GradedRow, type PublishedSource } from "../../compare/index.js";
import type { DrawnFigure } from "../../figures/index.js";
import type { Quantity } from "../../src/result.js";
import { formatNumber, formatQuantity, formatSmall } from "../output/format-quantity.js";
import type { TextTable } from "../output/report.js";

type Row = DrawnFigure["table"]["rows"][number];

/** Every bound of one layer, from the figure of them. */
export function boundsTable({ table }: DrawnFigure): TextTable {
  return {
    title: "Bounds on the injectivity threshold of one layer, α = m/n",
    columns: [
      { header: "bound" },
      { header: "α" },
      { header: "side" },
      { header: "kind" },
      { header: "source" },
    ],
    rows: table.rows.map((row) => [
      String(row.bound),
      formatQuantity(row.value as Quantity),
      String(row.side).replace(" bound", ""),
      String(row.kind),
      String(row.source),
    ]),
  };
}

/** α_k and its distance from full RSB, from the figure of the convergence. */
export function thresholdsTable({ table }: DrawnFigure): TextTable {
  const levels = table.rows.filter((row) => row.threshold !== null);
  return {
    title: "Thresholds of k-RSB",
    columns: [{ header: "k", align: "right" }, { header: "α_k" }, { header: "α_k − α_∞" }],
    rows: levels.map((row) => [
      String(row.k),
      formatQuantity(row.threshold as Quantity),
      formatSmall((row.gap as Quantity).value),
    ]),
  };
}

/** Least admissible expansions, a row a layer, from the figure of the capacities. */
export function capacitiesTable({ table }: DrawnFigure): TextTable {
  const cases = ["weak", "strong"].flatMap((notion) =>
    ["unit norms", "optimal norms"].map((series) => ({ notion, series })),
  );
  return {
    title: "Least admissible expansions α_l = m_l/n, every layer before as narrow as admitted",
    columns: [
      { header: "layer", align: "right" },
      ...cases.map(({ notion, series }) => ({ header: `${notion}, ${series}` })),
    ],
    rows: pivot(
      table.rows,
      cases.map((which) => (row) => row.notion === which.notion && row.series === which.series),
      "expansion",
    ),
  };
}

/** Least constant widths, a row a depth, one table a notion, from the figure of the widths. */
export function widthsTables({ table }: DrawnFigure): TextTable[] {
  return ["weak", "strong"].map((notion) => {
    const rows = table.rows.filter((row) => row.notion === notion);
    const methods = [...new Set(rows.map((row) => String(row.method)))];
    return {
      title: `Least constant width C of (n, Cn, …, Cn), ${notion}`,
      columns: [{ header: "layers", align: "right" }, ...methods.map((header) => ({ header }))],
      rows: pivot(
        rows,
        methods.map((method) => (row) => row.method === method),
        "width",
      ),
    };
  });
}

/** One line a depth, one column a condition. */
function pivot(
  rows: readonly Row[],
  conditions: readonly ((row: Row) => boolean)[],
  field: string,
): string[][] {
  const depths = [...new Set(rows.map((row) => row.depth as number))].sort((a, b) => a - b);
  return depths.map((depth) => [
    String(depth),
    ...conditions.map((condition) => {
      const cell = rows.find((row) => row.depth === depth && condition(row))?.[field];
      return typeof cell === "object" && cell !== null ? formatNumber(cell.value, 10) : "–";
    }),
  ]);
}

/** A source of published numbers, and its rows. */
export interface PublishedRows {
  readonly source: PublishedSource;
  readonly title: string;
  readonly rows: readonly GradedRow[];
}

/** How many numbers of each source agree. */
export function agreementTable(published: readonly PublishedRows[]): TextTable {
  return {
    title: "Published numbers and computed ones",
    columns: [
      { header: "source" },
      { header: "numbers", align: "right" },
      { header: "same", align: "right" },
      { header: "last digit", align: "right" },
      { header: "below 1 %", align: "right" },
      { header: "differ", align: "right" },
      { header: "illegible", align: "right" },
    ],
    rows: published.map(({ title, rows }) => {
      const { numbers, agree, lastDigit, small, differ, illegible } = agreementOf(rows);
      return [title, numbers, agree, lastDigit, small, differ, illegible].map(String);
    }),
    notes: [
      "Most numbers of Stojnic 2024 are parameters of the programs, printed to few digits, which the capacities feel to second order only: which capacities stand is in the audit.",
    ],
  };
}

/** Every number of one source. */
export function publishedTable({ title, rows }: PublishedRows): TextTable {
  return {
    title: `${title}: all ${rows.length} numbers`,
    columns: [
      { header: "table" },
      { header: "quantity" },
      { header: "published" },
      { header: "computed" },
      { header: "grade" },
      { header: "note" },
    ],
    rows: rows.map((row) => [
      row.table,
      row.quantity,
      row.published,
      formatQuantity(row.computed),
      row.grade,
      row.correction === undefined ? row.note : `${row.note}; corrected: ${row.correction}`,
    ]),
  };
}
