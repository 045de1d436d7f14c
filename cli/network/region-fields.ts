/** The words of `network regions`, along segments and in polygons alike. */
import { field, pick } from "../definition/command.js";
import { NETWORK_REGION_WORDS } from "../vocabulary/network-regions.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

export const REGION_FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "layer", "unit"),
  ...pick(NETWORK_REGION_WORDS, "activationRegions", "linearRegions", "activationBreakpoints"),
  ...pick(NETWORK_REGION_WORDS, "linearBreakpoints", "crossings", "changesOutput", "distinctMaps"),
  ...pick(NETWORK_REGION_WORDS, "unresolved", "largestIgnored", "smallestCounted", "omittedCuts"),
  ...pick(NETWORK_REGION_WORDS, "smallestArea", "outputError"),
  exact: field("Whether rational arithmetic was used, without tolerance and error.", "boolean"),
  breakpoints: field(
    "The breakpoints along the segment, in order; layer and unit are the first that cross there.",
    "record[]",
  ),
  t: field("Where a breakpoint lies: x(t) = start + t (end - start).", "quantity"),
  fraction: field("t exactly, as p/q.", "text"),
  vertices: field("Corners of the subdivision.", "integer", { header: "corners" }),
  edges: field("Edges of the subdivision.", "integer"),
  area: field("Sum of the areas of the regions in the parameters (s, r): a check, that of the polygon.", [
    "quantity",
    "text",
  ]),
};

/** The options that hold for segments and polygons. */
export interface RegionSettings {
  readonly exact: boolean;
  readonly svg: string | undefined;
}

/** The room of pictures, loaded only where one is asked for. */
export type Figures = typeof import("../../figures/index.js");

/** How the counts were made, and where the picture is. */
export function regionNotes({ exact, svg }: RegionSettings): string[] {
  return [
    exact
      ? "Rational arithmetic: the weights count as the binary fractions that they are."
      : "Double precision; --exact repeats it in rational arithmetic.",
    ...(svg === undefined ? [] : [`Picture: ${svg}.`]),
  ];
}
