/** Newton on two equations in (β, r), with the error of the solution taken from the correction left at the end. */
import { solveLinear } from "../src/linear-algebra/symmetric.js";
import type { Status } from "../src/result.js";
import { solveSystem } from "../src/roots/newton-system.js";

/** Two residuals and their derivatives in β and in r. */
export interface TwoEquations {
  readonly residual: readonly [number, number];
  readonly byBeta: readonly [number, number];
  readonly byR: readonly [number, number];
}

export interface TemperaturePoint {
  readonly beta: number;
  readonly r: number;
  /** The Newton corrections still asked for at the returned point. */
  readonly betaError: number;
  readonly rError: number;
  readonly status: Status;
}

/** The equations are solved in ln β and ln r, which keeps both positive; residuals are expected to be of order 1. */
export function solveTemperaturePoint(
  equations: (beta: number, r: number) => TwoEquations,
  startBeta: number,
  startR: number,
): TemperaturePoint {
  const evaluate = (point: Float64Array) => {
    const beta = Math.exp(point[0]);
    const r = Math.exp(point[1]);
    const { residual, byBeta, byR } = equations(beta, r);
    return {
      residual: Float64Array.from(residual),
      jacobian: [0, 1].map((i) => Float64Array.of(beta * byBeta[i], r * byR[i])),
    };
  };
  const { point, status } = solveSystem(evaluate, [Math.log(startBeta), Math.log(startR)], {
    tolerance: 1e-12,
  });
  const last = evaluate(point);
  const correction = solveLinear(last.jacobian, last.residual) ?? Float64Array.of(Number.NaN, Number.NaN);
  const beta = Math.exp(point[0]);
  const r = Math.exp(point[1]);
  return { beta, r, betaError: beta * Math.abs(correction[0]), rError: r * Math.abs(correction[1]), status };
}
