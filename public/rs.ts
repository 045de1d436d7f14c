/** Replica-symmetric theory of one layer. */
export {
  type AlmeidaThoulessPoint,
  almeidaThoulessPoint,
  type MarginAndCount,
  type ReplicaSymmetricEnergy,
  type ReplicaSymmetricState,
  type ReplicaSymmetricThreshold,
  replicaSymmetricEnergy,
  replicaSymmetricFiniteTemperature,
  replicaSymmetricThreshold,
} from "../rs/index.js";
