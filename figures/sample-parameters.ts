/** Parameters that the figures of random layers share. */

export const RATIOS = {
  kind: "numbers",
  meaning: "m/n; m is rounded",
  minimum: 1,
  maximum: 50,
} as const;

export const STREAM_SEED = {
  kind: "integer",
  meaning: "seed; sample i is the matrix of its stream i",
  standard: 0,
  minimum: 0,
  maximum: 2 ** 31,
} as const;
