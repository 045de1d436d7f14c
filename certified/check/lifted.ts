/** Proofs by partially lifted duality, depth by depth. */
import {
  add,
  decimalText,
  enclose,
  half,
  type Interval,
  parseDecimal,
  type Rational,
  square,
  subtract,
  times,
  ZERO,
} from "../../src/interval/index.js";
import type { LiftedProof } from "../format/index.js";
import { sphereTerm } from "./exponential-moments.js";
import { unitsOf } from "./last-layer.js";
import { demand, type Ledger, positiveDecimal } from "./ledger.js";
import { checkLiftedHidden, checkLiftedLast } from "./lifted-layers.js";
import { decayClaim, LIFTED_THEOREM, type Statement } from "./statement.js";

export function checkLifted(
  ledger: Ledger,
  { count, weights, gammaSphere, hidden, last }: LiftedProof,
): Statement {
  demand(weights.length === hidden.length + 1, "one weight for each layer");
  const w = weights.map((text, i) => positiveDecimal(text, `weight ${i + 1}`));
  const floors: Rational[] = [];
  const expansions: Rational[] = [];
  hidden.forEach((layer, i) => {
    const where = `hidden layer ${i + 1}`;
    const expansion = positiveDecimal(layer.expansion, `${where}: expansion`);
    const floor = parseDecimal(layer.floor);
    checkLiftedHidden(ledger, layer, { w: w[i], next: w[i + 1] }, [{ expansion, floor }], where);
    expansions.push(expansion);
    floors.push(floor);
  });
  const expansion = positiveDecimal(last.expansion, "last layer: expansion");
  const floor = parseDecimal(last.floor);
  checkLiftedLast(ledger, last, { w: w[w.length - 1], units: unitsOf(count) }, [{ expansion, floor }]);
  checkLiftedSum(ledger, w, positiveDecimal(gammaSphere, "gammaSphere"), [...floors, floor]);
  return {
    claim: decayClaim([...expansions, expansion], count),
    theorem: LIFTED_THEOREM,
    bound: decimalText(expansion),
    lower: null,
  };
}

/** Demands Ψ ≥ ½Σw_i² − s(w₁) + Σ floors > 0. */
export function checkLiftedSum(
  ledger: Ledger,
  weights: readonly Rational[],
  gammaSphere: Rational,
  floors: readonly Rational[],
): void {
  const sum = (terms: readonly Interval[]): Interval => terms.reduce(add, ZERO);
  const first = enclose(weights[0]);
  const sphere = enclose(gammaSphere);
  ledger.less(first, times(2, sphere), "gammaSphere > w_1/2");
  const squares = half(sum(weights.map((w) => square(enclose(w)))));
  const total = subtract(add(squares, sum(floors.map(enclose))), sphereTerm(first, sphere));
  ledger.positive(total, "the sum of the floors and weights is positive");
}
