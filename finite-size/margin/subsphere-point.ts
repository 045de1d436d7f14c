/**
 * Points of the unit sphere at which chosen rows have w·x = κ, exactly: x = p + √C v with rational p, v and C, so that every
 * w·x − κ is A + B√C, whose sign is decided by squares.
 */
import {
  addFractions,
  type Fraction,
  fraction,
  fractionOfNumber,
  subtractFractions,
} from "../../src/exact/fraction.js";
import { integerDot } from "../../src/exact/integers.js";
import { kernelVector } from "../../src/exact/kernel-vector.js";

/** A matrix of doubles as integers over one power of two, and κ times that power. */
export interface ScaledRows {
  readonly rows: readonly (readonly bigint[])[];
  readonly level: Fraction;
}

/** All rows over the least power of two that serves every entry. */
export function scaledRows(rows: readonly ArrayLike<number>[], margin: number): ScaledRows {
  const fractions = rows.map((row) => Array.from(row, fractionOfNumber));
  const scale = fractions
    .flat()
    .reduce((most, { denominator }) => (denominator > most ? denominator : most), 1n);
  const { numerator, denominator } = fractionOfNumber(margin);
  return {
    rows: fractions.map((row) => row.map((entry) => entry.numerator * (scale / entry.denominator))),
    level: fraction(numerator * scale, denominator),
  };
}

/**
 * The signs of w·x − κ for all rows at p ± √C v, v the part of axis `axis` that is orthogonal to the chosen rows; undefined
 * where they are dependent, do not meet the sphere or leave nothing of the axis.
 */
export function signsOnSubsphere(
  { rows, level }: ScaledRows,
  chosen: readonly number[],
  axis: number,
  side: 1 | -1,
): Int8Array | undefined {
  const columns = rows[0].length;
  const w = chosen.map((i) => rows[i]);
  const base = combination(
    w,
    w.map(() => level.numerator),
    columns,
  );
  const part = combination(
    w,
    w.map((row) => row[axis]),
    columns,
  );
  if (base === undefined || part === undefined) return undefined;
  // p = base/(denominator · level.denominator), v = e_axis − part/denominator; both over one denominator.
  const p = { entries: base.entries, denominator: base.denominator * level.denominator };
  const v = part.entries.map((entry, k) => (k === axis ? part.denominator : 0n) - entry);
  const square = fraction(integerDot(v, v), part.denominator * part.denominator);
  if (square.numerator === 0n) return undefined;
  const rest = subtractFractions(
    { numerator: 1n, denominator: 1n },
    fraction(integerDot(p.entries, p.entries), p.denominator * p.denominator),
  );
  if (rest.numerator < 0n) return undefined;
  const radicand = fraction(rest.numerator * square.denominator, rest.denominator * square.numerator);
  return Int8Array.from(rows, (row) => {
    const a = subtractFractions(fraction(integerDot(row, p.entries), p.denominator), level);
    const b = fraction(BigInt(side) * integerDot(row, v), part.denominator);
    return signOfSurd(a, b, radicand);
  });
}

/** Σ c_i w_i with w_j · Σ c_i w_i = targets_j, over its denominator > 0. */
function combination(
  w: readonly (readonly bigint[])[],
  targets: readonly bigint[],
  columns: number,
): { entries: bigint[]; denominator: bigint } | undefined {
  const kernel = kernelVector(
    w.map((row, i) => [...w.map((other) => integerDot(row, other)), -targets[i]]),
    w.length + 1,
  );
  const last = kernel?.[w.length];
  if (kernel === undefined || last === undefined || last === 0n) return undefined;
  const sign = last < 0n ? -1n : 1n;
  return {
    entries: Array.from({ length: columns }, (_, k) =>
      w.reduce((sum, row, i) => sum + sign * kernel[i] * row[k], 0n),
    ),
    denominator: sign * last,
  };
}

/** The sign of a + b√c, c ≥ 0. */
function signOfSurd(a: Fraction, b: Fraction, c: Fraction): number {
  const signed = ({ numerator, denominator }: Fraction, by: Fraction): Fraction =>
    fraction(
      numerator * (numerator < 0n ? -numerator : numerator) * by.numerator,
      denominator * denominator * by.denominator,
    );
  const { numerator } = addFractions(signed(a, { numerator: 1n, denominator: 1n }), signed(b, c));
  return numerator > 0n ? 1 : numerator < 0n ? -1 : 0;
}
