/**
 * Random duality theory for the injectivity of deep ReLU networks (M. Stojnic, "Deep ReLU networks – injectivity
 * capacity upper bounds", arXiv:2412.19677, 2024): upper bounds on the expansion α_l = m_l/n that the last of l
 * layers needs, in the limit n → ∞ of Gaussian weights.
 */
export { activeBound, activeBounds } from "./active-bound.js";
export {
  type AuditedDerivative,
  auditParameters,
  type ParameterAudit,
  type PublishedPoint,
} from "./audit.js";
export { type SubstitutionHypothesis, searchSubstitutions } from "./audit-hypotheses.js";
export { type ConstantWidth, type ConstantWidthOptions, constantWidth } from "./constant-width.js";
export { type AdmissibilityFailure, failureMessage } from "./expansions.js";
export { type FullyLiftedLayer, fullyLiftedLayer } from "./fully-lifted-layer.js";
export { type HiddenLayer, hiddenLayer } from "./hidden-layer.js";
export { type HiddenLayerByQuadrature, hiddenLayerByQuadrature } from "./hidden-layer-quadrature.js";
export { type JointCapacity, type JointOptions, jointCapacity } from "./joint-capacity.js";
export {
  type Capacity,
  type LastLayer,
  type LastLayerSaddle,
  lastLayer,
  lastLayerCapacity,
  lastLayerSaddle,
} from "./last-layer.js";
export type { LayerInput, LayerStep } from "./layer-step.js";
export { type LiftedCapacity, type LiftedOptions, liftedCapacity } from "./lifted-capacity.js";
export {
  type LiftedConstantWidth,
  type LiftedConstantWidthOptions,
  liftedConstantWidth,
} from "./lifted-constant-width.js";
export { liftedHiddenLayer, liftedLastLayer } from "./lifted-layers.js";
export { liftedProgram } from "./lifted-program.js";
export {
  type LiftedSequence,
  type LiftedSequenceLayer,
  type LiftedSequenceOptions,
  liftedSequence,
} from "./lifted-sequence.js";
export { optimalNormLayer } from "./optimal-norm-layer.js";
export { type ProgramEvaluation, plainProgram } from "./plain-program.js";
export {
  type ProgramLayout,
  type ProgramParameters,
  packParameters,
  programLayout,
  unpackParameters,
} from "./program-parameters.js";
export {
  type PublishedEntry,
  type PublishedRow,
  publishedPoint,
  publishedRows,
  publishedSummary,
} from "./published-stojnic-2024.js";
export { type RecurrencePoint, recurrencePoint } from "./recurrence-point.js";
export { type ReplicaLiftedTwoLayer, replicaLiftedTwoLayerCapacity } from "./replica-lifted-two-layer.js";
export { type ReplicaTwoLayer, replicaTwoLayerCapacity } from "./replica-two-layer.js";
export type { SaddleSignature } from "./saddle.js";
export { capacitySensitivities, liftedSensitivities, type SensitivityOptions } from "./sensitivity.js";
export { type ExpansionSequence, expansionSequence, type SequenceOptions } from "./sequence.js";
export { type Approach, type SequenceLimit, sequenceLimit } from "./sequence-limit.js";
export { type StepChecks, stepChecks } from "./step-checks.js";
export {
  countConstant,
  type DualNorms,
  type LayerParameters,
  type Notion,
  type SequenceLayer,
} from "./types.js";
export { unitNormLayer } from "./unit-norm-layer.js";
