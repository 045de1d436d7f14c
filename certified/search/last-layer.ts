/** The least last expansion of plain duality at given T, in 36 decimals. */
import { lastLayerCapacity } from "../../rdt/index.js";
import type { Count, LastLayer } from "../format/index.js";
import {
  decimalBeyond,
  density,
  type Fixed,
  fixed,
  fixedOfNumber,
  numberOf,
  ONE,
  product,
  quotient,
  significant,
  tail,
} from "./fixed.js";

/** H(a) and J(a) = ½ − aφ(a) − H(a). */
export function moments(a: Fixed): { tail: Fixed; moment: Fixed } {
  const beyond = tail(a);
  return { tail: beyond, moment: ONE / 2n - product(a, density(a)) - beyond };
}

/** The root in a: J(a)/H(a) = 2T²/c, where α = c/(2H(a)) solves αJ = T². */
export function bestQuantile(incoming: Fixed, count: Count): Fixed {
  const target = quotient(2n * product(incoming, incoming), BigInt(count) * ONE);
  const residual = (a: Fixed): Fixed => {
    const { tail, moment } = moments(a);
    return moment - product(target, tail);
  };
  let a = fixedOfNumber(lastLayerCapacity(numberOf(incoming), count).quantile);
  const probe = fixedOfNumber(2 ** -24);
  const slope = fixedOfNumber(numberOf(residual(a + probe) - residual(a)) * 2 ** 24);
  for (let i = 0; i < 8; i++) a -= quotient(residual(a), slope);
  return a;
}

/** The last layer at τ, its expansion rounded up at the given decimal; a is rounded as the slack allows. */
export function lastLayerAbove(tau: string, count: Count, decimals: number): LastLayer {
  const incoming = fixed(tau);
  const best = bestQuantile(incoming, count);
  const a = significant(best, Math.ceil(decimals / 2) + 4);
  // A hundredth of a unit more keeps the slack away from 0.
  const needed = neededExpansion(incoming, fixed(a), count) + ONE / 10n ** BigInt(decimals + 2);
  return { expansion: decimalBeyond(needed, decimals, 1), a };
}

/** (τ² + a²c/2)/(J + a²H). */
export function neededExpansion(incoming: Fixed, a: Fixed, count: Count): Fixed {
  const { tail, moment } = moments(a);
  const square = product(a, a);
  return quotient(
    product(incoming, incoming) + (BigInt(count) * square) / 2n,
    moment + product(square, tail),
  );
}

/** A last layer that the method does not admit at T: αH(a) < c/2, αJ(a) < T², α rounded down at the given decimal. */
export function lastLayerBelow(tau: string, count: Count, decimals: number): LastLayer {
  const incoming = fixed(tau);
  const best = bestQuantile(incoming, count);
  const exact = quotient(BigInt(count) * ONE, 2n * tail(best));
  // A tenth of a unit is room for the rounding of a.
  const expansion = decimalBeyond(exact - ONE / 10n ** BigInt(decimals + 1), decimals, -1);
  // Both conditions hold at the best a, with room in proportion to the slack.
  return { expansion, a: significant(best, Math.min(37, decimals + 6)) };
}
