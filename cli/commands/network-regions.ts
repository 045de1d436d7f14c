/** `network regions`: activation regions and linear regions of a network along a segment or in a plane polygon. */
import type { Fraction, PlaneDomain } from "../../network/index.js";
import { InputError } from "../../src/result.js";
import { defineCommand, type Outcome } from "../definition/command.js";
import { flag, outputFile, value } from "../definition/option.js";
import { parsePolygon, SEGMENT_OPTION, SQUARE_OPTION } from "../input/network-domain.js";
import { NETWORK_OPERANDS, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { drawPlane, planeOutcome } from "../network/plane-report.js";
import { type Figures, REGION_FIELDS } from "../network/region-fields.js";
import { drawSegment, segmentOutcome } from "../network/segment-report.js";

export const regions = defineCommand({
  description:
    "Every region of a segment or of a plane polygon in input space: activation regions (one pattern of affine " +
    "pieces of all units) and linear regions (one affine map). In doubles with error estimates, or exactly.",
  examples: [
    ["network regions examples/trained.json --segment -2,-1/3:2,1/2"],
    ["network regions examples/trained.json --square -1:1 --svg regions.svg"],
    ["network regions examples/weights.csv --exact --square 0,0,1/4:1,0,1/2:0,1,-1/2"],
  ],
  operands: NETWORK_OPERANDS,
  options: {
    ...NETWORK_OPTIONS,
    segment: SEGMENT_OPTION,
    square: SQUARE_OPTION,
    polygon: value("a convex polygon for two inputs, corners in order", {
      placeholder: "x,y:x,y:…",
      list: true,
      parse: parsePolygon,
    }),
    exact: flag("rational arithmetic, for small networks: no tolerance and no error"),
    svg: outputFile("also draw the subdivision"),
  },
  fields: REGION_FIELDS,
  run({ file, segment, square, polygon, exact, svg, ...options }, { files }) {
    const given = [segment, square, polygon].filter((domain) => domain !== undefined);
    if (given.length !== 1) {
      throw new InputError(
        `${given.length} of --segment, --square, --polygon for network regions: expected one of them`,
      );
    }
    const input = readNetworkInput(file, options);
    const plane = (square ?? polygon) as PlaneDomain<Fraction>;
    const outcome =
      segment === undefined
        ? planeOutcome(input, plane, { exact, svg })
        : segmentOutcome(input, segment, { exact, svg });
    if (svg === undefined) return outcome;
    return drawn(outcome, (figures) =>
      files.write(
        svg,
        "--svg",
        segment === undefined ? drawPlane(figures, input, plane) : drawSegment(figures, input, segment),
      ),
    );
  },
});

async function drawn(outcome: Outcome, draw: (figures: Figures) => void): Promise<Outcome> {
  draw(await import("../../figures/index.js"));
  return outcome;
}
