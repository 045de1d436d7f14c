/**
 * Which rows lie in the span of others, exactly. Independence modulo a prime proves independence over the rationals;
 * dependence modulo the prime is confirmed by elimination over the integers.
 */
import { integerRank } from "../../src/exact/kernel-vector.js";
import { type HalfspaceSystem, normalOf } from "./halfspaces.js";

/** Largest prime below 2^26: products of residues are exact in doubles. */
const PRIME = 67_108_859;

/** The weight rows of a layer with their residues, row-major. */
export interface RowSpace {
  readonly normals: readonly (readonly bigint[])[];
  readonly residues: Float64Array;
  readonly columns: number;
}

/** The span of independent rows. */
export interface Span {
  readonly rows: readonly number[];
  /** 1 for every row of the layer that lies in the span. */
  readonly inside: Uint8Array;
  /** Residues of all rows less their part in the span; null where the prime is unlucky and lost the rank. */
  readonly reduced: Float64Array | null;
}

export function rowSpace(system: HalfspaceSystem): RowSpace {
  const { layerRows, columns } = system;
  const normals = Array.from({ length: layerRows }, (_, i) => normalOf(system, i));
  const prime = BigInt(PRIME);
  const residues = new Float64Array(layerRows * columns);
  normals.forEach((row, i) => {
    residues.set(
      row.map((entry) => Number(((entry % prime) + prime) % prime)),
      i * columns,
    );
  });
  return { normals, residues, columns };
}

/** The span of nothing: zero rows lie in it. */
export function emptySpan(space: RowSpace): Span {
  const inside = Uint8Array.from(space.normals, (row) => (row.every((entry) => entry === 0n) ? 1 : 0));
  return { rows: [], inside, reduced: space.residues };
}

/** The span with row `index`, which must not lie in it. */
export function extendSpan(space: RowSpace, span: Span, index: number): Span {
  const { columns } = space;
  const rows = [...span.rows, index];
  const reduced = span.reduced === null ? null : eliminated(span.reduced, columns, index);
  const inside = span.inside.slice();
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] !== 0) continue;
    if (reduced !== null && !isZero(reduced, i * columns, columns)) continue;
    if (i === index || integerRank([...rows, i].map((row) => space.normals[row])) === rows.length)
      inside[i] = 1;
  }
  return { rows, inside, reduced };
}

/** A maximal independent set of the given rows, first come first. */
export function independentRows(space: RowSpace, candidates: Iterable<number>): number[] {
  const { columns, normals } = space;
  const rows: number[] = [];
  const basis: { readonly pivot: number; readonly row: Float64Array }[] = [];
  for (const index of candidates) {
    if (rows.length === columns) break;
    const row = space.residues.slice(index * columns, (index + 1) * columns);
    for (const { pivot, row: other } of basis) subtract(row, 0, other, row[pivot]);
    const pivot = row.findIndex((entry) => entry !== 0);
    // A row that vanishes modulo the prime is dependent, or the prime is unlucky: decided over the integers.
    if (pivot < 0 && integerRank([...rows, index].map((i) => normals[i])) === rows.length) continue;
    rows.push(index);
    if (pivot < 0) continue;
    scale(row, inverseModulo(row[pivot]));
    basis.push({ pivot, row });
  }
  return rows;
}

/** All rows less the multiple of row `index` that clears its first nonzero column; null where that row is zero. */
function eliminated(table: Float64Array, columns: number, index: number): Float64Array | null {
  const from = index * columns;
  let pivot = 0;
  while (pivot < columns && table[from + pivot] === 0) pivot++;
  if (pivot === columns) return null;
  const result = table.slice();
  const row = table.slice(from, from + columns);
  scale(row, inverseModulo(row[pivot]));
  for (let start = 0; start < result.length; start += columns) {
    subtract(result, start, row, result[start + pivot]);
  }
  return result;
}

function subtract(target: Float64Array, start: number, row: Float64Array, factor: number): void {
  if (factor === 0) return;
  const negative = PRIME - factor;
  for (let k = 0; k < row.length; k++) target[start + k] = (target[start + k] + negative * row[k]) % PRIME;
}

function scale(row: Float64Array, factor: number): void {
  for (let k = 0; k < row.length; k++) row[k] = (row[k] * factor) % PRIME;
}

function isZero(table: Float64Array, start: number, columns: number): boolean {
  for (let k = start; k < start + columns; k++) if (table[k] !== 0) return false;
  return true;
}

/** The inverse modulo the prime, by Euclid's algorithm. */
function inverseModulo(value: number): number {
  let [a, b, x, y] = [value, PRIME, 1, 0];
  while (b !== 0) {
    const quotient = Math.floor(a / b);
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % PRIME) + PRIME) % PRIME;
}
