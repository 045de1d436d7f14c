/** Theories side by side, beside experiments at finite size, and published tables beside their computed values. */

export {
  type CountPoint,
  countBesideTheory,
  type InjectivityPoint,
  injectivityBesideTheory,
  type MinimumPoint,
  minimumBesideTheory,
  type PointSize,
  type SuccessPoint,
  successBesideTheory,
} from "./finite-size/beside-theory.js";
export {
  agreementOf as deepAgreementOf,
  type DeepAgreement,
  type DeepEnergies,
  type DeepEnergyPoint,
  deepEnergies,
  extrapolate as extrapolateSizes,
} from "./finite-size/deep-energies.js";
export {
  DEEP_LIMITS,
  type DeepExperiment,
  type DeepInjectivity,
  deepInjectivity,
  halfWidth,
} from "./finite-size/deep-injectivity.js";
export { type NonInjectivityBounds, nonInjectivityBounds } from "./finite-size/non-injectivity-bounds.js";
export { type StabilityBesideTheory, stabilityBesideTheory } from "./finite-size/stability.js";
export {
  type FiniteVerdicts,
  finiteVerdicts,
  samplesFor,
  VERDICT_LIMITS,
  type Verdict,
  verdictAt,
} from "./finite-size/verdicts.js";
export { type SubstitutionHypothesis, searchSubstitutions } from "./published/audit-hypotheses.js";
export {
  type AuditedCondition,
  type AuditedSet,
  auditStojnic,
  type DigitReading,
} from "./published/audit-stojnic-2024.js";
export {
  type Agreement,
  agreementOf,
  PUBLISHED_SOURCES,
  type PublishedTable,
  publishedNumbers,
  publishedTables,
  SOURCE_TITLES,
} from "./published/catalogue.js";
export { type CertifiedVerdict, certifiedAudit } from "./published/certified-audit.js";
export {
  agreesWithPrinted,
  type Claim,
  type ComparedRow,
  type PublishedAudit,
  type PublishedSource,
  printedPrecision,
} from "./published/compared-row.js";
export { type Grade, type GradedRow, gradeOf } from "./published/grade.js";
export { maillardTable } from "./published/maillard-2022.js";
export { palekaTable } from "./published/paleka-2021.js";
export {
  type AuditedDerivative,
  auditParameters,
  type ParameterAudit,
  type PublishedPoint,
} from "./published/parameter-audit.js";
export {
  type PublishedEntry,
  type PublishedRow,
  publishedPoint,
  publishedRows,
  publishedSummary,
} from "./published/published-stojnic-2024.js";
export { puthawalaTable } from "./published/puthawala-2020.js";
export { stojnicTables } from "./published/stojnic-2024.js";
export {
  type ActiveUnitsRow,
  type ActiveUnitsSearch,
  activeUnitsAgainstBounds,
  MOST_SEARCHED_LAYERS,
  MOST_SEARCHED_UNITS,
} from "./theories/active-units.js";
export {
  groundStateEnergy,
  injectivityThreshold,
  ONE_LAYER_THEORIES,
  type OneLayerTheory,
  type WidthsVerdict,
  widthsVerdict,
} from "./theories/answers.js";
export { certifiedSequence } from "./theories/certified-sequence.js";
export { certifiedWidth } from "./theories/certified-width.js";
export {
  type DeepBound,
  type DeepComparisonRequest,
  deepComparison,
  LARGEST_COMPARED_DEPTH,
} from "./theories/deep-comparison.js";
export { type DeepRung, deepLadder, type LadderParameter } from "./theories/deep-ladder.js";
export {
  FIRST_LAYER_THEORIES,
  FIRST_LAYER_THEORY_NAMES,
  type FirstLayerChoice,
  type FirstLayerRequirement,
  type FirstLayerTheory,
  firstLayerRequirement,
  oneLayerThreshold,
} from "./theories/first-layer.js";
export { halfspaceRatioByDuality } from "./theories/halfspace-duality.js";
export {
  type LayerRow,
  type SequenceRequest,
  type SolvedSequence,
  solveSequence,
} from "./theories/layer-rows.js";
export { type LeastWidth, type LeastWidthRequest, leastConstantWidth } from "./theories/least-width.js";
export {
  LARGEST_LADDER_LEVEL,
  type LadderRung,
  liftingLadder,
  oneStepWithoutOverlap,
} from "./theories/lifting-ladder.js";
export { marginComparison } from "./theories/margin-bounds.js";
export { oneLayerComparison } from "./theories/one-layer.js";
export { type Overview, overview } from "./theories/overview.js";
export { type PropositionConstant, propositionConstants } from "./theories/proposition-constants.js";
export {
  architectureRequest,
  type DualityChoice,
  deepRequest,
  oneLayerRequest,
} from "./theories/sequence-requests.js";
export {
  leastWidth,
  WIDTH_METHOD_NAMES,
  type WidthMethod,
  type WidthRow,
  type WidthSettings,
  WidthSolver,
  widthsOf,
} from "./theories/width-rows.js";
