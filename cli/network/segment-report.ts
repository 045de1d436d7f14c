/** `network regions` along a segment, in doubles or exactly. */
import {
  fractionText,
  fractionToNumber,
  type NetworkModel,
  subdivideSegment,
  subdivideSegmentExactly,
} from "../../network/index.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import type { Table } from "../../src/table/table.js";
import { columns } from "../definition/columns.js";
import type { Outcome } from "../definition/command.js";
import { type SegmentEnds, toNumbers } from "../input/network-domain.js";
import type { NetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { type Figures, REGION_FIELDS, type RegionSettings, regionNotes } from "./region-fields.js";

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

/** The breakpoints as a picture. */
export function drawSegment(
  { segmentPicture }: Figures,
  { model }: NetworkInput,
  segment: SegmentEnds,
): string {
  const [start, end] = segment.map(toNumbers);
  return segmentPicture(subdivideSegment(model, start, end));
}

/** Regions along a segment. @throws InputError for ends that do not fit */
export function segmentOutcome(
  { model, parameters }: NetworkInput,
  segment: SegmentEnds,
  settings: RegionSettings,
): Outcome {
  const { exact, svg } = settings;
  const found = exact ? exactSegment(model, segment) : numericSegment(model, segment);
  const before = (model.firstLayer ?? 1) - 1;
  const breakpoints = found.rows.map((row) => ({ ...row, layer: row.layer + before }));
  const visible = breakpoints.filter(({ changesOutput }) => changesOutput).length;
  const results = [
    {
      activationRegions: breakpoints.length + 1,
      linearRegions: visible + 1,
      activationBreakpoints: breakpoints.length,
      linearBreakpoints: visible,
      ...found.fields,
      breakpoints,
    },
  ];
  return {
    parameters: {
      ...parameters,
      segment: segment.map((point) => point.map(fractionText)),
      exact,
      svg,
    },
    results,
    tables: () => [
      {
        title: "Along the segment",
        columns: [
          ...columns(REGION_FIELDS, "activationRegions", "linearRegions"),
          ...columns(REGION_FIELDS, "activationBreakpoints", "linearBreakpoints"),
        ],
        rows: results,
      },
      ...(breakpoints.length === 0 ? [] : [breakpointTable(breakpoints)]),
    ],
    notes: () => regionNotes(settings),
    warnings: found.warnings,
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

function breakpointTable(rows: readonly BreakpointRow[]): Table {
  const hidden = rows.length - LISTED;
  return {
    title: "Breakpoints, x(t) = start + t (end - start)",
    columns: columns(REGION_FIELDS, "t", "layer", "unit", "crossings", "changesOutput"),
    rows: rows
      .slice(0, LISTED)
      .map(({ fraction = "", ...row }) =>
        fraction === "" || fraction.length > LONGEST_FRACTION ? row : { ...row, t: fraction },
      ),
    notes: hidden > 0 ? [`${hidden} more in --json.`] : [],
  };
}
