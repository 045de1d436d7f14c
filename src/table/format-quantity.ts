/** Numbers for people: as many digits as the error estimate supports, the error in parentheses. */
import type { Quantity, Status } from "../result.js";

/** Significant digits shown at most, whatever the error. */
const LONGEST = 13;
/** Statuses that the printed value shows by itself. */
const SILENT: readonly Status[] = ["converged", "infinite", "cited"];
/** What a reader needs. */
const USUAL = 8;

/**
 * At most so many significant digits, without an error where it is below half a unit of the last of them; otherwise
 * `6.69805086(2)`: the digits in parentheses are the error in units of the last digit shown (one significant
 * digit, two when it starts with 1, rounded up). Exact numbers are printed as they are; a status other than
 * `converged` follows in brackets.
 */
export function formatQuantity(
  { value, error: estimate, status }: Quantity,
  digits: number | "all" = USUAL,
): string {
  const most = digits === "all" ? LONGEST : digits;
  if (status === "overflow") return value > 0 ? "> 1.8e308" : "< -1.8e308";
  const suffix = SILENT.includes(status) ? "" : ` [${status}]`;
  if (!Number.isFinite(value)) return `${String(value).replace("Infinity", "∞")}${suffix}`;
  if (estimate === 0) return `${formatNumber(value, 15)}${suffix}`;
  if (most < LONGEST && Number.isFinite(estimate) && value !== 0) {
    const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - most);
    if (estimate < unit / 2) return `${fixedDigits(value, most)}${suffix}`;
  }
  // No more digits than a reader can use: errors below 1e-12 of the value are shown as that.
  const error = Math.max(estimate, Math.abs(value) * 10 ** -LONGEST);
  if (!Number.isFinite(error) || error >= Math.abs(value))
    return `${formatNumber(value, 3)} ± ${formatNumber(error, 2)}${suffix}`;
  const magnitude = Math.floor(Math.log10(error));
  const kept = error > estimate ? 1 : error / 10 ** magnitude < 2 ? 2 : 1;
  const decimals = kept - 1 - magnitude;
  const shown = Math.ceil(error * 10 ** decimals - 1e-9);
  const small = Math.abs(value) < 1e-3 && value !== 0;
  if (decimals < 0 || decimals > 17 || small) {
    const significant = Math.max(1, Math.min(17, Math.floor(Math.log10(Math.abs(value))) - magnitude + kept));
    return `${value.toExponential(significant - 1).replace("e", `(${shown})e`)}${suffix}`;
  }
  return `${value.toFixed(decimals)}(${shown})${suffix}`;
}

/** How sentences show a quantity: with the digits that were asked for, else with `usual` ones. */
export type Show = (quantity: Quantity, usual?: number) => string;

/** Sentences for somebody who asked for so many digits, or for none in particular. */
export function shownWith(digits?: number | "all"): Show {
  return (quantity, usual) => formatQuantity(quantity, digits ?? usual);
}

/** Exactly so many significant digits, trailing zeros kept: they are known. */
function fixedDigits(value: number, significant: number): string {
  const text = value.toPrecision(significant);
  return /e|^-?0\.000/.test(text) ? value.toExponential(significant - 1) : text;
}

/** A plain number with at most `significant` digits, trailing zeros removed. */
export function formatNumber(value: number, significant = 6): string {
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞");
  const text = value.toPrecision(significant);
  if (text.includes("e")) return text.replace(/\.?0+e/, "e");
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A residual or difference: two digits in scientific notation. */
export function formatSmall(value: number): string {
  return value === 0 ? "0" : value.toExponential(1);
}
