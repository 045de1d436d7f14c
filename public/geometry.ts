/** Counting and integral geometry: bounds on one layer and on deep networks, exact counts at finite size. */
export {
  type DeepWidthBounds,
  deepWidthBounds,
  eulerSurrogate,
  exactInjectivityProbability,
  exactWendelProbability,
  expectedBadCells,
  type OneLayerBound,
  oneLayerBounds,
  regionCount,
} from "../geometry/index.js";
export { type Dyadic, dyadicQuantity, dyadicText, dyadicToNumber } from "../src/exact/dyadic.js";
