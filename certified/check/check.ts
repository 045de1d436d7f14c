/** Checks a proof file and states what it proves; shares nothing with the search but the format. */
import { IntervalDomainError, parseDecimal } from "../../src/interval/index.js";
import { type LowerProof, type Proof, ProofFormatError, type ProofKind, readProof } from "../format/index.js";
import { checkConstants } from "./constants.js";
import { checkFinite } from "./finite.js";
import { checkLayer, checkLiftedLayer } from "./layer.js";
import { Ledger, Refusal } from "./ledger.js";
import { checkLifted } from "./lifted.js";
import { checkBelow, checkPlain, lowerStatement, plainStepBelow } from "./plain.js";
import { checkRsb } from "./rsb.js";
import { PLAIN_THEOREM, type Statement } from "./statement.js";
import { checkUnit, UNIT_THEOREM, unitStepBelow } from "./unit.js";
import { checkLiftedWidth, checkWidth } from "./width.js";

/** A proof all of whose inequalities hold. */
export interface ProvedStatement extends Statement {
  readonly valid: true;
  readonly kind: ProofKind;
  /** Number of inequalities that were decided. */
  readonly inequalities: number;
}

/** A file that proves nothing, and the first demand that it does not meet. */
export interface RefusedProof {
  readonly valid: false;
  /** null where not even the form is right. */
  readonly kind: ProofKind | null;
  readonly reason: string;
}

/**
 * Whether the text of a proof file proves something, and what. Bounded in time and memory for every text: files are at
 * most a megabyte, trees at most 20000 nodes, decimals at most 120 characters.
 *
 * @param text of a proof file; anything else is refused as one that is no proof, and nothing is thrown
 * @returns what is proved, or the first demand that is not met
 * @example
 * import { checkProof } from "relu-injectivity/certified";
 * checkProof("{}").valid; // false
 */
export function checkProof(text: string): ProvedStatement | RefusedProof {
  let kind: ProofKind | null = null;
  try {
    const proof = readProof(text);
    kind = proof.kind;
    const ledger = new Ledger();
    const statement = check(ledger, proof);
    return { valid: true, kind, ...statement, inequalities: ledger.inequalities };
  } catch (error) {
    if (error instanceof ProofFormatError || error instanceof Refusal)
      return { valid: false, kind, reason: error.message };
    if (error instanceof IntervalDomainError)
      return { valid: false, kind, reason: `undecided: ${error.message}` };
    throw error;
  }
}

function check(ledger: Ledger, proof: Proof): Statement {
  switch (proof.kind) {
    case "plain":
      return checkPlain(ledger, proof);
    case "unit":
      return checkUnit(ledger, proof);
    case "plain-lower":
    case "unit-lower":
      return checkLower(ledger, proof);
    case "lifted":
      return checkLifted(ledger, proof);
    case "width":
      return checkWidth(ledger, proof);
    case "lifted-width":
      return checkLiftedWidth(ledger, proof);
    case "layer":
      return checkLayer(ledger, proof);
    case "lifted-layer":
      return checkLiftedLayer(ledger, proof);
    case "finite":
      return checkFinite(ledger, proof);
    case "constants":
      return checkConstants(ledger, proof);
    case "krsb":
      return checkRsb(ledger, proof);
  }
}

function checkLower(ledger: Ledger, proof: LowerProof): Statement {
  const unit = proof.kind === "unit-lower";
  const step = unit ? unitStepBelow : plainStepBelow;
  const lower = checkBelow(ledger, proof, undefined, undefined, proof.count, step);
  const before = proof.hidden.map(({ expansion }) => parseDecimal(expansion));
  const program = unit ? "The published program (unit dual norms)" : "Plain duality with free dual norms";
  return lowerStatement(before, lower, proof.count, program, unit ? UNIT_THEOREM : PLAIN_THEOREM);
}
