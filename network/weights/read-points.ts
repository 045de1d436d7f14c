/** Points of an input space from a file: one a row, as text or .npy. */
import { refuseOtherKind } from "../../src/file-kind.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { parseMatrix } from "../../src/matrix/parse-matrix.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError } from "../../src/result.js";
import { decodeText } from "./decode-text.js";
import { LARGEST_FILE, LARGEST_TEXT } from "./limits.js";
import { isNpy, readNpy } from "./npy.js";
import { shapeText } from "./tensor.js";

/**
 * The points of a file: rows of a text matrix, or an array whose first axis counts the points and whose others make
 * `entries` numbers, or one point alone.
 * @param path of a regular file
 * @param entries numbers of one point
 * @param onNote told what was left out of the file
 * @returns the points, finite numbers
 * @throws InputError for other files, and for points of another length
 */
export function readPoints(path: string, entries: number, onNote: (note: string) => void): Float64Array[] {
  const expected = "a text matrix or .npy of points, one a row";
  const bytes = readRegularFile(path, LARGEST_FILE, expected);
  const where = `'${path}'`;
  if (isNpy(bytes)) {
    const { shape, read } = readNpy(bytes, "points", where);
    const values = read();
    if (entries < 1 || values.length % entries !== 0 || values.length === 0) {
      throw new InputError(
        `${shapeText(shape)} numbers in ${where}: expected a multiple of ${entries}, one per input`,
      );
    }
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad !== -1)
      throw new InputError(`${values[bad]} at place ${bad + 1} of ${where}: expected finite numbers`);
    return Array.from({ length: values.length / entries }, (_, i) =>
      values.slice(i * entries, (i + 1) * entries),
    );
  }
  refuseOtherKind(bytes, where, expected);
  if (bytes.length > LARGEST_TEXT)
    throw new InputError(`${where} is too large: expected at most ${LARGEST_TEXT} bytes`);
  const matrix = parseMatrix(decodeText(bytes, where), where, onNote);
  // A point may stand in a column, or run over several rows as an image does.
  if (matrix.columns !== entries && matrix.values.length === entries) return [matrix.values];
  if (matrix.columns !== entries) {
    throw new InputError(`${matrix.columns} numbers a row in ${where}: expected ${entries}, one per input`);
  }
  return Array.from({ length: matrix.rows }, (_, i) => rowOf(matrix, i));
}
