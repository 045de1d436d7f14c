/** ψ(b, σ) of plain duality and its derivatives in 38 decimals, for the search. */
import { atan, FIXED_PI, type Fixed, ONE, product, quotient, root } from "./fixed.js";

export interface FixedPsi {
  readonly value: Fixed;
  readonly byB: Fixed;
  readonly bySigma: Fixed;
  /** M and S of docs/theorems.md. */
  readonly held: Fixed;
  readonly edge: Fixed;
}

export function fixedPsi(b: Fixed, sigma: Fixed): FixedPsi {
  const s = root(sigma);
  const square = product(b, b);
  const first = sector(quotient(b, ONE + s));
  const second = sector(quotient(product(b, s), ONE + s + square));
  const held = ONE - quotient(second.lambda, FIXED_PI);
  const edge = quotient(second.share, FIXED_PI);
  const scale = product(ONE + square, held);
  return {
    value: (ONE + quotient(first.lambda, FIXED_PI) - quotient(scale, sigma)) / 2n,
    byB: quotient(edge - product(b, held), sigma),
    bySigma: quotient(scale, 2n * product(sigma, sigma)),
    held,
    edge,
  };
}

function sector(t: Fixed): { lambda: Fixed; share: Fixed } {
  const square = product(t, t);
  return { lambda: atan(t) - quotient(t, ONE + square), share: quotient(square, ONE + square) };
}
