/** The reports of `geometry` that list: intrinsic volumes, terms of the Euler surrogate, finite-size crossings. */
import {
  eulerCharacteristicBound,
  eulerCrossing,
  eulerTerms,
  type FiniteCrossing,
  intrinsicVolumes,
  type SaddleApproximation,
  termApproximation,
  unionBound,
  unionCrossing,
} from "../../geometry/index.js";
import { dyadicText, signOf } from "../../src/exact/dyadic.js";
import { InputError, type Quantity, quantity, roundingError } from "../../src/result.js";
import { exactFields, exactLog2, shortened } from "../output/exact-fields.js";
import { EXIT } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report } from "../output/report.js";

/** Largest number of rows of the commands that list many exact numbers. */
export const LARGEST_LISTED_ROWS = 2000;

/** v_1, …, v_m of C_{m,n}. */
export function volumesReport(rows: number, columns: number): Report {
  requireListable("volumes", rows);
  const results = intrinsicVolumes(rows, columns).map((volume, i) => ({ k: i + 1, ...exactFields(volume) }));
  return {
    command: "geometry",
    parameters: { quantity: "volumes", rows, columns },
    results,
    tables: [
      {
        title: `Intrinsic volumes of C_{${rows},${columns}}, fewer than ${columns} positive coordinates`,
        columns: [{ header: "k", align: "right" }, { header: "v_k" }, { header: "exact", wrap: true }],
        rows: results.map(({ k, value, exact }) => [`${k}`, formatQuantity(value), shortened(exact)]),
      },
    ],
    exitCode: EXIT.ok,
  };
}

/** The terms of q_{m,n} and their approximations, the data of Figures 4.2 and 4.3. */
export function termsReport(rows: number, columns: number): Report {
  requireListable("terms", rows);
  if (columns < 2) {
    throw new InputError(`'${columns}' in --columns: expected at least 2 for geometry terms`);
  }
  const results = eulerTerms(rows, columns).map(({ index, exact }) => {
    const approximation = approximationFields(rows, termApproximation(rows, columns, index));
    const sign = signOf(exact.numerator);
    return { index, sign, log2: exactLog2(exact), exact: dyadicText(exact), ...approximation };
  });
  return {
    command: "geometry",
    parameters: { quantity: "terms", rows, columns },
    results,
    tables: [
      {
        title: `Terms U(${rows}, ${columns - 1}, 2i) of q_{${rows},${columns}}, log2 of the magnitude`,
        columns: [
          { header: "i", align: "right" },
          { header: "sign", align: "right" },
          { header: "exact" },
          { header: "(4.48d)" },
          { header: "with prefactor" },
        ],
        rows: results.map(({ index, sign, log2, printed, withPrefactor }) => [
          `${index}`,
          sign < 0 ? "-" : sign > 0 ? "+" : "0",
          formatNumber(log2.value, 10),
          formatNumber(printed.value, 7),
          formatNumber(withPrefactor.log2.value, 10),
        ]),
      },
    ],
    exitCode: EXIT.ok,
  };
}

/** Where q and the union bound fall below 1, beside their limits. */
export function crossingReport(columns: number): Report {
  const found: readonly (readonly [string, FiniteCrossing, Quantity])[] = [
    ["euler", eulerCrossing(columns), eulerCharacteristicBound().value],
    ["union", unionCrossing(columns), unionBound().value],
  ];
  return {
    command: "geometry",
    parameters: { quantity: "crossing", columns },
    results: found.map(([name, { lastRows, ratio }, limit]) => ({
      quantity: name,
      columns,
      lastRows,
      ratio: quantity(ratio, roundingError(ratio, 8)),
      limit,
    })),
    tables: [
      {
        title: `Last number of rows at which |q| and the union bound reach 1, n = ${columns}`,
        columns: [
          { header: "quantity" },
          { header: "rows", align: "right" },
          { header: "m/n, interpolated" },
          { header: "n -> infinity" },
        ],
        rows: found.map(([quantity, { lastRows, ratio }, limit]) => [
          quantity,
          `${lastRows}`,
          formatNumber(ratio, 10),
          formatQuantity(limit),
        ]),
      },
    ],
    exitCode: EXIT.ok,
  };
}

/** Both orders of approximation, in bits; what rounding does to sums of m terms of order 1. */
export function approximationFields(
  rows: number,
  { printed, withPrefactor }: SaddleApproximation,
): {
  readonly printed: Quantity;
  readonly withPrefactor: { readonly sign: number; readonly log2: Quantity };
} {
  const bits = (value: number): Quantity => quantity(value, roundingError(rows + Math.abs(value), 8));
  return {
    printed: bits(printed),
    withPrefactor: { sign: withPrefactor.sign, log2: bits(withPrefactor.log2) },
  };
}

function requireListable(word: string, rows: number): void {
  if (rows > LARGEST_LISTED_ROWS) {
    throw new InputError(
      `'${rows}' in --rows: expected at most ${LARGEST_LISTED_ROWS} for geometry ${word}; geometry euler takes more`,
    );
  }
}
