/** Exact injectivity of single layers. */
export type { BranchCounts } from "./branch-outcome.js";
export { searchCollision } from "./collision-search.js";
export {
  type Bounds,
  boundsOf,
  DOMAIN_FORMS,
  type Domain,
  domainText,
  isInDomain,
  ORTHANT,
  parseDomain,
  requireDomain,
  SPACE,
} from "./domain.js";
export type { LayerQuestion } from "./halfspaces.js";
export { type LargestRadius, largestRadius, smallestUniformBias } from "./largest-radius.js";
export { checkLayer, checkRank, type LayerAnswer, type Proof } from "./layer-check.js";
export { type RationalVector, vectorNumbers, vectorTexts } from "./rational-vector.js";
export { sphereThreshold } from "./sphere-threshold.js";
export { unitRoundoff } from "./weight-arithmetic.js";
export type { Collision } from "./witness.js";
export { type RoundedCollision, roundedCollision } from "./witness-doubles.js";
