/** Replica-symmetric theory of one layer: zero temperature in closed form, finite temperature, and its stability. */
export {
  type AlmeidaThoulessBranch,
  type AlmeidaThoulessPoint,
  almeidaThoulessLine,
  almeidaThoulessPoint,
  almeidaThoulessTemperature,
  almeidaThoulessTurningPoint,
} from "./almeida-thouless.js";
export {
  LARGEST_BETA,
  type ReplicaSymmetricState,
  replicaSymmetricExpansion,
  replicaSymmetricFiniteTemperature,
} from "./finite-temperature.js";
export { type HingeProblem, type HingeState, hingeState, squaredHingeState } from "./hinge.js";
export { LARGEST_MARGIN, type MarginAndCount, requireMargin, satisfiableAlpha } from "./margin.js";
export { type UnitEnergyTemperature, unitEnergyTemperature } from "./unit-energy.js";
export {
  LARGEST_SATISFIABLE_ALPHA,
  type ReplicaSymmetricEnergy,
  type ReplicaSymmetricThreshold,
  replicaSymmetricEnergy,
  replicaSymmetricThreshold,
} from "./zero-temperature.js";
