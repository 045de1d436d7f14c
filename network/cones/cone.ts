/** Pointed polyhedral cones by their extreme rays and facets, cut by hyperplanes in exact arithmetic (double description). */
import { integerDot, primitive } from "../../src/exact/integers.js";

/** A vector of integers with its direction in doubles, each entry to a relative 2^-52 or to 2^-511 of the largest. */
export interface ApproximatedRow {
  readonly entries: readonly bigint[];
  readonly approximate: Float64Array;
}

/** row · x ≥ 0 on the cone, with equality on the rays of these numbers. */
interface Facet {
  readonly row: readonly bigint[];
  readonly rays: readonly number[];
}

/** A cone with interior: all nonnegative combinations of its rays, each primitive; `facets` may hold a few faces that are smaller. */
export interface Cone {
  readonly rays: readonly ApproximatedRow[];
  readonly facets: readonly Facet[];
}

/** Largest rounding of an approximate product over its sum of magnitudes: 9 units of 2^-53, and room. */
const PRODUCT_ROUNDING = 1e-14;
/** Below this, products may have lost digits: entries of very long integers are known to 2^-511 of the largest. */
export const SMALLEST_PRODUCT = 1e-130;

/** The row with its direction in doubles, scaled to largest entry 1. */
export function approximated(entries: readonly bigint[]): ApproximatedRow {
  let values = Float64Array.from(entries, Number);
  for (let shift = 512n; !values.every(Number.isFinite); shift += 512n)
    values = Float64Array.from(entries, (entry) => Number(entry >> shift));
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest > 0) for (let k = 0; k < values.length; k++) values[k] /= largest;
  return { entries, approximate: values };
}

/** The sign of the product of two rows: in doubles where they leave no doubt, else exactly. */
export function productSign(a: ApproximatedRow, b: ApproximatedRow): number {
  let sum = 0;
  let magnitude = 0;
  for (let k = 0; k < a.approximate.length; k++) {
    const product = a.approximate[k] * b.approximate[k];
    sum += product;
    magnitude += Math.abs(product);
  }
  if (Math.abs(sum) > PRODUCT_ROUNDING * magnitude && magnitude > SMALLEST_PRODUCT) return Math.sign(sum);
  const exact = integerDot(a.entries, b.entries);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}

/** The cone of N independent rows, row · x ≥ 0; the rays by Cramer's rule. @param rays ray i vanishes on all rows but row i */
export function simplicialCone(
  rows: readonly (readonly bigint[])[],
  rays: readonly (readonly bigint[])[],
): Cone {
  const numbers = rays.map((_, i) => i);
  return {
    rays: rays.map((ray) => approximated(primitive(ray))),
    facets: rows.map((row, j) => ({ row, rays: numbers.filter((i) => i !== j) })),
  };
}

/** The signs of the row at the rays; undefined unless some are positive and some negative. */
export function mixedSigns(row: ApproximatedRow, { rays }: Cone): number[] | undefined {
  const signs = rays.map((ray) => productSign(row, ray));
  return signs.includes(1) && signs.includes(-1) ? signs : undefined;
}

/** The parts of the cone with row · x ≥ 0 and row · x ≤ 0. @param signs as {@link mixedSigns} gives them */
export function splitCone(cone: Cone, row: ApproximatedRow, signs: readonly number[]): [Cone, Cone] {
  const values = cone.rays.map(({ entries }) => integerDot(row.entries, entries));
  const crossings: { readonly ray: ApproximatedRow; readonly between: readonly [number, number] }[] = [];
  signs.forEach((above, i) => {
    if (above <= 0) return;
    signs.forEach((below, j) => {
      if (below >= 0 || !areAdjacent(cone, i, j)) return;
      const [a, b] = [cone.rays[i].entries, cone.rays[j].entries];
      const ray = primitive(a.map((entry, k) => values[i] * b[k] - values[j] * entry));
      crossings.push({ ray: approximated(ray), between: [i, j] });
    });
  });
  const part = (side: 1 | -1): Cone => {
    const kept = cone.rays.flatMap((_, i) => (signs[i] * side >= 0 ? [i] : []));
    const place = new Map(kept.map((i, at) => [i, at]));
    const numbersOf = (rays: readonly number[]): number[] => [
      ...rays.flatMap((i) => place.get(i) ?? []),
      ...crossings.flatMap(({ between }, at) =>
        between.every((i) => rays.includes(i)) ? [kept.length + at] : [],
      ),
    ];
    const dimension = row.entries.length;
    const cut = [
      ...kept.flatMap((i, at) => (signs[i] === 0 ? [at] : [])),
      ...crossings.map((_, at) => kept.length + at),
    ];
    return {
      rays: [...kept.map((i) => cone.rays[i]), ...crossings.map(({ ray }) => ray)],
      facets: [
        ...cone.facets
          .map(({ row: facet, rays }) => ({ row: facet, rays: numbersOf(rays) }))
          .filter(({ rays }) => rays.length >= dimension - 1),
        { row: side === 1 ? row.entries : row.entries.map((entry) => -entry), rays: cut },
      ],
    };
  };
  return [part(1), part(-1)];
}

/** Whether two rays span a face: no third ray lies on all facets that both lie on. */
function areAdjacent({ rays, facets }: Cone, i: number, j: number): boolean {
  if (rays.length === 2) return true;
  const common = facets.filter(({ rays: on }) => on.includes(i) && on.includes(j));
  return !rays.some((_, k) => k !== i && k !== j && common.every(({ rays: on }) => on.includes(k)));
}

/** A point of the interior: the sum of the rays. */
export function interiorPoint({ rays }: Cone): bigint[] {
  return rays[0].entries.map((_, k) => rays.reduce((sum, { entries }) => sum + entries[k], 0n));
}
