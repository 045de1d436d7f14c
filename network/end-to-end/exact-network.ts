/**
 * Whole networks exactly. A point whose region has a map of deficient rank gives a collision at any size; on a box, a
 * network of few regions is decided by comparing every pair of regions in exact linear programs.
 */

import { bitLength, integerDot, integerRow, primitive } from "../../src/exact/integers.js";
import { integerRank, kernelVector } from "../../src/exact/kernel-vector.js";
import { randomSource } from "../../src/random/normal.js";
import { type Bounds, boundsOf, type Domain } from "../injectivity/domain.js";
import { type RationalVector, reducedVector } from "../injectivity/rational-vector.js";
import { solveExactly } from "../linear-program/index.js";
import type { NetworkModel } from "../model.js";
import { type ExactNetwork, exactNetwork, type Region, regionOf } from "./region-map.js";
import { boundRows, enumerateRegions } from "./region-tree.js";

/** Two distinct inputs with exactly equal outputs of the network. */
export type NetworkCollision = readonly [RationalVector, RationalVector];

/** The exact answer for a whole network, or why there is none. */
export type NetworkAnswer =
  | { readonly verdict: "injective"; readonly regions: number; readonly pairs: number }
  | { readonly verdict: "not-injective"; readonly inputs: NetworkCollision }
  | { readonly verdict: "undecided"; readonly reason: string };

/** More regions than this are not compared pair by pair. */
const MOST_REGIONS = 60;
const TRIED_POINTS = 40;
/** Exact maps of wider networks grow too large. */
const WIDEST = 64;

/** A collision inside one region, tried at random points of the domain; undefined where none was found. */
export function regionCollision(model: NetworkModel, domain: Domain): NetworkCollision | undefined {
  if (model.layers.some(({ weights }) => Math.max(weights.rows, weights.columns) > WIDEST)) return undefined;
  const network = exactNetwork(model);
  if (network === undefined) return undefined;
  const random = randomSource(1, 2);
  const bounds = boundsWithin(domain, network.columns);
  const walls = boundRows(bounds);
  for (let trial = 0; trial < TRIED_POINTS; trial++) {
    const x = Array.from({ length: network.columns }, (_, k) => {
      const [low, high] = [bounds.lower[k], bounds.upper[k]];
      if (Number.isFinite(low) && Number.isFinite(high))
        return (low + high) / 2 + ((high - low) / 2) * (1.9 * random.uniform() - 0.95);
      const entry = Math.exp(trial % 4) * random.normal();
      if (Number.isFinite(low)) return low + Math.abs(entry);
      return Number.isFinite(high) ? high - Math.abs(entry) : entry;
    });
    const point = integerRow([...x.map((entry) => Math.fround(entry)), 1]).entries;
    const region = regionOf(network, point);
    const collision = collisionInside(network, region, walls, point);
    if (collision !== undefined) return collision;
  }
  return undefined;
}

/**
 * Decides a network on a box exactly where it has few regions.
 * @param box the half side of a cube about 0, or finite bounds
 * @param stop asked at every pair
 */
export function decideOnBox(
  model: NetworkModel,
  box: number | Pick<Bounds, "lower" | "upper">,
  stop: () => boolean = () => false,
): NetworkAnswer {
  const network = exactNetwork(model);
  if (network === undefined)
    return { verdict: "undecided", reason: "an activation that is not linear on both sides of 0" };
  const walls = boundRows(
    typeof box === "number" ? boundsOf({ kind: "box", radius: box }, network.columns) : box,
  );
  const regions = enumerateRegions(network, walls, MOST_REGIONS);
  if (regions === undefined)
    return { verdict: "undecided", reason: `more than ${MOST_REGIONS} activation regions in the box` };
  for (const region of regions) {
    const inputs = collisionInside(network, region, walls, region.point);
    if (inputs !== undefined) return { verdict: "not-injective", inputs };
  }
  let pairs = 0;
  for (let i = 0; i < regions.length; i++) {
    for (let j = i + 1; j < regions.length; j++) {
      if (stop()) return { verdict: "undecided", reason: "the time limit ended the comparison of regions" };
      pairs++;
      const inputs = collisionBetween(network.columns, regions[i], regions[j]);
      if (inputs !== undefined) return { verdict: "not-injective", inputs };
    }
  }
  return { verdict: "injective", regions: regions.length, pairs };
}

/** Where the region's map has a kernel: the point moved both ways along it, inside region and domain. */
function collisionInside(
  { columns }: ExactNetwork,
  region: Region,
  domain: readonly (readonly bigint[])[],
  z: readonly bigint[],
): NetworkCollision | undefined {
  const linear = region.outputs.map((row) => row.slice(0, columns));
  if (integerRank(linear) === columns) return undefined;
  const direction = kernelVector(linear, columns);
  if (direction === undefined) return undefined;
  const d = primitive(direction);
  let exponent: number | undefined;
  for (const row of [...region.constraints, ...domain]) {
    const slope = integerDot(row.slice(0, columns), d);
    if (slope === 0n) continue;
    const level = integerDot(row, z);
    if (level >= 0n) return undefined;
    const bound = bitLength(level) - bitLength(2n * z[columns] * slope) - 1;
    exponent = Math.min(exponent ?? bound, bound);
  }
  const power = exponent ?? 0;
  const scale = power < 0 ? 1n << BigInt(-power) : 1n;
  const step = (power < 0 ? 1n : 1n << BigInt(power)) * z[columns];
  const moved = (sign: bigint): RationalVector =>
    reducedVector({
      numerators: d.map((entry, k) => z[k] * scale + sign * step * entry),
      denominator: z[columns] * scale,
    });
  return [moved(-1n), moved(1n)];
}

/** p in one closed region and q in another with equal outputs and p ≠ q: the largest ±(p − q)_k, exactly. */
function collisionBetween(columns: number, first: Region, second: Region): NetworkCollision | undefined {
  const zeros = new Array<bigint>(columns).fill(0n);
  const inequalities = {
    matrix: [
      ...first.constraints.map((row) => [...row.slice(0, columns), ...zeros]),
      ...second.constraints.map((row) => [...zeros, ...row.slice(0, columns)]),
    ],
    right: [...first.constraints, ...second.constraints].map((row) => -row[columns]),
  };
  const equalities = {
    matrix: first.outputs.map((row, i) => [
      ...row.slice(0, columns),
      ...second.outputs[i].slice(0, columns).map((entry) => -entry),
    ]),
    right: first.outputs.map((row, i) => second.outputs[i][columns] - row[columns]),
  };
  for (let k = 0; k < columns; k++) {
    for (const sign of [1n, -1n]) {
      const objective = [...zeros, ...zeros];
      objective[k] = -sign;
      objective[columns + k] = sign;
      const solution = solveExactly({ objective, inequalities, equalities });
      if (solution.status === "infeasible") return undefined;
      if (solution.status === "unbounded") throw new Error("a linear program on a box is unbounded");
      const { x, denominator } = solution;
      if (x[k] === x[columns + k]) continue;
      return [
        reducedVector({ numerators: x.slice(0, columns), denominator }),
        reducedVector({ numerators: x.slice(columns), denominator }),
      ];
    }
  }
  return undefined;
}

/** The bounds of a domain; for a ball also those of a cube inside it, of a half side a little less than R/√n. */
function boundsWithin(domain: Domain, columns: number): Pick<Bounds, "lower" | "upper"> {
  const { lower, upper, ball } = boundsOf(domain, columns);
  if (ball === null) return { lower, upper };
  const half = (0.999 * ball) / Math.sqrt(columns);
  return {
    lower: lower.map((entry) => Math.max(entry, -half)),
    upper: upper.map((entry) => Math.min(entry, half)),
  };
}
