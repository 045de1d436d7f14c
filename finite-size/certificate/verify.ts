/** Verification of a certificate by code of its own: rational arithmetic throughout, nothing shared with the search. */
import { signOf } from "../../src/exact/dyadic.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import {
  type Certificate,
  certificateMatrix,
  type MarginClaim,
  matrixHash,
  parseCertificate,
} from "./certificate-file.js";

/** Whether everything the file says is so. */
export interface Verification {
  /** What is wrong, one sentence each; empty for a valid certificate. */
  readonly problems: readonly string[];
  /** null where the file could not be read as far as that. */
  readonly rows: number | null;
  readonly columns: number | null;
  /** Non-zero rows with w_i·x ≥ 0, counted here. */
  readonly active: number | null;
  /** What a certificate of few rows above a margin asserts; null for one of non-injectivity. */
  readonly few: MarginClaim | null;
}

/**
 * Checks the matrix against its hash, recounts the positive inner products exactly, and holds the count against the
 * file and against n.
 * @param where what to call the text in an error
 * @throws InputError for a text that is not a certificate
 */
export function verifyCertificate(text: string, where: string): Verification {
  const parsed = parseCertificate(text, where);
  if ("problems" in parsed)
    return { problems: parsed.problems, rows: null, columns: null, active: null, few: null };
  const { certificate } = parsed;
  const { rows, columns } = certificate;
  const few = "below" in certificate ? { margin: certificate.margin, below: certificate.below } : null;
  try {
    const { active, problems } = checked(certificate);
    return { problems, rows, columns, active, few };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { problems: [error.message], rows, columns, active: null, few };
  }
}

function checked(certificate: Certificate): {
  readonly active: number | null;
  readonly problems: string[];
} {
  const { rows, columns, x } = certificate;
  const matrix = certificateMatrix(certificate);
  const problems: string[] = [];
  if (matrixHash(matrix) !== certificate.sha256) problems.push("sha256: expected the hash of the matrix");
  if (x.length !== columns) {
    return { active: null, problems: [...problems, `x: expected ${columns} numbers, found ${x.length}`] };
  }
  if (x.every((entry) => entry === 0)) problems.push("x: expected a vector other than 0");
  const point = x.map(asRational);
  const margin = "below" in certificate ? certificate.margin : 0;
  // κ|κ| |x|², against (w·x)|w·x|.
  const bar = scaledBySign(
    point.map((entry) => product(entry, entry)),
    asRational(margin),
  );
  let [positives, zeros] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const products = point.map((entry, j) => product(asRational(matrix.values[i * columns + j]), entry));
    const sign = margin === 0 ? signOfSum(products) : signOfSum([signedSquare(products), bar]);
    if (sign > 0) positives++;
    else if (sign === 0 && (margin !== 0 || rowOf(matrix, i).some((entry) => entry !== 0))) zeros++;
  }
  const active = positives + zeros;
  for (const [name, said, found] of [
    ["active", certificate.active, active],
    ["positives", certificate.positives, positives],
  ] as const)
    if (said !== undefined && said !== found)
      problems.push(`${name}: the file says ${said}, the matrix and x give ${found}`);
  if ("below" in certificate) {
    if (active >= certificate.below)
      problems.push(`${active} rows with w_i . x >= margin |x|: expected fewer than ${certificate.below}`);
  } else if (active >= columns)
    problems.push(`${active} rows with w_i . x >= 0: expected fewer than n = ${columns}`);
  return { active, problems };
}

/** numerator / 2^exponent. */
interface Rational {
  readonly numerator: bigint;
  readonly exponent: number;
}

/** A double exactly: doubled until it is an integer. */
function asRational(value: number): Rational {
  let exponent = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent++;
  }
  return { numerator: BigInt(scaled), exponent };
}

function product(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, exponent: a.exponent + b.exponent };
}

/** The sum of terms over one denominator. */
function sumOf(terms: readonly Rational[]): Rational {
  const exponent = terms.reduce((largest, term) => Math.max(largest, term.exponent), 0);
  const numerator = terms.reduce(
    (total, term) => total + (term.numerator << BigInt(exponent - term.exponent)),
    0n,
  );
  return { numerator, exponent };
}

/** s|s| of the sum s. */
function signedSquare(terms: readonly Rational[]): Rational {
  const { numerator, exponent } = sumOf(terms);
  return { numerator: numerator * (numerator < 0n ? -numerator : numerator), exponent: 2 * exponent };
}

/** −κ|κ| times the sum. */
function scaledBySign(terms: readonly Rational[], margin: Rational): Rational {
  const { numerator, exponent } = signedSquare([margin]);
  const sum = sumOf(terms);
  return { numerator: -numerator * sum.numerator, exponent: exponent + sum.exponent };
}

/** The sign of the sum, over the common denominator. */
function signOfSum(terms: readonly Rational[]): -1 | 0 | 1 {
  const exponent = terms.reduce((largest, term) => Math.max(largest, term.exponent), 0);
  const sum = terms.reduce((total, term) => total + (term.numerator << BigInt(exponent - term.exponent)), 0n);
  return signOf(sum);
}
