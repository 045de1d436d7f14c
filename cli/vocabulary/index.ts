/** The words that several commands share, by subject; the fields of single commands stand in their definitions. */
import { CERTIFICATE_WORDS } from "./certificates.js";
import { COMPARISON_WORDS } from "./comparison.js";
import { CONFIGURATION_WORDS } from "./configuration.js";
import { DUALITY_WORDS } from "./duality.js";
import { GEOMETRY_WORDS } from "./geometry.js";
import { NETWORK_INJECTIVITY_WORDS } from "./network-injectivity.js";
import { NETWORK_REGION_WORDS } from "./network-regions.js";
import { NETWORK_WEIGHTS_WORDS } from "./network-weights.js";
import { REPLICA_WORDS } from "./replica.js";
import { STATUS_WORDS } from "./statuses.js";
import { STUDY_WORDS } from "./study.js";
import type { Vocabulary } from "./vocabulary.js";

/** All shared words: statuses first, then quantities by theory. */
export const VOCABULARIES: readonly Vocabulary[] = [
  STATUS_WORDS,
  STUDY_WORDS,
  CONFIGURATION_WORDS,
  REPLICA_WORDS,
  DUALITY_WORDS,
  COMPARISON_WORDS,
  GEOMETRY_WORDS,
  CERTIFICATE_WORDS,
  NETWORK_INJECTIVITY_WORDS,
  NETWORK_REGION_WORDS,
  NETWORK_WEIGHTS_WORDS,
];
