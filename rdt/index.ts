/**
 * Random duality theory for the injectivity of deep ReLU networks (M. Stojnic, "Deep ReLU networks – injectivity
 * capacity upper bounds", arXiv:2412.19677, 2024): upper bounds on the expansion α_l = m_l/n that the last of l
 * layers needs, in the limit n → ∞ of Gaussian weights.
 */

export { type HiddenLayer, hiddenLayer } from "./layer/hidden-layer.js";
export { type HiddenLayerByQuadrature, hiddenLayerByQuadrature } from "./layer/hidden-layer-quadrature.js";
export {
  type Capacity,
  type LastLayer,
  type LastLayerSaddle,
  lastLayer,
  lastLayerCapacity,
  lastLayerSaddle,
} from "./layer/last-layer.js";
export type { LayerInput, LayerStep } from "./layer/layer-step.js";
export { liftedHiddenLayer, liftedLastLayer } from "./layer/lifted-layers.js";
export { countConstant, type DualNorms, type Notion } from "./layer/notion.js";
export { optimalNormLayer } from "./layer/optimal-norm-layer.js";
export { type StepChecks, stepChecks } from "./layer/step-checks.js";
export { unitNormLayer } from "./layer/unit-norm-layer.js";
export { type FullyLiftedLayer, fullyLiftedLayer } from "./program/fully-lifted-layer.js";
export { type JointCapacity, type JointOptions, jointCapacity } from "./program/joint-capacity.js";
export type { LayerParameters } from "./program/layer-parameters.js";
export {
  LARGEST_LIFTED_DEPTH,
  type LiftedCapacity,
  type LiftedOptions,
  liftedCapacity,
} from "./program/lifted-capacity.js";
export { liftedProgram } from "./program/lifted-program.js";
export { type ProgramEvaluation, plainProgram } from "./program/plain-program.js";
export {
  type ProgramLayout,
  type ProgramParameters,
  packParameters,
  programLayout,
  unpackParameters,
} from "./program/program-parameters.js";
export { type RecurrencePoint, recurrencePoint } from "./program/recurrence-point.js";
export type { SaddleSignature } from "./program/saddle.js";
export {
  capacitySensitivities,
  liftedSensitivities,
  type SensitivityOptions,
} from "./program/sensitivity.js";
export {
  type ReplicaLiftedTwoLayer,
  replicaLiftedTwoLayerCapacity,
} from "./replica/replica-lifted-two-layer.js";
export { type ReplicaTwoLayer, replicaTwoLayerCapacity } from "./replica/replica-two-layer.js";
export { activeBound, activeBounds } from "./sequence/active-bound.js";
export {
  type ConstantWidth,
  type ConstantWidthOptions,
  constantWidth,
  LARGEST_WIDTH_DEPTH,
} from "./sequence/constant-width.js";
export { type AdmissibilityFailure, failureMessage } from "./sequence/expansions.js";
export {
  type LiftedConstantWidth,
  type LiftedConstantWidthOptions,
  liftedConstantWidth,
} from "./sequence/lifted-constant-width.js";
export {
  type LiftedSequence,
  type LiftedSequenceLayer,
  type LiftedSequenceOptions,
  liftedSequence,
} from "./sequence/lifted-sequence.js";
export {
  type ExpansionSequence,
  expansionSequence,
  LARGEST_SEQUENCE_DEPTH,
  type SequenceOptions,
} from "./sequence/sequence.js";
export type { SequenceLayer } from "./sequence/sequence-layer.js";
export { type Approach, type SequenceLimit, sequenceLimit } from "./sequence/sequence-limit.js";
