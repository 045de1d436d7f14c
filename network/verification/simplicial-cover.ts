/**
 * A domain cut into simplices on each of which no unit of a network changes sign, by bisecting edges at the zeros of the
 * units. It needs no facets and knows nothing of the cones of the search.
 */
import type { RegionsCertificate } from "../certificates/format.js";
import { uniformCover, type VerifiedDomain } from "./domain.js";
import { exactLayer } from "./exact-layer.js";

type Vector = readonly bigint[];

/** Simplices of one pattern, by their corners, and the outputs there as rows over one positive factor common to all. */
export interface PatternPart {
  readonly corners: readonly Vector[];
  readonly map: readonly Vector[];
}

/** What the cover needs of one layer, slopes below and above 0. */
interface KinkedLayer {
  readonly weights: readonly Vector[];
  readonly bias: Vector;
  readonly scale: bigint;
  readonly below: bigint;
  readonly above: bigint;
  readonly slopeScale: bigint;
}

/** Corners of simplicial cones that cover the domain: coordinates x, and with biases t last. */
function startSimplices(columns: number, biased: boolean, domain: VerifiedDomain): Vector[][] | undefined {
  const cover = uniformCover(domain);
  if (cover === undefined) return undefined;

  const size = biased ? columns + 1 : columns;
  const unit = (k: number, sign: bigint): bigint[] =>
    Array.from({ length: size }, (_, j) => (j === k ? sign : 0n));
  const apex = biased ? [unit(columns, 1n)] : [];
  const { radius: bound, orthant } = cover;
  if (bound !== null && biased) return cubeSimplices(columns, bound.numerator, bound.denominator);
  const choices = orthant ? 1 : 2 ** columns;
  return Array.from({ length: choices }, (_, signs) => [
    ...Array.from({ length: columns }, (_, k) => unit(k, ((signs >> k) & 1) === 0 ? 1n : -1n)),
    ...apex,
  ]);
}

/** The cube [−R, R]^n: one simplex for each order in which a path along edges takes the coordinates (Kuhn 1960). */
function cubeSimplices(columns: number, numerator: bigint, denominator: bigint): Vector[][] {
  const orders = Array.from({ length: columns }).reduce<number[][]>(
    (lists) =>
      lists.flatMap((list) =>
        Array.from({ length: columns }, (_, k) => k)
          .filter((k) => !list.includes(k))
          .map((k) => [...list, k]),
      ),
    [[]],
  );
  return orders.map((order) =>
    Array.from({ length: columns + 1 }, (_, step) => [
      ...Array.from({ length: columns }, (_, k) => (order.indexOf(k) < step ? numerator : -numerator)),
      denominator,
    ]),
  );
}

/** The two-piece linear layer of a certificate; undefined for another activation. */
function kinkedLayer({
  weights,
  bias,
  breakpoints,
  slopes,
  anchor,
}: RegionsCertificate["layers"][number]): KinkedLayer | undefined {
  const kinked = breakpoints.length === 1 && breakpoints[0] === 0;
  if ((breakpoints.length > 0 && !kinked) || anchor[0] !== 0 || anchor[1] !== 0) return undefined;
  const affine = exactLayer(weights, bias);
  const steep = exactLayer([[slopes[0], slopes[slopes.length - 1]]], null);
  const [[below, above]] = steep.weights;
  return { ...affine, below, above, slopeScale: steep.scale };
}

/**
 * The parts of the domain by pattern: texts of 0 and 1, layer after layer, joined by blanks.
 * @param layers the layers to be covered, at least one
 * @returns undefined for an activation that is not linear on both sides of 0, or a domain with bounds of single inputs
 */
export function partsByPattern(
  layers: RegionsCertificate["layers"],
  biased: boolean,
  domain: VerifiedDomain,
): Map<string, PatternPart> | undefined {
  const columns = layers[0].weights[0].length;
  const start = startSimplices(columns, biased, domain);
  if (start === undefined) return undefined;
  let simplices = start;
  const size = simplices[0][0].length;
  const identity = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, k) => (i === k ? 1n : 0n)),
  );
  let parts = new Map<string, { readonly corners: Vector[][]; readonly map: Vector[] }>([
    ["", { corners: simplices, map: identity.slice(0, columns) }],
  ]);
  let unit = 1n;
  for (const one of layers) {
    const layer = kinkedLayer(one);
    if (layer === undefined) return undefined;
    const next: typeof parts = new Map();
    for (const [prefix, { corners, map }] of parts) {
      const rows = layer.weights.map((row, i) =>
        Array.from({ length: size }, (_, k) => {
          const constant = biased && k === columns ? layer.bias[i] * unit : 0n;
          return row.reduce(
            (sum, weight, j) => (map[j][k] === 0n ? sum : sum + weight * map[j][k]),
            constant,
          );
        }),
      );
      const linear = layer.below === layer.above;
      simplices = linear ? corners : corners.flatMap((simplex) => cutByAll(simplex, rows));
      for (const simplex of simplices) {
        const on = rows.map((row) => linear || simplex.some((corner) => product(row, corner) > 0n));
        const pattern = `${prefix}${prefix === "" ? "" : " "}${on.map((one) => (one ? "1" : "0")).join("")}`;
        const known = next.get(pattern);
        if (known !== undefined) known.corners.push(simplex);
        else {
          const slopes = on.map((positive) => (positive ? layer.above : layer.below));
          next.set(pattern, {
            corners: [simplex],
            map: rows.map((row, i) => row.map((entry) => entry * slopes[i])),
          });
        }
      }
    }
    parts = next;
    unit *= layer.scale * layer.slopeScale;
  }
  const height = biased ? [identity[columns].map((entry) => entry * unit)] : [];
  return new Map(
    [...parts].map(([pattern, { corners, map }]) => [
      pattern,
      { corners: distinct(corners.flat()), map: [...map, ...height] },
    ]),
  );
}

export function product(a: Vector, b: Vector): bigint {
  return a.reduce((sum, entry, k) => sum + entry * b[k], 0n);
}

function cutByAll(simplex: Vector[], rows: readonly Vector[]): Vector[][] {
  return rows.reduce<Vector[][]>((pieces, row) => pieces.flatMap((piece) => cut(piece, row)), [simplex]);
}

/** Pieces of a simplex on which the row has one sign: an edge with both signs is divided where the row vanishes. */
function cut(simplex: Vector[], row: Vector): Vector[][] {
  const values = simplex.map((corner) => product(row, corner));
  const above = values.findIndex((value) => value > 0n);
  const below = values.findIndex((value) => value < 0n);
  if (above < 0 || below < 0) return [simplex];
  const between = shortest(
    simplex[above].map((entry, k) => values[above] * simplex[below][k] - values[below] * entry),
  );
  return [above, below].flatMap((replaced) =>
    cut(
      simplex.map((corner, i) => (i === replaced ? between : corner)),
      row,
    ),
  );
}

/** The vector over the greatest common divisor of its entries. */
function shortest(vector: Vector): Vector {
  let divisor = 0n;
  for (const entry of vector) {
    let [a, b] = [divisor, entry < 0n ? -entry : entry];
    while (b !== 0n) [a, b] = [b, a % b];
    divisor = a;
  }
  return vector.map((entry) => entry / divisor);
}

function distinct(corners: readonly Vector[]): Vector[] {
  return [...new Map(corners.map((corner) => [corner.join(" "), corner])).values()];
}
