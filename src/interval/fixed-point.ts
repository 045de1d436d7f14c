/** Integers as fixed-point numbers: the unit of the intervals, the finer unit inside functions, directed division. */

/** An interval's ends are integers times 2^−PRECISION. */
export const PRECISION = 128n;
/** Functions are evaluated in integers times 2^−WORKING, and rounded outwards to PRECISION at the end. */
export const WORKING = 192n;
export const GUARD = WORKING - PRECISION;
/** 1 in either unit. */
export const ONE = 1n << PRECISION;
export const WORKING_ONE = 1n << WORKING;

/** ⌊a/b⌋ for b > 0. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

/** ⌈a/b⌉ for b > 0. */
export function ceilDivide(a: bigint, b: bigint): bigint {
  return -floorDivide(-a, b);
}

/** ⌈a/2^bits⌉. */
export function ceilShift(a: bigint, bits: bigint): bigint {
  return -(-a >> bits);
}

/** Number of binary digits of a ≥ 0; 0 for 0. */
export function bitLength(a: bigint): number {
  const text = a.toString(16);
  return 4 * (text.length - 1) + LEADING_BITS[Number.parseInt(text[0], 16)];
}

const LEADING_BITS: readonly number[] = [0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4];

/**
 * ⌊√a⌋ for a ≥ 0, by the adaptive integer Newton iteration of CPython's `math.isqrt` (M. Dickinson): after each step
 * the candidate is within 1 of the root of the leading digits, so that one comparison decides at the end.
 */
export function integerSquareRoot(a: bigint): bigint {
  if (a === 0n) return 0n;
  const c = BigInt((bitLength(a) - 1) >> 1);
  let root = 1n;
  let d = 0n;
  for (let s = BigInt(bitLength(c)) - 1n; s >= 0n; s--) {
    const e = d;
    d = c >> s;
    root = (root << (d - e - 1n)) + (a >> (2n * c - e - d + 1n)) / root;
  }
  return root * root > a ? root - 1n : root;
}
