/** The hidden layer by the published route: a closed inner integral over h, Gauss quadrature over g. */
import { halfLineGaussian } from "../../src/quadrature/half-line-gaussian.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { normalCdf, normalDensity } from "../../src/special/normal.js";

/** f₁ and its first derivatives, each with the difference to a coarser rule as its error. */
export interface HiddenLayerByQuadrature {
  readonly value: Quantity;
  readonly byGammaBar: Quantity;
  readonly byGamma: Quantity;
  readonly byKappa: Quantity;
  readonly nodes: number;
}

const MOST_PANELS = 1024;

/**
 * f₁(γ̄, γ; κ) and its gradient as moments of the minimiser, integrated over g on each half-line
 * (Stojnic 2024, eqs. (42)–(45); at g ≤ 0 the term g²/(4γ̄) carries the factor Φ(C), which is missing in (44)).
 * The integrand varies on the scale of g = 2γ̄κ/(1+√σ); panels are doubled from there until two rules agree.
 * Independent of {@link hiddenLayer}, and some hundred times slower: it is here as the second route.
 */
export function hiddenLayerByQuadrature(gammaBar: number, gamma: number, kappa = 1): HiddenLayerByQuadrature {
  const b = 2 * gammaBar * kappa;
  const scale = b / (1 + Math.sqrt(1 + 4 * gamma * gammaBar));
  let panels = 8;
  while (panels < MOST_PANELS / 2 && 10 / panels > 2 * scale) panels *= 2;
  let coarse = moments(gammaBar, gamma, kappa, panels);
  for (;;) {
    panels *= 2;
    const fine = moments(gammaBar, gamma, kappa, panels);
    const errors = fine.map((x, i) => Math.abs(x - coarse[i]) + roundingError(x, 256));
    const settled = errors.every((error, i) => error <= 1e-13 * Math.abs(fine[i]) + 1e-15);
    if (settled || panels >= MOST_PANELS || !Number.isFinite(fine[0])) {
      const status = settled ? "converged" : "stalled";
      const [value, byGammaBar, byGamma, byKappa] = fine.map((x, i) => quantity(x, errors[i], status));
      return { value, byGammaBar, byGamma, byKappa, nodes: panels * 16 };
    }
    coarse = fine;
  }
}

function moments(gammaBar: number, gamma: number, kappa: number, panels: number): number[] {
  const sigma = 1 + 4 * gamma * gammaBar;
  const b = 2 * gammaBar * kappa;
  const rule = halfLineGaussian(panels);
  const sums = [0, 0, 0, 0];
  rule.nodes.forEach((node, index) => {
    for (const g of [node, -node]) {
      const a = g / b;
      const c = (g - Math.abs(g) * (g > 0 ? 0 : Math.sqrt(sigma))) / b;
      const below = normalCdf(c);
      const density = normalDensity(c);
      // E[a − h; h < c], E[(a − h)²; h < c] and E[h(a − h); h < c].
      const first = a * below + density;
      const second = a * first + below - density * (c - a);
      const mixed = -a * density - below + c * density;
      const elsewhere = g > 0 ? g * g * (1 - below) : 0;
      // z = b(a − h)/σ where it is positive; otherwise z = min(g, 0).
      const squareZ = (b * b * second) / (sigma * sigma);
      const distance = elsewhere + g * g * below - (2 * g * b * first) / sigma + squareZ;
      const value = (elsewhere + g * g * below) / (4 * gammaBar) - (b * b * second) / (4 * gammaBar * sigma);
      const weight = rule.weights[index];
      sums[0] += weight * value;
      sums[1] -= (weight * distance) / (4 * gammaBar * gammaBar);
      sums[2] += weight * squareZ;
      sums[3] += (weight * b * mixed) / sigma;
    }
  });
  return sums;
}
