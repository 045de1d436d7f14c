/** One Gaussian layer on a plane polygon: expected lines, crossings and regions in closed form, expected length. */
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { InputError, type Quantity, quantity, roundingError } from "../../src/result.js";
import { requireAngleFormula } from "./expected-angle.js";
import { crossingProbability, meetingProbability } from "./gaussian-angle.js";
import { type InitialisationLaw, requireInitialisation } from "./initialisation.js";
import type { PlaneDomain } from "./plane-domain.js";

export interface OneLayerPlane {
  /** Probability that a unit's boundary meets the polygon: (sum of the angles of its sides seen as (s x, σ))/(2π). */
  readonly hitProbability: Quantity;
  /** Expected crossings of the boundaries of two units in the polygon: (solid angle of (s x, σ))/(2π). */
  readonly crossingsPerPair: Quantity;
  /** 1 + n hitProbability + n(n − 1)/2 crossingsPerPair. */
  readonly regions: Quantity;
}

/**
 * Exact for the first hidden layer, alone or below others.
 * @throws InputError where the angle formulas do not hold, or the domain does not fit
 */
export function oneLayerPlane(law: InitialisationLaw, { origin, u, v, polygon }: PlaneDomain): OneLayerPlane {
  requireInitialisation(law);
  requireAngleFormula(law);
  const [inputs, units] = law.widths;
  if ([origin, u, v].some((vector) => vector.length !== inputs)) {
    throw new InputError(`a plane in ${origin.length} dimensions: expected ${inputs}, one per input`);
  }
  const scale = Math.sqrt(law.gain / inputs);
  const corners = polygon.map(([s, r]) =>
    Float64Array.from([...origin.map((x, j) => scale * (x + s * u[j] + r * v[j])), law.bias.deviation]),
  );
  const rounded = (value: number): Quantity => quantity(value, roundingError(value, 16 + 4 * inputs));
  const hit = rounded(crossingProbability(corners));
  const meet = rounded(meetingProbability(corners));
  const pairs = (units * (units - 1)) / 2;
  return {
    hitProbability: hit,
    crossingsPerPair: meet,
    regions: quantity(1 + units * hit.value + pairs * meet.value, units * hit.error + pairs * meet.error),
  };
}

/** The same probability by integrating over the direction of the weights: a second route to the closed form. */
export function hitProbabilityByQuadrature(law: InitialisationLaw, low: number, high: number): Quantity {
  const [scale, deviation] = scales(law);
  // P(b ≤ k |w|) for normal b and Rayleigh |w|.
  const below = (k: number): number => (1 + (k * scale) / Math.hypot(deviation, k * scale)) / 2;
  const integrand = (angle: number): number => {
    const ends = [low, high].flatMap((x) =>
      [low, high].map((y) => x * Math.cos(angle) + y * Math.sin(angle)),
    );
    return below(Math.max(...ends)) - below(Math.min(...ends));
  };
  // The extreme corners change at multiples of a quarter turn.
  const integral = (order: number): number => {
    const { nodes, weights } = gaussLegendre(order);
    let sum = 0;
    for (let quarter = 0; quarter < 4; quarter++) {
      nodes.forEach((node, k) => {
        sum += (weights[k] / 8) * integrand(((quarter + (1 + node) / 2) * Math.PI) / 2);
      });
    }
    return sum;
  };
  return refined(integral, 24);
}

/**
 * Expected length of a unit's boundary in [low, high]², inputs being two: ∫ of its density, which depends on |x|
 * only: (s/(2σ)) × the mean of (1 + s²|x|² cos²θ/σ²)^(−3/2) over θ.
 * @throws InputError unless the network has two inputs, or where the angle formulas do not hold
 */
export function expectedLength(law: InitialisationLaw, low: number, high: number): Quantity {
  const [scale, deviation] = scales(law);
  const density = (x: number, y: number, order: number): number => {
    const ratio = ((x * x + y * y) * scale * scale) / (deviation * deviation);
    // The trapezoidal rule converges geometrically on a period.
    let sum = 0;
    for (let k = 0; k < order; k++) sum += (1 + ratio * Math.cos((k * Math.PI) / order) ** 2) ** -1.5;
    return ((scale / (2 * deviation)) * sum) / order;
  };
  const integral = (order: number): number => {
    const { nodes, weights } = gaussLegendre(order);
    const half = (high - low) / 2;
    let sum = 0;
    nodes.forEach((nodeX, i) => {
      nodes.forEach((nodeY, j) => {
        const x = low + half * (1 + nodeX);
        const y = low + half * (1 + nodeY);
        sum += half * half * weights[i] * weights[j] * density(x, y, 4 * order);
      });
    });
    return sum;
  };
  return refined(integral, 24);
}

/** Deviations of a weight and of the bias. */
function scales(law: InitialisationLaw): readonly [number, number] {
  requireInitialisation(law);
  requireAngleFormula(law);
  const [inputs] = law.widths;
  if (inputs !== 2)
    throw new InputError(`a network with ${inputs} inputs: expected 2 for a square of inputs`);
  return [Math.sqrt(law.gain / 2), law.bias.deviation];
}

/** An integral by two orders; their difference is the error of the lower, and estimates that of the higher. */
function refined(integral: (order: number) => number, order: number): Quantity {
  const [coarse, fine] = [integral(order), integral(2 * order)];
  return quantity(fine, Math.abs(fine - coarse) + roundingError(fine, 32));
}
