/** The proved constant widths for every depth, by notion and duality. */
import {
  certificate,
  searchStrongLiftedWidth,
  searchStrongWidth,
  searchWeakLiftedWidth,
  searchWeakWidth,
} from "../../certified/index.js";
import type { Notion } from "../../rdt/index.js";
import { kept } from "../../src/kept.js";

/** Decimals: the strong lifted proof takes two seconds at most. */
const DIGITS = { plain: 12, lifted: 8 };

/**
 * The C from which on every width is proved to serve every depth (norms of the dual vectors free), a decimal rounded up.
 */
export const certifiedWidth = kept(
  (notion: Notion, lifted: boolean): string => certificate(proofOf(notion, lifted)).bound ?? "",
);

function proofOf(notion: Notion, lifted: boolean) {
  if (lifted)
    return notion === "weak" ? searchWeakLiftedWidth(DIGITS.lifted) : searchStrongLiftedWidth(DIGITS.lifted);
  return notion === "weak" ? searchWeakWidth(DIGITS.plain) : searchStrongWidth(DIGITS.plain);
}
