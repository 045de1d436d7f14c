/** What a search for a proof demands of its arguments. */
import { requireMargin } from "../../rs/index.js";
import { requireList, requireObject } from "../../src/arguments.js";
import { isDecimal } from "../../src/interval/index.js";
import { InputError, requireInteger, shown } from "../../src/result.js";

/** @throws InputError unless hidden expansions are decimals above 2, the count is 2 or 4 and the digits are in range. */
export function requireSearch(
  search: { readonly hidden: readonly string[]; readonly count: number; readonly digits: number },
  mostDigits: number,
): void {
  requireObject(search, "the search", ["hidden", "count", "digits"]);
  const { hidden, count, digits } = search;
  requireList(hidden, "the hidden expansions");
  for (const expansion of hidden)
    if (typeof expansion !== "string" || !isDecimal(expansion) || !(Number(expansion) > 2))
      throw new InputError(`expansion ${shown(expansion)}: expected a decimal above 2, as text`);
  if (count !== 2 && count !== 4) throw new InputError(`the count is ${shown(count)}: expected 2 or 4`);
  requireInteger(digits, "digits", 1, mostDigits);
}

/** @throws InputError unless the text is a decimal from −8 to 8 */
export function requireMarginText(margin: string): void {
  if (typeof margin !== "string" || !isDecimal(margin))
    throw new InputError(`the margin is ${shown(margin)}: expected a decimal, as text`);
  requireMargin(Number(margin));
}
