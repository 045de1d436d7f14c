/** Proofs for one layer with a field threshold κ and any count t, by plain and by partially lifted duality. */
import {
  compare,
  decimalText,
  enclose,
  integer,
  parseDecimal,
  type Rational,
} from "../../src/interval/index.js";
import type { LayerProof, LiftedLayerProof } from "../format/index.js";
import { checkLastLayer, checkLastLayerBelow } from "./last-layer.js";
import { demand, type Ledger, nonNegativeDecimal, positiveDecimal } from "./ledger.js";
import { checkLiftedSum } from "./lifted.js";
import { checkLiftedLast } from "./lifted-layers.js";
import { layerClaim, type Statement } from "./statement.js";

const UNIT_NORM = integer(1);

const PLAIN_LAYER_THEOREM = "Gordon's comparison theorem (docs/theorems.md, Theorem 5, plain)";
const LIFTED_LAYER_THEOREM =
  "Gordon's comparison theorem in exponential form (docs/theorems.md, Theorem 5, lifted)";

/** Demands α(J_κ(a) + a²H(κ+a)) − a²t > 1, and for the lower end that no a does this. */
export function checkLayer(ledger: Ledger, { margin, units, last, below }: LayerProof): Statement {
  const [kappa, t] = [parseDecimal(margin), positiveDecimal(units, "units")];
  const counted = { margin: enclose(kappa), units: enclose(t) };
  const expansion = positiveDecimal(last.expansion, "expansion");
  const a = nonNegativeDecimal(last.a, "a");
  checkLastLayer(ledger, { expansion, a, tau: UNIT_NORM, ...counted }, "squared distance > 1");
  let lower: Rational | null = null;
  if (below !== undefined) {
    lower = positiveDecimal(below.expansion, "lower end: expansion");
    demand(compare(lower, expansion) < 0, "the lower end is below the bound");
    const end = nonNegativeDecimal(below.a, "lower end: a");
    checkLastLayerBelow(ledger, { expansion: lower, a: end, incoming: UNIT_NORM, ...counted });
  }
  return {
    claim: layerClaim(expansion, kappa, t),
    theorem: PLAIN_LAYER_THEOREM,
    bound: decimalText(expansion),
    lower: lower === null ? null : decimalText(lower),
  };
}

/** Demands the floor of the layer for every distance, and ½w² − s(w) + floor > 0. */
export function checkLiftedLayer(
  ledger: Ledger,
  { margin, units, weights, gammaSphere, last }: LiftedLayerProof,
): Statement {
  const [kappa, t] = [parseDecimal(margin), positiveDecimal(units, "units")];
  const w = positiveDecimal(weights[0], "weight");
  const expansion = positiveDecimal(last.expansion, "expansion");
  const floor = parseDecimal(last.floor);
  const layer = { w, margin: enclose(kappa), units: enclose(t) };
  checkLiftedLast(ledger, last, layer, [{ expansion, floor }]);
  checkLiftedSum(ledger, [w], positiveDecimal(gammaSphere, "gammaSphere"), [floor]);
  return {
    claim: layerClaim(expansion, kappa, t),
    theorem: LIFTED_LAYER_THEOREM,
    bound: decimalText(expansion),
    lower: null,
  };
}
