/** Theorem 5.1 and Lemma 5.11 of Paleka 2021 in all their variants side by side, at one depth. */
import { InputError, type Quantity, quantity, roundingError } from "../src/result.js";
import {
  deepWidthBounds,
  entropyRegionExponent,
  precedingRegionCountExponent,
  printedRegionCountExponent,
  publishedSufficientWidth,
} from "./deep-bounds.js";
import { LARGEST_ROWS } from "./dimensions.js";
import {
  deepFailureBound,
  LARGEST_COUNTED_DEPTH,
  leastInjectiveRows,
  log2ActivationRegions,
} from "./finite-deep-bounds.js";

/** One bound on the constant width. */
export interface DeepWidthRow {
  readonly quantity: "width";
  readonly variant: "printed" | "preceding" | "entropy" | "entropyWeak" | "sufficient" | "counts";
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

/** One bound on the number of activation regions. */
export interface DeepRegionRow {
  readonly quantity: "regions";
  readonly variant: "exact" | "printed";
  /** Bits per n as n → ∞. */
  readonly value: Quantity;
  /** log₂ at n. */
  readonly log2Regions: Quantity | null;
}

/** Where the bounds are evaluated. */
export interface DeepPoint {
  /** L, from 1 to 10⁶; to 10⁴ with columns. */
  readonly depth: number;
  /** C above 2; with columns rounded to a whole number of units. */
  readonly width?: number | undefined;
  /** n: the counts exact at this size. */
  readonly columns?: number | undefined;
}

/** The bounds at a point. */
export interface DeepRows {
  /** C at n a whole number of units; undefined where none was given. */
  readonly width: number | undefined;
  readonly widths: readonly DeepWidthRow[];
  /** Empty without a width. */
  readonly regions: readonly DeepRegionRow[];
}

/**
 * Every variant of Theorem 5.1, and the activation regions of Lemma 5.11 where a width is given.
 * @throws InputError for points out of range, with what would do
 */
export function deepRows({ depth, width, columns }: DeepPoint): DeepRows {
  if (columns !== undefined && depth > LARGEST_COUNTED_DEPTH) {
    throw new InputError(
      `'${depth}' in option 'depth' with option 'columns': expected at most ${LARGEST_COUNTED_DEPTH}; without option 'columns' up to 1e6`,
    );
  }
  const units = width === undefined || columns === undefined ? null : unitsOf(width, columns);
  if (width !== undefined && width <= 2) {
    throw new InputError(
      `'${width}' in option 'width': expected more than 2, as 2n of Cn units are to be active, option 'width' 50`,
    );
  }
  const at = units === null || columns === undefined ? width : units / columns;
  return {
    width: at,
    widths: [
      ...limitRows(depth, at, columns),
      ...(columns === undefined ? [] : [countedRow(depth, columns, units)]),
    ],
    regions: at === undefined ? [] : regionRows(depth, at, columns, units),
  };
}

function limitRows(depth: number, width: number | undefined, columns: number | undefined): DeepWidthRow[] {
  const [one, half] = [deepWidthBounds(depth), deepWidthBounds(depth, 1)];
  const exponents = {
    printed: (c: number) => printedRegionCountExponent(c, depth),
    preceding: (c: number) => precedingRegionCountExponent(c, depth),
    entropy: (c: number) => entropyRegionExponent(c, depth, 2),
    entropyWeak: (c: number) => entropyRegionExponent(c, depth, 1),
  };
  const row = (variant: keyof typeof exponents): DeepWidthRow => {
    const bits = width === undefined ? null : exponentQuantity(exponents[variant](width), width, depth);
    return {
      quantity: "width",
      variant,
      value: one[variant],
      half: half[variant],
      exponent: bits,
      log2Failure:
        bits === null || columns === undefined ? null : quantity(columns * bits.value, columns * bits.error),
      leastRows: null,
    };
  };
  const sufficient = publishedSufficientWidth(depth);
  return [
    row("printed"),
    row("preceding"),
    row("entropy"),
    row("entropyWeak"),
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
function countedRow(depth: number, columns: number, units: number | null): DeepWidthRow {
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

/** Lemma 5.11: the activation regions of f_L, product of the cells of each layer, and as printed. */
function regionRows(
  depth: number,
  width: number,
  columns: number | undefined,
  units: number | null,
): DeepRegionRow[] {
  const finite =
    units === null || columns === undefined
      ? null
      : log2ActivationRegions([columns, ...Array<number>(depth).fill(units)]);
  // The rates of T(m, n), twice: one more layer of regions is one more of them.
  const exact = entropyRegionExponent(width, depth + 1, 1) - entropyRegionExponent(width, 1, 1);
  const printed = depth * Math.log2(Math.E * width);
  const row = (variant: DeepRegionRow["variant"], bits: number): DeepRegionRow => ({
    quantity: "regions",
    variant,
    value: exponentQuantity(bits, width, depth),
    log2Regions: finite?.[variant] ?? null,
  });
  return [row("exact", exact), row("printed", printed)];
}

function unitsOf(width: number, columns: number): number {
  const units = Math.round(width * columns);
  if (units < columns || units > LARGEST_ROWS) {
    throw new InputError(
      `${units} units (option 'width' ${width}, option 'columns' ${columns}): expected ${columns} to ${LARGEST_ROWS}; without option 'columns' any width`,
    );
  }
  return units;
}

/** An exponent in bits per n with what rounding does to it. */
function exponentQuantity(value: number, width: number, depth: number): Quantity {
  return quantity(value, roundingError(width + (depth + 3) * Math.log2(Math.E * width), 4));
}
