/** Columns of printed tables, made of the fields that a command describes. */
import type { Described } from "../../src/table/described.js";
import type { TableColumn } from "../../src/table/table.js";

/** A column for a field, with how its cells are to be shown. */
export function column<Fields extends Readonly<Record<string, Described>>>(
  fields: Fields,
  name: keyof Fields & string,
  shown: Omit<TableColumn, "name" | keyof Described> & { readonly header?: string } = {},
): TableColumn {
  return { ...fields[name], name, ...shown };
}

/** Columns for several fields, shown as their cells are shown by default. */
export function columns<Fields extends Readonly<Record<string, Described>>>(
  fields: Fields,
  ...names: readonly (keyof Fields & string)[]
): TableColumn[] {
  return names.map((name) => column(fields, name));
}
