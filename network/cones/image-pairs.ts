/**
 * Whether two regions share an output at different inputs: signs of kernel vectors, else an integer program. Regions
 * form a complex, two of which meet in a common face; on that face their maps agree, and only combinations with a
 * positive weight on another ray are collisions. Proof: docs/exact-networks.md.
 */
import { integerDot, primitive } from "../../src/exact/integers.js";
import { integerRank, kernelVector } from "../../src/exact/kernel-vector.js";
import { type RationalVector, reducedVector } from "../injectivity/rational-vector.js";
import { solveIntegerProgram } from "../linear-program/index.js";
import type { ActivationRegion } from "./activation-regions.js";
import { type ApproximatedRow, approximated, interiorPoint } from "./cone.js";
import { positiveOn } from "./positive-vector.js";

type Row = readonly bigint[];

/** Two inputs in coordinates of the cones, with equal t where there are biases. */
export type ConeCollision = readonly [Row, Row];

/** The rays of two regions as columns: those of the first alone, of both, of the second alone. */
interface PairProgram {
  /** One row per output, one column per ray; images of the second region negative. */
  readonly matrix: readonly Row[];
  readonly columns: readonly ApproximatedRow[];
  /** Which of all outputs are kept: those not 0 on both regions. */
  readonly outputs: readonly number[];
  readonly allOutputs: number;
  readonly rays: readonly Row[];
  readonly kinds: readonly ("first" | "both" | "second")[];
  /** What must be positive: weights of the rays outside the common face, or t where that face is at infinity. */
  readonly positive: Row;
}

/** Where the map of a region has a kernel: an interior point moved both ways along it. */
export function collisionWithin({ cone, map }: ActivationRegion): ConeCollision | undefined {
  const point = interiorPoint(cone);
  const direction = kernelVector(
    map.filter((row) => row.some((entry) => entry !== 0n)),
    point.length,
  );
  if (direction === undefined) return undefined;
  const d = primitive(direction);
  for (let scale = 1n; ; scale *= 2n) {
    const ends = [1n, -1n].map((sign) => point.map((entry, k) => scale * entry + sign * d[k]));
    if (ends.every((end) => cone.facets.every(({ row }) => integerDot(row, end) >= 0n)))
      return [ends[0], ends[1]];
  }
}

/** What two regions with maps of full rank have in common: two inputs with equal outputs, or a proof that there are none. */
export type PairAnswer =
  | { readonly kind: "collision"; readonly inputs: ConeCollision }
  /**
   * v · y ≥ 0 on the images of the first region, ≤ 0 on those of the second, and not 0 but on the common face (or,
   * where that is at infinity, on rays at infinity of the first). Null for equal maps, or where none was asked for.
   */
  | { readonly kind: "separated"; readonly vector: Row | null };

/** Compares two regions. @param wanted whether the separating vector is asked for */
export function comparePair(
  first: ActivationRegion,
  second: ActivationRegion,
  biased: boolean,
  wanted: boolean,
): PairAnswer {
  if (sameMap(first, second)) return { kind: "separated", vector: null };
  const program = pairProgram(first, second, biased);
  const found = proposedSeparation(program, wanted);
  if (found !== undefined) return { kind: "separated", vector: wanted ? onAllOutputs(program, found) : null };
  const { matrix, rays, kinds, positive } = program;
  const kernel = kernelVector(matrix, rays.length);
  if (kernel === undefined && !wanted) return { kind: "separated", vector: null };
  for (const vector of kernel === undefined ? [] : [kernel, kernel.map((entry) => -entry)]) {
    const allowed = vector.every((entry, k) => entry >= 0n || kinds[k] === "both");
    if (allowed && integerDot(positive, vector) > 0n)
      return { kind: "collision", inputs: collisionOf(program, vector, biased) };
  }
  if (!wanted && integerRank(matrix) === rays.length - 1) return { kind: "separated", vector: null };
  const solved = solve(program);
  if (solved.status === "optimal") {
    const weights = kinds.map((_, k) => solved.solution[k] - opposite(solved.solution, kinds, k));
    return { kind: "collision", inputs: collisionOf(program, weights, biased) };
  }
  if (solved.status !== "infeasible") throw new Error("a program without costs is unbounded");
  const vector = matrix.map((_, i) => -solved.prices[i]);
  return { kind: "separated", vector: wanted ? onAllOutputs(program, vector) : null };
}

/** The vector on the outputs that the program kept, as coprime integers on all. */
function onAllOutputs({ outputs, allOutputs }: PairProgram, vector: Row): bigint[] {
  const all = new Array<bigint>(allOutputs).fill(0n);
  outputs.forEach((k, i) => {
    all[k] = vector[i];
  });
  return primitive(all);
}

/** The images of a region's rays, computed once. */
const IMAGES = new WeakMap<ActivationRegion, readonly ApproximatedRow[]>();

function imagesOf(region: ActivationRegion): readonly ApproximatedRow[] {
  const known = IMAGES.get(region);
  if (known !== undefined) return known;
  const images = region.cone.rays.map(({ entries }) =>
    approximated(region.map.map((row) => integerDot(row, entries))),
  );
  IMAGES.set(region, images);
  return images;
}

function pairProgram(first: ActivationRegion, second: ActivationRegion, biased: boolean): PairProgram {
  const [mine, other] = [first.cone.rays, second.cone.rays];
  const twin = mine.map((ray) => other.findIndex((one) => sameRow(one, ray)));
  const taken = new Set(twin);
  const [images, others] = [imagesOf(first), imagesOf(second)];
  const rays: Row[] = [];
  const kinds: ("first" | "both" | "second")[] = [];
  const columns: ApproximatedRow[] = [];
  for (const kind of ["first", "both"] as const) {
    mine.forEach(({ entries }, i) => {
      if (twin[i] < 0 !== (kind === "first")) return;
      rays.push(entries);
      kinds.push(kind);
      columns.push(images[i]);
    });
  }
  other.forEach(({ entries }, i) => {
    if (taken.has(i)) return;
    rays.push(entries);
    kinds.push("second");
    columns.push(negated(others[i]));
  });
  const allOutputs = first.map.length;
  const outputs = Array.from({ length: allOutputs }, (_, k) => k).filter((k) =>
    columns.some(({ entries }) => entries[k] !== 0n),
  );
  const height = (ray: Row): bigint => ray[ray.length - 1];
  const atInfinity = biased && rays.every((ray, k) => kinds[k] !== "both" || height(ray) === 0n);
  const positive = kinds.map((kind, k) =>
    atInfinity ? (kind === "first" ? height(rays[k]) : 0n) : kind === "both" ? 0n : 1n,
  );
  const matrix = outputs.map((k) => columns.map(({ entries }) => entries[k]));
  return { matrix, columns, outputs, allOutputs, rays, kinds, positive };
}

/**
 * A vector on the kept outputs that is 0 on the common rays and positive on all other columns, exactly: proposed in
 * doubles, once the common rays are eliminated; undefined where the proposal fails.
 */
function proposedSeparation(program: PairProgram, wanted: boolean): Row | undefined {
  const { matrix, columns, outputs, kinds } = program;
  const own = kinds.flatMap((kind, k) => (kind === "both" ? [] : [k]));
  const common = kinds.flatMap((kind, k) => (kind === "both" ? [k] : []));
  if (common.length === 0) {
    const approximations = columns.map(({ approximate }) =>
      Float64Array.from(outputs, (k) => approximate[k]),
    );
    return positiveOn(approximations);
  }
  // Beside each row how it is made of the outputs, where that is asked for.
  let rows: bigint[][] = matrix.map((row, i) => [
    ...common.map((k) => row[k]),
    ...own.map((k) => row[k]),
    ...(wanted ? matrix.map((_, j) => (i === j ? 1n : 0n)) : []),
  ]);
  for (let column = 0; column < common.length; column++) {
    const chosen = rows.findIndex((row) => row[column] !== 0n);
    if (chosen < 0) continue;
    const head = rows[chosen];
    const lead = head[column] < 0n ? -head[column] : head[column];
    const sign = head[column] < 0n ? -1n : 1n;
    rows = rows.flatMap((row, i) => {
      if (i === chosen) return [];
      const factor = sign * row[column];
      return [factor === 0n ? row : row.map((entry, k) => entry * lead - factor * head[k])];
    });
  }
  if (rows.length === 0) return undefined;
  const reduced = own.map((_, k) => approximated(rows.map((row) => row[common.length + k])));
  const weights = positiveOn(reduced.map(({ approximate }) => approximate));
  if (weights === undefined || !wanted) return weights;
  const first = common.length + own.length;
  return matrix.map((_, j) =>
    weights.reduce((sum, weight, i) => (weight === 0n ? sum : sum + weight * rows[i][first + j]), 0n),
  );
}

/** Weights ≥ 0, free on common rays, with matrix · weights = 0 and positive · weights = 1; or why there are none. */
function solve({ matrix, kinds, positive }: PairProgram): ReturnType<typeof solveIntegerProgram> {
  const free = kinds.flatMap((kind, k) => (kind === "both" ? [k] : []));
  const rows = [...matrix, positive].map((row) => [...row, ...free.map((k) => -row[k])]);
  return solveIntegerProgram({
    matrix: rows,
    right: rows.map((_, i) => (i === matrix.length ? 1n : 0n)),
    cost: rows[0].map(() => 0n),
  });
}

/** The weight of the negative twin of a common ray. */
function opposite(solution: Row, kinds: PairProgram["kinds"], ray: number): bigint {
  if (kinds[ray] !== "both") return 0n;
  const twin = kinds.slice(0, ray).filter((kind) => kind === "both").length;
  return solution[kinds.length + twin];
}

/** The inputs of the weights; a multiple of the common face is added where they are at infinity. */
function collisionOf({ rays, kinds }: PairProgram, weights: Row, biased: boolean): ConeCollision {
  const sum = (kind: "first" | "second"): bigint[] =>
    rays[0].map((_, k) =>
      rays.reduce((total, ray, j) => {
        const common = kinds[j] === "both" && (kind === "first" ? weights[j] > 0n : weights[j] < 0n);
        const weight =
          kinds[j] === kind ? weights[j] : common ? (kind === "first" ? weights[j] : -weights[j]) : 0n;
        return total + weight * ray[k];
      }, 0n),
    );
  const inputs = [sum("first"), sum("second")] as const;
  const last = rays[0].length - 1;
  if (!biased || inputs[0][last] > 0n) return inputs;
  const finite = rays.find((ray, j) => kinds[j] === "both" && ray[last] > 0n) ?? [];
  return [inputs[0].map((entry, k) => entry + finite[k]), inputs[1].map((entry, k) => entry + finite[k])];
}

/** The inputs of the network: x / t, or x itself. */
export function inputOf(point: Row, columns: number): RationalVector {
  return reducedVector({ numerators: point.slice(0, columns), denominator: point[columns] ?? 1n });
}

function sameMap(first: ActivationRegion, second: ActivationRegion): boolean {
  return first.map.every((row, i) => row.every((entry, k) => entry === second.map[i][k]));
}

function sameRow(a: ApproximatedRow, b: ApproximatedRow): boolean {
  // Equal integers have equal approximations.
  return a.approximate[0] === b.approximate[0] && a.entries.every((entry, k) => entry === b.entries[k]);
}

function negated({ entries, approximate }: ApproximatedRow): ApproximatedRow {
  return { entries: entries.map((entry) => -entry), approximate: approximate.map((entry) => -entry) };
}
