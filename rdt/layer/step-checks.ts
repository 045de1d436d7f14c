/** Whether the stationary point of a hidden layer is the minimum it should be: against every other ρ and κ. */
import { hiddenLayer } from "./hidden-layer.js";
import { type LayerInput, type LayerStep, outputNorm } from "./layer-step.js";
import { curveB, unitNormLayer } from "./unit-norm-layer.js";

/** Comparisons of V(ρ) = min_γ̄ max_γ (γ̄ + αf₁ − γρ²) + κρT′, which should have its minimum T at the point. */
export interface StepChecks {
  /** V(0) − T = √(α/2) − T: positive when the point beats ρ = 0. */
  readonly aboveAtZero: number;
  /** V′(∞) = 1 − κ√(α/2) + κT′: positive when the value does not run away. */
  readonly slopeAtInfinity: number;
  /** Least V(ρ) − T over the scanned ρ, relative to the terms of V; negative by no more than rounding. */
  readonly normScan: number;
  /** The scanned ρ: least and greatest, as multiples of that of the point. */
  readonly scanned: readonly [number, number];
  /** Least T′(κ)/T′ − 1 over other κ; negative by no more than rounding when κ is optimal, absent for unit norms. */
  readonly kappaScan?: number;
  readonly correct: boolean;
}

/** Scan points on each side of the point, and the factor of γ between two of them. */
const POINTS = 16;
const STRIDE = 2;
const KAPPA_FACTORS = [0.5, 0.7, 0.85, 0.95, 0.99, 1.01, 1.05, 1.2, 1.5, 2];
const ROUNDING = 1e-11;

/**
 * Checks a step of {@link unitNormLayer} or {@link optimalNormLayer}. V is scanned along the curve on which γ̄ and
 * γ are stationary, parametrised by γ from 2⁻¹⁶ to 2¹⁶ times its value; along it ρ runs through all scales when
 * ακ² > 2, and up to the end γ = 0 otherwise, beyond which V′ = −2γρ + κT′ is positive term by term. A layer
 * with norm ratio κ is one with unit norms in disguise: κT′ is what a layer of expansion ακ² makes of κT.
 *
 * @param optimal whether κ was optimised, and is to be compared with others
 */
export function stepChecks(input: LayerInput, step: LayerStep, optimal: boolean): StepChecks {
  const { kappa, outgoing } = step;
  const expansion = input.expansion * kappa * kappa;
  const [incoming, handed] = [kappa * input.incoming, kappa * outgoing.value];
  const gamma = step.gamma / kappa;
  let [normScan, least, greatest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  for (let i = -POINTS; i <= POINTS; i++) {
    const { rho, value, size } = curvePoint(expansion, gamma * STRIDE ** i);
    const total = value + rho * handed;
    normScan = Math.min(normScan, (total - incoming) / (size + rho * handed));
    const multiple = rho / (kappa * step.rho);
    [least, greatest] = [Math.min(least, multiple), Math.max(greatest, multiple)];
  }
  const aboveAtZero = Math.sqrt(input.expansion / 2) - input.incoming;
  const slopeAtInfinity = 1 - Math.sqrt(expansion / 2) + handed;
  const kappaScan = optimal ? scanKappa(input, step) : undefined;
  const floor = -ROUNDING * Math.sqrt(expansion);
  return {
    aboveAtZero,
    slopeAtInfinity,
    normScan,
    scanned: [least, greatest],
    ...(kappaScan === undefined ? {} : { kappaScan }),
    correct:
      aboveAtZero > 0 && slopeAtInfinity > floor && normScan > -ROUNDING && !((kappaScan ?? 0) < -ROUNDING),
  };
}

/** ρ and min_γ̄ max_γ of a unit-norm layer at the point of its stationary curve with this γ. */
function curvePoint(expansion: number, gamma: number): { rho: number; value: number; size: number } {
  const b = curveB(expansion, gamma);
  const rho = outputNorm(expansion, b, 2 * b * gamma);
  const constraint = gamma * rho * rho;
  const value = b / 2 + expansion * hiddenLayer(b / 2, gamma).value - constraint;
  return { rho, value, size: b / 2 + constraint };
}

/** T′(κ)/T′ − 1 at other norms; those at which the layer has no finite value do not compete. */
function scanKappa({ expansion, incoming }: LayerInput, { kappa, outgoing }: LayerStep): number {
  const values = KAPPA_FACTORS.map((factor) => {
    const other = kappa * factor;
    const unit = unitNormLayer({ expansion: expansion * other * other, incoming: incoming * other });
    return unit.outgoing.value / other / outgoing.value - 1;
  });
  return Math.min(...values.filter((value) => !Number.isNaN(value)));
}
