/** Phase diagrams of one layer, one kind each for what stands beside the expansion. */
import { defineFigure } from "../figure.js";
import { biasDiagram } from "./bias.js";
import { temperatureDiagram } from "./temperature.js";

const DIAGRAMS = { temperature: temperatureDiagram, bias: biasDiagram };

export const phaseDiagramFigure = defineFigure({
  name: "phase-diagram",
  summary:
    "where replica symmetry is stable in the plane of α and β; what a bias on a ball does to the threshold",
  title: "Phase diagram of one layer",
  parameters: {
    kind: {
      kind: "choice",
      meaning: "what stands beside the expansion: temperature, or the bias over the radius",
      standard: "temperature",
      choices: ["temperature", "bias"],
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
    bias: {
      kind: "numbers",
      meaning: "kind bias: β/R beside 0, to 4",
      standard: [0.125, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2],
      quick: [1, 2],
      minimum: 0.001,
      maximum: 4,
    },
    columns: {
      kind: "integers",
      meaning: "kind bias: inputs n of the random layers, 2 … 4",
      standard: [3, 4],
      quick: [2],
      minimum: 2,
      maximum: 4,
    },
    samples: {
      kind: "integer",
      meaning: "kind bias: random layers for each number of rows",
      standard: 100,
      quick: 10,
      minimum: 1,
      maximum: 10_000,
    },
  },
  columns: [
    {
      name: "curve",
      unit: "",
      meaning:
        "branch of the stability line, its point at energy 1, or a line of equal energy; with the bias a theory, or random layers",
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
    { name: "bias", unit: "1", meaning: "bias of every unit over the radius of the ball of inputs, β/R" },
    { name: "columns", unit: "1", meaning: "inputs n of random layers" },
  ],
  draw: ({ kind, ...request }, step) => DIAGRAMS[kind](request, step),
});
