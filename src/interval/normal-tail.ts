/** Density φ and tail H of the standard normal distribution over intervals. */
import { WORKING_ROOT_2PI } from "./constants.js";
import { ceilDivide, ceilShift, GUARD, ONE, PRECISION, WORKING, WORKING_ONE } from "./fixed-point.js";
import { workingExponential } from "./functions.js";
import type { Interval } from "./interval.js";

/** Units of 2^−192 by which φ may be off: 2^23 for exp with its argument, 2^14 and 1 for the division by √(2π). */
const ERROR = 1n << 24n;
/** The series of H serves up to here; beyond, two terms of the asymptotic expansion enclose H. */
const SERIES_LIMIT = 8n;

/** φ(x) at x·2^−128 ≥ 0 in the working unit, off by less than ERROR; decreasing in x. */
function workingDensity(x: bigint): bigint {
  // x² has the unit 2^−256; x²/2 is rounded down by less than 1 working unit.
  const exponent = (x * x) >> (2n * PRECISION - WORKING + 1n);
  // Below e^−2048 the value is less than one working unit.
  if (exponent > WORKING_ONE << 11n) return 0n;
  const { mantissa, k } = workingExponential(-exponent);
  return ((k > 0n ? mantissa << k : mantissa >> -k) << WORKING) / WORKING_ROOT_2PI;
}

/** φ over a, |x| running from the end nearest to 0 to the farthest. */
export function normalDensity(a: Interval): Interval {
  const [low, high] = [magnitude(a.low), magnitude(a.high)];
  const farthest = low > high ? low : high;
  const nearest = a.low <= 0n && a.high >= 0n ? 0n : low < high ? low : high;
  const end = (workingDensity(farthest) - ERROR) >> GUARD;
  return { low: end > 0n ? end : 0n, high: ceilShift(workingDensity(nearest) + ERROR, GUARD) };
}

function magnitude(x: bigint): bigint {
  return x < 0n ? -x : x;
}

/** H(x) at one end x·2^−128, in units of 2^−128, enclosed. */
function tailAt(x: bigint): Interval {
  if (x < 0n) {
    const { low, high } = tailAt(-x);
    return { low: ONE - high, high: ONE - low };
  }
  return x <= SERIES_LIMIT * ONE ? tailBySeries(x) : tailBeyond(x);
}

/**
 * H = ½ − φ(x) Σ_k x^(2k+1)/(2k+1)!!: positive terms, summed once rounded down and once rounded up. The sum ends
 * where the next ratio x²/(2k+3) is at most ½, so that the remainder is at most the last term.
 */
function tailBySeries(x: bigint): Interval {
  const wide = x << GUARD;
  const squareLow = (wide * wide) >> WORKING;
  const squareHigh = ceilShift(wide * wide, WORKING);
  let [termLow, termHigh, sumLow, sumHigh] = [wide, wide, wide, wide];
  for (let odd = 3n; ; odd += 2n) {
    termLow = ((termLow * squareLow) >> WORKING) / odd;
    termHigh = ceilDivide(ceilShift(termHigh * squareHigh, WORKING), odd);
    sumLow += termLow;
    sumHigh += termHigh;
    if (termHigh <= 2n && 2n * squareHigh <= (odd + 2n) << WORKING) break;
  }
  const density = workingDensity(x);
  const below = ((density - ERROR) * sumLow) >> WORKING;
  const above = ceilShift((density + ERROR) * (sumHigh + termHigh), WORKING);
  const half = WORKING_ONE / 2n;
  const low = (half - above) >> GUARD;
  return { low: low > 0n ? low : 0n, high: ceilShift(half - (below > 0n ? below : 0n), GUARD) };
}

/** φ(x)(1/x − 1/x³) < H(x) < φ(x)/x for x > 0. */
function tailBeyond(x: bigint): Interval {
  const wide = x << GUARD;
  const density = workingDensity(x);
  const high = ceilShift(ceilDivide((density + ERROR) << WORKING, wide), GUARD);
  const lowDensity = density > ERROR ? density - ERROR : 0n;
  const inverseSquare = ceilDivide(WORKING_ONE << WORKING, (wide * wide) >> WORKING);
  const low = ((((lowDensity << WORKING) / wide) * (WORKING_ONE - inverseSquare)) >> WORKING) >> GUARD;
  return { low, high };
}

/** H(a) = P(g > x), x in a: decreasing. */
export function normalTail(a: Interval): Interval {
  const start = tailAt(a.low);
  return { low: a.low === a.high ? start.low : tailAt(a.high).low, high: start.high };
}
