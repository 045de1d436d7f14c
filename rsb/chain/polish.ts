/**
 * A few quasi-Newton steps on a finer grid than an optimum was sought on: the gradient of the coarse grid vanishes there,
 * that of the fine one does not quite, and what the difference costs would have to be guessed from the Hessian.
 */
import { type Minimum, updateInverse } from "../../src/optimise/minimise.js";
import { type Ansatz, fitsLayout, fromCoordinates, isOrdered } from "../functional/ansatz.js";
import type { FunctionalValue } from "../functional/functional.js";

/** Each step multiplies the excess by a small factor; usually none is needed. */
const MOST_STEPS = 4;

export interface PolishedOptimum {
  readonly ansatz: Ansatz;
  /** The functional on the fine grid. */
  readonly final: FunctionalValue;
  /** ½ gᵀH⁻¹g with the gradient of the fine grid: the estimated excess left. */
  readonly decrement: number;
  readonly inverseHessian: readonly Float64Array[];
  readonly evaluations: number;
}

/**
 * Steps until the estimated excess is at most `target`, or a step does not reduce it.
 *
 * @param layout the ansatz of the optimum, for which the fine grid was laid out.
 */
export function polish(
  { point, inverseHessian }: Minimum,
  layout: Ansatz,
  evaluate: (ansatz: Ansatz) => FunctionalValue,
  target: number,
): PolishedOptimum {
  const inverse = inverseHessian.map((row) => row.slice());
  let coordinates = point;
  let ansatz = layout;
  let final = evaluate(ansatz);
  let { direction, decrement } = newtonStep(inverse, final.gradient);
  let evaluations = 1;
  while (decrement > target && evaluations <= MOST_STEPS) {
    const trial = coordinates.map((x, i) => x + direction[i]);
    const moved = fromCoordinates(trial);
    if (!isOrdered(moved) || moved.overlapDeficits[0] >= 1 || !fitsLayout(moved, layout)) break;
    const next = evaluate(moved);
    evaluations++;
    const change = next.gradient.map((component, i) => component - final.gradient[i]);
    updateInverse(inverse, direction, change);
    const following = newtonStep(inverse, next.gradient);
    if (!(following.decrement < decrement)) break;
    coordinates = trial;
    ansatz = moved;
    final = next;
    ({ direction, decrement } = following);
  }
  return { ansatz, final, decrement, inverseHessian: inverse, evaluations };
}

/** −H⁻¹g and ½ gᵀH⁻¹g. */
function newtonStep(
  inverse: readonly Float64Array[],
  gradient: Float64Array,
): { direction: Float64Array; decrement: number } {
  const direction = Float64Array.from(inverse, (row) => {
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum -= row[j] * gradient[j];
    return sum;
  });
  let slope = 0;
  for (let j = 0; j < gradient.length; j++) slope += direction[j] * gradient[j];
  return { direction, decrement: 0.5 * Math.abs(slope) };
}
