/** e(α) by replica symmetry and some levels of its breaking, coarse points first. */
import { errorCount, solveKrsbChain, withMargin } from "../../rsb/index.js";
import type { PlotBlock } from "../block.js";
import { type Job, numberOf } from "./job.js";

const [FROM, TO, POINTS] = [0.5, 12, 47];
/** More levels change nothing that can be seen. */
const MOST_LEVELS = 3;
const TOLERANCE = 1e-6;

export const oneLayerCurve: Job = (parameters, post) => {
  const margin = numberOf(parameters, "margin");
  const most = Math.min(MOST_LEVELS, numberOf(parameters, "k"));
  const cost = withMargin(errorCount, margin);
  const found: { alpha: number; energies: number[]; errors: number[] }[] = [];
  let shown = 0;
  for (const index of coarseFirst(POINTS)) {
    const alpha = FROM + ((TO - FROM) * index) / (POINTS - 1);
    const levels = [...solveKrsbChain({ kind: "energy", alpha }, most, { cost, tolerance: TOLERANCE })];
    // Where nothing is broken, all levels are the first.
    const at = (k: number) => levels[Math.min(k, levels.length - 1)].value;
    const steps = Array.from({ length: most + 1 }, (_, k) => at(k));
    found.push({ alpha, energies: steps.map(({ value }) => value), errors: steps.map(({ error }) => error) });
    if (found.length < shown + 3) continue;
    post("curve", plotOf(found, most));
    shown = found.length;
  }
  post("curve", plotOf(found, most));
};

function plotOf(
  found: readonly { readonly alpha: number; readonly energies: number[]; readonly errors: number[] }[],
  most: number,
): PlotBlock {
  const sorted = [...found].sort((a, b) => a.alpha - b.alpha);
  return {
    kind: "plot",
    title: "Ground-state energy e(α)",
    x: { text: "α = m/n", word: "alpha", from: 0, to: TO },
    y: { text: "e(α)", word: "energy", from: 0 },
    series: Array.from({ length: most + 1 }, (_, k) => ({
      name: k === 0 ? "replica symmetry" : `${k}-RSB`,
      mode: k === most ? ("line" as const) : ("dashed" as const),
      x: sorted.map(({ alpha }) => alpha),
      y: sorted.map(({ energies }) => energies[k]),
      errors: sorted.map(({ errors }) => errors[k]),
    })),
    verticals: [{ x: Number.NaN, text: "α", control: "alpha" }],
    horizontals: [{ y: Number.NaN, text: "t", control: "count" }],
    note: "The line at α can be dragged.",
  };
}

/** 0 … count − 1, the ends first and then halves of what is left. */
function coarseFirst(count: number): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  for (let step = 2 ** Math.ceil(Math.log2(count)); step >= 1; step /= 2)
    for (let i = 0; i < count; i += step)
      if (!seen.has(i)) {
        seen.add(i);
        order.push(i);
      }
  return order;
}
