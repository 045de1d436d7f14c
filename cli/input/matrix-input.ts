/** The matrix a command works on: a file, one row per line, or a seeded Gaussian one. */

import { MATRIX_LIMITS, randomMatrix, type WeightLaw, weightLawText } from "../../finite-size/index.js";
import { refuseOtherKind } from "../../src/file-kind.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { parseMatrix } from "../../src/matrix/parse-matrix.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError } from "../../src/result.js";
import { integer, seed } from "../definition/option.js";
import { weights } from "./weights-option.js";

/** The matrix and what the report says of it. */
export interface MatrixInput {
  readonly matrix: DenseMatrix;
  /** Seed and stream of a Gaussian matrix, or that it came from a file. */
  readonly origin: { readonly seed: number; readonly stream: number } | "entries";
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Bytes of a text. */
const LARGEST_TEXT = 2 ** 28;

/** --rows, --columns and --seed, which describe a Gaussian matrix. */
export const matrixOptions = {
  rows: integer("outputs, at least n", { from: 1, to: MATRIX_LIMITS.rows, placeholder: "m" }),
  columns: integer("inputs", { from: 1, to: MATRIX_LIMITS.columns, placeholder: "n" }),
  weights,
  seed: seed("seed of the matrix and of the search", 0),
};

/**
 * The matrix of a file, or the Gaussian one of rows, columns and seed.
 * @param onNote told what was left out of the file
 * @param flag how the file is named on the command line, for messages
 * @throws InputError unless exactly one of them is given, it can be read, and m ≥ n ≥ 1
 */
export function readMatrixInput(
  file: string | undefined,
  {
    rows,
    columns,
    weights,
    seed,
  }: {
    readonly rows: number | undefined;
    readonly columns: number | undefined;
    readonly weights: WeightLaw | undefined;
    readonly seed: number;
  },
  flag: string,
  onNote: (note: string) => void,
): MatrixInput {
  if (file !== undefined) {
    if (rows !== undefined || columns !== undefined) {
      throw new InputError(`${flag} together with --rows or --columns: expected one or the other`);
    }
    if (weights !== undefined) {
      throw new InputError(`${flag} together with --weights: expected one or the other`);
    }
    const matrix = parseMatrix(readMatrixText(file), `'${file}'`, onNote);
    if (matrix.rows < matrix.columns) {
      throw new InputError(
        `'${file}' has ${matrix.rows} rows and ${matrix.columns} columns: expected at least as many rows as columns, one row per line`,
      );
    }
    return { matrix, origin: "entries", parameters: { file } };
  }
  if (rows === undefined || columns === undefined) {
    throw new InputError(`no matrix: expected ${flag}, or --rows m and --columns n of a Gaussian one`);
  }
  requireTall(rows, columns);
  const law: WeightLaw = weights ?? { kind: "gaussian" };
  const matrix = randomMatrix(law, rows, columns, seed);
  // A certificate names the generator of Gaussian entries only; others it stores.
  return law.kind === "gaussian"
    ? { matrix, origin: { seed, stream: 0 }, parameters: { rows, columns } }
    : { matrix, origin: "entries", parameters: { rows, columns, weights: weightLawText(law) } };
}

/** @throws InputError unless rows ≥ columns, naming both options */
export function requireTall(rows: number, columns: number): void {
  if (rows < columns) {
    throw new InputError(
      `--rows ${rows} with --columns ${columns}: expected at least as many rows as columns`,
    );
  }
}

export function readMatrixText(file: string): string {
  const expected = "a text matrix, one row per line";
  const bytes = readRegularFile(file, LARGEST_TEXT, "a file that can be read");
  refuseOtherKind(bytes, `'${file}'`, expected);
  return new TextDecoder().decode(bytes);
}
