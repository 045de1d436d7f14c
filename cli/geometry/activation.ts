/** Activation regions of deep networks in `geometry deep`: Lemma 5.11 as printed and as its induction gives it. */
import { entropyRegionExponent, log2ActivationRegions } from "../../geometry/index.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { formatNumber } from "../output/format-quantity.js";
import type { TextTable } from "../output/report.js";

/** A bound on the number of regions. */
export interface RegionRow {
  readonly quantity: "regions";
  readonly variant: "exact" | "printed";
  /** Bits per n as n → ∞. */
  readonly value: Quantity;
  /** log₂ at n. */
  readonly log2Regions: Quantity | null;
}

/** Lemma 5.11: the activation regions of f_L, product of the cells of each layer, and as printed. */
export function regionRows(
  depth: number,
  width: number,
  columns: number | undefined,
  units: number | null,
): RegionRow[] {
  const finite =
    units === null || columns === undefined
      ? null
      : log2ActivationRegions([columns, ...Array<number>(depth).fill(units)]);
  // The rates of T(m, n), twice: one more layer of regions is one more of them.
  const exact = entropyRegionExponent(width, depth + 1, 1) - entropyRegionExponent(width, 1, 1);
  const printed = depth * Math.log2(Math.E * width);
  return [
    {
      quantity: "regions",
      variant: "exact",
      value: exponentQuantity(exact, width, depth),
      log2Regions: finite?.exact ?? null,
    },
    {
      quantity: "regions",
      variant: "printed",
      value: exponentQuantity(printed, width, depth),
      log2Regions: finite?.printed ?? null,
    },
  ];
}

/** The bounds for people. */
export function regionTable(rows: readonly RegionRow[], depth: number): TextTable {
  const finite = rows.some((row) => row.log2Regions !== null);
  return {
    title: `Activation regions of depth ${depth} (Lemma 5.11), log2 of upper bounds`,
    columns: [
      { header: "bound" },
      { header: "bits per n" },
      ...(finite ? [{ header: "log2 of the number" }] : []),
    ],
    rows: rows.map((row) => [
      row.variant === "exact" ? "product of the cells of the layers" : "(e^L prod d_i/d_0)^{d_0}, as printed",
      formatNumber(row.value.value, 8),
      ...(row.log2Regions === null ? [] : [formatNumber(row.log2Regions.value, 10)]),
    ]),
  };
}

/** An exponent in bits per n with what rounding does to it. */
export function exponentQuantity(value: number, width: number, depth: number): Quantity {
  return quantity(value, roundingError(width + (depth + 3) * Math.log2(Math.E * width), 4));
}
