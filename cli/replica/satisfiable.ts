/** `rsb --satisfiable`: the capacity of the spherical perceptron with stability −κ, negative for κ > 0. */
import { type SatisfiableCapacity, satisfiableCapacity } from "../../rsb/index.js";
import { column, columns } from "../definition/columns.js";
import { field, type Outcome, pick } from "../definition/command.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

export const SATISFIABLE_FIELDS = {
  ...pick(REPLICA_WORDS, "k"),
  capacity: field(
    "With --satisfiable: the largest alpha at which all w.x <= kappa can be met, from squared-hinge energies that fall to 0.",
    "quantity",
    {
      equation: "alpha(e) = alpha_c + c sqrt(e) + ...; RS: 1/E (z - kappa)_+^2",
      source: "Gardner 1988",
    },
  ),
  support: field("Overlaps q_0 ... q_k of solutions at the capacity.", "number[]"),
  widestStep: field(
    "The widest step between neighbouring overlaps; null without breaking.",
    ["number", "null"],
    {
      header: "widest step of q",
    },
  ),
};

export function satisfiable(margin: number, k: number): Outcome {
  const levels = satisfiableCapacity(margin, k);
  const results = levels.map(({ k: level, value, overlaps }) => ({
    k: level,
    capacity: value,
    support: overlaps,
    widestStep: widest(overlaps),
  }));
  return {
    parameters: { k, margin, satisfiable: true },
    results,
    judged: levels.map(({ value }) => value),
    tables: () => [
      {
        title: `Capacity of the spherical perceptron with stability ${margin === 0 ? 0 : -margin}`,
        columns: [
          ...columns(SATISFIABLE_FIELDS, "k", "capacity"),
          column(SATISFIABLE_FIELDS, "widestStep", { digits: 4 }),
        ],
        rows: results,
      },
    ],
    notes: () => notesOn(margin, levels, k),
  };
}

function widest(overlaps: readonly number[]): number | null {
  if (overlaps.length < 2) return null;
  return Math.max(...overlaps.slice(1).map((overlap, i) => overlap - overlaps[i]));
}

function notesOn(margin: number, levels: readonly SatisfiableCapacity[], k: number): string[] {
  if (margin <= 0)
    return [
      "Stability of at least 0: the problem is convex, nothing breaks, and Gardner's capacity 1/E (z - kappa)_+^2 is exact.",
    ];
  const steps = levels.flatMap(({ overlaps }) => widest(overlaps) ?? []);
  return [
    "Negative stability: not convex. Each level lowers the capacity; accuracy is limited at jamming, where all y grow like 1/sqrt(e) and levels crowd at q = 1.",
    ...(steps.length > 1 && steps[steps.length - 1] < steps[0]
      ? [
          "The widest step between overlaps shrinks as levels are added: the support tends to all of [q_0, 1], and no overlap gap is seen (replica theory, no proof).",
        ]
      : []),
    ...(levels.length <= k ? [`Levels above ${levels[levels.length - 1].k} were not solved.`] : []),
  ];
}
