/** Proofs by the published program, whose dual norms are fixed (Stojnic 2024), from both sides. */
import {
  add,
  compare,
  decimalText,
  divide,
  enclose,
  half,
  type Interval,
  integer,
  multiply,
  type Rational,
  square,
  squareRoot,
  subtract,
  times,
  UNIT,
} from "../../src/interval/index.js";
import type { UnitHidden, UnitProof } from "../format/index.js";
import { endsOf, type Side, side, visitLeaves } from "./box.js";
import { checkLastLayer, unitsOf } from "./last-layer.js";
import { demand, type Ledger, nonNegativeDecimal, positiveDecimal } from "./ledger.js";
import { checkBelow, type StepBelowCheck } from "./plain.js";
import { decayClaim, type Statement } from "./statement.js";
import { slopeInSigma, testFunction } from "./test-function.js";

export const UNIT_THEOREM =
  "Gordon's comparison theorem with unit dual norms (docs/theorems.md, Theorem 1 and section 6)";

export function checkUnit(ledger: Ledger, { count, hidden, last, below }: UnitProof): Statement {
  const expansions: Rational[] = [];
  let incoming = integer(1);
  hidden.forEach((layer, i) => {
    const where = `hidden layer ${i + 1}`;
    const expansion = positiveDecimal(layer.expansion, `${where}: expansion`);
    const tau = positiveDecimal(layer.tau, `${where}: tau`);
    checkUnitStep(ledger, layer, { expansion, incoming, tau }, where);
    expansions.push(expansion);
    incoming = tau;
  });
  const expansion = positiveDecimal(last.expansion, "last layer: expansion");
  const a = nonNegativeDecimal(last.a, "last layer: a");
  checkLastLayer(
    ledger,
    { expansion, a, tau: incoming, units: unitsOf(count) },
    "last layer: squared distance > T^2",
  );
  const lower =
    below === undefined ? null : checkBelow(ledger, below, expansions, expansion, count, unitStepBelow);
  return {
    claim: decayClaim([...expansions, expansion], count),
    theorem: UNIT_THEOREM,
    bound: decimalText(expansion),
    lower: lower === null ? null : decimalText(lower),
  };
}

interface Step {
  readonly alpha: Interval;
  readonly incoming: Interval;
  readonly tau: Interval;
}

/**
 * Demands U(b, ρ) = b² − 2bT + αψ(b, σ) − (σ−1)ρ² + 2bρτ > 0 for all b > 0, ρ ≥ 0 and some σ each: outside
 * [b₀, b₁] × [0, ρ_max] by Lemma 1, inside by a bisection tree with one σ a leaf.
 */
function checkUnitStep(
  ledger: Ledger,
  layer: UnitHidden,
  { expansion, incoming, tau }: { expansion: Rational; incoming: Rational; tau: Rational },
  where: string,
): void {
  demand(compare(expansion, integer(2)) > 0, `${where}: expansion > 2`);
  const b0 = positiveDecimal(layer.b[0], `${where}: b`);
  const b1 = positiveDecimal(layer.b[1], `${where}: b`);
  demand(compare(b0, b1) < 0, `${where}: the ends of b in increasing order`);
  const rhoMax = positiveDecimal(layer.rhoMax, `${where}: rhoMax`);
  const step: Step = { alpha: enclose(expansion), incoming: enclose(incoming), tau: enclose(tau) };
  const A = squareRoot(half(step.alpha));
  const [low, high] = [enclose(b0), enclose(b1)];
  const lead = times(2, subtract(multiply(A, step.tau), step.incoming));
  const growth = subtract(add(square(A), square(step.tau)), UNIT);
  ledger.less(multiply(low, growth), lead, `${where}: nothing below b0`);
  const gap = subtract(UNIT, square(subtract(A, step.tau)));
  ledger.positive(gap, `${where}: |A - tau| < 1`);
  ledger.less(times(2, step.incoming), multiply(high, gap), `${where}: nothing above b1`);
  const reach = add(multiply(A, squareRoot(add(UNIT, square(high)))), divide(step.incoming, squareRoot(gap)));
  ledger.less(reach, enclose(rhoMax), `${where}: nothing above rhoMax`);
  const root = [side(b0, b1), side(integer(0), rhoMax)] as const;
  visitLeaves(layer.tree, ["b", "r"], root, (box, leaf, i) => {
    checkLeaf(
      ledger,
      box,
      enclose(positiveDecimal(leaf, `${where}: sigma of leaf ${i}`)),
      step,
      `${where}, leaf ${i}`,
    );
  });
}

/**
 * A minorant of U that is concave in b for fixed ρ and in ρ for fixed b (tangents replace the convex squares), at the
 * four vertices.
 */
function checkLeaf(
  ledger: Ledger,
  [bSide, rhoSide]: readonly [Side, Side],
  sigma: Interval,
  { alpha, incoming, tau }: Step,
  where: string,
): void {
  const [bEnds, rhoEnds] = [endsOf(bSide), endsOf(rhoSide)];
  const excess = subtract(sigma, UNIT);
  // (1−σ)ρ² is convex where σ < 1, concave otherwise.
  const price = (rho: Rational): Interval => {
    const ball = enclose(rho);
    if (excess.low >= 0n) return multiply(excess, square(ball));
    return multiply(excess, tangentOfSquare(ball, enclose(rhoEnds.middle)));
  };
  for (const bEnd of [bEnds.low, bEnds.high]) {
    const b = enclose(bEnd);
    const base = add(
      subtract(tangentOfSquare(b, enclose(bEnds.middle)), times(2, multiply(b, incoming))),
      multiply(alpha, testFunction(b, sigma).value),
    );
    for (const rhoEnd of [rhoEnds.low, rhoEnds.high]) {
      const gain = times(2, multiply(multiply(b, enclose(rhoEnd)), tau));
      ledger.positive(add(subtract(base, price(rhoEnd)), gain), `${where}: U > 0 at a vertex`);
    }
  }
}

/** 2mx − m² ≤ x². */
function tangentOfSquare(x: Interval, m: Interval): Interval {
  return subtract(times(2, multiply(m, x)), square(m));
}

/** The published program: at (b, σ) with ρ² = αψ_σ, where σ is the maximiser, U < 0. */
export const unitStepBelow: StepBelowCheck = (ledger, { expansion, incoming, tau, b, sigma }, where) => {
  const [alpha, bBall, sigmaBall] = [enclose(expansion), enclose(b), enclose(sigma)];
  const psi = testFunction(bBall, sigmaBall);
  const rhoSquared = multiply(alpha, slopeInSigma(bBall, sigmaBall, psi));
  const gained = add(
    add(square(bBall), multiply(alpha, psi.value)),
    times(2, multiply(multiply(bBall, squareRoot(rhoSquared)), enclose(tau))),
  );
  const paid = add(
    times(2, multiply(bBall, enclose(incoming))),
    multiply(subtract(sigmaBall, UNIT), rhoSquared),
  );
  ledger.less(gained, paid, `${where}: U < 0`);
};
