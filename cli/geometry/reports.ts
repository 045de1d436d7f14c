/** The reports of `geometry` on one number: Euler surrogate, union bound, Wendel's probability, regions. */
import {
  eulerSurrogate,
  eulerSurrogateByFaces,
  exactInjectivityProbability,
  exactWendelProbability,
  expectedBadCells,
  regionCount,
  type SaddleApproximation,
  surrogateApproximation,
} from "../../geometry/index.js";
import { dyadic, equalDyadic } from "../../src/exact/dyadic.js";
import { type ExactFields, exactFields, shortened, shown } from "../output/exact-fields.js";
import { EXIT } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report } from "../output/report.js";
import { approximationFields } from "./lists.js";

/** Below this m/n the saddle-point sum of q does not hold. */
const LEAST_APPROXIMATED_RATIO = 1.5;

/** q_{m,n} by two formulas, the exact p_{m,n} where known, and the approximations. */
export function eulerReport(rows: number, columns: number): Report {
  const surrogate = eulerSurrogate(rows, columns);
  const verified = equalDyadic(surrogate, eulerSurrogateByFaces(rows, columns));
  const injective = exactInjectivityProbability(rows, columns);
  const approximation =
    columns > 1 && rows >= LEAST_APPROXIMATED_RATIO * columns ? surrogateApproximation(rows, columns) : null;
  const fields = exactFields(surrogate);
  return {
    ...singleReport("euler", rows, columns, `q_{${rows},${columns}}`, fields, {
      verified,
      injectivity: injective === undefined ? null : exactFields(injective),
      approximation: approximation === null ? null : approximationFields(rows, approximation),
    }),
    notes: [
      ...(injective === undefined
        ? []
        : [`Exactly known: the layer is injective with probability ${shown(exactFields(injective))}.`]),
      ...approximationNotes(approximation),
      "q approximates 1 - p_{m,n} where it is small; it is no bound, and may be negative or exceed 1.",
    ],
    ...(verified
      ? {}
      : { warnings: ["the two exact formulas of q differ"], exitCode: EXIT.verificationFailed }),
  };
}

function approximationNotes(approximation: SaddleApproximation | null): string[] {
  if (approximation === null) return [];
  const { printed, withPrefactor } = approximation;
  const sign = withPrefactor.sign < 0 ? ", negative" : "";
  return [
    `Saddle point: log2|q| = ${formatNumber(printed, 6)} (4.52), ${formatNumber(withPrefactor.log2, 6)} with the prefactor${sign}.`,
  ];
}

/** The expected number of bad cells (3.4). */
export function unionReport(rows: number, columns: number): Report {
  const fields = exactFields(expectedBadCells(rows, columns));
  return {
    ...singleReport("union", rows, columns, "expected bad cells", fields),
    notes: ["An upper bound on the probability that the layer is not injective (3.4)."],
  };
}

/** Wendel's probability (3.2). */
export function wendelReport(rows: number, columns: number): Report {
  return singleReport("wendel", rows, columns, "P", exactFields(exactWendelProbability(rows, columns)));
}

/** The number of linear regions, with the bound (em/n)^n of Theorem 6.3. */
export function regionsReport(rows: number, columns: number): Report {
  const fields = exactFields(dyadic(regionCount(rows, columns)));
  const log2Bound = columns * Math.log2((Math.E * rows) / columns);
  return {
    ...singleReport("regions", rows, columns, "regions", fields, { log2Bound }),
    notes: [`At most (em/n)^n, log2 ${formatNumber(log2Bound, 8)}.`],
  };
}

function singleReport(
  word: string,
  rows: number,
  columns: number,
  label: string,
  fields: ExactFields,
  more: Readonly<Record<string, unknown>> = {},
): Report {
  return {
    command: "geometry",
    parameters: { quantity: word, rows, columns },
    results: [{ rows, columns, ...fields, ...more }],
    tables: [
      {
        columns: [{ header: label }, { header: "log2" }, { header: "exact", wrap: true }],
        rows: [[formatQuantity(fields.value), formatNumber(fields.log2.value, 10), shortened(fields.exact)]],
      },
    ],
    exitCode: EXIT.ok,
  };
}
