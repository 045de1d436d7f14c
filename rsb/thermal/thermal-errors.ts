/** Errors of the order parameters and of what depends on them to first order, from the Hessian at the optimum. */
import { symmetricEigen } from "../../src/linear-algebra/symmetric.js";
import type { Minimum } from "../../src/optimise/minimise.js";
import { type Quantity, quantity, type Status } from "../../src/result.js";
import { fromThermalCoordinates, isOrderedThermal, type ThermalAnsatz } from "./thermal-ansatz.js";
import type { ThermalSolution } from "./thermal-solution.js";

/** The same for the distance of a coordinate from its place, √(2·excess·(H⁻¹)_ii). */
const PARAMETER_SAFETY = 3;
/** What an error of the value leaves in a gradient, in units of it: soft directions turn it into distance. */
const GRADIENT_NOISE = 10;
/** The point one more Newton step away, or the point itself where that leaves the domain. */
export function newtonStep({ point, gradient, inverseHessian }: Minimum): ThermalAnsatz {
  const next = point.map((x, i) => {
    let step = 0;
    for (let j = 0; j < gradient.length; j++) step += inverseHessian[i][j] * gradient[j];
    return x - step;
  });
  const moved = fromThermalCoordinates(next);
  return isOrderedThermal(moved) ? moved : fromThermalCoordinates(point);
}

/** The furthest that a step along the softest direction may go, in the logarithmic coordinates. */
const LARGEST_SOFT_STEP = 0.1;

/** The point to which the noise of the gradient may have pushed the optimum along its softest direction. */
export function softStep({ point, inverseHessian }: Minimum, valueError: number): ThermalAnsatz {
  const { values, vectors } = symmetricEigen(inverseHessian);
  const last = values.length - 1;
  const length = Math.min(LARGEST_SOFT_STEP, values[last] * GRADIENT_NOISE * valueError);
  const moved = fromThermalCoordinates(point.map((x, i) => x + length * vectors[last][i]));
  return isOrderedThermal(moved) ? moved : fromThermalCoordinates(point);
}

/**
 * Overlaps and breaking points with their errors: √(2·excess·(H⁻¹)_ii) in each coordinate, plus what an error of the
 * value hides along the gradient; those of the gaps add up.
 */
export function parameterErrors(
  { overlapDeficits, breakingPoints }: ThermalAnsatz,
  { inverseHessian }: Minimum,
  excess: number,
  valueError: number,
  status: Status,
): Pick<ThermalSolution, "overlaps" | "breakingPoints"> {
  const k = breakingPoints.length;
  const errors = inverseHessian.map((row, i) => {
    const spread = row.reduce((sum, entry) => sum + Math.abs(entry), 0);
    return (
      PARAMETER_SAFETY * Math.sqrt(2 * excess * Math.max(0, row[i])) + GRADIENT_NOISE * spread * valueError
    );
  });
  const overlaps: Quantity[] = [];
  let error = overlapDeficits[k] * errors[0];
  for (let i = k; i >= 0; i--) {
    overlaps[i] = quantity(1 - overlapDeficits[i], error, status);
    if (i > 0) error += (overlapDeficits[i - 1] - overlapDeficits[i]) * errors[i];
  }
  error = 0;
  const points = Array.from(breakingPoints, (x, i) => {
    error += (x - (i === 0 ? 0 : breakingPoints[i - 1])) * errors[k + 1 + i];
    return quantity(x, error, status);
  });
  return { overlaps, breakingPoints: points };
}
