/** The report of `network regions` in a plane polygon, in doubles or exactly. */

import { planePicture } from "../../figures/index.js";
import {
  type Fraction,
  fractionText,
  type NetworkModel,
  type PlaneDomain,
  subdividePlane,
  subdividePlaneExactly,
} from "../../network/index.js";
import { quantity, roundingError } from "../../src/result.js";
import { domainSentence, isCoordinatePlane, toNumericDomain } from "../input/network-domain.js";
import type { NetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { formatQuantity } from "../output/format-quantity.js";
import { writeText } from "../output/output-file.js";
import type { Report } from "../output/report.js";
import { countTable, methodNote, pictureNote, type RegionSettings } from "./region-parts.js";

/** Regions in a plane polygon. @throws InputError for a domain that does not fit, or a file that cannot be written */
export function planeReport(
  { model, parameters }: NetworkInput,
  domain: PlaneDomain<Fraction>,
  { exact, svg }: RegionSettings,
): Report {
  const found = exact ? exactPlane(model, domain) : numericPlane(model, domain);
  if (svg !== undefined) {
    const picture = planePicture(subdividePlane(model, toNumericDomain(domain)), axesOf(domain));
    writeText(svg, "--svg", picture);
  }
  const { counts, fields, warnings, rows } = found;
  return {
    command: "network regions",
    parameters: {
      ...parameters,
      origin: domain.origin.map(fractionText),
      u: domain.u.map(fractionText),
      v: domain.v.map(fractionText),
      polygon: domain.polygon.map((corner) => corner.map(fractionText)),
      exact,
      svg: svg ?? null,
    },
    results: [{ ...counts, ...fields }],
    tables: [
      countTable("In the polygon", [
        ["activation regions", counts.activationRegions],
        ["linear regions", counts.linearRegions],
        ["distinct affine maps", counts.distinctMaps],
        ...rows,
      ]),
    ],
    notes: [domainSentence(domain), ...methodNote(exact), ...pictureNote(svg)],
    warnings,
    exitCode: EXIT.ok,
  };
}

interface PlaneCounts {
  readonly counts: {
    readonly activationRegions: number;
    readonly linearRegions: number;
    readonly distinctMaps: number;
  };
  readonly fields: Readonly<Record<string, unknown>>;
  readonly rows: readonly (readonly [string, number | string])[];
  readonly warnings: readonly string[];
}

function exactPlane(model: NetworkModel, domain: PlaneDomain<Fraction>): PlaneCounts {
  const { vertices, edges, area, ...counts } = subdividePlaneExactly(model, domain);
  const text = fractionText(area);
  return {
    counts,
    fields: { exact: true, vertices, edges, area: text },
    rows: [
      ["corners", vertices],
      ["edges", edges],
      ["sum of areas in (s, r)", text],
    ],
    warnings: [],
  };
}

function numericPlane(model: NetworkModel, domain: PlaneDomain<Fraction>): PlaneCounts {
  const found = subdividePlane(model, toNumericDomain(domain));
  const { activationRegions, linearRegions, distinctMaps, omittedCuts } = found;
  const area = quantity(found.areaSum, Math.abs(found.areaSum - found.area) + roundingError(found.area));
  return {
    counts: { activationRegions, linearRegions, distinctMaps },
    fields: {
      exact: false,
      area,
      smallestArea: found.smallestArea,
      omittedCuts,
      largestIgnored: found.largestIgnored,
      smallestCounted: found.smallestCounted,
    },
    rows: [["sum of areas in (s, r)", formatQuantity(area)]],
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
