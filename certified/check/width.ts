/** One constant width for every depth, by plain and by lifted duality: statements about every width from one on. */
import {
  compare,
  decimalText,
  enclose,
  half,
  integer,
  parseDecimal,
  type Rational,
  square,
} from "../../src/interval/index.js";
import type {
  StrongLiftedWidthProof,
  StrongWidth,
  StrongWidthProof,
  WeakLiftedWidthProof,
  WeakWidthProof,
} from "../format/index.js";
import { checkCoveredStep } from "./covered-step.js";
import { checkLastLayer, unitsOf } from "./last-layer.js";
import { demand, type Ledger, nonNegativeDecimal, positiveDecimal } from "./ledger.js";
import { checkLiftedSum } from "./lifted.js";
import { checkLiftedHidden, checkLiftedLast } from "./lifted-layers.js";
import type { Statement } from "./statement.js";

const WIDTH_THEOREM =
  "Gordon's comparison theorem with free dual norms (docs/theorems.md, Propositions 1 and 2, Corollary and Theorem 3)";

export function checkWidth(ledger: Ledger, proof: WeakWidthProof | StrongWidthProof): Statement {
  const from = positiveDecimal(proof.from, "from");
  if (proof.count === 2) checkFirst(ledger, from, proof.first.a);
  else checkStrongWidth(ledger, proof);
  return widthStatement(from, proof.count);
}

export function checkLiftedWidth(
  ledger: Ledger,
  proof: WeakLiftedWidthProof | StrongLiftedWidthProof,
): Statement {
  const from = positiveDecimal(proof.from, "from");
  const w = proof.weights.map((text, i) => positiveDecimal(text, `weight ${i + 1}`));
  const gammaSphere = positiveDecimal(proof.gammaSphere, "gammaSphere");
  demand(compare(from, integer(2)) > 0, "from > 2");
  if (proof.count === 2) {
    const floor = parseDecimal(proof.last.floor);
    checkLiftedLast(ledger, proof.last, { w: w[0], units: unitsOf(2) }, [{ expansion: from, floor }]);
    checkLiftedSum(ledger, w, gammaSphere, [floor]);
    return widthStatement(from, 2);
  }
  checkFirst(ledger, from, proof.first.a);
  const to = positiveDecimal(proof.beyond.from, "beyond: from");
  demand(compare(from, to) < 0, "from is below the width from which the plain proof serves");
  const ends = [from, to];
  const floorsOf = (floor: readonly string[]) => floor.map(parseDecimal);
  const hidden = floorsOf(proof.hidden.floor);
  const last = floorsOf(proof.last.floor);
  const at = (floors: readonly Rational[]) => ends.map((expansion, i) => ({ expansion, floor: floors[i] }));
  checkLiftedHidden(ledger, proof.hidden, { w: w[0], next: w[1] }, at(hidden), "hidden layer 1");
  checkLiftedLast(ledger, proof.last, { w: w[1], units: unitsOf(4) }, at(last));
  for (const i of [0, 1]) checkLiftedSum(ledger, w, gammaSphere, [hidden[i], last[i]]);
  checkStrongWidth(ledger, proof.beyond);
  return widthStatement(from, 4);
}

/** Demands S_2(from) > 1: layer 1 keeps n positive entries at this width and every larger one. */
function checkFirst(ledger: Ledger, from: Rational, text: string): void {
  const a = nonNegativeDecimal(text, "first: a");
  checkLastLayer(
    ledger,
    { expansion: from, a, tau: integer(1), units: unitsOf(2) },
    "layer 1: squared distance > 1",
  );
}

/**
 * Demands for C in [from, to] that layer 1 hands on at most τ(C), affine, and that every later layer keeps 2n positive
 * entries at T ≤ τ(C); and S_4(to) > 1, which suffices beyond. Later layers hand on less than they receive by the
 * Corollary, for which τ(C)² < C/2.
 */
function checkStrongWidth(ledger: Ledger, { from, to, first, tau, layer1, last, beyond }: StrongWidth): void {
  const ends = [positiveDecimal(from, "from"), positiveDecimal(to, "to")];
  demand(compare(ends[0], ends[1]) < 0, "from < to");
  checkFirst(ledger, ends[0], first.a);
  const taus = tau.map((text) => positiveDecimal(text, "tau"));
  const steps = ends.map((expansion, i) => ({ expansion, incoming: integer(1), tau: taus[i] }));
  checkCoveredStep(ledger, layer1, steps, "layer 1");
  const a = nonNegativeDecimal(last.a, "last: a");
  ends.forEach((expansion, i) => {
    ledger.less(square(enclose(taus[i])), half(enclose(expansion)), "tau^2 < C/2");
    checkLastLayer(
      ledger,
      { expansion, a, tau: taus[i], units: unitsOf(4) },
      "later layers: squared distance > tau^2",
    );
  });
  const final = nonNegativeDecimal(beyond.a, "beyond: a");
  checkLastLayer(
    ledger,
    { expansion: ends[1], a: final, tau: integer(1), units: unitsOf(4) },
    "beyond: squared distance > 1",
  );
}

function widthStatement(from: Rational, count: 2 | 4): Statement {
  const bound = decimalText(from);
  const network = `Gaussian layers without biases, all of one width Cn with C >= ${bound}, on inputs of dimension n`;
  const counts =
    count === 2
      ? "at least n positive entries in every layer"
      : "at least n positive entries in layer 1 and 2n in every later layer";
  const consequence = count === 2 ? "" : ", so that the network is injective";
  return {
    claim: `For ${network}: at every depth, with probability tending to 1 exponentially as n -> infinity, every input x != 0 leaves ${counts}${consequence}.`,
    theorem: WIDTH_THEOREM,
    bound,
    lower: null,
  };
}
