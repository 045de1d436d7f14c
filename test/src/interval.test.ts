/** Interval arithmetic in big integers: enclosure against 60 digits, monotonicity of inclusion, exact points. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  arctangent,
  compare,
  decimalText,
  divide,
  enclose,
  exponential,
  half,
  type Interval,
  IntervalDomainError,
  isDecimal,
  LN2,
  logarithm,
  logarithmOfRational,
  multiply,
  normalDensity,
  normalTail,
  PI,
  parseDecimal,
  square,
  squareRoot,
  subtract,
  times,
  UNIT,
  whole,
} from "../../src/interval/index.js";

const FUNCTIONS: Readonly<Record<string, (a: Interval) => Interval>> = {
  arctangent,
  logarithm,
  exponential,
  squareRoot,
  normalTail,
  normalDensity,
};
const fixture = JSON.parse(
  readFileSync(new URL("./fixtures/interval-functions.json", import.meta.url), "utf8"),
) as Readonly<Record<string, readonly (readonly [string, string])[]>>;

/** A decimal in scientific notation of any length, as numerator and denominator. */
function exact(text: string): { numerator: bigint; denominator: bigint } {
  const [, sign, whole, part = "", exponent = "0"] = /^(-?)(\d+)\.?(\d*)(?:e([+-]\d+))?$/.exec(text) ?? [];
  const power = Number(exponent) - part.length;
  const digits = BigInt(`${sign}${whole}${part}`);
  return power >= 0
    ? { numerator: digits * 10n ** BigInt(power), denominator: 1n }
    : { numerator: digits, denominator: 10n ** BigInt(-power) };
}

const UNIT_DENOMINATOR = 1n << 128n;
const lowOf = ({ low }: Interval) => ({ numerator: low, denominator: UNIT_DENOMINATOR });
const highOf = ({ high }: Interval) => ({ numerator: high, denominator: UNIT_DENOMINATOR });
const contains = (outer: Interval, inner: Interval): boolean =>
  outer.low <= inner.low && inner.high <= outer.high;
const point = (end: bigint): Interval => ({ low: end, high: end });

describe("functions", () => {
  test.each(Object.entries(FUNCTIONS))("%s encloses 60 digits, and little more", (name, f) => {
    const rows = fixture[name];
    expect(rows.length).toBeGreaterThan(150);
    for (const [x, value] of rows) {
      const found = f(enclose(parseDecimal(x)));
      const truth = exact(value);
      expect(compare(lowOf(found), truth), `${name}(${x})`).toBeLessThanOrEqual(0);
      expect(compare(highOf(found), truth), `${name}(${x})`).toBeGreaterThanOrEqual(0);
      // Beyond 8 the tail is enclosed by its asymptotic expansion only; slopes stretch the argument's unit elsewhere.
      if (name === "normalTail" && Math.abs(Number(x)) > 8) continue;
      const slope = { logarithm: 1 / Number(x), exponential: Math.exp(Number(x)) }[name] ?? 1;
      const rootSlope = name === "squareRoot" ? 1 / Math.sqrt(Number(x)) : 0;
      expect(Number(found.high - found.low)).toBeLessThan(300 + 3 * slope + rootSlope);
    }
  });

  const intervals = (low: number, high: number) =>
    fc
      .tuple(fc.double({ min: low, max: high, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([start, width]) => {
        const scaled = (x: number): bigint => BigInt(Math.round(x * 2 ** 50)) << 78n;
        return { low: scaled(start), high: scaled(start + width) };
      });
  test.each([
    ["arctangent", -20, 20],
    ["logarithm", 0.001, 50],
    ["exponential", -60, 20],
    ["squareRoot", 0, 50],
    ["normalTail", -8, 7],
    ["normalDensity", -9, 8],
  ] as const)("%s of a part lies in that of the whole", (name, low, high) => {
    const f = FUNCTIONS[name];
    fc.assert(
      fc.property(intervals(low, high), fc.bigInt({ min: 0n, max: 1000n }), (whole, share) => {
        const inside = whole.low + ((whole.high - whole.low) * share) / 1000n;
        return (
          contains(f(whole), f(point(inside))) && contains(f(whole), f({ low: whole.low, high: inside }))
        );
      }),
    );
  });

  test("exact points", () => {
    expect(arctangent(whole(0))).toEqual({ low: -1n, high: 1n });
    expect(contains(exponential(whole(0)), UNIT)).toBe(true);
    expect(contains(logarithm(UNIT), whole(0))).toBe(true);
    expect(squareRoot(whole(9))).toEqual(whole(3));
    expect(squareRoot(whole(0))).toEqual(whole(0));
    expect(contains(normalTail(whole(0)), half(UNIT))).toBe(true);
    expect(contains(times(4, arctangent(UNIT)), PI)).toBe(true);
    expect(contains(logarithm(whole(2)), LN2)).toBe(true);
  });

  test("the logarithm of a rational is that of the quotient, and serves where the quotient underflows", () => {
    const third = logarithmOfRational(1n, 3n);
    expect(contains(third, point((logarithm(whole(3)).low * -1n) as bigint))).toBe(true);
    const tiny = logarithmOfRational(1n, 10n ** 90n);
    const expected = times(-90, logarithm(whole(10)));
    expect(contains({ low: tiny.low - 200n, high: tiny.high + 200n }, expected)).toBe(true);
  });

  test("nothing is concluded outside the domain", () => {
    expect(() => logarithm({ low: 0n, high: 1n })).toThrow(IntervalDomainError);
    expect(() => squareRoot({ low: -1n, high: 1n })).toThrow(IntervalDomainError);
    expect(() => divide(UNIT, { low: -1n, high: 1n })).toThrow(IntervalDomainError);
    expect(() => exponential(whole(3000))).toThrow(IntervalDomainError);
  });
});

/**
 * A second algorithm for each function, to more than 75 decimals in integers of 2^−320: no tables, no reduction by ln 2,
 * other series. Checked below against the 60 digits of the fixtures; H alternates, so its |x| stays under 8.
 */
const FINE = 320n;
const FINE_ONE = 1n << FINE;
const fine = (x: bigint): bigint => x << (FINE - 128n);
const mul = (a: bigint, b: bigint): bigint => (a * b) >> FINE;

/** Taylor's series of exp after 40 halvings. */
function fineExponential(x: bigint): bigint {
  const small = x >> 40n;
  let term = FINE_ONE;
  let sum = FINE_ONE;
  for (let n = 1n; n < 9n; n++) {
    term = mul(term, small) / n;
    sum += term;
  }
  for (let i = 0; i < 40; i++) sum = mul(sum, sum);
  return sum;
}

/** Euler's series atan x = Σ 2^{2n}(n!)²/(2n+1)!·x^{2n+1}/(1+x²)^{n+1}, all terms of one sign. */
function fineArctangent(x: bigint): bigint {
  const squared = mul(x, x);
  const ratio = (squared << FINE) / (FINE_ONE + squared);
  let term = (x << FINE) / (FINE_ONE + squared);
  let sum = term;
  for (let n = 1n; n < 400n && term !== 0n && term !== -1n; n++) {
    term = (mul(term, ratio) * 2n * n) / (2n * n + 1n);
    sum += term;
  }
  return sum;
}

/** 1/√(2π) from its digits. */
const ROOT_DIGITS =
  "39894228040143267793994605993438186847585863116493465766592582967065792589930183850125233390730693643";
const INVERSE_ROOT = (BigInt(ROOT_DIGITS) << FINE) / 10n ** BigInt(ROOT_DIGITS.length);

/** H(x) = ½ − (1/√(2π)) Σ (−1)^k x^{2k+1}/(2^k k!(2k+1)), alternating. */
function fineTail(x: bigint): bigint {
  const squared = mul(x, x);
  let power = x;
  let sum = x;
  for (let k = 1n; power !== 0n && k < 400n; k++) {
    power = -mul(power, squared) / (2n * k);
    sum += power / (2n * k + 1n);
  }
  return FINE_ONE / 2n - mul(INVERSE_ROOT, sum);
}

const decimalPlaces = (value: bigint): number => {
  const text = (value < 0n ? -value : value).toString();
  return FINE_ONE.toString().length - text.length;
};

test.each<[string, (x: bigint) => bigint, number]>([
  ["arctangent", fineArctangent, 1.5],
  ["exponential", fineExponential, 8],
  ["normalTail", fineTail, 6],
])("the second algorithm of %s has the 60 digits of the fixtures", (name, f, most) => {
  const rows = fixture[name].filter(([x]) => Math.abs(Number(x)) <= most);
  expect(rows.length).toBeGreaterThan(40);
  for (const [x, value] of rows) {
    const [argument, truth] = [exact(x), exact(value)];
    const rounded = (argument.numerator << FINE) / argument.denominator;
    const found = f(rounded);
    const gap = found - (truth.numerator << FINE) / truth.denominator;
    const size = Math.max(0, Math.ceil(Math.log10(Math.abs(Number(value)))));
    expect(decimalPlaces(gap) + size, `${name}(${x})`).toBeGreaterThan(58);
  }
});

describe("enclosure of more than 60 digits at 100 000 points", () => {
  // A fixed sequence of well spread points: multiples of the golden ratio modulo 1.
  const POINTS = 20_000;
  const GOLDEN = 210306068529402873165736369884012333109n;
  const fraction = (i: number): bigint => (BigInt(i) * GOLDEN) & ((1n << 128n) - 1n);
  const slack = 1n << 60n;
  const enclosed = (found: Interval, value: bigint): boolean =>
    fine(found.low) <= value + slack && value - slack <= fine(found.high);

  test("exp between −6 and 6", () => {
    let inside = 0;
    for (let i = 0; i < POINTS; i++) {
      const x = 12n * fraction(i) - (6n << 128n);
      if (enclosed(exponential(point(x)), fineExponential(fine(x)))) inside++;
    }
    expect(inside).toBe(POINTS);
  });

  test("ln, by exp of its ends", () => {
    let inside = 0;
    for (let i = 1; i <= POINTS; i++) {
      const x = 20n * fraction(i) + 1n;
      const { low, high } = logarithm(point(x));
      const ends = [fineExponential(fine(low)), fineExponential(fine(high))];
      if (ends[0] <= fine(x) + slack && fine(x) - slack <= ends[1]) inside++;
    }
    expect(inside).toBe(POINTS);
  });

  test("atan between −1.5 and 1.5", () => {
    let inside = 0;
    for (let i = 0; i < POINTS; i++) {
      const x = 3n * fraction(i) - (3n << 127n);
      if (enclosed(arctangent(point(x)), fineArctangent(fine(x)))) inside++;
    }
    expect(inside).toBe(POINTS);
  });

  test("H between −2 and 6", () => {
    let inside = 0;
    for (let i = 0; i < POINTS; i++) {
      const x = 8n * fraction(i) - (2n << 128n);
      if (enclosed(normalTail(point(x)), fineTail(fine(x)))) inside++;
    }
    expect(inside).toBe(POINTS);
  });

  test("√ between 0 and 50, by squares", () => {
    let inside = 0;
    for (let i = 0; i < POINTS; i++) {
      const x = 50n * fraction(i);
      const { low, high } = squareRoot(point(x));
      if (low * low <= x << 128n && x << 128n <= high * high && high - low <= 1n) inside++;
    }
    expect(inside).toBe(POINTS);
  });
});

describe("arithmetic", () => {
  const end = fc.bigInt({ min: -(1n << 140n), max: 1n << 140n });
  const interval = fc.tuple(end, end).map(([a, b]) => (a < b ? { low: a, high: b } : { low: b, high: a }));
  const share = fc.bigInt({ min: 0n, max: 100n });
  const inside = ({ low, high }: Interval, part: bigint): bigint => low + ((high - low) * part) / 100n;

  test("every result of numbers inside lies inside", () => {
    fc.assert(
      fc.property(interval, interval, share, share, (a, b, s, t) => {
        const [x, y] = [inside(a, s), inside(b, t)];
        expect(contains(add(a, b), point(x + y))).toBe(true);
        expect(contains(subtract(a, b), point(x - y))).toBe(true);
        const scaled = multiply(a, b);
        expect(scaled.low << 128n <= x * y && x * y <= scaled.high << 128n).toBe(true);
        const squared = square(a);
        expect(squared.low << 128n <= x * x && x * x <= squared.high << 128n).toBe(true);
        if (b.low > 0n || b.high < 0n) {
          const ratio = divide(a, b);
          const sign = y > 0n ? 1n : -1n;
          expect(sign * ratio.low * y <= (sign * x) << 128n).toBe(true);
          expect((sign * x) << 128n <= sign * ratio.high * y).toBe(true);
        }
      }),
    );
  });

  test("decimals are read exactly, and written back", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 19, max: 60 }),
        (digits, places) => {
          const value = { numerator: digits, denominator: 10n ** BigInt(places) };
          const text = decimalText(value);
          expect(isDecimal(text)).toBe(true);
          expect(compare(parseDecimal(text), value)).toBe(0);
        },
      ),
    );
    expect(enclose(parseDecimal("0.5"))).toEqual(half(UNIT));
    const third = enclose({ numerator: 1n, denominator: 3n });
    expect(third.high - third.low).toBe(1n);
  });

  test.each(["", "1.", ".5", "+1", "1e3", "01", "--1", "1,5", "0x10", " 1", "1\n", "١", "1".repeat(121)])(
    "%j is no decimal",
    (text) => {
      expect(isDecimal(text)).toBe(false);
      expect(() => parseDecimal(text)).toThrow(RangeError);
    },
  );
});
