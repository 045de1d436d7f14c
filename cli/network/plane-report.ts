/** `network regions` in a plane polygon, in doubles or exactly. */
import {
  type Fraction,
  fractionText,
  type NetworkModel,
  type PlaneDomain,
  subdividePlane,
  subdividePlaneExactly,
} from "../../network/index.js";
import { quantity, roundingError } from "../../src/result.js";
import { column, columns } from "../definition/columns.js";
import type { Outcome } from "../definition/command.js";
import { domainSentence, isCoordinatePlane, toNumericDomain } from "../input/network-domain.js";
import type { NetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { type Figures, REGION_FIELDS, type RegionSettings, regionNotes } from "./region-fields.js";

/** The subdivision as a picture. */
export function drawPlane(
  { planePicture }: Figures,
  { model }: NetworkInput,
  domain: PlaneDomain<Fraction>,
): string {
  return planePicture(subdividePlane(model, toNumericDomain(domain)), axesOf(domain));
}

/** Regions in a plane polygon. @throws InputError for a domain that does not fit */
export function planeOutcome(
  { model, parameters }: NetworkInput,
  domain: PlaneDomain<Fraction>,
  settings: RegionSettings,
): Outcome {
  const { exact, svg } = settings;
  const { results, warnings } = exact ? exactPlane(model, domain) : numericPlane(model, domain);
  const corners = exact ? columns(REGION_FIELDS, "vertices", "edges") : [];
  return {
    parameters: {
      ...parameters,
      origin: domain.origin.map(fractionText),
      u: domain.u.map(fractionText),
      v: domain.v.map(fractionText),
      polygon: domain.polygon.map((corner) => corner.map(fractionText)),
      exact,
      svg,
    },
    results,
    tables: () => [
      {
        title: "In the polygon",
        columns: [
          ...columns(REGION_FIELDS, "activationRegions", "linearRegions", "distinctMaps"),
          ...corners,
          column(REGION_FIELDS, "area", { wrap: true }),
        ],
        rows: results,
      },
    ],
    notes: () => [domainSentence(domain), ...regionNotes(settings)],
    warnings,
    exitCode: EXIT.ok,
  };
}

interface PlaneCounts {
  readonly results: readonly object[];
  readonly warnings: readonly string[];
}

function exactPlane(model: NetworkModel, domain: PlaneDomain<Fraction>): PlaneCounts {
  const { vertices, edges, area, ...counts } = subdividePlaneExactly(model, domain);
  const { activationRegions, linearRegions, distinctMaps } = counts;
  const found = { activationRegions, linearRegions, distinctMaps, exact: true, vertices, edges };
  return { results: [{ ...found, area: fractionText(area) }], warnings: [] };
}

function numericPlane(model: NetworkModel, domain: PlaneDomain<Fraction>): PlaneCounts {
  const found = subdividePlane(model, toNumericDomain(domain));
  const { activationRegions, linearRegions, distinctMaps, omittedCuts } = found;
  const { smallestArea, largestIgnored, smallestCounted } = found;
  const area = quantity(found.areaSum, Math.abs(found.areaSum - found.area) + roundingError(found.area));
  return {
    results: [
      {
        activationRegions,
        linearRegions,
        distinctMaps,
        exact: false,
        area,
        smallestArea,
        omittedCuts,
        largestIgnored,
        smallestCounted,
      },
    ],
    warnings:
      omittedCuts === 0
        ? []
        : [`${omittedCuts} parts were too thin to cut off: the counts are uncertain; try --exact`],
  };
}

/** x₁ and x₂ where the parameters are the inputs themselves. */
function axesOf(domain: PlaneDomain<Fraction>): readonly [string, string] {
  return isCoordinatePlane(domain) ? ["x₁", "x₂"] : ["s", "r"];
}
