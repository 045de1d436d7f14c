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

/** What one layer is asked for: a threshold κ and a count t, with a near the optimum. */
export interface OneLayer {
  readonly units: Fixed;
  readonly margin: Fixed;
  /** The optimal a in doubles. */
  readonly quantile: number;
}

/** H(κ+a) and J_κ(a) = (1+κ²)(H(κ) − H(κ+a)) − κφ(κ) + (κ−a)φ(κ+a). */
export function moments(a: Fixed, margin: Fixed = 0n): { tail: Fixed; moment: Fixed } {
  const beyond = tail(margin + a);
  const mass = product(ONE + product(margin, margin), tail(margin) - beyond);
  const ends = product(margin - a, density(margin + a)) - product(margin, density(margin));
  return { tail: beyond, moment: mass + ends };
}

/** What a count constant c asks for behind hidden layers that hand on T: t = c/2 and κ = 0. */
function asked(count: Count | OneLayer, incoming: Fixed): OneLayer {
  if (typeof count !== "number") return count;
  const { quantile } = lastLayerCapacity(numberOf(incoming), count);
  return { units: (BigInt(count) * ONE) / 2n, margin: 0n, quantile };
}

/** The root in a: J_κ(a)/H(κ+a) = T²/t, where α = t/H(κ+a) solves αJ_κ = T². */
export function bestQuantile(incoming: Fixed, count: Count | OneLayer): Fixed {
  const { units, margin, quantile } = asked(count, incoming);
  const target = quotient(product(incoming, incoming), units);
  const residual = (a: Fixed): Fixed => {
    const { tail, moment } = moments(a, margin);
    return moment - product(target, tail);
  };
  let a = fixedOfNumber(quantile);
  const probe = fixedOfNumber(2 ** -24);
  const slope = fixedOfNumber(numberOf(residual(a + probe) - residual(a)) * 2 ** 24);
  for (let i = 0; i < 8; i++) a -= quotient(residual(a), slope);
  return a;
}

/** The last layer at τ, its expansion rounded up at the given decimal; a is rounded as the slack allows. */
export function lastLayerAbove(tau: string, count: Count | OneLayer, decimals: number): LastLayer {
  const incoming = fixed(tau);
  const best = bestQuantile(incoming, count);
  const a = significant(best, Math.ceil(decimals / 2) + 4);
  // A hundredth of a unit more keeps the slack away from 0.
  const needed = neededExpansion(incoming, fixed(a), count) + ONE / 10n ** BigInt(decimals + 2);
  return { expansion: decimalBeyond(needed, decimals, 1), a };
}

/** (τ² + a²t)/(J_κ + a²H(κ+a)). */
export function neededExpansion(incoming: Fixed, a: Fixed, count: Count | OneLayer): Fixed {
  const { units, margin } = asked(count, incoming);
  const { tail, moment } = moments(a, margin);
  const square = product(a, a);
  return quotient(product(incoming, incoming) + product(units, square), moment + product(square, tail));
}

/** A last layer that the method does not admit at T: αH(κ+a) < t, αJ_κ(a) < T², α rounded down at the given decimal. */
export function lastLayerBelow(tau: string, count: Count | OneLayer, decimals: number): LastLayer {
  const incoming = fixed(tau);
  const best = bestQuantile(incoming, count);
  const { units, margin } = asked(count, incoming);
  const exact = quotient(units, tail(margin + best));
  // A tenth of a unit is room for the rounding of a.
  const expansion = decimalBeyond(exact - ONE / 10n ** BigInt(decimals + 1), decimals, -1);
  // Both conditions hold at the best a, with room in proportion to the slack.
  return { expansion, a: significant(best, Math.min(37, decimals + 6)) };
}
