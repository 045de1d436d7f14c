/**
 * The stationarity equations of the finite-temperature functional as an a-posteriori test, its stability level by level,
 * and the energy as an average over densities. All use f_i′ and f_i″, which the optimiser's gradient never computes.
 */
import { type Ansatz, stepVariances } from "../functional/ansatz.js";
import { entropicTerm, lambdas } from "../functional/entropic-term.js";
import {
  averageOverStart,
  energeticTerm,
  forwardRatios,
  type ParisiFunctions,
  parisiFunctions,
} from "../functional/recursion.js";
import { conditionalMean, conditionalMeans, overlapTargets } from "../functional/saddle-point.js";
import type { LevelTransport } from "../functional/transport.js";
import type { ThermalPoint } from "./free-entropy.js";
import { recursionAnsatz, type ThermalAnsatz } from "./thermal-ansatz.js";
import { boltzmannErrorCount, boltzmannErrorCountAt } from "./thermal-cost.js";

export interface ThermalChecks {
  /** Largest relative residual of α ∫ P_i f_i′² = G_i (i = 0 … k) and of the k equations of the breaking points. */
  readonly residual: number;
  /** e = α ∫ P_k(h) p(h) dh, p the probability that the cost is paid at field h. */
  readonly energy: number;
  /** 1 − α λ_i² ∫ P_i f_i″² for i = 0 … k: negative where level i gains by splitting. */
  readonly replicons: Float64Array;
}

/** Evaluates the equations, the energy and the replicons at an ansatz, on the grids of `transport`. */
export function thermalChecks(
  { alpha, beta, margin = 0 }: ThermalPoint,
  ansatz: ThermalAnsatz,
  transport: LevelTransport,
): ThermalChecks {
  const recursion = recursionAnsatz(ansatz, beta);
  const functions = parisiFunctions(recursion, boltzmannErrorCount, transport);
  const { densities } = forwardRatios(recursion, functions, transport, margin);
  const { forces, curvatures } = derivatives(functions, recursion, transport);
  const average = (i: number, values: Float64Array): number => {
    let sum = 0;
    for (let j = 0; j < values.length; j++) sum += densities[i][j] * values[j] * values[j];
    return sum * transport.levels[i].spacing;
  };
  // The entropic part in physical units, where χ is 1 − q_k.
  const physical: Ansatz = { ...ansatz, chi: ansatz.overlapDeficits[ansatz.breakingPoints.length] };
  const lambda = lambdas(physical);
  // Functions are f/β.
  const scale = alpha * beta * beta;
  const overlaps = overlapTargets(physical).map((target, i) => (scale * average(i, forces[i])) / target - 1);
  const inEnergetic = energeticTerm(recursion, boltzmannErrorCountAt(margin), transport).gradient
    .breakingPoints;
  const inEntropic = entropicTerm(physical).gradient.breakingPoints;
  // ∂B/∂x at (q, x, 1−q_k) is β² times ∂B/∂y at (q, βx, β(1−q_k)).
  const breakingPoints = inEntropic.map((entropic, i) => (scale * inEnergetic[i]) / entropic - 1);
  return {
    residual: Math.max(...Array.from([...overlaps, ...breakingPoints], Math.abs)),
    energy: alpha * paidFraction(functions, recursion, transport, margin),
    replicons: lambda.map((value, i) => 1 - scale * value * value * average(i, curvatures[i])),
  };
}

/** φ_i′ and φ_i″ on every level: φ_{i−1}′ = ⟨φ_i′⟩ and φ_{i−1}″ = ⟨φ_i″ + y_i φ_i′²⟩ − y_i φ_{i−1}′². */
function derivatives(
  functions: ParisiFunctions,
  recursion: Ansatz,
  transport: LevelTransport,
): { forces: Float64Array[]; curvatures: Float64Array[] } {
  const top = transport.levels.length - 1;
  const forces: Float64Array[] = [];
  const curvatures: Float64Array[] = [];
  const beta = recursion.breakingPoints[top];
  forces[top] = Float64Array.from(functions.terminal, ({ slope, mass }) => slope / mass);
  curvatures[top] = Float64Array.from(
    functions.terminal,
    ({ varianceDerivative, mass }, j) =>
      (2 * varianceDerivative) / (beta * mass) - beta * forces[top][j] * forces[top][j],
  );
  const mean = (i: number, values: Float64Array): Float64Array =>
    conditionalMean(functions, i, { values, left: 0, right: 0 }, recursion, boltzmannErrorCount, transport);
  for (let i = top; i >= 1; i--) {
    const y = recursion.breakingPoints[i - 1];
    const force = mean(i, forces[i]);
    forces[i - 1] = force;
    curvatures[i - 1] = mean(
      i,
      curvatures[i].map((curvature, j) => curvature + y * forces[i][j] * forces[i][j]),
    ).map((value, j) => value - y * force[j] * force[j]);
  }
  return { forces, curvatures };
}

function paidFraction(
  functions: ParisiFunctions,
  recursion: Ansatz,
  transport: LevelTransport,
  margin: number,
): number {
  const top = functions.terminal.map(({ cost, mass }) => cost / mass);
  const [paid] = conditionalMeans(functions, top, 0, 1, recursion, boltzmannErrorCount, transport);
  return averageOverStart(paid, 0, 1, transport, stepVariances(recursion)[0], margin).average;
}
