/** Θ(α, T), the least T′ that plain duality with free norms gives behind a hidden layer, to 36 decimals. */

import { optimalNormLayer } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";
import { type Fixed, fixedOfNumber, numberOf, ONE, product, quotient, root } from "./fixed.js";
import { type FixedPsi, fixedPsi } from "./fixed-psi.js";

export interface StepOptimum {
  readonly b: Fixed;
  readonly sigma: Fixed;
  /** Θ itself. */
  readonly tau: Fixed;
}

const CORRECTIONS = 12;

/**
 * Newton's method on (σ−1)·2ψ_σ + bψ_b = 0 and α[ψ − bψ_b − (σ−1)ψ_σ] = T², residuals in 38 decimals and the Jacobian
 * once in doubles, from the double-precision optimum.
 * @throws InputError where the layer hands on no finite value
 */
export function stepOptimum(expansion: Fixed, incoming: Fixed): StepOptimum {
  const start = optimalNormLayer({ expansion: numberOf(expansion), incoming: numberOf(incoming) });
  if (Number.isNaN(start.rho))
    throw new InputError(
      `expansion ${numberOf(expansion)} behind the value ${numberOf(incoming)}: expected an expansion above 2`,
    );
  let b = fixedOfNumber(2 * start.gammaBar * start.kappa);
  let sigma = fixedOfNumber(1 + 4 * start.gamma * start.gammaBar);
  const target = quotient(product(incoming, incoming), expansion);
  const residuals = (at: FixedPsi, b: Fixed, sigma: Fixed): readonly [Fixed, Fixed] => [
    2n * product(sigma - ONE, at.bySigma) + product(b, at.byB),
    at.value - product(b, at.byB) - product(sigma - ONE, at.bySigma) - target,
  ];
  const step = fixedOfNumber(2 ** -24);
  const base = residuals(fixedPsi(b, sigma), b, sigma);
  const inB = residuals(fixedPsi(b + step, sigma), b + step, sigma);
  const inSigma = residuals(fixedPsi(b, sigma + step), b, sigma + step);
  const slope = (moved: Fixed, from: Fixed): number => numberOf(moved - from) * 2 ** 24;
  const [a11, a21] = [slope(inB[0], base[0]), slope(inB[1], base[1])];
  const [a12, a22] = [slope(inSigma[0], base[0]), slope(inSigma[1], base[1])];
  const determinant = a11 * a22 - a12 * a21;
  const inverse = [a22, -a12, -a21, a11].map((entry) => fixedOfNumber(entry / determinant));
  for (let i = 0; i < CORRECTIONS; i++) {
    const [r1, r2] = residuals(fixedPsi(b, sigma), b, sigma);
    b -= product(inverse[0], r1) + product(inverse[1], r2);
    sigma -= product(inverse[2], r1) + product(inverse[3], r2);
  }
  const { byB, bySigma } = fixedPsi(b, sigma);
  // τ = −√α ψ_b/(2√ψ_σ).
  return { b, sigma, tau: quotient(product(root(expansion), -byB), 2n * root(bySigma)) };
}
