/** Verification of a certificate by code of its own: rational arithmetic throughout, nothing shared with the search. */
import { signOf } from "../../src/exact/dyadic.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { type Certificate, certificateMatrix, matrixHash, parseCertificate } from "./certificate-file.js";

/** Whether everything the file says is so. */
export interface Verification {
  /** What is wrong, one sentence each; empty for a valid certificate. */
  readonly problems: readonly string[];
  /** null where the file could not be read as far as that. */
  readonly rows: number | null;
  readonly columns: number | null;
  /** Non-zero rows with w_i·x ≥ 0, counted here. */
  readonly active: number | null;
}

/**
 * Checks the matrix against its hash, recounts the positive inner products exactly, and holds the count against the
 * file and against n.
 * @param where what to call the text in an error
 * @throws InputError for a text that is not a certificate
 */
export function verifyCertificate(text: string, where: string): Verification {
  const parsed = parseCertificate(text, where);
  if ("problems" in parsed) return { problems: parsed.problems, rows: null, columns: null, active: null };
  const { certificate } = parsed;
  const { rows, columns } = certificate;
  try {
    const { active, problems } = checked(certificate);
    return { problems, rows, columns, active };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { problems: [error.message], rows, columns, active: null };
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
  let [positives, zeros] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const products = point.map((entry, j) => product(asRational(matrix.values[i * columns + j]), entry));
    const sign = signOfSum(products);
    if (sign > 0) positives++;
    else if (sign === 0 && rowOf(matrix, i).some((entry) => entry !== 0)) zeros++;
  }
  if (positives !== certificate.positives)
    problems.push(`positives: the file says ${certificate.positives}, the matrix and x give ${positives}`);
  const active = positives + zeros;
  if (active >= columns)
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

/** The sign of the sum, over the common denominator. */
function signOfSum(terms: readonly Rational[]): -1 | 0 | 1 {
  const exponent = terms.reduce((largest, term) => Math.max(largest, term.exponent), 0);
  const sum = terms.reduce((total, term) => total + (term.numerator << BigInt(exponent - term.exponent)), 0n);
  return signOf(sum);
}
