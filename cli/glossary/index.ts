/** What every status, quantity and option of the output means, with its equation and source. */
import { CERTIFICATE_ENTRIES } from "./certificates.js";
import { DUALITY_ENTRIES } from "./duality.js";
import type { GlossaryEntry } from "./entry.js";
import { GEOMETRY_ENTRIES } from "./geometry.js";
import { NETWORK_INJECTIVITY_ENTRIES } from "./network-injectivity.js";
import { NETWORK_REGION_ENTRIES } from "./network-regions.js";
import { NETWORK_WEIGHTS_ENTRIES } from "./network-weights.js";
import { REPLICA_ENTRIES } from "./replica.js";
import { STATUS_ENTRIES } from "./statuses.js";
import { STUDY_ENTRIES } from "./study.js";

/** All entries: statuses first, then quantities by theory. */
export const GLOSSARY: readonly GlossaryEntry[] = [
  ...STATUS_ENTRIES,
  ...STUDY_ENTRIES,
  ...REPLICA_ENTRIES,
  ...DUALITY_ENTRIES,
  ...GEOMETRY_ENTRIES,
  ...CERTIFICATE_ENTRIES,
  ...NETWORK_INJECTIVITY_ENTRIES,
  ...NETWORK_REGION_ENTRIES,
  ...NETWORK_WEIGHTS_ENTRIES,
];

/** The entry of a word or alias, case-insensitively; undefined when there is none. */
export function findEntry(word: string): GlossaryEntry | undefined {
  const wanted = normalise(word);
  const exact = GLOSSARY.find((entry) => [entry.word, ...(entry.aliases ?? [])].includes(word));
  return (
    exact ??
    GLOSSARY.find((entry) =>
      [entry.word, ...(entry.aliases ?? [])].some((name) => normalise(name) === wanted),
    )
  );
}

function normalise(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, "");
}
