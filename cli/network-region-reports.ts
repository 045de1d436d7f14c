/** The reports of `network regions`: along a segment, in a plane polygon, each in doubles or exactly. */
import {
  type Fraction,
  fractionText,
  fractionToNumber,
  type NetworkModel,
  type PlaneDomain,
  planePicture,
  segmentPicture,
  subdividePlane,
  subdividePlaneExactly,
  subdivideSegment,
  subdivideSegmentExactly,
} from "../network/index.js";
import { type Quantity, quantity, roundingError } from "../src/result.js";
import { EXIT } from "./exit-codes.js";
import { formatQuantity } from "./format-quantity.js";
import { isCoordinatePlane, type SegmentEnds, toNumbers, toNumericDomain } from "./network-domain.js";
import type { NetworkInput } from "./network-input.js";
import { writeText } from "./output-file.js";
import type { Report, TextTable } from "./report.js";

export interface RegionSettings {
  readonly exact: boolean;
  readonly svg: string | undefined;
}

/** Breakpoints that the text lists; --json has all. */
const LISTED = 24;
const LONGEST_FRACTION = 24;

interface BreakpointRow {
  readonly t: Quantity;
  /** "p/q" in exact arithmetic. */
  readonly fraction?: string;
  /** The first layer and unit that cross, from 1. */
  readonly layer: number;
  readonly unit: number;
  readonly crossings: number;
  readonly changesOutput: boolean;
}

interface SegmentRows {
  readonly rows: readonly BreakpointRow[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

/** Regions along a segment. @throws InputError for ends that do not fit, or a file that cannot be written */
export function segmentReport(
  { model, parameters }: NetworkInput,
  segment: SegmentEnds,
  { exact, svg }: RegionSettings,
): Report {
  const { rows, fields, warnings } = exact ? exactSegment(model, segment) : numericSegment(model, segment);
  if (svg !== undefined) {
    const [start, end] = segment.map(toNumbers);
    writeText(svg, "--svg", segmentPicture(subdivideSegment(model, start, end)));
  }
  const visible = rows.filter(({ changesOutput }) => changesOutput).length;
  const counts = {
    activationRegions: rows.length + 1,
    linearRegions: visible + 1,
    activationBreakpoints: rows.length,
    linearBreakpoints: visible,
  };
  return {
    command: "network regions",
    parameters: {
      ...parameters,
      segment: segment.map((point) => point.map(fractionText)),
      exact,
      svg: svg ?? null,
    },
    results: [{ ...counts, ...fields, breakpoints: rows }],
    tables: [
      countTable("Along the segment", [
        ["activation regions", counts.activationRegions],
        ["linear regions", counts.linearRegions],
        ["breakpoints of the activation pattern", counts.activationBreakpoints],
        ["breakpoints of the output", counts.linearBreakpoints],
      ]),
      ...(rows.length === 0 ? [] : [breakpointTable(rows)]),
    ],
    notes: [...methodNote(exact), ...pictureNote(svg)],
    warnings,
    exitCode: EXIT.ok,
  };
}

function exactSegment(model: NetworkModel, [start, end]: SegmentEnds): SegmentRows {
  const { breakpoints } = subdivideSegmentExactly(model, start, end);
  const rows = breakpoints.map(({ t, ...rest }) => {
    const value = fractionToNumber(t);
    const rounding =
      t.denominator > 0n && (t.denominator & (t.denominator - 1n)) === 0n ? 0 : roundingError(value, 1);
    return { t: quantity(value, rounding), fraction: fractionText(t), ...rest };
  });
  return { rows, fields: { exact: true }, warnings: [] };
}

function numericSegment(model: NetworkModel, [start, end]: SegmentEnds): SegmentRows {
  const found = subdivideSegment(model, toNumbers(start), toNumbers(end));
  const { unresolved, largestIgnored, smallestCounted, outputError } = found;
  return {
    rows: found.breakpoints.map(({ t, error, ...rest }) => ({ t: quantity(t, error), ...rest })),
    fields: { exact: false, unresolved, largestIgnored, smallestCounted, outputError },
    warnings:
      unresolved === 0
        ? []
        : [
            `${unresolved} pairs of neighbouring breakpoints are closer than their errors: their number is uncertain; try --exact`,
          ],
  };
}

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
    notes: [...methodNote(exact), ...pictureNote(svg)],
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

function countTable(title: string, rows: readonly (readonly [string, number | string])[]): TextTable {
  return {
    title,
    columns: [{ header: "count of" }, { header: "", align: "right" }],
    rows: rows.map(([name, value]) => [name, String(value)]),
  };
}

function breakpointTable(rows: readonly BreakpointRow[]): TextTable {
  const shown = rows.slice(0, LISTED);
  const hidden = rows.length - shown.length;
  return {
    title: "Breakpoints, x(t) = start + t (end - start)",
    columns: [
      { header: "t" },
      { header: "layer", align: "right" },
      { header: "unit", align: "right" },
      { header: "units at once", align: "right" },
      { header: "seen in output" },
    ],
    rows: shown.map(({ t, fraction, layer, unit, crossings, changesOutput }) => [
      fraction !== undefined && fraction.length <= LONGEST_FRACTION ? fraction : formatQuantity(t),
      String(layer),
      String(unit),
      String(crossings),
      changesOutput ? "yes" : "no",
    ]),
    notes: hidden > 0 ? [`${hidden} more in --json.`] : [],
  };
}

function methodNote(exact: boolean): string[] {
  return exact
    ? ["Rational arithmetic: the weights count as the binary fractions that they are."]
    : ["Double precision; --exact repeats it in rational arithmetic."];
}

function pictureNote(svg: string | undefined): string[] {
  return svg === undefined ? [] : [`Picture: ${svg}.`];
}
