/**
 * Structural proofs at any size: rows that are active on the whole domain and antiparallel pairs of which one is always
 * active, spanning R^n together; and the blocks into which a layer falls.
 */
import { integerDot, primitive } from "../../src/exact/integers.js";
import { type HalfspaceSystem, normalOf } from "./halfspaces.js";
import { independentRows, type RowSpace } from "./spans.js";

/** Rows active everywhere, and pairs of rows one of which is active everywhere, of rank n together. */
export interface SpanningStructure {
  readonly always: readonly number[];
  readonly pairs: readonly (readonly [number, number])[];
}

/** Larger layers are not searched for parallel rows: the exact directions alone would take minutes. */
const LARGEST_SEARCH = 4_000_000;

/** A spanning structure of the layer, or undefined where there is none. */
export function spanningStructure(system: HalfspaceSystem, space: RowSpace): SpanningStructure | undefined {
  if (system.layerRows * system.columns > LARGEST_SEARCH) return undefined;
  const always = alwaysActive(system);
  const pairs = activePairs(system);
  const candidates = [...always, ...pairs.map(([row]) => row)];
  const basis = new Set(independentRows(space, candidates));
  if (basis.size < system.columns) return undefined;
  return {
    always: always.filter((row) => basis.has(row)),
    pairs: pairs.filter(([row]) => basis.has(row) && !always.includes(row)),
  };
}

/** Rows with w·x + b ≥ 0 on all of the ball, or on all that lies between the bounds. */
function alwaysActive(system: HalfspaceSystem): number[] {
  const { layerRows, columns, dimension, lifted, rows, domainRows, ball } = system;
  // The least of w_k x_k is at the bound on the side that the sign of w_k says: (numerator, denominator) of each.
  const bounds = new Map<string, readonly [bigint, bigint]>();
  domainRows.forEach((row, i) => {
    if (row.side === "scale") return;
    const integers = rows[layerRows + i];
    const one = integers[row.coordinate];
    const level = lifted ? integers[dimension - 1] : 0n;
    bounds.set(`${row.side} ${row.coordinate}`, one < 0n ? [level, -one] : [-level, one]);
  });
  const denominator = [...bounds.values()].reduce((most, [, own]) => (own > most ? own : most), 1n);
  return Array.from({ length: layerRows }, (_, row) => row).filter((row) => {
    const weights = rows[row].slice(0, columns);
    if (weights.every((entry) => entry === 0n)) return false;
    const bias = lifted ? rows[row][dimension - 1] : 0n;
    // b ≥ R |w|.
    if (
      ball !== null &&
      bias >= 0n &&
      bias * bias * ball.denominator >= ball.numerator * integerDot(weights, weights)
    )
      return true;
    let least = bias * denominator;
    for (const [k, weight] of weights.entries()) {
      if (weight === 0n) continue;
      const bound = bounds.get(`${weight > 0n ? "lower" : "upper"} ${k}`);
      if (bound === undefined) return false;
      // Denominators are powers of two.
      least += weight * bound[0] * (denominator / bound[1]);
    }
    return least >= 0n;
  });
}

/** One pair (i, j), w_j = −c w_i with b_j + c b_i ≥ 0, for every line of weights that has such a pair. */
export function activePairs(system: HalfspaceSystem): [number, number][] {
  const lines = new Map<string, { forward: number[]; backward: number[] }>();
  for (let row = 0; row < system.layerRows; row++) {
    const direction = primitive(normalOf(system, row));
    const lead = direction.find((entry) => entry !== 0n);
    if (lead === undefined) continue;
    const key = (lead > 0n ? direction : direction.map((entry) => -entry)).join(",");
    const line = lines.get(key) ?? { forward: [], backward: [] };
    lines.set(key, line);
    (lead > 0n ? line.forward : line.backward).push(row);
  }
  return [...lines.values()].flatMap(({ forward, backward }) => {
    for (const i of forward) {
      for (const j of backward) if (oneAlwaysActive(system, i, j)) return [[i, j] as [number, number]];
    }
    return [];
  });
}

/** For w_j = −c w_i: b_j + c b_i ≥ 0, over the positive |w|² of row i. */
function oneAlwaysActive(system: HalfspaceSystem, i: number, j: number): boolean {
  if (!system.lifted) return true;
  const [wi, wj] = [normalOf(system, i), normalOf(system, j)];
  const last = system.dimension - 1;
  return system.rows[j][last] * integerDot(wi, wi) - integerDot(wi, wj) * system.rows[i][last] >= 0n;
}

/** Rows and columns of one block: no row of the layer mixes columns of two blocks. */
export interface Block {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** The finest blocks, by first column; zero rows belong to none. One block where the layer does not fall apart. */
export function blocksOf(system: HalfspaceSystem): Block[] {
  const { columns, layerRows } = system;
  const parent = Array.from({ length: columns }, (_, column) => column);
  const root = (column: number): number => {
    let current = column;
    while (parent[current] !== current) {
      parent[current] = parent[parent[current]];
      current = parent[current];
    }
    return current;
  };
  const firstColumn = Array.from({ length: layerRows }, (_, row) => {
    const used = system.rows[row].flatMap((entry, column) =>
      column < columns && entry !== 0n ? [column] : [],
    );
    for (const column of used) {
      const [a, b] = [root(used[0]), root(column)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
    return used.length === 0 ? -1 : used[0];
  });
  const blocks = new Map<number, { rows: number[]; columns: number[] }>();
  for (let column = 0; column < columns; column++) {
    const key = root(column);
    const block = blocks.get(key) ?? { rows: [], columns: [] };
    blocks.set(key, block);
    block.columns.push(column);
  }
  firstColumn.forEach((column, row) => {
    if (column >= 0) blocks.get(root(column))?.rows.push(row);
  });
  return [...blocks.values()];
}
