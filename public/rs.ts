/** Replica-symmetric theory of one layer. */
export {
  type AlmeidaThoulessBranch,
  type AlmeidaThoulessPoint,
  almeidaThoulessLine,
  almeidaThoulessPoint,
  almeidaThoulessTemperature,
  type MarginAndCount,
  type ReplicaSymmetricEnergy,
  type ReplicaSymmetricState,
  type ReplicaSymmetricThreshold,
  replicaSymmetricEnergy,
  replicaSymmetricExpansion,
  replicaSymmetricFiniteTemperature,
  replicaSymmetricThreshold,
} from "../rs/index.js";
