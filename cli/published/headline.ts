/** The two headline tables in the layout of their sources: thresholds of one layer, capacities of deep networks. */
import type { GradedRow } from "../../compare/index.js";
import type { Table } from "../../src/table/table.js";
import { column } from "../definition/columns.js";
import { field } from "../definition/command.js";

export const headlineFields = {
  theory: field("The theory, as its source names it.", "text"),
  layers: field("Number of layers.", "integer"),
  notion: field("weak: n active units in the last layer; strong: 2n.", "text"),
  published: field("The number as it is printed; illegible where it cannot be read.", "text"),
  converged: field("The converged value of what the source computes.", "quantity"),
  grade: field(
    "How far the printed number is from the computed one: same; last digit (off by one unit of it); a percentage below 1 %; differs; illegible.",
    "text",
  ),
  why: field("Why the two differ.", "text"),
};

/** Eight digits are more than any source prints. */
const DIGITS = 8;

/** @param rows every published number, graded */
export function headlineTables(rows: readonly GradedRow[]): Table[] {
  return [oneLayer(rows), deepNetworks(rows)];
}

function oneLayer(rows: readonly GradedRow[]): Table {
  const names = ["Cover", "full RSB", "1-RSB", "RS", "Euler", "union bound"];
  return {
    title: "Thresholds of one layer (Maillard 2022)",
    columns: columnsWith("theory"),
    rows: names.flatMap((name) => {
      const row = rows.find(
        ({ source, table, quantity }) => source === "maillard" && table === "talk" && quantity === name,
      );
      return row === undefined ? [] : [{ theory: name, ...shown(row), why: row.note }];
    }),
  };
}

/** Tables 2 to 6, 8 and 9: the capacity of each. */
const CAPACITIES = [
  { table: "2", layers: "2", notion: "weak" },
  { table: "4", layers: "3", notion: "weak" },
  { table: "6", layers: "4", notion: "weak" },
  { table: "3", layers: "2", notion: "strong" },
  { table: "5", layers: "3", notion: "strong" },
  { table: "8", layers: "2, lifted", notion: "weak" },
  { table: "9", layers: "2, lifted", notion: "strong" },
] as const;

/** Why a printed capacity is not one, from the residuals of its own parameters. */
function whyItDiffers({ agrees, audit }: GradedRow): string {
  if (agrees !== false || audit === undefined) return "";
  const { substitution, objective } = audit;
  if (substitution !== null) return `printed parameters fit ${substitution}`;
  return `not converged: phi_0 = ${objective.toPrecision(2)} at its own parameters`;
}

/** The rows of the capacities, with depth and notion. */
export function capacityRows(
  rows: readonly GradedRow[],
): { readonly layers: string; readonly notion: string; readonly row: GradedRow }[] {
  return CAPACITIES.flatMap(({ table, layers, notion }) => {
    const row = rows.find(
      (found) => found.source === "stojnic" && found.table === table && found.quantity === "capacity",
    );
    return row === undefined ? [] : [{ layers, notion, row }];
  });
}

function deepNetworks(rows: readonly GradedRow[]): Table {
  return {
    title: "Capacities of deep networks, alpha_1 = 6.7004 (Stojnic 2024, Tables 2-6, 8, 9)",
    columns: [column(headlineFields, "layers"), ...columnsWith("notion")],
    rows: capacityRows(rows).map(({ layers, notion, row }) => ({
      layers,
      notion,
      ...shown(row),
      why: whyItDiffers(row),
    })),
  };
}

function columnsWith(first: "theory" | "notion"): Table["columns"] {
  return [
    column(headlineFields, first),
    column(headlineFields, "published"),
    column(headlineFields, "converged", { digits: DIGITS }),
    column(headlineFields, "grade"),
    column(headlineFields, "why", { wrap: true }),
  ];
}

function shown({ published, computed, grade }: GradedRow): object {
  return { published, converged: computed, grade };
}
