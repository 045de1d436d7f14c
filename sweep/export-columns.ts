/** The columns of a store: which cells there are, of which type, and which of them were asked for. */

import { closestName } from "../src/closest-name.js";
import { numberOf } from "../src/json-number.js";
import { InputError } from "../src/result.js";
import { type ColumnType, type FlatColumn, partColumns, valueColumn } from "../src/table/flat-columns.js";
import { isQuantity } from "../src/table/table.js";
import { BACKGROUND, type Cell, type Row } from "./export-cells.js";

/** One cell of every line, or one part of it. */
export interface ExportColumn {
  readonly cell: string;
  /** All of a quantity, or one of its parts; a cell that is not a quantity has a value only. */
  readonly part: "all" | "value" | "error" | "status";
}

/** What is known of a cell after all lines have been seen. */
export interface CellSurvey {
  /** Of its value. */
  readonly type: ColumnType;
  readonly isQuantity: boolean;
  /** Whether it differs between lines. */
  readonly varies: boolean;
  /** Whether it counts the lines of a point: a plain number that differs between neighbours, as that of a layer does. */
  readonly variesInPoint: boolean;
}

interface Seen {
  numbers: boolean;
  /** Words such as Infinity: numbers among numbers, texts among texts. */
  numberWords: boolean;
  booleans: boolean;
  texts: boolean;
  quantities: boolean;
  varies: boolean;
  variesInPoint: boolean;
  lines: number;
  readonly first: Cell;
}

/** Looks at every line once, in memory that does not grow with their number. */
export class ColumnSurvey {
  /** By the first part of the name, so that a list that grows stays together. */
  readonly #fields = new Map<string, Map<string, Seen>>();
  #lines = 0;
  #before: Row = new Map();

  get lines(): number {
    return this.#lines;
  }

  add(row: Row): void {
    this.#lines += 1;
    const samePoint = row.get("id") === this.#before.get("id");
    for (const [name, cell] of row) {
      const field = name.split(".", 1)[0];
      let cells = this.#fields.get(field);
      if (cells === undefined) {
        cells = new Map();
        this.#fields.set(field, cells);
      }
      let seen = cells.get(name);
      if (seen === undefined) {
        seen = {
          numbers: false,
          numberWords: false,
          booleans: false,
          texts: false,
          quantities: false,
          varies: false,
          variesInPoint: false,
          lines: 0,
          first: cell,
        };
        cells.set(name, seen);
      }
      seen.lines += 1;
      look(seen, cell);
      const before = this.#before.get(name);
      if (samePoint && typeof before === "number" && typeof cell === "number" && cell !== before) {
        seen.variesInPoint = true;
      }
    }
    this.#before = row;
  }

  /** All cells in the order of their first appearance, those of one field together. */
  cells(): Map<string, CellSurvey> {
    const all = [...this.#fields.values()].flatMap((cells) => [...cells]);
    return new Map(
      all.map(([name, seen]) => [
        name,
        {
          type: typeOf(seen),
          isQuantity: seen.quantities,
          varies: seen.varies || seen.lines < this.#lines,
          variesInPoint: seen.variesInPoint,
        },
      ]),
    );
  }
}

function look(seen: Seen, cell: Cell): void {
  if (isQuantity(cell)) seen.quantities = true;
  else if (typeof cell === "number") seen.numbers = true;
  else if (typeof cell === "boolean") seen.booleans = true;
  else if (typeof cell === "string" && numberOf(cell) !== undefined) seen.numberWords = true;
  else if (typeof cell === "string") seen.texts = true;
  const same = isQuantity(cell)
    ? isQuantity(seen.first) && Object.is(cell.value, seen.first.value)
    : cell === seen.first;
  if (!same) seen.varies = true;
}

function typeOf({ numbers, numberWords, booleans, texts, quantities }: Seen): ColumnType {
  if (texts || (booleans && (numbers || numberWords || quantities))) return "text";
  if (booleans) return "boolean";
  return numbers || numberWords || quantities ? "number" : "text";
}

/** Everything but the background. */
export function allColumns(cells: ReadonlyMap<string, CellSurvey>): ExportColumn[] {
  return [...cells.keys()]
    .filter((name) => name === "id" || !BACKGROUND.test(name))
    .map((cell) => ({ cell, part: "all" }));
}

/**
 * What fits a printed table: the parameters that vary, the first cell that tells the lines of a point apart (a layer),
 * and the quantities that are no part of a list.
 */
export function tableColumns(cells: ReadonlyMap<string, CellSurvey>): ExportColumn[] {
  const counter = [...cells].find(([name, { variesInPoint }]) => variesInPoint && !name.includes("."))?.[0];
  const chosen = [...cells].filter(([name, { isQuantity: quantity, varies }]) => {
    if (name.startsWith("parameters.")) return varies;
    if (name === "state" || name === "error") return varies;
    return name === counter || (quantity && !name.includes("."));
  });
  return chosen.map(([cell]) => ({ cell, part: "all" }));
}

/**
 * The columns that were asked for: a cell, all cells of a field (`overlaps`), or a part of a quantity (`energy.error`).
 * @throws InputError for a name that no line has, with the nearest one
 */
export function chosenColumns(
  cells: ReadonlyMap<string, CellSurvey>,
  names: readonly string[],
): ExportColumn[] {
  return names.flatMap((name): ExportColumn[] => {
    if (cells.has(name)) return [{ cell: name, part: "all" }];
    const part = /^(.+)\.(value|error|status)$/.exec(name);
    if (part !== null && cells.get(part[1])?.isQuantity === true) {
      return [{ cell: part[1], part: part[2] as "value" | "error" | "status" }];
    }
    const below = [...cells.keys()].filter((cell) => cell.startsWith(`${name}.`));
    if (below.length > 0) return below.map((cell) => ({ cell, part: "all" }));
    const known = [...cells.keys()];
    const fields = [...new Set(known.map((cell) => (cell.startsWith("p") ? cell : cell.split(".", 1)[0])))];
    const nearest = closestName(name, [...known, ...fields]);
    const hint = nearest === undefined ? `one of ${fields.join(", ")}` : `${nearest}?`;
    throw new InputError(`'${name}' in option 'columns': expected ${hint}`);
  });
}

/** Quantities `x` as three columns `x`, `x.error`, `x.status`. */
export function flatColumns(
  columns: readonly ExportColumn[],
  cells: ReadonlyMap<string, CellSurvey>,
): FlatColumn<Row>[] {
  return columns.flatMap(({ cell, part }) => {
    const survey = cells.get(cell);
    if (survey === undefined) return [];
    const read = (row: Row): Cell | undefined => row.get(cell);
    const value = valueColumn(part === "value" ? `${cell}.value` : cell, survey.type, read);
    const parts = { value, ...partColumns(cell, read) };
    if (part !== "all") return [parts[part]];
    return survey.isQuantity ? [parts.value, parts.error, parts.status] : [value];
  });
}
