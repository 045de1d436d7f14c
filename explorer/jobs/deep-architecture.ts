/** Whether an architecture is wide enough: the verdict of one theory, the margins of its layers, and every other method. */
import {
  architectureRequest,
  type DeepBound,
  deepComparison,
  FIRST_LAYER_THEORY_NAMES,
  LARGEST_COMPARED_DEPTH,
  type LayerRow,
  solveSequence,
} from "../../compare/index.js";
import type { Block, SentenceBlock } from "../block.js";
import { dualityOf, firstLayerOf, widthsOf } from "./deep-choice.js";
import { type Job, shownQuantity, textOf } from "./job.js";

export const deepArchitecture: Job = (parameters, post) => {
  const widths = widthsOf(textOf(parameters, "widths"));
  const depth = widths.length - 1;
  const duality = dualityOf(parameters, depth);
  const theory = firstLayerOf(parameters);
  const { rows } = solveSequence(architectureRequest(duality, widths, theory));
  const name = duality.lifted ? "lifted duality" : `duality with ${duality.dualNorms} norms`;
  const judged = `layer 1 by ${FIRST_LAYER_THEORY_NAMES[theory]}, the others by ${name}`;
  post("verdict", verdictOf(widths, rows, judged));
  post("margins", marginTable(widths, rows));
  if (depth > LARGEST_COMPARED_DEPTH) return;
  const bounds = deepComparison({ depth, notion: duality.notion, firstLayer: theory, widths });
  post("verdict", verdictOf(widths, rows, judged, bounds));
  post("methods", methodTable(bounds));
};

function verdictOf(
  widths: readonly number[],
  rows: readonly LayerRow[],
  judged: string,
  bounds: readonly DeepBound[] = [],
): SentenceBlock {
  const name = widths.join("-");
  const narrow = rows.find(({ admissible }) => !admissible);
  // Below a lower bound the count that is asked for fails; above it a bound that is not met proves nothing.
  const refuted = bounds.find(({ side, admissible }) => side === "lower" && admissible === false);
  const details = [`Judged: ${judged}.`];
  if (refuted !== undefined) {
    return {
      kind: "sentence",
      tone: "no",
      text: `${name}: layer ${refuted.layer} is too narrow by a lower bound (${refuted.bound}): some input leaves fewer units active than asked for.`,
      details,
    };
  }
  if (narrow === undefined) {
    return {
      kind: "sentence",
      tone: "yes",
      text: `${name} is wide enough: every layer has what it needs.`,
      details,
    };
  }
  const expansion = narrow.expansion.value;
  return {
    kind: "sentence",
    tone: "open",
    text: `${name}: layer ${narrow.layer} has α = ${expansion} and needs ${shownQuantity(narrow.leastAdmissible)} by this theory, ${Math.ceil(narrow.leastAdmissible.value * widths[0])} units; an upper bound that is not met decides nothing.`,
    details,
  };
}

function marginTable(widths: readonly number[], rows: readonly LayerRow[]): Block {
  return {
    kind: "table",
    title: "Margins, layer by layer",
    columns: [
      { text: "layer", word: "layer" },
      { text: "units" },
      { text: "α_l", word: "expansion" },
      { text: "needed", word: "leastAdmissible" },
      { text: "excess", word: "excess" },
      { text: "margin", word: "margin@rdt" },
      { text: "enough", word: "admissible" },
    ],
    rows: rows.map(({ layer, expansion, leastAdmissible, excess, margin, admissible }) => [
      String(layer),
      String(widths[layer]),
      expansion,
      leastAdmissible,
      excess,
      margin ?? null,
      admissible ? "yes" : "no",
    ]),
  };
}

function methodTable(bounds: readonly DeepBound[]): Block {
  return {
    kind: "table",
    title: "What every method asks",
    columns: [
      { text: "layer", word: "layer" },
      { text: "method", word: "bound@compare" },
      { text: "α_l", word: "expansion" },
      { text: "side", word: "side@compare" },
      { text: "kind", word: "kind" },
      { text: "enough", word: "admissible" },
      { text: "constant width", word: "width" },
      { text: "source", word: "source@compare" },
    ],
    rows: bounds.map(({ layer, bound, value, side, kind, admissible, width, source }) => [
      layer === null ? "all" : String(layer),
      bound,
      value,
      side,
      kind,
      admissible === undefined ? null : admissible ? "yes" : "no",
      width,
      source,
    ]),
  };
}
