/** Phase diagrams of one layer, one kind each for what stands beside the expansion. */
import { defineFigure } from "../figure.js";
import { temperatureDiagram } from "./temperature.js";

const DIAGRAMS = { temperature: temperatureDiagram };

export const phaseDiagramFigure = defineFigure({
  name: "phase-diagram",
  summary: "phases in the plane of α and β: where replica symmetry is stable, lines of equal energy",
  title: "Phase diagram of one layer",
  parameters: {
    kind: {
      kind: "choice",
      meaning: "what stands beside the expansion: temperature",
      standard: "temperature",
      choices: ["temperature"],
    },
    energy: {
      kind: "numbers",
      meaning: "active units per dimension whose lines are drawn, 0.05 … 10",
      standard: [0.25, 0.5, 1, 2],
      quick: [1],
      minimum: 0.05,
      maximum: 10,
    },
    k: {
      kind: "integer",
      meaning: "the k of k-RSB right of the stability line, 1 … 8",
      standard: 2,
      quick: 1,
      minimum: 1,
      maximum: 8,
    },
  },
  columns: [
    {
      name: "curve",
      unit: "",
      meaning: "branch of the stability line, its point at energy 1, or a line of equal energy",
    },
    { name: "alpha", unit: "1", meaning: "rows per column, α = m/n" },
    { name: "beta", unit: "1/energy", meaning: "inverse temperature β" },
    { name: "energy", unit: "active units per dimension", meaning: "e(α, β), the mean count divided by n" },
    { name: "overlap", unit: "1", meaning: "q of the RS state on the stability line" },
    {
      name: "breakingPoint",
      unit: "1",
      meaning: "x at which the overlap begins to split on the stability line",
      detail: true,
    },
    { name: "k", unit: "1", meaning: "breaking points of the state: 0 where RS is stable", detail: true },
  ],
  draw: ({ kind, energy, k }, step) => DIAGRAMS[kind]({ energy, k }, step),
});
