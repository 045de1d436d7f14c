/** A proof that was found, checked and named: what `certify` returns. */
import { requireObject } from "../src/arguments.js";
import { InputError } from "../src/result.js";
import { checkProof } from "./check/index.js";
import { type Proof, type ProofKind, proofDigest, proofText } from "./format/index.js";

/** A proof with the statement that the checker made of it. */
export interface Certificate {
  readonly kind: ProofKind;
  /** One sentence, built from the numbers that were checked. */
  readonly claim: string;
  readonly theorem: string;
  /** Decimal; null for a proof that gives a lower end only. */
  readonly bound: string | null;
  /** Proven lower end of what the method itself gives, or null. */
  readonly lower: string | null;
  /** Inequalities decided by the checker. */
  readonly inequalities: number;
  /** Bytes of the proof file. */
  readonly size: number;
  /** SHA-256 of the proof file. */
  readonly digest: string;
  /** The proof file. */
  readonly text: string;
}

/**
 * Checks a proof that a search returned.
 * @param proof as a search returned it
 * @returns what was proved, with the text of the file
 * @throws InputError when the checker refuses it: the search works in floating point and may ask for too many digits
 * @example
 * import { certificate, checkProof, searchWeakWidth } from "relu-injectivity/certified";
 * const { text } = certificate(searchWeakWidth(4));
 * checkProof(text).valid; // true
 */
export function certificate(proof: Proof): Certificate {
  requireObject(proof, "the proof", ["schema", "kind"]);
  const text = proofText(proof);
  const checked = checkProof(text);
  if (!checked.valid) throw new InputError(`digits: expected fewer, no proof was found (${checked.reason})`);
  const { kind, claim, theorem, bound, lower, inequalities } = checked;
  const size = new TextEncoder().encode(text).length;
  return { kind, claim, theorem, bound, lower, inequalities, size, digest: proofDigest(text), text };
}
