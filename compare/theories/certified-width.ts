/** The proved constant widths for every depth, by notion and duality. */
import {
  certificate,
  searchStrongLiftedWidth,
  searchStrongWidth,
  searchWeakLiftedWidth,
  searchWeakWidth,
} from "../../certified/index.js";
import type { Notion } from "../../rdt/index.js";

/** Decimals: the strong lifted proof takes two seconds at most. */
const DIGITS = { plain: 12, lifted: 8 };

/**
 * The C from which on every width is proved to serve every depth (norms of the dual vectors free), a decimal rounded up.
 */
export function certifiedWidth(notion: Notion, lifted: boolean): string {
  const key = `${notion} ${lifted}`;
  const found = known.get(key) ?? certificate(proofOf(notion, lifted)).bound ?? "";
  known.set(key, found);
  return found;
}

const known = new Map<string, string>();

function proofOf(notion: Notion, lifted: boolean) {
  if (lifted)
    return notion === "weak" ? searchWeakLiftedWidth(DIGITS.lifted) : searchStrongLiftedWidth(DIGITS.lifted);
  return notion === "weak" ? searchWeakWidth(DIGITS.plain) : searchStrongWidth(DIGITS.plain);
}
