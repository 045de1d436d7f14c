/** Reads bytes as if they were a file of some name. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NetworkModel, type ReadOptions, readModel } from "../../../network/index.js";

/** A folder of its own; `read` writes one file there, reads it as a model and removes it. */
export function temporaryFolder(): {
  readonly path: (name: string) => string;
  readonly write: (name: string, contents: Uint8Array | string) => string;
  readonly read: (name: string, contents: Uint8Array | string, options?: ReadOptions) => NetworkModel;
  readonly names: () => string[];
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "weights-"));
  const path = (name: string): string => join(folder, name);
  const write = (name: string, contents: Uint8Array | string): string => {
    writeFileSync(path(name), contents);
    return path(name);
  };
  return {
    path,
    write,
    read: (name, contents, options) => readModel(write(name, contents), options),
    names: () => readdirSync(folder),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Rows of a matrix as plain arrays. */
export function rowsOf({
  rows,
  columns,
  values,
}: {
  rows: number;
  columns: number;
  values: Float64Array;
}): number[][] {
  return Array.from({ length: rows }, (_, i) => [...values.subarray(i * columns, (i + 1) * columns)]);
}
