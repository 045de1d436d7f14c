/** A matrix laid out for the search loops: rows of one length, padded, and room for everything they need. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import type { SearchEngine } from "./search-functions.js";

/** Byte offsets into the memory of the engine, and its views. */
export interface SearchWorkspace {
  readonly engine: SearchEngine;
  readonly rows: number;
  readonly columns: number;
  /** Columns and rows, padded to multiples of four. */
  readonly width: number;
  readonly height: number;
  /** Directions that `pool` and `images` have room for. */
  readonly directions: number;
  readonly at: Readonly<Record<Region, number>>;
  /** The numbers of a region, which may be written. */
  readonly view: (region: Region, length: number) => Float64Array;
}

type Region = keyof ReturnType<typeof sizes>;

/** The first bytes are left to the compiler's own use. */
const BASE = 1024;

/** Lengths in numbers. */
function sizes(rows: number, width: number, height: number, directions: number) {
  return {
    matrix: rows * width,
    jitter: height,
    x: width,
    velocity: width,
    gradient: width,
    best: width,
    products: height,
    table: height + 1,
    state: 2,
    energy: 2,
    crossings: 2 * height,
    pool: directions * width,
    images: directions * height,
  };
}

/**
 * Copies the matrix with each row scaled to norm √n, so that the products of a unit vector are of order one; zero
 * rows stay zero. @param open makes the engine, given the bytes it must hold
 */
export function openWorkspace(
  matrix: DenseMatrix,
  directions: number,
  open: (bytes: number) => SearchEngine,
): SearchWorkspace {
  const { rows, columns } = matrix;
  const [width, height] = [paddedToFour(columns), paddedToFour(rows)];
  const lengths = sizes(rows, width, height, directions);
  const at = { ...lengths };
  let next = BASE;
  for (const region of Object.keys(lengths) as Region[]) {
    at[region] = next;
    // Vectors of 16 bytes are read at multiples of 16.
    next += 16 * Math.ceil(lengths[region] / 2);
  }
  const engine = open(next);
  const numbers = new Float64Array(engine.buffer);
  for (let i = 0; i < rows; i++) {
    const row = rowOf(matrix, i);
    const largest = row.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    if (largest === 0) continue;
    let square = 0;
    for (const entry of row) square += (entry / largest) ** 2;
    const factor = Math.sqrt(columns / square);
    for (let j = 0; j < columns; j++) numbers[at.matrix / 8 + i * width + j] = (row[j] / largest) * factor;
  }
  const view = (region: Region, length: number): Float64Array =>
    numbers.subarray(at[region] / 8, at[region] / 8 + length);
  return { engine, rows, columns, width, height, directions, at, view };
}

function paddedToFour(count: number): number {
  return 4 * Math.ceil(count / 4);
}
