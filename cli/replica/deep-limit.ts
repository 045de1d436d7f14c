/** `frsb --depth L`: the limit k -> infinity of the last layer of a deep network. */
import {
  activeCount,
  type DeepLimit,
  type DeepProblem,
  deepSequence,
  solveDeepLimit,
} from "../../rsb/index.js";
import { InputError } from "../../src/result.js";
import { column, columns } from "../definition/columns.js";
import { field, type Outcome } from "../definition/command.js";
import type { Progress } from "../output/progress.js";
import { DEEP_FIELDS } from "./deep-fields.js";
import type { DeepRequest } from "./deep-options.js";

export const DEEP_LIMIT_FIELDS = {
  ...DEEP_FIELDS,
  power: field("Limit with the tail of one layer, powers k^-4, k^-5, ...", "number"),
  powerError: field("Error of that limit by itself.", "number"),
  byOneLayer: field(
    "Limit with a tail proportional to that of one layer, up to corrections in 1/k.",
    "number",
    {
      header: "by one layer",
    },
  ),
  freeExponent: field(
    "Limit with one power of k, its exponent free, through the last three values.",
    "number",
    {
      header: "free exponent",
    },
  ),
  exponent: field("That exponent.", "number"),
  chain: field("The k-RSB capacities, k = 0, 1, ...", "record[]"),
};

/** What `frsb` is asked for beside the layers. */
export interface DeepLimitOptions {
  readonly alpha: readonly number[] | undefined;
  readonly levels: number;
  readonly tolerance: number;
}

/** Levels behind the given expansions, or behind minimal ones at the largest k. */
export function deepLimitOutcome(
  { depth, notion, given, count: asked }: DeepRequest,
  { alpha, levels, tolerance }: DeepLimitOptions,
  progress: Progress,
): Outcome {
  if (depth > 2) {
    throw new InputError(`--depth ${depth}: expected 1 or 2 (deeper networks: rsb --depth ${depth})`);
  }
  const hidden = deepSequence(depth - 1, levels, notion, given, { tolerance }).expansions;
  const count = asked === undefined ? activeCount(notion, depth) : 2 * asked;
  const problems: DeepProblem[] =
    alpha === undefined
      ? [{ kind: "capacity", hidden, count }]
      : alpha.map((value) => ({ kind: "energy", hidden, count, alpha: value }));
  const limits = problems.map((problem, i) =>
    solveDeepLimit(problem, levels, {
      tolerance,
      onLevel: ({ k, value }) =>
        progress.update({
          what: `k = ${k} of ${levels} solved`,
          residual: value.error,
          done: i + (k / levels) ** 3.5,
          total: problems.length,
        }),
    }),
  );
  const results = limits.map((limit) => resultOf(limit, depth));
  const value = alpha === undefined ? "expansion" : "energy";
  return {
    parameters: {
      depth,
      notion,
      ...(asked === undefined ? {} : { count: asked }),
      expansions: hidden,
      levels,
      ...(alpha === undefined ? {} : { alpha }),
      tolerance,
    },
    results,
    judged: limits.map((limit) => limit.value),
    tables: () => [
      {
        title: `Full-RSB ${alpha === undefined ? "capacity" : "energy"} of layer ${depth} (${notion})`,
        columns: [
          ...(alpha === undefined ? [] : [column(DEEP_LIMIT_FIELDS, "alpha", { digits: 12 })]),
          column(DEEP_LIMIT_FIELDS, value),
          ...columns(DEEP_LIMIT_FIELDS, "power", "byOneLayer", "freeExponent", "exponent"),
        ],
        rows: results,
      },
      ...(limits.length > 1
        ? []
        : [
            {
              title: "The levels it is extrapolated from",
              columns: columns(DEEP_LIMIT_FIELDS, "k", "capacity"),
              rows: limits[0].chain.map((solution) => ({ k: solution.k, capacity: solution.value })),
            },
          ]),
    ],
    notes: () => [
      "The tail in k of deep networks is not known: three extrapolations that assume different things, the error covers their differences.",
    ],
  };
}

function resultOf({ problem, value, chain, ...limit }: DeepLimit, depth: number): object {
  return {
    layer: depth,
    ...(problem.kind === "capacity" ? { expansion: value } : { alpha: problem.alpha, energy: value }),
    power: limit.power,
    powerError: limit.powerError,
    byOneLayer: limit.byOneLayer,
    freeExponent: limit.freeExponent,
    exponent: limit.exponent,
    chain: chain.map((solution) => ({ k: solution.k, capacity: solution.value })),
  };
}
