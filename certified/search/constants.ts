/** Encloses the one-layer thresholds that are closed forms: bisection in 38 decimals. */

import { type Interval, logarithm } from "../../src/interval/index.js";
import { requireInteger } from "../../src/result.js";
import { CONSTANT_NAMES, type ConstantName, type ConstantsProof, PROOF_SCHEMA } from "../format/index.js";
import { decimalBeyond, type Fixed, fixed, ONE, product, quotient, root, tail } from "./fixed.js";
import { moments } from "./last-layer.js";

interface Search {
  /** Increasing between the ends. */
  readonly equation: (x: Fixed) => Fixed;
  readonly value: (x: Fixed) => Fixed;
  readonly ends: readonly [string, string];
}

function ln(x: Fixed): Fixed {
  const point: Interval = { low: x, high: x };
  return logarithm(point).low;
}

const SEARCHES: Readonly<Record<ConstantName, Search>> = {
  "one-layer-duality": {
    equation: (a) => moments(a).moment - moments(a).tail,
    value: (a) => quotient(ONE, tail(a)),
    ends: ["1", "2"],
  },
  "two-per-column-duality": {
    equation: (a) => 2n * moments(a).moment - moments(a).tail,
    value: (a) => quotient(2n * ONE, tail(a)),
    ends: ["0.5", "2"],
  },
  "sum-of-rows": {
    equation: (u) => product(u, u) - tail(u),
    value: (u) => quotient(ONE, product(u, u)),
    ends: ["0.1", "1"],
  },
  "union-bound": {
    equation: (p) => -product(p, ln(p)) - product(ONE - p, ln(ONE - p)) - ln(2n * ONE) / 2n,
    value: (p) => quotient(ONE, p),
    ends: ["0.05", "0.4"],
  },
  "euler-characteristic": {
    equation: (k) => {
      const next = k + ONE;
      const z = quotient(2n * ONE, next + root(product(next, next) - 8n * k));
      const counting = product(next, ln(next)) - product(k, ln(k) + ln(2n * ONE));
      return product(k, ln(ONE - z)) + ln(z) - ln(ONE / 2n - z) - counting;
    },
    value: (k) => k + ONE,
    ends: ["5.9", "20"],
  },
};

/**
 * The one-dimensional constants of the theories, enclosed.
 * @param digits decimals, 1 … 33
 * @returns the proof
 * @throws InputError for digits out of range
 * @example
 * import { certificate, searchConstants } from "relu-injectivity/certified";
 * certificate(searchConstants(8)).kind; // "constants"
 */
export function searchConstants(digits = 33): ConstantsProof {
  requireInteger(digits, "digits", 1, 34);
  const values = CONSTANT_NAMES.map((name) => {
    const { equation, value, ends } = SEARCHES[name];
    let [low, high] = ends.map(fixed);
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (equation(middle) < 0n) low = middle;
      else high = middle;
    }
    // Two decimals more than the result's around the zero.
    const places = digits + 2;
    const argument = [decimalBeyond(low, places, -1), decimalBeyond(high, places, 1)] as const;
    const at = argument.map((text) => value(fixed(text)));
    const [least, largest] = at[0] < at[1] ? at : [at[1], at[0]];
    const room = ONE / 10n ** BigInt(digits + 2);
    return {
      name,
      below: decimalBeyond(least - room, digits, -1),
      above: decimalBeyond(largest + room, digits, 1),
      argument,
    };
  });
  return { schema: PROOF_SCHEMA, kind: "constants", values };
}
