/**
 * Interval arithmetic in big integers: ends are integers times 2^−128, every operation rounds outwards, every function
 * has a proven error. No function of `Math` and no double enters a result.
 */
export { arctangent, exponential, LN2, logarithm, logarithmOfRational, PI } from "./functions.js";
export {
  add,
  divide,
  enclose,
  half,
  type Interval,
  IntervalDomainError,
  isLess,
  isPositive,
  multiply,
  negate,
  square,
  squareRoot,
  subtract,
  times,
  UNIT,
  whole,
  ZERO,
} from "./interval.js";
export { normalDensity, normalTail } from "./normal-tail.js";
export {
  compare,
  decimalText,
  integer,
  isDecimal,
  parseDecimal,
  type Rational,
} from "./rational.js";
