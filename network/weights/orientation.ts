/** Turning stored matrices so that rows are neurons. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";

/** The transpose. */
export function transposed({ rows, columns, values }: DenseMatrix): DenseMatrix {
  const turned = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j];
  }
  return { rows: columns, columns: rows, values: turned };
}
