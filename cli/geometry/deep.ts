/** The report of `geometry deep`: constant width by counting regions, and the constants of the propositions. */
import {
  deepFailureBound,
  deepWidthBounds,
  entropyRegionExponent,
  LARGEST_ROWS,
  leastInjectiveRows,
  precedingRegionCountExponent,
  printedRegionCountExponent,
  publishedSufficientWidth,
} from "../../geometry/index.js";
import { InputError, type Quantity, quantity, roundingError } from "../../src/result.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report, TextTable } from "../output/report.js";
import { exponentQuantity, regionRows, regionTable } from "./activation.js";
import { constantRows, constantsTable } from "./constants.js";

/** Depths up to which the exact counts at finite n are added up. */
const LARGEST_FINITE_DEPTH = 10_000;

interface WidthRow {
  readonly quantity: "width";
  readonly variant: string;
  /** Least C as n → ∞, or at n for the exact counts. */
  readonly value: Quantity;
  /** Least C for a failure probability of at most 2^{−n}. */
  readonly half: Quantity | null;
  /** Bits per n at the width asked for. */
  readonly exponent: Quantity | null;
  /** log₂ of the bound on the probability of failure at n and that width. */
  readonly log2Failure: Quantity | null;
  /** Least number of units at n. */
  readonly leastRows: number | null;
}

const LABELS: Readonly<Record<string, string>> = {
  printed: "(5.10g), as printed",
  preceding: "regions of f_{L-1}",
  entropy: "entropy rates",
  entropyWeak: "entropy, n active *",
  sufficient: "2L ln L + 30L",
};

/** Theorem 5.1 in its variants at one depth; at a width and a number of columns where given. */
export function deepReport(depth: number, width?: number, columns?: number): Report {
  if (columns !== undefined && depth > LARGEST_FINITE_DEPTH) {
    throw new InputError(
      `'${depth}' in --depth with --columns: expected at most ${LARGEST_FINITE_DEPTH}; without --columns up to 1e6`,
    );
  }
  const units = width === undefined || columns === undefined ? null : unitsOf(width, columns);
  if (width !== undefined && width <= 2) {
    throw new InputError(
      `'${width}' in --width: expected more than 2, as 2n of Cn units are to be active, --width 50`,
    );
  }
  // At n the width is a whole number of units.
  const at = units === null || columns === undefined ? width : units / columns;
  const rows = [
    ...limitRows(depth, at, columns),
    ...(columns === undefined ? [] : [finiteRow(depth, columns, units)]),
  ];
  const regions = at === undefined ? [] : regionRows(depth, at, columns, units);
  const constants = constantRows();
  return {
    command: "geometry",
    parameters: { quantity: "deep", depth, width: width ?? null, columns: columns ?? null },
    results: [...rows, ...regions, ...constants].map((row) => ({ ...row })),
    tables: [
      widthTable(rows, depth, at, columns),
      ...(regions.length === 0 ? [] : [regionTable(regions, depth)]),
      constantsTable(constants),
    ],
    notes: [
      "Least C: above it a network n, Cn, ..., Cn without biases is injective with high probability. P: bound on the probability that it is not.",
      "*: n active units in every layer, which is enough at L = 1 only.",
      ...(columns === undefined
        ? []
        : ["Exact counts: union over the layers, the first of which needs n active units, the others 2n."]),
    ],
    exitCode: exitCodeFor(rows.map((row) => row.value)),
  };
}

function limitRows(depth: number, width: number | undefined, columns: number | undefined): WidthRow[] {
  const [one, half] = [deepWidthBounds(depth), deepWidthBounds(depth, 1)];
  const exponents = {
    printed: (c: number) => printedRegionCountExponent(c, depth),
    preceding: (c: number) => precedingRegionCountExponent(c, depth),
    entropy: (c: number) => entropyRegionExponent(c, depth, 2),
    entropyWeak: (c: number) => entropyRegionExponent(c, depth, 1),
  };
  const row = (
    variant: string,
    value: Quantity,
    atHalf: Quantity | null,
    exponent: (width: number) => number,
  ): WidthRow => {
    const bits = width === undefined ? null : exponentQuantity(exponent(width), width, depth);
    const log2Failure =
      bits === null || columns === undefined ? null : quantity(columns * bits.value, columns * bits.error);
    return {
      quantity: "width",
      variant,
      value,
      half: atHalf,
      exponent: bits,
      log2Failure,
      leastRows: null,
    };
  };
  const sufficient = publishedSufficientWidth(depth);
  return [
    row("printed", one.printed, half.printed, exponents.printed),
    row("preceding", one.preceding, half.preceding, exponents.preceding),
    row("entropy", one.entropy, half.entropy, exponents.entropy),
    row("entropyWeak", one.entropyWeak, half.entropyWeak, exponents.entropyWeak),
    {
      quantity: "width",
      variant: "sufficient",
      value: quantity(sufficient, roundingError(sufficient)),
      half: null,
      exponent: exponentQuantity(exponents.printed(sufficient), sufficient, depth),
      log2Failure: null,
      leastRows: null,
    },
  ];
}

/** The least width by exact counts at n, and the bound at the width asked for. */
function finiteRow(depth: number, columns: number, units: number | null): WidthRow {
  const leastRows = leastInjectiveRows(columns, depth);
  return {
    quantity: "width",
    variant: "counts",
    value: quantity(leastRows / columns, roundingError(leastRows / columns, 1)),
    half: null,
    exponent: null,
    log2Failure: units === null ? null : deepFailureBound(columns, units, depth).log2Failure,
    leastRows,
  };
}

function unitsOf(width: number, columns: number): number {
  const units = Math.round(width * columns);
  if (units < columns || units > LARGEST_ROWS) {
    throw new InputError(
      `${units} units (--width ${width}, --columns ${columns}): expected ${columns} to ${LARGEST_ROWS}; without --columns any width`,
    );
  }
  return units;
}

function widthTable(
  rows: readonly WidthRow[],
  depth: number,
  width: number | undefined,
  columns: number | undefined,
): TextTable {
  const cell = (value: Quantity | null, digits: number): string =>
    value === null
      ? ""
      : value.status === "converged"
        ? formatNumber(value.value, digits)
        : formatQuantity(value);
  const given = [
    ...(width === undefined ? [] : [`C = ${formatNumber(width, 6)}`]),
    ...(columns === undefined ? [] : [`n = ${columns}`]),
  ];
  const at = given.length === 0 ? "" : `; ${given.join(", ")}`;
  return {
    title: `Injective networks of depth ${depth} by counting regions${at}`,
    columns: [
      { header: "bound" },
      { header: "least C" },
      { header: "for P <= 2^-n" },
      ...(width === undefined ? [] : [{ header: "bits per n" }]),
      ...(width === undefined || columns === undefined ? [] : [{ header: "log2 P" }]),
    ],
    rows: rows.map((row) => [
      LABELS[row.variant] ?? `exact counts: ${row.leastRows} units`,
      cell(row.value, 10),
      cell(row.half, 10),
      ...(width === undefined ? [] : [row.variant === "sufficient" ? "" : cell(row.exponent, 6)]),
      ...(width === undefined || columns === undefined ? [] : [cell(row.log2Failure, 6)]),
    ]),
    notes: [
      `At C = 2L ln L + 30L the base of (5.10g) is 2^(${formatNumber(rows.find(({ variant }) => variant === "sufficient")?.exponent?.value ?? Number.NaN, 5)}), published as at most 1/2.`,
    ],
  };
}
