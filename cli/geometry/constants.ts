/** Constants of Proposition 6.8 and Lemma 5.16 beside what their proofs and exact rates need. */
import { halfspaceRatioByDuality } from "../../compare/index.js";
import {
  halfspaceRatios,
  leastConeWidth,
  negativeMassRate,
  negativeShare,
  PUBLISHED_HALFSPACE_RATIO,
  publishedConeWidths,
  sharpConeWidth,
} from "../../geometry/index.js";
import { type Quantity, quantity } from "../../src/result.js";
import { formatNumber } from "../output/format-quantity.js";
import type { TextTable } from "../output/report.js";

/** One constant by one route. */
export interface ConstantRow {
  readonly quantity: "halfspaceRatio" | "coneWidth";
  readonly variant: string;
  readonly value: Quantity;
}

/** All variants: as published, by the published proof with its best constant, by exact rates, by sharper arguments. */
export function constantRows(): ConstantRow[] {
  const ratios = halfspaceRatios();
  const published = publishedConeWidths();
  const exact = (definition: "defined" | "proved"): Quantity =>
    leastConeWidth(negativeMassRate(negativeShare(0.5, definition)));
  const sharp = (definition: "defined" | "proved"): Quantity =>
    sharpConeWidth(negativeShare(0.5, definition));
  return [
    { quantity: "halfspaceRatio", variant: "published", value: quantity(PUBLISHED_HALFSPACE_RATIO, 0) },
    { quantity: "halfspaceRatio", variant: "chernoff", value: ratios.chernoff },
    { quantity: "halfspaceRatio", variant: "entropy", value: ratios.entropy },
    { quantity: "halfspaceRatio", variant: "duality", value: halfspaceRatioByDuality() },
    { quantity: "coneWidth", variant: "published (A.44)", value: published.simplified },
    { quantity: "coneWidth", variant: "published (A.43)", value: published.counted },
    { quantity: "coneWidth", variant: "exact rate, cos >= 3/4", value: exact("defined") },
    { quantity: "coneWidth", variant: "exact rate, cos >= sqrt(3)/2", value: exact("proved") },
    { quantity: "coneWidth", variant: "sharp, cos >= 3/4", value: sharp("defined") },
    { quantity: "coneWidth", variant: "sharp, cos >= sqrt(3)/2", value: sharp("proved") },
  ];
}

const STATEMENTS: Readonly<Record<ConstantRow["quantity"], string>> = {
  halfspaceRatio: "Prop. 6.8, n/d",
  coneWidth: "Lemma 5.16, C",
};
const ROUTES: Readonly<Record<string, string>> = {
  chernoff: "the same proof, 1 + ln a = a/16",
  entropy: "exact binomial rate, H(1/a) = 1 - H(1/4)",
  duality: "random duality (Gordon)",
};

/** The constants for people. */
export function constantsTable(rows: readonly ConstantRow[]): TextTable {
  return {
    title: "Constants of the propositions",
    columns: [{ header: "statement" }, { header: "route" }, { header: "least" }],
    rows: rows.map((row) => [
      STATEMENTS[row.quantity],
      ROUTES[row.variant] ?? row.variant,
      formatNumber(row.value.value, 12),
    ]),
    notes: [
      "The cone of (5.12) is cos >= 3/4, |z_neg|^2 <= 7/16; its proof uses |z_neg| <= 1/2, which is cos >= sqrt(3)/2. Exact rate: union over orthants; sharp: no smaller C will do.",
    ],
  };
}
