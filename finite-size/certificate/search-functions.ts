/** The inner loops of the certificate search, as the WebAssembly binary exports them. */

/**
 * Functions on one memory; pointers are byte offsets. See `src/kernel/assembly/certificate.ts` for what each does.
 */
export interface SearchFunctions {
  apply(rows: number, width: number, matrix: number, x: number, out: number): number;
  descend(
    rows: number,
    width: number,
    matrix: number,
    jitter: number,
    x: number,
    velocity: number,
    gradient: number,
    best: number,
    iterations: number,
    firstScale: number,
    ratio: number,
    step: number,
    momentum: number,
    target: number,
  ): number;
  anneal(
    moves: number,
    rows: number,
    width: number,
    directions: number,
    pool: number,
    images: number,
    x: number,
    products: number,
    table: number,
    window: number,
    state: number,
    crossings: number,
    best: number,
    energyAt: number,
    least: number,
    target: number,
  ): number;
}

/** A memory and the functions that work on it. */
export interface SearchEngine {
  readonly buffer: ArrayBuffer;
  readonly functions: SearchFunctions;
}
