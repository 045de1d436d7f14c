/** What one hidden layer of the recurrence in depth takes and gives. */
import { type Quantity, quantity, roundingError } from "../src/result.js";
import { hiddenLayer } from "./hidden-layer.js";
import { minimiserCone } from "./minimiser-cone.js";

/** The expansion α of the layer and the value T from the layers before, with their absolute errors. */
export interface LayerInput {
  readonly expansion: number;
  readonly incoming: number;
  readonly expansionError?: number;
  readonly incomingError?: number;
}

/** The stationary point of one hidden layer and the value T′ that it hands on. */
export interface LayerStep {
  /** T′, with the errors of the input carried through. */
  readonly outgoing: Quantity;
  /** ρ = r_i/r_{i−1}, the norm of the layer's output relative to its input's. */
  readonly rho: number;
  readonly gammaBar: number;
  readonly gamma: number;
  /** Ratio of the norms of the next layer's dual vector and this one's; 1 with unit norms. */
  readonly kappa: number;
  /** ∂T′/∂T = 1/(κρ), by the envelope theorem. */
  readonly byIncoming: number;
  /** ∂T′/∂α = −f₁/(κρ), by the envelope theorem. */
  readonly byExpansion: number;
}

/** A stationary point in the variables of the solvers, with the relative size of the last correction to it. */
interface StationaryPoint {
  /** b = 2γ̄κ. */
  readonly b: number;
  /** η = 4γγ̄. */
  readonly eta: number;
  readonly kappa: number;
  readonly gammaBar: number;
  readonly change: number;
}

/** The step at a stationary point: ρ² = α∂f₁/∂γ and T′ = 2γρ/κ. */
export function layerStep(input: LayerInput, point: StationaryPoint): LayerStep {
  const { b, eta, kappa, gammaBar, change } = point;
  const cone = minimiserCone(b, eta);
  const gamma = eta / (4 * gammaBar);
  const rho = Math.sqrt((input.expansion * (1 + b * b) * cone.held) / 2) / cone.sigma;
  const outgoing = (eta * rho) / b;
  const byIncoming = 1 / (kappa * rho);
  const byExpansion = -hiddenLayer(gammaBar, gamma, kappa).value * byIncoming;
  const carried =
    byIncoming * (input.incomingError ?? 0) + Math.abs(byExpansion) * (input.expansionError ?? 0);
  const error = outgoing * change + carried + roundingError(outgoing, 8);
  return {
    outgoing: quantity(outgoing, error, change < 1e-10 ? "converged" : "stalled"),
    rho,
    gammaBar,
    gamma,
    kappa,
    byIncoming,
    byExpansion,
  };
}

/** The step where no finite T′ exists: every field NaN, status `domain-error`. */
export function layerOutsideDomain(): LayerStep {
  const [rho, gammaBar, gamma, kappa, byIncoming, byExpansion] = Array<number>(6).fill(Number.NaN);
  return { outgoing: quantity(Number.NaN, Number.NaN), rho, gammaBar, gamma, kappa, byIncoming, byExpansion };
}
