/** A collision in the number formats of machines: rounded inputs, and the gap between the outputs computed there. */
import { Matrix } from "ml-matrix";
import { decomposed } from "../../src/linear-algebra/singular-values.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import type { WeightType } from "../model.js";
import type { LayerQuestion } from "./halfspaces.js";
import { vectorNumbers } from "./rational-vector.js";
import { evaluateRounded, roundTo } from "./weight-arithmetic.js";
import type { Collision } from "./witness.js";

/** Two inputs rounded to a format, whether they still differ, and the largest difference of their outputs there. */
export interface RoundedCollision {
  readonly type: WeightType;
  readonly inputs: readonly [Float64Array, Float64Array];
  readonly distinct: boolean;
  readonly outputGap: number;
}

/** Larger layers get no approximate inputs where the exact ones were not computed. */
const LARGEST_DECOMPOSITION = 400;

/** The collision in a format; undefined where not even approximate inputs can be had. */
export function roundedCollision(
  question: LayerQuestion,
  collision: Collision,
  type: WeightType,
): RoundedCollision | undefined {
  const inputs = collision.inputs?.map(vectorNumbers) ?? approximateInputs(question, collision);
  if (inputs === undefined) return undefined;
  const [p, q] = inputs.map((input) => input.map((entry) => roundTo(entry, type)));
  const { weights, bias } = question;
  const [first, second] = [p, q].map((input) => evaluateRounded(weights, bias, input, type));
  return {
    type,
    inputs: [p, q],
    distinct: p.some((entry, k) => entry !== q[k]),
    outputGap: first.reduce((most, value, i) => Math.max(most, Math.abs(value - second[i])), 0),
  };
}

/** x ∓ t d for the direction d that the active rows see least, t half of what the inactive rows allow. */
function approximateInputs(
  { weights, bias }: LayerQuestion,
  { point, activeRows }: Collision,
): Float64Array[] | undefined {
  const { columns, rows } = weights;
  if (columns > LARGEST_DECOMPOSITION || activeRows.length === 0) return undefined;
  const x = vectorNumbers(point);
  const padded = activeRows.map((row) => [...rowOf(weights, row)]);
  while (padded.length < columns) padded.push(new Array<number>(columns).fill(0));
  const vectors = decomposed(new Matrix(padded)).rightSingularVectors;
  const direction = Float64Array.from({ length: columns }, (_, k) => vectors.get(k, columns - 1));
  const active = new Set(activeRows);
  let reach = Number.POSITIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    if (active.has(row)) continue;
    const weightsRow = rowOf(weights, row);
    const level = weightsRow.reduce((sum, entry, k) => sum + entry * x[k], bias?.[row] ?? 0);
    const slope = weightsRow.reduce((sum, entry, k) => sum + entry * direction[k], 0);
    if (slope !== 0) reach = Math.min(reach, -level / Math.abs(slope));
  }
  const step = Number.isFinite(reach) ? reach / 2 : 1;
  return [-step, step].map((t) => x.map((entry, k) => entry + t * direction[k]));
}
