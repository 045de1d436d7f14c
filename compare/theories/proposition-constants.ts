/** Constants of Proposition 6.8 and Lemma 5.16 of Paleka 2021 beside what their proofs and exact rates need. */
import {
  type ConeDefinition,
  halfspaceRatios,
  leastConeWidth,
  negativeMassRate,
  negativeShare,
  PUBLISHED_HALFSPACE_RATIO,
  publishedConeWidths,
  sharpConeWidth,
} from "../../geometry/index.js";
import { type Quantity, quantity } from "../../src/result.js";
import { halfspaceRatioByDuality } from "./halfspace-duality.js";

/** One constant by one route. */
export interface PropositionConstant {
  readonly quantity: "halfspaceRatio" | "coneWidth";
  readonly variant: string;
  readonly value: Quantity;
}

/** All variants: as published, by the published proof with its best constant, by exact rates, by sharper arguments. */
export function propositionConstants(): PropositionConstant[] {
  const ratios = halfspaceRatios();
  const published = publishedConeWidths();
  const exact = (definition: ConeDefinition): Quantity =>
    leastConeWidth(negativeMassRate(negativeShare(0.5, definition)));
  const sharp = (definition: ConeDefinition): Quantity => sharpConeWidth(negativeShare(0.5, definition));
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
