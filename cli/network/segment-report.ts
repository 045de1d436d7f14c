/** The report of `network regions` along a segment, in doubles or exactly. */

import { segmentPicture } from "../../figures/index.js";
import {
  fractionText,
  fractionToNumber,
  type NetworkModel,
  subdivideSegment,
  subdivideSegmentExactly,
} from "../../network/index.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { type SegmentEnds, toNumbers } from "../input/network-domain.js";
import type { NetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { formatQuantity } from "../output/format-quantity.js";
import { writeText } from "../output/output-file.js";
import type { Report, TextTable } from "../output/report.js";
import { countTable, methodNote, pictureNote, type RegionSettings } from "./region-parts.js";

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
