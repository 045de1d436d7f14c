/** The answer in one call, every theory side by side, and the published tables recomputed. */
export {
  type GradedRow,
  groundStateEnergy,
  injectivityThreshold,
  type LadderRung,
  liftingLadder,
  marginComparison,
  type OneLayerTheory,
  type Overview,
  oneLayerComparison,
  overview,
  type PublishedSource,
  publishedNumbers,
  type WidthsVerdict,
  widthsVerdict,
} from "../compare/index.js";
