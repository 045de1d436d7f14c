/** One layer at a finite temperature: mean count, entropy and order parameters, level by level. */

import { solveThermalChain, type ThermalSolution, thermalProfiles } from "../../rsb/index.js";
import type { Block, PlotBlock, Post } from "../block.js";
import { shownQuantity } from "./job.js";
import { parisiOf } from "./staircase.js";

export interface ThermalQuestion {
  readonly alpha: number;
  readonly beta: number;
  readonly margin: number;
  readonly steps: number;
}

const FIELDS = 401;

export function thermalPoint({ alpha, beta, margin, steps }: ThermalQuestion, post: Post): void {
  if (margin !== 0) {
    for (const slot of ["energies", "parisi", "fields", "convergence"]) post(slot, null);
    post("verdict", {
      kind: "sentence",
      tone: "problem",
      text: "A temperature together with a bias is not solved: set κ = 0 or T = 0.",
    });
    return;
  }
  const states: ThermalSolution[] = [];
  for (const state of solveThermalChain({ alpha, beta }, steps)) {
    states.push(state);
    post("verdict", verdictOf(state, steps));
    post("energies", stateTable(states));
    post("parisi", overlapPlot(states));
    post("convergence", freeEntropyPlot(states));
  }
  const last = states[states.length - 1];
  post("fields", last.k > 0 ? fieldsPlot(last) : null);
}

function verdictOf({ k, alpha, beta, energy, stable }: ThermalSolution, steps: number): Block {
  const symmetric = k === 0 && steps > 0;
  return {
    kind: "sentence",
    tone: "plain",
    text: `At T = ${1 / beta} the mean count of active units is e = ${shownQuantity(energy)} per dimension (α = ${alpha}, ${k}-RSB).`,
    details: [
      symmetric && stable
        ? "Replica symmetry holds at this temperature."
        : stable
          ? "Every level of this state is stable."
          : "A level of this state gains by splitting: more levels would lower the free entropy.",
    ],
  };
}

function stateTable(states: readonly ThermalSolution[]): Block {
  return {
    kind: "table",
    title: "States, level by level",
    columns: [
      { text: "k", word: "k" },
      { text: "free entropy Φ", word: "freeEntropy" },
      { text: "mean count e", word: "energy" },
      { text: "entropy s", word: "entropy" },
      { text: "stable", word: "stable" },
    ],
    rows: states.map(({ k, freeEntropy, energy, entropy, stable }) => [
      String(k),
      freeEntropy,
      energy,
      entropy,
      stable ? "yes" : "no",
    ]),
  };
}

function overlapPlot(states: readonly ThermalSolution[]): PlotBlock {
  const broken = states
    .filter(({ k }) => k > 0)
    .slice(-2)
    .reverse();
  return {
    kind: "plot",
    title: "The overlap distribution x(q)",
    x: { text: "overlap q", word: "overlaps", from: 0, to: 1 },
    y: { text: "x(q)", word: "x", from: 0, to: 1 },
    series: broken.map((state, i) => ({
      name: `${state.k}-RSB`,
      mode: i === 0 ? ("line" as const) : ("dashed" as const),
      ...parisiOf(state),
    })),
    note:
      broken.length === 0
        ? "Replica symmetry: one overlap."
        : "x(q) = P(overlap < q), constant between two levels.",
  };
}

function fieldsPlot({ beta, ansatz, k }: ThermalSolution): PlotBlock {
  const { fields, levels, massError } = thermalProfiles(beta, ansatz, { points: FIELDS });
  return {
    kind: "plot",
    title: `Cavity fields at this temperature, ${k}-RSB`,
    x: { text: "field h", word: "field" },
    y: { text: "density P(h)", word: "density@rsb", from: 0 },
    series: [
      { name: `level ${k}`, mode: "line", x: fields, y: levels[levels.length - 1].density },
      { name: "level 0", mode: "dashed", x: fields, y: levels[0].density },
    ],
    note: `Mass to ${massError.toExponential(1)}.`,
  };
}

function freeEntropyPlot(states: readonly ThermalSolution[]): PlotBlock {
  const gains = states
    .slice(1)
    .map(({ k, freeEntropy }, i) => ({
      k,
      gain: states[i].freeEntropy.value - freeEntropy.value,
      error: freeEntropy.error,
    }))
    .filter(({ gain, error }) => gain > error);
  return {
    kind: "plot",
    title: "What each level gains",
    x: { text: "levels k", word: "k", log: true },
    y: { text: "Φ_(k−1) − Φ_k", word: "freeEntropy", log: true },
    series: [
      {
        name: "gain",
        mode: "both",
        x: gains.map(({ k }) => k),
        y: gains.map(({ gain }) => gain),
        errors: gains.map(({ error }) => error),
      },
    ],
  };
}
