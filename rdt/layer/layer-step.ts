/** What one hidden layer of the recurrence in depth takes and gives. */
import { type Quantity, quantity, roundingError } from "../../src/result.js";
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
  readonly relativeErrors: RelativeErrors;
}

/** Relative errors of the parameters: last correction, rounding, and the errors of the input carried through. */
interface RelativeErrors {
  readonly rho: number;
  readonly gammaBar: number;
  readonly gamma: number;
  readonly kappa: number;
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
  /** Relative errors of b, η, γ̄ and κ. */
  readonly errors: {
    readonly b: number;
    readonly eta: number;
    readonly gammaBar: number;
    readonly kappa: number;
  };
}

/** Relative change by which the logarithmic derivatives of ρ are differenced. */
const NUDGE = 1e-5;

/** The step at a stationary point: ρ² = α∂f₁/∂γ and T′ = 2γρ/κ. */
export function layerStep(input: LayerInput, point: StationaryPoint): LayerStep {
  const { b, eta, kappa, gammaBar, change, errors } = point;
  const gamma = eta / (4 * gammaBar);
  const rho = outputNorm(input.expansion, b, eta);
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
    relativeErrors: {
      rho: normError(input, point, rho),
      gammaBar: errors.gammaBar + roundingError(1),
      gamma: errors.eta + errors.gammaBar + roundingError(1),
      kappa: errors.kappa,
    },
  };
}

/** ρ = √(α∂f₁/∂γ). */
export function outputNorm(expansion: number, b: number, eta: number): number {
  const { held, sigma } = minimiserCone(b, eta);
  return Math.sqrt((expansion * (1 + b * b) * held) / 2) / sigma;
}

function normError(
  { expansion, expansionError = 0 }: LayerInput,
  point: StationaryPoint,
  rho: number,
): number {
  const { b, eta, errors } = point;
  const byB = Math.abs(outputNorm(expansion, b * (1 + NUDGE), eta) / rho - 1) / NUDGE;
  const byEta = Math.abs(outputNorm(expansion, b, eta * (1 + NUDGE)) / rho - 1) / NUDGE;
  return byB * errors.b + byEta * errors.eta + expansionError / (2 * expansion) + roundingError(1);
}

/** The step where no finite T′ exists: every field NaN, status `domain-error`. */
export function layerOutsideDomain(): LayerStep {
  const [rho, gammaBar, gamma, kappa, byIncoming, byExpansion] = Array<number>(6).fill(Number.NaN);
  return {
    outgoing: quantity(Number.NaN, Number.NaN),
    rho,
    gammaBar,
    gamma,
    kappa,
    byIncoming,
    byExpansion,
    relativeErrors: { rho, gammaBar, gamma, kappa },
  };
}
