/** Where axes have ticks: round numbers, not too many. */

const MOST_TICKS = 7;
/** Decades up to which 2 and 5 are shown between the powers of ten. */
const FEW_DECADES = 2.5;

/** Multiples of 1, 2 or 5 × 10^j from `low` to `high`, at most seven. */
export function evenTicks(low: number, high: number): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / MOST_TICKS;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * decade).find((size) => size >= rough) ?? 10 * decade;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** 1, 2 and 5 × 10^j within [low, high] over few decades, else powers of ten with a round step of the exponent. */
export function decadeTicks(low: number, high: number): number[] {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const exponents = Array.from(
    { length: Math.ceil(to) - Math.floor(from) + 1 },
    (_, i) => Math.floor(from) + i,
  );
  const step = [1, 2, 5, 10, 20, 50, 100].find((size) => (to - from) / size <= MOST_TICKS) ?? 200;
  const values =
    to - from <= FEW_DECADES
      ? exponents.flatMap((j) => [1, 2, 5].map((digit) => Number(`${digit}e${j}`)))
      : exponents.filter((j) => j % step === 0).map((j) => Number(`1e${j}`));
  // The ends may carry the rounding of whoever computed them.
  return values.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

/** Whether the ticks over this range are powers of ten alone. */
export function isManyDecades(low: number, high: number): boolean {
  return Math.log10(high / low) > FEW_DECADES;
}

/** `10⁻³` for 0.001, `1` for 1. */
export function powerOfTen(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (exponent === 0) return "1";
  return `10${[...String(exponent)].map((digit) => SUPERSCRIPTS[digit]).join("")}`;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};
