/** k-step and full replica symmetry breaking at zero temperature. */
export { type Ansatz, ansatzFrom, overlapsOf, stepsOf } from "./ansatz.js";
export { type CappedOptimum, cappedChain, cappedLimit } from "./capped-chain.js";
export { type ComplexityPoint, complexityCurve } from "./complexity.js";
export { errorCount, type PerceptronCost, type SmoothedTerminal } from "./cost.js";
export { directTransport } from "./direct-transport.js";
export { entropicTerm } from "./entropic-term.js";
export type { FamilyEstimate } from "./family-estimate.js";
export { fftTransport } from "./fft-transport.js";
export { solveFixedPoint } from "./fixed-point.js";
export type { IterationRecord } from "./fixed-point-iteration.js";
export type { FixedPointBudget, FixedPointOptions, FixedPointSolution } from "./fixed-point-solution.js";
export {
  type ChainEstimate,
  DEFAULT_FULL_RSB_TOLERANCE,
  extrapolateFullRsb,
  type FullRsbOptions,
  type FullRsbSolution,
  SMALLEST_FULL_RSB_TOLERANCE,
  solveFullRsb,
} from "./full-rsb.js";
export { evaluateFunctional, type FunctionalValue, type Problem } from "./functional.js";
export { continueKrsb, solveKrsb, solveKrsbChain } from "./krsb.js";
export type { ErrorBudget, KrsbSolution } from "./krsb-solution.js";
export { DEFAULT_RESOLUTION, type Resolution } from "./level-grids.js";
export { type ParisiStep, parisiFunction } from "./parisi-function.js";
export {
  type ColumnDescription,
  complexityTable,
  iterationTable,
  type ProfilesObject,
  type ProfileTable,
  parisiTable,
  profilesToObject,
  profileTable,
  tableToCsv,
} from "./profile-tables.js";
export {
  type FieldProfiles,
  fieldProfiles,
  type ProfileLevel,
  type ProfileOptions,
  type RespondingField,
} from "./profiles.js";
export { energeticTerm } from "./recursion.js";
export { type SaddlePointCheck, saddlePointCheck } from "./saddle-point.js";
export { solveFrom } from "./solve.js";
export { DEFAULT_TOLERANCE, type KrsbOptions, MAX_STEPS, SMALLEST_TOLERANCE } from "./solver-settings.js";
export type { LevelTransport } from "./transport.js";
export { MAX_UNIFORM_LEVELS, uniformBreakingPoints } from "./uniform-breaking-points.js";
export {
  solveUniformGridVariational,
  type UniformGridOptimum,
  type UniformGridOptions,
} from "./uniform-grid.js";
export { type UniformGridLoss, uniformGridLoss } from "./uniform-grid-loss.js";
