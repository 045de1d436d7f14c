/** Rows that make a given ReLU layer injective on R^n, as few as are found, and how many it takes at least. */
import { integerDot } from "../../src/exact/integers.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";
import { SPACE } from "../injectivity/domain.js";
import { halfspaceSystem, type LayerQuestion } from "../injectivity/halfspaces.js";
import { checkLayer, type LayerAnswer } from "../injectivity/layer-check.js";
import { vectorNumbers } from "../injectivity/rational-vector.js";
import { independentRows, rowSpace } from "../injectivity/spans.js";
import { activePairs } from "../injectivity/structure.js";
import { roundTo } from "../injectivity/weight-arithmetic.js";
import type { WeightType } from "../model.js";
import { negated } from "./antiparallel.js";

/** A ReLU layer; a bias for every row, or null. */
export type Layer = Pick<LayerQuestion, "weights" | "bias">;

export interface Mended {
  /** The given rows, then the added ones. */
  readonly layer: Layer;
  readonly added: number;
  /** With fewer rows added, whichever they are, the layer is not injective. */
  readonly atLeast: number;
}

interface Row {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** Pairs ±x at which the rows that are missing are counted. */
const DIRECTIONS = 64;

/**
 * Adds rows to a layer until it is injective on R^n, and takes away those that are not needed.
 *
 * Enough by construction: −w_i with bias −b_i for rows w_i that complete the antiparallel pairs of the layer to a basis, and ±e_k
 * where the layer has no full rank. Tried beside it: a row that is active where the check found the active rows deficient and
 * sees the direction that they miss, until none is. At least: at x and −x together max over x of
 * (n − rank of W on w·x ≥ 0) + (n − rank on w·x ≤ 0), as no added row is active far out in both directions; 2n − m is its
 * least value for directions in general position.
 * @param type the number format of the weights, which the added rows are numbers of
 * @param stop true once the time is over: fewer rows are then not sought any more
 */
export function mendLayer(
  layer: Layer,
  { type, seed, stop }: { readonly type: WeightType; readonly seed: number; readonly stop: () => boolean },
): Mended {
  const first = answerFor(layer, [], stop);
  if (first.verdict === "injective") return { layer, added: 0, atLeast: 0 };
  const atLeast = Math.max(
    first.verdict === "not-injective" ? 1 : 0,
    missingRows(layer, directionsFor(layer, first, seed)),
  );
  const opposite = oppositeRows(layer);
  const directed = directedRows(layer, opposite.length, type, stop);
  const rows = withoutSpare(layer, directed ?? opposite, atLeast, stop);
  return { layer: extended(layer, rows), added: rows.length, atLeast };
}

function answerFor(layer: Layer, rows: readonly Row[], stop: () => boolean): LayerAnswer {
  return checkLayer({ ...extended(layer, rows), domain: SPACE }, stop);
}

function extended({ weights, bias }: Layer, added: readonly Row[]): Layer {
  const { rows, columns, values } = weights;
  const all = new Float64Array((rows + added.length) * columns);
  all.set(values);
  added.forEach(({ weights: row }, i) => {
    all.set(row, (rows + i) * columns);
  });
  return {
    weights: { rows: rows + added.length, columns, values: all },
    bias: bias === null ? null : Float64Array.of(...bias, ...added.map((row) => row.bias)),
  };
}

/** Without biases, as far out they do not count. */
function missingRows({ weights }: Layer, directions: readonly (readonly bigint[])[]): number {
  const system = halfspaceSystem({ weights, bias: null, domain: SPACE });
  const space = rowSpace(system);
  return directions.reduce((most, x) => {
    const products = space.normals.map((row) => integerDot(row, x));
    const missing = (active: (product: bigint) => boolean): number =>
      weights.columns -
      independentRows(
        space,
        products.flatMap((p, i) => (active(p) ? [i] : [])),
      ).length;
    return Math.max(most, missing((p) => p >= 0n) + missing((p) => p <= 0n));
  }, 0);
}

/** The point of the collision, the sum of the rows, and random integer ones. */
function directionsFor({ weights }: Layer, first: LayerAnswer, seed: number): bigint[][] {
  const { rows, columns } = weights;
  const { normals } = rowSpace(halfspaceSystem({ weights, bias: null, domain: SPACE }));
  const sum = Array.from({ length: columns }, (_, k) => normals.reduce((all, row) => all + row[k], 0n));
  const random = randomSource(seed);
  const count = rows * columns > 10_000 ? 4 : DIRECTIONS;
  const drawn = Array.from({ length: count }, () =>
    Array.from({ length: columns }, () => BigInt(Math.round(2 ** 20 * random.normal()))),
  );
  const found = first.verdict === "not-injective" ? [[...first.collision.point.numerators]] : [];
  return [...found, sum, ...drawn];
}

function oppositeRows(layer: Layer): Row[] {
  const { weights, bias } = layer;
  const { rows, columns } = weights;
  const system = halfspaceSystem({ ...layer, domain: SPACE });
  const space = rowSpace(system);
  const paired = activePairs(system).map(([row]) => row);
  const basis = independentRows(space, [...paired, ...Array.from({ length: rows }, (_, i) => i)]);
  const done = new Set(paired);
  const rest = missingAxes(layer, basis);
  return [
    ...basis
      .filter((row) => !done.has(row))
      .map((row) => ({ weights: rowOf(weights, row).map(negated), bias: negated(bias?.[row] ?? 0) })),
    ...rest.flatMap((axis) =>
      [1, -1].map((sign) => {
        const unit = new Float64Array(columns);
        unit[axis] = sign;
        return { weights: unit, bias: 0 };
      }),
    ),
  ];
}

/** Axes that complete the independent rows of a layer to a basis. */
function missingAxes({ weights }: Layer, basis: readonly number[]): number[] {
  const { columns } = weights;
  if (basis.length === columns) return [];
  const values = new Float64Array((basis.length + columns) * columns);
  basis.forEach((row, i) => {
    values.set(rowOf(weights, row), i * columns);
  });
  for (let k = 0; k < columns; k++) values[(basis.length + k) * columns + k] = 1;
  const both = { rows: basis.length + columns, columns, values };
  const space = rowSpace(halfspaceSystem({ weights: both, bias: null, domain: SPACE }));
  return independentRows(
    space,
    both.values.length === 0 ? [] : Array.from({ length: both.rows }, (_, i) => i),
  )
    .filter((row) => row >= basis.length)
    .map((row) => row - basis.length);
}

/** Rows made from one collision after the other; undefined where fewer than `limit` do not suffice. */
function directedRows(layer: Layer, limit: number, type: WeightType, stop: () => boolean): Row[] | undefined {
  const rows: Row[] = [];
  for (;;) {
    const answer = answerFor(layer, rows, stop);
    if (answer.verdict === "injective") return rows;
    if (answer.verdict === "undecided" || rows.length + 1 >= limit) return undefined;
    const { point, inputs } = answer.collision;
    if (inputs === null) return undefined;
    const x = unit(vectorNumbers(point));
    const [p, q] = inputs.map(vectorNumbers);
    const d = unit(p.map((entry, k) => entry - q[k]));
    const sign = x.reduce((sum, entry, k) => sum + entry * d[k], 0) < 0 ? -1 : 1;
    const weights = x.map((entry, k) => roundTo(entry + (sign * d[k]) / 2, type));
    // Any bias >= 0 keeps it active there; the largest of the layer reaches further.
    rows.push({ weights, bias: layer.bias?.reduce((most, b) => Math.max(most, Math.abs(b)), 0) ?? 0 });
  }
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((entry) => entry / length);
}

/** No row left can be taken away by itself, unless the time ends before. */
function withoutSpare(layer: Layer, rows: Row[], atLeast: number, stop: () => boolean): Row[] {
  let kept = rows;
  for (const row of rows.toReversed()) {
    if (kept.length <= atLeast || stop()) break;
    const fewer = kept.filter((other) => other !== row);
    if (answerFor(layer, fewer, stop).verdict === "injective") kept = fewer;
  }
  return kept;
}
