/** What to know about a sequence, in sentences below its tables. */

import type { SolvedSequence } from "../../compare/index.js";
import { FIRST_LAYER_THEORY_NAMES, type FirstLayerTheory } from "../../compare/index.js";
import { type DualNorms, type Notion, sequenceLimit } from "../../rdt/index.js";
import { formatNumber, formatSmall, type Show } from "../../src/table/format-quantity.js";
import { type Pair, SHOWN_LAYERS } from "./sequence-tables.js";

/** Notes of `rdt --depth L`. */
export function sequenceNotes(chosen: SolvedSequence, pair: Pair, notion: Notion, show: Show): string[] {
  const depth = chosen.rows.length;
  const { routeGap } = chosen;
  return [
    ...(depth > SHOWN_LAYERS
      ? [`${depth - SHOWN_LAYERS} layers in the middle not shown; --csv or --json has all.`]
      : []),
    ...(depth > 1 ? [betterBound(pair, show)] : []),
    ...(chosen.lifted ? pair.flatMap(liftingNote) : []),
    ...(depth > 1 && !chosen.lifted ? [limitNote(notion, show)] : []),
    ...(routeGap === undefined
      ? []
      : [
          `Recurrence and joint min-max program agree to ${formatSmall(routeGap)} (relative) in the layers solved by both.`,
        ]),
    ...checkNote(chosen),
  ];
}

function betterBound([unit, optimal]: Pair, show: Show): string {
  const last = unit.rows.length - 1;
  const [u, o] = [unit.rows[last].leastAdmissible, optimal.rows[last].leastAdmissible];
  if (Number.isNaN(u.value) || Number.isNaN(o.value)) {
    return "Better bound: optimal norms; with unit norms no expansion of the last layer is admissible.";
  }
  if (Math.abs(u.value - o.value) <= u.error + o.error) return "Both normalisations give the same bound.";
  const name = o.value < u.value ? "optimal" : "unit";
  const [low, high] = o.value < u.value ? [o, u] : [u, o];
  return `Better bound for layer ${last + 1}: ${name} norms, ${show(low)} against ${show(high)}.`;
}

function liftingNote({ rows, dualNorms }: SolvedSequence): string[] {
  const without = rows.filter((row) => row.lifting === "none").map((row) => row.layer);
  if (without.length === 0) return [];
  const layers = without.length === 1 ? `layer ${without[0]}` : `layers ${without.join(", ")}`;
  return [
    `Lifting brings nothing in ${layers} (${dualNorms} norms): the supremum over c3 > 0 sits at c3 -> 0, which is the plain bound.`,
  ];
}

function limitNote(notion: Notion, show: Show): string {
  return `Limit of minimal sequences, ${notion}: unit norms ${limitText(notion, "unit", show)}, optimal norms ${limitText(notion, "optimal", show)}.`;
}

/** The limit and the way to it, in a few words. */
function limitText(notion: Notion, dualNorms: DualNorms, show: Show): string {
  const { limit, approach } = sequenceLimit(notion, dualNorms);
  const rate =
    approach.kind === "geometric"
      ? `error ~ ${formatNumber(approach.factor, 6)}^l`
      : `from above, ~ ${formatNumber(approach.coefficient, 5)} l^(-${formatNumber(approach.exponent, 3)})`;
  return `${show(limit)} (${rate})`;
}

function checkNote({ rows }: SolvedSequence): string[] {
  const checked = rows.filter((row) => row.checks !== undefined);
  if (checked.length === 0) return [];
  return checked.every((row) => row.checks?.correct)
    ? [
        `Stationary points of ${checked.length === 1 ? "layer 1" : `layers 1 to ${checked.length}`}: below every other rho (0 and infinity included) and kappa scanned.`,
      ]
    : ["A stationary point is NOT the least over rho or kappa: see checks in --json."];
}

/** Notes of `rdt --widths`: the verdict of either normalisation. */
export function architectureNotes(
  pair: Pair,
  notion: Notion,
  theory: FirstLayerTheory,
  proved: string[],
  show: Show,
): string[] {
  const needed =
    notion === "weak"
      ? "at least n active units in every layer"
      : "at least n active units in layer 1 and 2n in every later layer, which makes the network injective";
  return [
    ...pair.map(({ rows, dualNorms, lifted }) => {
      const failing = rows.find((row) => !row.admissible);
      const name = `${lifted ? "Lifted, " : ""}${dualNorms} norms`;
      if (failing === undefined) return `${name}: admissible in every layer (${notion}).`;
      const least = failing.leastAdmissible;
      const expected = Number.isNaN(least.value) ? "wider layers before it" : `alpha >= ${show(least)}`;
      return `${name}: not shown; layer ${failing.layer} is the first that fails, it needs ${expected}.`;
    }),
    ...proved,
    `Admissible (${notion}): ${needed}, for every input, as n -> infinity at these ratios; nothing is said of this n. Not admissible means not proved here, not refuted.`,
    `Layer 1 is judged by ${FIRST_LAYER_THEORY_NAMES[theory]}.`,
  ];
}
