/** Tables 1–9 of Stojnic 2024 as they are laid out in the paper, with a line of computed values below each printed one. */
import type { GradedRow } from "../../compare/index.js";
import type { Table, TableColumn } from "../../src/table/table.js";

const TITLES: Readonly<Record<string, string>> = {
  "1": "Table 1: weak injectivity capacity and expansion of each layer",
  "2": "Table 2: 2 layers, weak",
  "3": "Table 3: 2 layers, strong (the columns of gammaBar are printed in the other order)",
  "4": "Table 4: 3 layers, weak",
  "5": "Table 5: 3 layers, strong",
  "6": "Table 6: 4 layers, weak",
  "7": "Table 7: weak injectivity capacity and expansion of each layer",
  "8": "Table 8: 2 layers, weak, plain and lifted",
  "9": "Table 9: 2 layers, strong, plain and lifted",
};

/** Fits four numbers more than the paper prints, and its widest table into a line. */
const DIGITS = 7;

/** @param rows the graded numbers of the source */
export function publishedLayout(rows: readonly GradedRow[]): Table[] {
  return Object.entries(TITLES).flatMap(([table, title]) => {
    const own = rows.filter((row) => row.source === "stojnic" && row.table === table);
    if (own.length === 0) return [];
    const blocks = table === "1" || table === "7" ? byLayer(own) : byProgram(own);
    const names = [...new Set(blocks.flatMap(({ cells }) => [...cells.keys()]))];
    return [
      {
        title,
        columns: [rowColumn(), ...names.map(numberColumn)],
        rows: blocks.flatMap(({ name, cells }) => [
          {
            row: `${name}printed`,
            ...Object.fromEntries([...cells].map(([key, cell]) => [key, cell.published])),
          },
          {
            row: `${name}computed`,
            ...Object.fromEntries([...cells].map(([key, cell]) => [key, cell.computed])),
          },
        ]),
      },
    ];
  });
}

interface Block {
  readonly name: string;
  readonly cells: ReadonlyMap<string, GradedRow>;
}

/** One block per program: the plain and the lifted one in Tables 8 and 9. */
function byProgram(rows: readonly GradedRow[]): Block[] {
  const plain = rows.filter((row) => row.quantity.endsWith(", plain"));
  const own = rows.filter((row) => !row.quantity.endsWith(", plain"));
  const cellsOf = (some: readonly GradedRow[]): Map<string, GradedRow> =>
    new Map(some.map((row) => [row.quantity.replace(", plain", ""), row]));
  return plain.length === 0
    ? [{ name: "", cells: cellsOf(own) }]
    : [
        { name: "plain, ", cells: cellsOf(plain) },
        { name: "lifted, ", cells: cellsOf(own) },
      ];
}

/** Capacities above, expansions below, a column per layer. */
function byLayer(rows: readonly GradedRow[]): Block[] {
  return [
    { name: "capacity, ", prefix: "alpha_" },
    { name: "expansion, ", prefix: "zeta_" },
  ].map(({ name, prefix }) => ({
    name,
    cells: new Map(
      rows
        .filter((row) => row.quantity.startsWith(prefix))
        .map((row) => [`layer ${row.quantity.slice(prefix.length)}`, row]),
    ),
  }));
}

function rowColumn(): TableColumn {
  return { name: "row", header: "", meaning: "Whether the line is printed in the paper or computed here." };
}

function numberColumn(name: string): TableColumn {
  return { name, meaning: "A parameter, or the number of layers, as the paper names it.", digits: DIGITS };
}
