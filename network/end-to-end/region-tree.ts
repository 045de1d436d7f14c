/** All activation regions of a small network inside a domain, exactly: neuron by neuron, cutting where both sides remain. */
import { integerDot, integerRow } from "../../src/exact/integers.js";
import type { Bounds } from "../injectivity/domain.js";
import { strictPoint } from "../stability/strict-systems.js";
import { type ExactNetwork, inputRows, preActivations, type Region } from "./region-map.js";

/** A region with a point of its interior. */
export interface EnumeratedRegion extends Region {
  readonly point: readonly bigint[];
}

/**
 * The regions whose interior meets row · (x, t) < 0 for all rows of `domain`.
 * @returns undefined where there are more than `most`
 */
export function enumerateRegions(
  network: ExactNetwork,
  domain: readonly (readonly bigint[])[],
  most: number,
): EnumeratedRegion[] | undefined {
  const dimension = network.columns + 1;
  const pointOf = (rows: readonly (readonly bigint[])[]): readonly bigint[] | undefined =>
    strictPoint({ dimension, rows, units: rows.map(unitOf) });
  const start = pointOf(domain);
  if (start === undefined) return [];
  let pieces: { rows: (readonly bigint[])[]; point: readonly bigint[]; hidden: bigint[][] }[] = [
    { rows: [...domain], point: start, hidden: inputRows(network.columns) },
  ];
  let unit = 1n;
  for (const layer of network.layers) {
    const linear = layer.slopes[0] === layer.slopes[1];
    const next: typeof pieces = [];
    for (const piece of pieces) {
      const before = preActivations(layer, piece.hidden, unit);
      let parts: { rows: (readonly bigint[])[]; point: readonly bigint[]; active: boolean[] }[] = [
        { rows: piece.rows, point: piece.point, active: [] },
      ];
      for (const row of before) {
        parts = parts.flatMap(({ rows, point, active }) => {
          const constant = row.every((entry, k) => entry === 0n || k === dimension - 1);
          const side = integerDot(row, point);
          if (linear || constant) return [{ rows, point, active: [...active, linear || side >= 0n] }];
          return [true, false].flatMap((above) => {
            const cut = [...rows, above ? row.map((entry) => -entry) : row];
            const inside = above ? side > 0n : side < 0n;
            const found = inside ? point : pointOf(cut);
            return found === undefined ? [] : [{ rows: cut, point: found, active: [...active, above] }];
          });
        });
        if (next.length + parts.length > most) return undefined;
      }
      for (const { rows, point, active } of parts) {
        const hidden = before.map((row, i) => row.map((entry) => entry * layer.slopes[active[i] ? 1 : 0]));
        next.push({ rows, point, hidden });
      }
      if (next.length > most) return undefined;
    }
    pieces = next;
    unit *= layer.weightScale * layer.slopeScale;
  }
  return pieces.map(({ rows, point, hidden }) => ({ constraints: rows, outputs: hidden, point }));
}

/** A row of integers at unit length, whatever their size. */
function unitOf(row: readonly bigint[]): Float64Array {
  const longest = row.reduce((most, entry) => Math.max(most, entry.toString(16).length), 0);
  const shift = BigInt(Math.max(0, 4 * (longest - 20)));
  const values = Float64Array.from(row, (entry) => Number(entry >> shift));
  const length = Math.hypot(...values);
  return length === 0 ? values : values.map((entry) => entry / length);
}

/** The rows of finite bounds, and of t > 0. */
export function boundRows({ lower, upper }: Pick<Bounds, "lower" | "upper">): bigint[][] {
  const columns = lower.length;
  const row = (coordinate: number, entry: number, bound: number): bigint[] => {
    const real = new Array<number>(columns + 1).fill(0);
    real[coordinate] = entry;
    real[columns] = bound;
    return integerRow(real).entries;
  };
  const walls = Array.from({ length: columns }, (_, k) => [
    ...(Number.isFinite(upper[k]) ? [row(k, 1, -upper[k])] : []),
    ...(Number.isFinite(lower[k]) ? [row(k, -1, lower[k])] : []),
  ]).flat();
  return [...walls, row(columns, 0, -1)];
}

/** The rows of the box [−radius, radius]^n and of t > 0. */
export function boxRows(columns: number, radius: number): bigint[][] {
  return boundRows({
    lower: new Float64Array(columns).fill(-radius),
    upper: new Float64Array(columns).fill(radius),
  });
}
