/**
 * Banded times dense matrices, the hot loop of recursions in two fields: WebAssembly SIMD, or a plain loop where the
 * engine has none or the caller has chosen another kernel.
 */
import { WASM_BASE64 } from "./bands-binary.js";
import { convolutionKernelName } from "./select.js";
import { instantiate, reserve, type WasmInstance } from "./web-assembly.js";

/** A matrix whose row i is nonzero only in the columns first[i] … first[i] + count[i] − 1. */
export interface BandMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row i starts at i·stride in `entries`. */
  readonly stride: number;
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly entries: Float64Array;
}

interface BandFunctions {
  readonly bandProduct: (...numbers: number[]) => void;
}
type Kernel = WasmInstance<BandFunctions>;

/** Bytes of memory at the start. */
const FIRST_BYTES = 262_144;
/** The first bytes are left to the compiler's own use. */
const BASE = 1024;
/** Columns that run side by side. */
const LANES = 8;

let loaded: Kernel | null | undefined;

/** B·X for a dense row-major X with one row for each column of B and `width` columns. */
export function bandProduct(band: BandMatrix, dense: Float64Array, width: number): Float64Array {
  if (dense.length !== band.columns * width) {
    throw new RangeError(`${dense.length} entries: expected ${band.columns} × ${width}`);
  }
  const kernel = convolutionKernelName() === "wasm" ? wasmKernel() : null;
  return kernel === null ? plainProduct(band, dense, width) : wasmProduct(kernel, band, dense, width);
}

function plainProduct(band: BandMatrix, dense: Float64Array, width: number): Float64Array {
  const { rows, stride, first, count, entries } = band;
  const out = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    const target = i * width;
    for (let j = 0; j < count[i]; j++) {
      const factor = entries[i * stride + j];
      const source = (first[i] + j) * width;
      for (let c = 0; c < width; c++) out[target + c] += factor * dense[source + c];
    }
  }
  return out;
}

function wasmProduct(
  { memory, functions }: Kernel,
  { rows, columns, stride, first, count, entries }: BandMatrix,
  dense: Float64Array,
  width: number,
): Float64Array {
  const line = LANES * Math.ceil(width / LANES);
  const integers = BASE + 8 * (entries.length + (columns + rows) * line);
  const needed = integers + 8 * rows;
  reserve(memory, needed);
  const numbers = new Float64Array(memory.buffer);
  const places = new Int32Array(memory.buffer);
  const source = BASE / 8 + entries.length;
  const target = source + columns * line;
  numbers.set(entries, BASE / 8);
  // The padding is left as it is: its columns are not read back.
  for (let a = 0; a < columns; a++)
    numbers.set(dense.subarray(a * width, (a + 1) * width), source + a * line);
  places.set(first, integers / 4);
  places.set(count, integers / 4 + rows);
  functions.bandProduct(rows, stride, line, integers, integers + 4 * rows, BASE, 8 * source, 8 * target);
  const out = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    out.set(numbers.subarray(target + i * line, target + i * line + width), i * width);
  }
  return out;
}

/** The compiled kernel, null where the engine has no WebAssembly SIMD. One instance per thread. */
function wasmKernel(): Kernel | null {
  if (loaded !== undefined) return loaded;
  try {
    loaded = instantiate<BandFunctions>(WASM_BASE64, FIRST_BYTES);
  } catch {
    loaded = null;
  }
  return loaded;
}

/** The transposed matrix; bands whose rows move to the right have a banded transpose. */
export function transposedBand({ rows, columns, stride, first, count, entries }: BandMatrix): BandMatrix {
  const start = new Int32Array(columns).fill(rows);
  const end = new Int32Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let a = first[i]; a < first[i] + count[i]; a++) {
      start[a] = Math.min(start[a], i);
      end[a] = i + 1;
    }
  }
  let widest = 1;
  for (let a = 0; a < columns; a++) widest = Math.max(widest, end[a] - start[a]);
  const transposed = new Float64Array(columns * widest);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < count[i]; j++) {
      const a = first[i] + j;
      transposed[a * widest + i - start[a]] = entries[i * stride + j];
    }
  }
  return {
    rows: columns,
    columns: rows,
    stride: widest,
    first: start.map((low) => Math.min(low, rows - 1)),
    count: end.map((high, a) => Math.max(0, high - start[a])),
    entries: transposed,
  };
}
