/** The matrix a command works on: a file, one row a line, or a seeded Gaussian one. */
import { readFileSync } from "node:fs";
import { gaussianMatrix } from "../geometry/index.js";
import type { DenseMatrix } from "../src/matrix/dense-matrix.js";
import { parseMatrix } from "../src/matrix/parse-matrix.js";
import { InputError } from "../src/result.js";

export interface MatrixOptions {
  readonly rows?: number;
  readonly columns?: number;
  readonly seed: number;
}

/** The matrix and what the report says of it. */
export interface MatrixInput {
  readonly matrix: DenseMatrix;
  /** Seed and stream of a Gaussian matrix, or that it came from a file. */
  readonly origin: { readonly seed: number; readonly stream: number } | "entries";
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Largest numbers on the command line; the file may be as large as memory allows. */
export const LARGEST_MATRIX_ROWS = 100_000;
export const LARGEST_MATRIX_COLUMNS = 10_000;

/**
 * The matrix of a file, or the Gaussian one of rows, columns and seed.
 * @param flag how the file is named on the command line, for messages
 * @throws InputError unless exactly one of them is given, it can be read, and m ≥ n ≥ 1
 */
export function readMatrixInput(
  file: string | undefined,
  { rows, columns, seed }: MatrixOptions,
  flag: string,
): MatrixInput {
  if (file !== undefined) {
    if (rows !== undefined || columns !== undefined) {
      throw new InputError(`${flag} together with --rows or --columns: expected one or the other`);
    }
    const matrix = parseMatrix(readText(file), `'${file}'`);
    if (matrix.rows < matrix.columns) {
      throw new InputError(
        `'${file}' has ${matrix.rows} rows and ${matrix.columns} columns: expected at least as many rows as columns, one row a line`,
      );
    }
    return { matrix, origin: "entries", parameters: { file } };
  }
  if (rows === undefined || columns === undefined) {
    throw new InputError(`no matrix: expected ${flag}, or --rows m and --columns n of a Gaussian one`);
  }
  requireTall(rows, columns);
  const matrix = gaussianMatrix(rows, columns, seed);
  return { matrix, origin: { seed, stream: 0 }, parameters: { rows, columns } };
}

/** @throws InputError unless rows ≥ columns, naming both options */
export function requireTall(rows: number, columns: number): void {
  if (rows < columns) {
    throw new InputError(
      `'${rows}' in --rows with --columns ${columns}: expected at least as many rows as columns`,
    );
  }
}

/** A text file. @throws InputError when it cannot be read */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*?: /, "") : String(error);
    throw new InputError(`'${file}': expected a file that can be read (${reason})`);
  }
}
