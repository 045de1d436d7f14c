/** `network distance`: distance from a point to the boundary of its activation region. */
import { distanceToBoundary, fractionText } from "../../network/index.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { value } from "../definition/option.js";
import { NUMBER_HELP, parsePoint, toNumbers } from "../input/network-domain.js";
import { NETWORK_OPERANDS, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { NETWORK_REGION_WORDS } from "../vocabulary/network-regions.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

/** Longest point that the text shows. */
const SHOWN_ENTRIES = 6;

const FIELDS = {
  ...pick(NETWORK_REGION_WORDS, "distance"),
  ...pick(NETWORK_WEIGHTS_WORDS, "layer", "unit"),
  breakpoint: field("The breakpoint of the activation that the unit reaches there.", "number"),
  nearest: field("The nearest point of the boundary.", "number[]", { header: "nearest point" }),
  bound: field("What the distance bounds.", "text"),
};

export const distance = defineCommand({
  description:
    "Euclidean distance from an input to the nearest point where a unit reaches a breakpoint of its activation. " +
    "Exact for the activation region; a lower bound on the distance to the nearest kink of the output, " +
    "which may lie on a farther boundary.",
  examples: [["network distance examples/trained.json --at 0.25,-1/3"]],
  operands: NETWORK_OPERANDS,
  options: {
    ...NETWORK_OPTIONS,
    at: value(
      `the input; ${NUMBER_HELP}`,
      { placeholder: "x0,x1,…", list: true, parse: parsePoint },
      { required: true },
    ),
  },
  fields: FIELDS,
  run({ file, at, ...options }) {
    const { model, parameters } = readNetworkInput(file, options);
    const { distance, boundary } = distanceToBoundary(model, toNumbers(at));
    const { layer = null, unit = null, breakpoint = null, point } = boundary ?? {};
    const nearest = point === undefined ? null : Array.from(point);
    const shown =
      nearest === null || nearest.length <= SHOWN_ENTRIES
        ? nearest?.map((entry) => formatNumber(entry, 6)).join(", ")
        : "in --json";
    const bound = "lower bound on the distance to the nearest kink of the output";
    return {
      parameters: { ...parameters, at: at.map(fractionText) },
      results: [{ distance, layer, unit, breakpoint, nearest, bound }],
      tables: () => [
        {
          title: "Nearest boundary of the activation region",
          columns: [
            ...columns(FIELDS, "distance", "layer", "unit"),
            column(FIELDS, "nearest", { wrap: true }),
          ],
          rows: [{ distance, layer, unit, nearest: shown }],
        },
      ],
      notes: () => [
        boundary === undefined
          ? "No unit reaches a breakpoint: the network is affine as far as this region goes, and that is everywhere."
          : "A kink of the output is at least this far away; it may be farther, as this boundary may not show in the output.",
      ],
    };
  },
});
