/** One-layer thresholds that are closed forms: each enclosed by the sign of a monotone function at two decimals. */
import {
  add,
  decimalText,
  divide,
  enclose,
  half,
  type Interval,
  isLess,
  LN2,
  logarithm,
  multiply,
  negate,
  normalTail,
  parseDecimal,
  type Rational,
  square,
  squareRoot,
  subtract,
  times,
  UNIT,
  whole,
  ZERO,
} from "../../src/interval/index.js";
import type { ConstantName, ConstantsProof } from "../format/index.js";
import { tailMoments } from "./last-layer.js";
import { demand, increasing, type Ledger, positiveDecimal } from "./ledger.js";
import type { Statement } from "./statement.js";

interface Equation {
  readonly words: string;
  /** Increasing where it is used; its zero is the constant's argument. */
  readonly equation: (x: Interval) => Interval;
  /** The constant at an argument, as numerator and denominator; monotone. */
  readonly value: (x: Interval) => readonly [Interval, Interval];
  readonly increases: boolean;
  /** Where the equation is monotone and the formula holds. */
  readonly domain: (x: Interval) => boolean;
}

const everywhere = (): boolean => true;

const EQUATIONS: Readonly<Record<ConstantName, Equation>> = {
  "one-layer-duality": {
    words: "plain duality and replica symmetry for one layer (n positive entries)",
    // J/H increases in a.
    equation: (a) => subtract(tailMoments(a).moment, normalTail(a)),
    value: (a) => [UNIT, normalTail(a)],
    increases: true,
    domain: everywhere,
  },
  "two-per-column-duality": {
    words: "plain duality for one layer (2n positive entries)",
    equation: (a) => subtract(times(2, tailMoments(a).moment), normalTail(a)),
    value: (a) => [times(2, UNIT), normalTail(a)],
    increases: true,
    domain: everywhere,
  },
  "sum-of-rows": {
    words: "the sum of the rows",
    equation: (u) => subtract(square(u), normalTail(u)),
    value: (u) => [UNIT, square(u)],
    increases: false,
    domain: everywhere,
  },
  "union-bound": {
    words: "the union bound over orthants",
    // H₂(p) = ½ in bits: −p ln p − (1−p) ln(1−p) − ½ ln 2, increasing below p = ½.
    equation: (p) => {
      const rest = subtract(UNIT, p);
      const entropy = negate(add(multiply(p, logarithm(p)), multiply(rest, logarithm(rest))));
      return subtract(entropy, half(LN2));
    },
    value: (p) => [UNIT, p],
    increases: false,
    domain: (p) => isLess(p, half(UNIT)),
  },
  "euler-characteristic": {
    words: "the Euler characteristic (a heuristic)",
    equation: (k) => negate(eulerRate(k)),
    value: (k) => [add(k, UNIT), UNIT],
    increases: true,
    domain: (k) => isLess(add(whole(3), times(2, squareRoot(whole(2)))), k),
  },
};

/** ln 2 times (4.52): −K ln 2 + (K+1) ln(K+1) − K ln K + ln(½ − z) − ln z − K ln(1 − z), z = 2/(K+1+√((K+1)² − 8K)). */
function eulerRate(k: Interval): Interval {
  const next = add(k, UNIT);
  const root = squareRoot(subtract(square(next), times(8, k)));
  const z = divide(whole(2), add(next, root));
  const counting = subtract(multiply(next, logarithm(next)), multiply(k, add(LN2, logarithm(k))));
  const exponent = subtract(logarithm(subtract(half(UNIT), z)), logarithm(z));
  return add(counting, subtract(exponent, multiply(k, logarithm(subtract(UNIT, z)))));
}

export function checkConstants(ledger: Ledger, { values }: ConstantsProof): Statement {
  const sentences: string[] = [];
  const names = new Set(values.map(({ name }) => name));
  demand(names.size === values.length, "each constant once");
  for (const { name, below, above, argument } of values) {
    const { words, equation, value, increases, domain } = EQUATIONS[name];
    const ends = argument.map((end) => positiveDecimal(end, `${name}: argument`));
    increasing(ends, `${name}: argument`);
    const [low, high] = ends.map(enclose);
    demand(domain(low) && domain(high), `${name}: the argument lies where the equation is monotone`);
    ledger.less(equation(low), ZERO, `${name}: the equation is negative at the low end`);
    ledger.positive(equation(high), `${name}: the equation is positive at the high end`);
    const [least, largest] = increases ? [low, high] : [high, low];
    demandRatio(ledger, value(least), parseDecimal(below), "above", name);
    demandRatio(ledger, value(largest), parseDecimal(above), "below", name);
    sentences.push(
      `${words}: between ${decimalText(parseDecimal(below))} and ${decimalText(parseDecimal(above))}`,
    );
  }
  return {
    claim: `Thresholds of one-layer methods, as numbers: ${sentences.join("; ")}.`,
    theorem: "a monotone function changes sign (docs/theorems.md, section 10)",
    bound: values.length === 1 ? values[0].above : null,
    lower: values.length === 1 ? values[0].below : null,
  };
}

/** Demands that the quotient be above (or below) a decimal; with ends that may touch, at least (at most). */
function demandRatio(
  ledger: Ledger,
  [numerator, denominator]: readonly [Interval, Interval],
  decimal: Rational,
  side: "above" | "below",
  name: string,
): void {
  const product = multiply(enclose(decimal), denominator);
  const [low, high] = side === "above" ? [product, numerator] : [numerator, product];
  ledger.less(low, high, `${name}: the decimal is on its side of the value`);
}
