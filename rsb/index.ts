/** k-step and full replica symmetry breaking at zero temperature. */

export { continueKrsb, solveKrsb, solveKrsbChain } from "./chain/krsb.js";
export type { ErrorBudget, KrsbSolution, SaddlePointSolution } from "./chain/krsb-solution.js";
export { type LiftedLayer, liftedLayer } from "./chain/lifted-layer.js";
export { solveFrom } from "./chain/solve.js";
export {
  DEFAULT_TOLERANCE,
  FOURIER_LIMITS,
  type KrsbOptions,
  MAX_STEPS,
  SMALLEST_TOLERANCE,
  toleranceScale,
} from "./chain/solver-settings.js";
export { coarseOneStepStart, oneStepStart } from "./chain/warm-start.js";
export type { DeepAnsatz, HiddenOrder } from "./deep/deep-ansatz.js";
export { solveDeep, solveDeepChain, solveDeepLifted } from "./deep/deep-chain.js";
export { type DeepConstantWidth, deepConstantWidth, type WidthRoot } from "./deep/deep-constant-width.js";
export type { DeepNetwork, DeepProblem } from "./deep/deep-functional.js";
export {
  DEFAULT_DEEP_LEVELS,
  type DeepLimit,
  extrapolateDeep,
  FEWEST_DEEP_LEVELS,
  type LevelLimit,
  type LevelValue,
  solveDeepLimit,
} from "./deep/deep-limit.js";
export {
  activeCount,
  type DeepNotion,
  type DeepSequence,
  type DeepSequenceOptions,
  deepSequence,
  MAX_DEEP_DEPTH,
  requireAdmissible,
} from "./deep/deep-sequence.js";
export { DEFAULT_DEEP_TOLERANCE, type DeepOptions, MAX_DEEP_STEPS } from "./deep/deep-settings.js";
export type { DeepSolution, HiddenLayerSolution, Signature } from "./deep/deep-solution.js";
export { solveDeepFrom } from "./deep/deep-solve.js";
export { fieldLawTable } from "./deep/field-law-table.js";
export { type Ansatz, ansatzFrom, overlapsOf, stepsOf } from "./functional/ansatz.js";
export { chooseTransport, fourierTransforms } from "./functional/choose-transport.js";
export { errorCount, type PerceptronCost, type SmoothedTerminal, withMargin } from "./functional/cost.js";
export { directTransport } from "./functional/direct-transport.js";
export { entropicTerm } from "./functional/entropic-term.js";
export { fftTransport } from "./functional/fft-transport.js";
export {
  evaluateAtCoordinates,
  evaluateFunctional,
  type FunctionalValue,
  type Problem,
} from "./functional/functional.js";
export { hinge, squaredHinge } from "./functional/hinge-costs.js";
export { DEFAULT_RESOLUTION, type Resolution } from "./functional/level-grids.js";
export { energeticTerm } from "./functional/recursion.js";
export { type SaddlePointCheck, saddlePointCheck } from "./functional/saddle-point.js";
export type { LevelTransport } from "./functional/transport.js";
export type { FamilyEstimate } from "./limit/family-estimate.js";
export {
  type ChainEstimate,
  DEFAULT_FULL_RSB_TOLERANCE,
  extrapolateFullRsb,
  type FullRsbOptions,
  type FullRsbSolution,
  SMALLEST_FULL_RSB_TOLERANCE,
  solveFullRsb,
} from "./limit/full-rsb.js";
export { type SatisfiableCapacity, satisfiableCapacity } from "./limit/satisfiable-capacity.js";
export { type ComplexityPoint, complexityCurve } from "./profiles/complexity.js";
export { type ParisiStep, parisiFunction } from "./profiles/parisi-function.js";
export {
  complexityTable,
  iterationTable,
  listed as profileTableLists,
  type ProfilesObject,
  type ProfileTable,
  parisiTable,
  profilesToObject,
  profileTable,
} from "./profiles/profile-tables.js";
export {
  type FieldProfiles,
  fieldProfiles,
  type ProfileLevel,
  type ProfileOptions,
  type RespondingField,
} from "./profiles/profiles.js";
export { type LevelAt, profilesAt } from "./profiles/profiles-at.js";
export { type CappedOptimum, cappedChain, cappedLimit } from "./published/capped-chain.js";
export { FIXED_POINT_RESOLUTION, solveFixedPoint } from "./published/fixed-point.js";
export type { IterationRecord } from "./published/fixed-point-iteration.js";
export type {
  FixedPointBudget,
  FixedPointOptions,
  FixedPointSolution,
} from "./published/fixed-point-solution.js";
export { residualDecay } from "./published/residual-decay.js";
export { MAX_UNIFORM_LEVELS, uniformBreakingPoints } from "./published/uniform-breaking-points.js";
export {
  solveUniformGridVariational,
  type UniformGridOptimum,
  type UniformGridOptions,
} from "./published/uniform-grid.js";
export { type UniformGridLoss, uniformGridLoss } from "./published/uniform-grid-loss.js";
export { type ColdLimit, coldLimit } from "./thermal/cold-limit.js";
export type { ThermalPoint } from "./thermal/free-entropy.js";
export { oneStepStarts } from "./thermal/one-step-start.js";
export type { ThermalAnsatz } from "./thermal/thermal-ansatz.js";
export { continueThermal, solveThermal, solveThermalChain } from "./thermal/thermal-chain.js";
export type { ThermalFamily } from "./thermal/thermal-family.js";
export { type EnergyPoint, expansionAtEnergy } from "./thermal/thermal-isoline.js";
export {
  DEFAULT_THERMAL_LIMIT_TOLERANCE,
  SMALLEST_THERMAL_LIMIT_TOLERANCE,
  solveThermalFullRsb,
  type ThermalLimit,
  type ThermalLimitOptions,
} from "./thermal/thermal-limit.js";
export {
  type ThermalProfileOptions,
  type ThermalProfiles,
  thermalProfiles,
  thermalProfileTable,
} from "./thermal/thermal-profiles.js";
export {
  DEFAULT_THERMAL_TOLERANCE,
  LARGEST_THERMAL_BETA,
  MAX_THERMAL_STEPS,
  SMALLEST_THERMAL_TOLERANCE,
  type ThermalOptions,
} from "./thermal/thermal-settings.js";
export type { ThermalSolution } from "./thermal/thermal-solution.js";
export { solveThermalFrom } from "./thermal/thermal-solve.js";
