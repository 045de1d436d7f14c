/** Minimal sequences of expansions against depth, a few layers first. */
import { deepRequest, type LayerRow, solveSequence } from "../../compare/index.js";
import type { Block, PlotBlock } from "../block.js";
import { dualityOf, firstLayerOf } from "./deep-choice.js";
import { type Job, numberOf } from "./job.js";

/** The depth that is shown before the one asked for. */
const FIRST_DEPTH = 3;

export const deepSequence: Job = (parameters, post) => {
  const asked = numberOf(parameters, "depth");
  const duality = dualityOf(parameters, asked);
  for (const depth of new Set([Math.min(FIRST_DEPTH, asked), asked])) {
    const { rows } = solveSequence(deepRequest(duality, depth, firstLayerOf(parameters)));
    post("capacities", plotOf(rows, "Least expansions α_l", "expansion"));
    post("relative", plotOf(rows.slice(1), "Least widths against the layer before", "relativeExpansion"));
    post("sequence", tableOf(rows));
  }
};

function plotOf(
  rows: readonly LayerRow[],
  title: string,
  field: "expansion" | "relativeExpansion",
): PlotBlock {
  return {
    kind: "plot",
    title,
    x: { text: "layer l", word: "layer" },
    y: { text: field === "expansion" ? "α_l = m_l/n" : "m_l/m_(l−1)", word: field },
    series: [
      {
        name: field === "expansion" ? "least expansion" : "relative expansion",
        mode: "both",
        x: rows.map(({ layer }) => layer),
        y: rows.map((row) => row[field].value),
        errors: rows.map((row) => row[field].error),
        names: rows.map(({ layer }) => `layer ${layer}`),
      },
    ],
  };
}

function tableOf(rows: readonly LayerRow[]): Block {
  return {
    kind: "table",
    title: "A minimal sequence",
    columns: [
      { text: "layer", word: "layer" },
      { text: "α_l", word: "expansion" },
      { text: "relative", word: "relativeExpansion" },
      { text: "incoming", word: "incoming" },
      { text: "c₃", word: "c3" },
    ],
    rows: rows.map(({ layer, expansion, relativeExpansion, incoming, c3 }) => [
      String(layer),
      expansion,
      relativeExpansion,
      incoming ?? null,
      c3 ?? null,
    ]),
  };
}
