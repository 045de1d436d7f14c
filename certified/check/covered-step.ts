/** A hidden layer of plain duality with free dual norms: T′ ≤ τ by finitely many pairs (b, σ). */
import {
  add,
  compare,
  enclose,
  type Interval,
  integer,
  multiply,
  parseDecimal,
  type Rational,
  square,
  subtract,
  times,
  UNIT,
} from "../../src/interval/index.js";
import type { CoveredStep } from "../format/index.js";
import { demand, increasing, type Ledger, nonNegativeDecimal, positiveDecimal } from "./ledger.js";
import { testFunction } from "./test-function.js";

/** A layer: expansion α, incoming T, outgoing τ. */
export interface StepValues {
  readonly expansion: Rational;
  readonly incoming: Rational;
  readonly tau: Rational;
}

interface EnclosedPair {
  readonly b: Interval;
  readonly sigma: Interval;
  readonly psi: Interval;
}

/** W(ρ) = αψ − T² − (σ−1)ρ² + 2bτρ. */
function excessAt(
  rho: Interval,
  { b, sigma, psi }: EnclosedPair,
  layer: Record<keyof StepValues, Interval>,
): Interval {
  const base = subtract(multiply(layer.expansion, psi), square(layer.incoming));
  const quadratic = multiply(subtract(sigma, UNIT), square(rho));
  return add(subtract(base, quadratic), times(2, multiply(multiply(b, layer.tau), rho)));
}

/**
 * Demands max_k W_k(ρ) > 0 for all ρ ≥ 0 (docs/theorems.md, Proposition 1). Pair k serves [ρ_k, ρ_{k+1}], where σ ≥ 1
 * makes W concave, so that both ends suffice; the last pair has σ ≤ 1 and b > 0, so that W increases from ρ_K on.
 *
 * @param layers every layer for which the same pairs must serve
 */
export function checkCoveredStep(
  ledger: Ledger,
  { rho, pairs }: CoveredStep,
  layers: readonly StepValues[],
  where: string,
): void {
  demand(rho.length === pairs.length, `${where}: as many break points as pairs`);
  const cuts = rho.map(parseDecimal);
  demand(compare(cuts[0], integer(0)) === 0, `${where}: the first break point is 0`);
  increasing(cuts, `${where}: break points`);
  const ends = cuts.map(enclose);
  const enclosed = layers.map(({ expansion, incoming, tau }) => ({
    expansion: enclose(expansion),
    incoming: enclose(incoming),
    tau: enclose(tau),
  }));
  for (const { tau } of layers) demand(compare(tau, integer(0)) > 0, `${where}: tau > 0`);
  pairs.forEach(([bText, sigmaText], k) => {
    const b = nonNegativeDecimal(bText, `${where}: b of pair ${k}`);
    const sigma = positiveDecimal(sigmaText, `${where}: sigma of pair ${k}`);
    const isLast = k === pairs.length - 1;
    const side = compare(sigma, integer(1));
    demand(isLast ? side <= 0 : side >= 0, `${where}: sigma ${isLast ? "<=" : ">="} 1 in pair ${k}`);
    if (isLast) demand(compare(b, integer(0)) > 0, `${where}: b > 0 in the last pair`);
    const ball = { b: enclose(b), sigma: enclose(sigma) };
    const pair = { ...ball, psi: testFunction(ball.b, ball.sigma).value };
    for (const layer of enclosed) {
      ledger.positive(excessAt(ends[k], pair, layer), `${where}: W > 0 at the left end of interval ${k}`);
      if (!isLast)
        ledger.positive(
          excessAt(ends[k + 1], pair, layer),
          `${where}: W > 0 at the right end of interval ${k}`,
        );
    }
  });
}
