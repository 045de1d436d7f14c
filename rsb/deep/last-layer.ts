/** The energetic term A of the last layer at normalised overlaps: the term of one layer, k = 0 and zero lower overlap included. */
import { normalTail } from "../../src/special/normal.js";
import type { Ansatz } from "../functional/ansatz.js";
import { overlapIncrements } from "../functional/ansatz.js";
import { errorCount } from "../functional/cost.js";
import { directTransport } from "../functional/direct-transport.js";
import type { FunctionalGradient } from "../functional/entropic-term.js";
import type { Resolution } from "../functional/level-grids.js";
import { energeticTerm } from "../functional/recursion.js";

/** A and its derivatives in overlap increments, breaking points and χ. */
export interface LastLayerTerm {
  readonly value: number;
  readonly gradient: FunctionalGradient;
}

/**
 * A of one layer, on grids laid out for `layout`. A lowest overlap of exactly zero is possible at k = 1, where it is
 * partially lifted duality.
 */
export function lastLayerTerm(input: Ansatz, resolution: Resolution, layout: Ansatz): LastLayerTerm {
  const k = input.breakingPoints.length;
  if (k === 0) return symmetricTerm(input.chi);
  if (input.overlapDeficits[0] === 1) return liftedTerm(input);
  const term = energeticTerm(input, errorCount, directTransport(input, errorCount, resolution, layout));
  return { value: term.value, gradient: term.gradient };
}

/** k = 0: A = E min(1, ξ²/(2χ)) over ξ > 0, with a = √(2χ): J(a)/a² + H(a). */
function symmetricTerm(chi: number): LastLayerTerm {
  const a = Math.sqrt(2 * chi);
  const moment = truncatedSecondMoment(a);
  const value = moment / (2 * chi) + normalTail(a);
  return {
    value,
    // A depends on the total overlap over χ only.
    gradient: {
      increments: Float64Array.of(moment / (2 * chi)),
      breakingPoints: new Float64Array(0),
      chi: -moment / (2 * chi * chi),
    },
  };
}

/** ∫₀^a x²φ(x) dx by its series of positive terms: exact to rounding for the moderate a that occur. */
function truncatedSecondMoment(a: number): number {
  let term = (a * a * a) / 3;
  let sum = term;
  for (let n = 1; term > 1e-18 * sum; n++) {
    term *= (a * a) / (2 * n + 3);
    sum += term;
  }
  return (sum * Math.exp(-0.5 * a * a)) / Math.sqrt(2 * Math.PI);
}

/** k = 1 with q_0 = 0: A = −ln E e^{yφ_1(√s z)} / y. */
function liftedTerm(input: Ansatz): LastLayerTerm {
  const [y] = input.breakingPoints;
  const variance = overlapIncrements(input)[1] / (2 * input.chi);
  const { mass, terminal, varianceDerivative } = errorCount.smoothedTerminal(0, y, variance);
  const inVariance = -varianceDerivative / (y * mass);
  const value = -Math.log(mass) / y;
  return {
    value,
    gradient: {
      increments: Float64Array.of(0, inVariance / (2 * input.chi)),
      breakingPoints: Float64Array.of(-(terminal / mass + value) / y),
      chi: (-inVariance * variance) / input.chi,
    },
  };
}
