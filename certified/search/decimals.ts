/** Doubles as short decimals, rounded in a chosen direction. */

/** The decimal with so many significant digits next to a double, without exponent. */
export function rounded(value: number, digits: number): string {
  if (value === 0) return "0";
  const places = Math.max(0, Math.min(100, digits - 1 - Math.floor(Math.log10(Math.abs(value)))));
  return trimmed(value.toFixed(places));
}

/** A decimal with so many places, not below (direction 1) or not above (−1) a double by more than its rounding. */
export function beyond(value: number, places: number, direction: 1 | -1): string {
  const unit = 10 ** -places;
  const near = Number(value.toFixed(places));
  const moved = direction * (near - value) >= 0 ? near : near + direction * unit;
  return trimmed(moved.toFixed(places));
}

function trimmed(text: string): string {
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return short === "-0" ? "0" : short;
}
