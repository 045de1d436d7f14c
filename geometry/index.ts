/** Elementary and integral-geometric bounds on the injectivity threshold of one ReLU layer. */
import type { OneLayerBound } from "./bound.js";
import { gordonCitedBound } from "./cited-bounds.js";
import { coverBound, printedRegionBound, regionBound, unionBound } from "./counting-bounds.js";
import { eulerCharacteristicBound } from "./euler-characteristic.js";
import { sumOfRowsBound } from "./sum-of-rows.js";

export {
  type ConeDefinition,
  largestConeParameter,
  leastConeWidth,
  leastPositiveInCone,
  negativeMassRate,
  negativeShare,
  PUBLISHED_CONE_RATE,
  publishedConeWidths,
  rateAtShare,
  sharpConeWidth,
} from "./angular-cone.js";
export type { BoundKind, BoundSide, OneLayerBound } from "./bound.js";
export { gordonCitedBound } from "./cited-bounds.js";
export { conditionalRegionExpansion, conditionalRegionExponent } from "./conditional-regions.js";
export {
  coverBound,
  printedRegionBound,
  printedRegionExponent,
  regionBound,
  regionExponent,
  unionBound,
  unionBoundExponent,
} from "./counting-bounds.js";
export {
  type ActiveCount,
  type DeepWidthBounds,
  deepWidthBounds,
  entropyRegionExponent,
  LARGEST_REGION_DEPTH,
  leastSufficientCoefficient,
  precedingRegionCountExponent,
  printedRegionCountExponent,
  publishedSufficientWidth,
} from "./deep-bounds.js";
export {
  type DeepPoint,
  type DeepRegionRow,
  type DeepRows,
  type DeepWidthRow,
  deepRows,
} from "./deep-rows.js";
export { LARGEST_LISTED_ROWS, LARGEST_ROWS } from "./dimensions.js";
export {
  eulerCharacteristicBound,
  eulerCharacteristicExponent,
  eulerSaddle,
  eulerSecondZero,
} from "./euler-characteristic.js";
export { type EulerTerm, eulerSurrogate, eulerSurrogateByFaces, eulerTerms } from "./euler-surrogate.js";
export { exactInjectivityProbability, planarMinimumCounts } from "./exact-injectivity.js";
export {
  type ComparedCrossing,
  eulerCrossing,
  type FiniteCrossing,
  finiteCrossings,
  LARGEST_CROSSING_COLUMNS,
  unionCrossing,
} from "./finite-crossings.js";
export {
  type DeepFailureBound,
  deepFailureBound,
  leastInjectiveRows,
  log2ActivationRegions,
  type RegionBounds,
} from "./finite-deep-bounds.js";
export {
  chernoffHalfspaceExponent,
  entropyHalfspaceExponent,
  expectedPoorHalfspaces,
  guaranteedShare,
  type HalfspaceRatios,
  halfspaceRatios,
  PUBLISHED_HALFSPACE_RATIO,
} from "./halfspace-points.js";
export { intrinsicVolumes, intrinsicVolumesByFaces, orthantVolumes } from "./intrinsic-volumes.js";
export { prefixSumExcess } from "./prefix-sum-bound.js";
export {
  approximationQuantities,
  type SaddleApproximation,
  type SaddleQuantities,
  type SignedLog2,
  surrogateApproximation,
  termApproximation,
} from "./saddle-point.js";
export {
  LARGEST_STABILITY_ROWS,
  logStabilityFailure,
  stabilityQuantile,
  stabilityUnionBound,
} from "./stability-bound.js";
export { sumOfRowsBound, sumOfRowsExcess, sumOfRowsThreshold } from "./sum-of-rows.js";
export {
  SUM_OF_ROWS_ROWS,
  sumOfRowsPositiveProbability,
  sumOfRowsSuccess,
} from "./sum-of-rows-success.js";
export { exactWendelProbability, expectedBadCells, regionCount, wendelProbability } from "./wendel.js";

/**
 * Every bound of this folder on α = m/n for one layer with Gaussian weights, in ascending order of value.
 * @returns the bounds with side, kind and source
 * @example
 * import { oneLayerBounds } from "relu-injectivity/geometry";
 * oneLayerBounds().map(({ bound }) => bound).includes("union bound"); // true
 */
export function oneLayerBounds(): OneLayerBound[] {
  const bounds = [
    coverBound(),
    sumOfRowsBound(),
    printedRegionBound(),
    eulerCharacteristicBound(),
    unionBound(),
    regionBound(),
    gordonCitedBound(),
  ];
  return bounds.sort((a, b) => a.value.value - b.value.value);
}
