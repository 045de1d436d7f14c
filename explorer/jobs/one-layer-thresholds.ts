/** Every bound on the threshold of one layer, on one axis and as a table. */
import { marginComparison, oneLayerComparison } from "../../compare/index.js";
import type { OneLayerBound } from "../../geometry/index.js";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import type { RangeBlock, TableBlock } from "../block.js";
import { type Job, numberOf, textOf } from "./job.js";

export const oneLayerThresholds: Job = (parameters, post) => {
  const options = { margin: numberOf(parameters, "margin"), count: numberOf(parameters, "count") };
  const tolerance = Number(textOf(parameters, "tolerance"));
  const symmetric: OneLayerBound = {
    bound: "RS = plain RDT = Gordon",
    value: replicaSymmetricThreshold(options).threshold,
    side: "upper",
    kind: "rigorous",
    valid: true,
    source: "",
    note: "the other bounds are being computed",
  };
  post("axis", axisOf([symmetric]));
  const plain = options.margin === 0 && options.count === 1;
  const bounds = plain ? oneLayerComparison(tolerance) : marginComparison(options, tolerance);
  post("axis", axisOf(bounds));
  post("bounds", tableOf(bounds));
};

function axisOf(bounds: readonly OneLayerBound[]): RangeBlock {
  return {
    kind: "range",
    title: "Bounds on the threshold, and its conjectured value",
    axis: { text: "α", word: "alpha" },
    vertical: { x: Number.NaN, text: "α", control: "alpha" },
    rows: bounds
      .filter(({ valid, value }) => valid && Number.isFinite(value.value))
      .map(({ bound, value, side, kind, note }) => ({ name: bound, value, side, note: `${kind}; ${note}` })),
  };
}

function tableOf(bounds: readonly OneLayerBound[]): TableBlock {
  return {
    kind: "table",
    title: "Bounds on the threshold",
    columns: [
      { text: "bound", word: "bound@compare" },
      { text: "α", word: "threshold" },
      { text: "side", word: "side@compare" },
      { text: "kind", word: "kind" },
      { text: "proved", word: "certified@compare" },
      { text: "source", word: "source@compare" },
    ],
    rows: bounds.map(({ bound, value, side, kind, valid, certified, source }) => [
      bound,
      value,
      side,
      valid ? kind : `${kind}, invalid as published`,
      certified ?? null,
      source,
    ]),
  };
}
