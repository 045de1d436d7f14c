/** The words of the lexicon that the page uses; the build takes their descriptions from what `explain` prints. */
export const WORDS = [
  "alpha",
  "margin",
  "count",
  "k",
  "beta",
  "threshold",
  "energy",
  "entropy",
  "freeEntropy",
  "overlaps",
  "breakingPoints",
  "chi",
  "residual",
  "field",
  "density@rsb",
  "x",
  "stable",
  "hole",
  "bound@compare",
  "side@compare",
  "kind",
  "certified@compare",
  "source@compare",
  "error",
] as const;

export type Word = (typeof WORDS)[number];
