/** Proofs by plain duality with free dual norms, and the method's own root from below. */
import {
  compare,
  decimalText,
  enclose,
  half,
  integer,
  multiply,
  type Rational,
  square,
  subtract,
  UNIT,
  ZERO,
} from "../../src/interval/index.js";
import type { Count, LowerEnd, PlainProof } from "../format/index.js";
import { checkCoveredStep } from "./covered-step.js";
import { checkLastLayer, checkLastLayerBelow, unitsOf } from "./last-layer.js";
import { demand, type Ledger, nonNegativeDecimal, positiveDecimal } from "./ledger.js";
import { decayClaim, listed, PLAIN_THEOREM, type Statement } from "./statement.js";
import { slopeInB, slopeInSigma, testFunction } from "./test-function.js";

export function checkPlain(ledger: Ledger, { count, hidden, last, below }: PlainProof): Statement {
  const expansions: Rational[] = [];
  let incoming = integer(1);
  hidden.forEach((layer, i) => {
    const where = `hidden layer ${i + 1}`;
    const expansion = positiveDecimal(layer.expansion, `${where}: expansion`);
    const tau = positiveDecimal(layer.tau, `${where}: tau`);
    checkCoveredStep(ledger, layer, [{ expansion, incoming, tau }], where);
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
    below === undefined ? null : checkBelow(ledger, below, expansions, expansion, count, plainStepBelow);
  return {
    claim: decayClaim([...expansions, expansion], count),
    theorem: PLAIN_THEOREM,
    bound: decimalText(expansion),
    lower: lower === null ? null : decimalText(lower),
  };
}

/** A hidden layer seen from below. */
interface StepBelow {
  readonly expansion: Rational;
  readonly incoming: Rational;
  readonly tau: Rational;
  readonly b: Rational;
  readonly sigma: Rational;
}

/** What must hold so that a layer hands on at least τ. */
export type StepBelowCheck = (ledger: Ledger, step: StepBelow, where: string) => void;

/**
 * Plain duality with free norms: with z the minimiser at (b, σ), E(g−z)² = ψ − bψ_b − (σ−1)ψ_σ may not exceed T²/α,
 * and −E hz₊ = −ψ_b/2 against √(E z₊²) = √ψ_σ reaches τ.
 */
export const plainStepBelow: StepBelowCheck = (ledger, { expansion, incoming, tau, b, sigma }, where) => {
  const [alpha, bBall, sigmaBall] = [enclose(expansion), enclose(b), enclose(sigma)];
  const psi = testFunction(bBall, sigmaBall);
  const byB = slopeInB(bBall, sigmaBall, psi);
  const bySigma = slopeInSigma(bBall, sigmaBall, psi);
  const distance = subtract(
    subtract(psi.value, multiply(bBall, byB)),
    multiply(subtract(sigmaBall, UNIT), bySigma),
  );
  ledger.less(byB, ZERO, `${where}: psi decreases in b`);
  ledger.less(multiply(alpha, distance), square(enclose(incoming)), `${where}: the minimiser is within T`);
  const reached = half(half(multiply(alpha, square(byB))));
  ledger.less(multiply(square(enclose(tau)), bySigma), reached, `${where}: the minimiser reaches tau`);
};

/** Demands a chain of lower ends: the method admits no last expansion up to the one stated, which is returned. */
export function checkBelow(
  ledger: Ledger,
  { hidden, last }: LowerEnd,
  expansions: readonly Rational[] | undefined,
  bound: Rational | undefined,
  count: Count,
  step: StepBelowCheck,
): Rational {
  let incoming = integer(1);
  if (expansions !== undefined)
    demand(hidden.length === expansions.length, "the lower end has the same hidden layers");
  hidden.forEach((layer, i) => {
    const where = `lower end, hidden layer ${i + 1}`;
    const expansion = positiveDecimal(layer.expansion, `${where}: expansion`);
    if (expansions !== undefined)
      demand(compare(expansion, expansions[i]) === 0, `${where}: the same expansion`);
    const tau = positiveDecimal(layer.tau, `${where}: tau`);
    const b = positiveDecimal(layer.b, `${where}: b`);
    const sigma = positiveDecimal(layer.sigma, `${where}: sigma`);
    step(ledger, { expansion, incoming, tau, b, sigma }, where);
    incoming = tau;
  });
  const expansion = positiveDecimal(last.expansion, "lower end, last layer: expansion");
  if (bound !== undefined) demand(compare(expansion, bound) < 0, "the lower end is below the bound");
  const a = nonNegativeDecimal(last.a, "lower end, last layer: a");
  checkLastLayerBelow(ledger, { expansion, a, incoming, units: unitsOf(count) });
  return expansion;
}

/** The sentence of a proof that is a lower end only. */
export function lowerStatement(
  before: readonly Rational[],
  lower: Rational,
  count: Count,
  program: string,
  theorem: string,
): Statement {
  const given = before.length === 0 ? "one layer" : `hidden expansions ${listed(before)}`;
  return {
    claim: `${program} for ${given} and the count constant c = ${count} gives no bound at or below ${decimalText(lower)} for the last expansion; this is a statement about the method, not about networks.`,
    theorem,
    bound: null,
    lower: decimalText(lower),
  };
}
