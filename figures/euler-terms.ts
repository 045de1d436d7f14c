/** The terms of the Euler surrogate: their dominance (Figure 4.2) and their approximation (Figure 4.3). */
import { eulerSurrogate, eulerTerms, termApproximation } from "../geometry/index.js";
import { log2Dyadic } from "../src/exact/dyadic.js";
import { type Quantity, quantity, roundingError } from "../src/result.js";
import type { TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, COLOURS, hoverLayer, logAxis, panels, same, seriesEncoding } from "./style.js";

const EXACT = "exact";
const PRINTED = "(4.48d), as printed";
const PREFACTOR = "with the prefactor";

const ROWS = {
  kind: "integer",
  meaning: "m, number of rows, 2 … 5000",
  standard: 834,
  minimum: 2,
  maximum: 5000,
} as const;
const COLUMNS = {
  kind: "integer",
  meaning: "n of q_{m,n}, 2 … 1000 (the thesis writes q_{m,n+1}: its n = 100 is 101 here)",
  standard: 101,
  minimum: 2,
  maximum: 1000,
} as const;

export const EXCESS = { name: "excess", unit: "bits", meaning: "approximate minus exact log₂" } as const;

export const eulerDominanceFigure = defineFigure({
  name: "euler-dominance",
  summary: "shares of the terms U(m,n,2i) in the Euler surrogate (Figure 4.2 of Paleka 2021)",
  title: "The first term dominates the Euler surrogate",
  parameters: { rows: ROWS, columns: COLUMNS },
  columns: [
    { name: "index", unit: "1", meaning: "i of U(m, n, 2i)" },
    { name: "sign", unit: "1", meaning: "sign of the term" },
    { name: "log2Term", unit: "bits", meaning: "log₂|U(m, n, 2i)|, from the exact integer" },
    { name: "share", unit: "1", meaning: "|U(m, n, 2i)|/|Σ_j U(m, n, 2j)|" },
  ],
  draw({ rows: m, columns: n }, step) {
    const total = log2Dyadic(eulerSurrogate(m, n)) + m - n;
    const rows = eulerTerms(m, n).map(({ index, exact }): TableRow => {
      const log2 = log2Quantity(log2Dyadic(exact));
      const share = 2 ** (log2.value - total);
      const sign = exact.numerator < 0n ? -1 : exact.numerator > 0n ? 1 : 0;
      return {
        index,
        sign,
        log2Term: log2,
        share: quantity(share, share * Math.LN2 * (log2.error + roundingError(total))),
      };
    });
    step("terms", 1, 1);
    const first = rows[0].share as Quantity;
    return {
      rows,
      specification: stems(rows),
      setting: `q_{m,n+1}: m = ${m}, n = ${n - 1}`,
      caption: `Terms of q_{m,n+1} = ((−1)^n/2^{m−n−1}) Σ_i U(m, n, 2i) at m = ${m}, n = ${n - 1} as shares of their sum, exact integers: the first term is ${(100 * first.value).toFixed(2)} % of it. Source: Paleka 2021, Theorem 4.13, eq. (4.11), Figure 4.2.`,
      description: `Shares of the terms on a logarithmic scale, falling without exception from ${first.value.toFixed(4)} at i = 0.`,
      ascii: { x: "index", y: "share", logY: true, xLabel: "i", yLabel: "share" },
    };
  },
});

function stems(rows: readonly TableRow[]): Specification {
  const shares = rows.map((row) => (row.share as Quantity).value);
  const least = Math.min(...shares.filter((share) => share > 0));
  return {
    width: 340,
    height: 210,
    transform: [{ filter: "datum.share > 0" }],
    mark: { type: "point", filled: true, size: 26, opacity: 1, color: COLOURS.blue },
    encoding: {
      x: axis("index", "i", { scale: { domain: [-1, rows.length], nice: false } }),
      y: logAxis("share", "|U(m, n, 2i)| / |Σ U|", [0.3 * least, 1]),
      tooltip: [
        same("index"),
        { ...same("log2Term"), format: ".12~g" },
        { ...same("share"), format: ".6~g" },
      ],
    },
  };
}

export const eulerTermsFigure = defineFigure({
  name: "euler-terms",
  summary: "log₂|U(m,n,2i)| exact and by the saddle-point method (Figure 4.3 of Paleka 2021)",
  title: "Terms of the Euler surrogate, exact and approximate",
  parameters: { rows: ROWS, columns: COLUMNS },
  columns: [
    {
      name: "series",
      unit: "",
      meaning: "exact integer, (4.48d), or the approximation with its prefactor",
    },
    { name: "index", unit: "1", meaning: "i of U(m, n, 2i)" },
    {
      name: "log2Term",
      unit: "bits",
      meaning: "log₂|U(m, n, 2i)|; the error of an approximation is its distance from the exact value",
    },
    EXCESS,
  ],
  draw({ rows: m, columns: n }, step) {
    const rows = eulerTerms(m, n).flatMap(({ index, exact }): TableRow[] => {
      const { printed, withPrefactor } = termApproximation(m, n, index);
      const log2 = log2Dyadic(exact);
      const approximation = (series: string, value: number): TableRow => ({
        series,
        index,
        ...compared(value, log2),
      });
      return [
        { series: EXACT, index, log2Term: log2Quantity(log2), excess: null },
        approximation(PRINTED, printed),
        approximation(PREFACTOR, withPrefactor.log2),
      ];
    });
    step("terms", 1, 1);
    return {
      rows,
      specification: compareCurves("index", "i", "log₂|U(m, n, 2i)|  [bits]", [EXACT, PRINTED, PREFACTOR]),
      setting: `q_{m,n+1}: m = ${m}, n = ${n - 1}`,
      caption: `Terms of q_{m,n+1} at m = ${m}, n = ${n - 1}: the exact integers, the approximation (4.48d), which drops terms of order log n, and the saddle-point approximation with its prefactor. Source: Paleka 2021, eqs. (4.43), (4.48), Figure 4.3.`,
      description:
        "Three falling, slightly concave curves; the printed approximation lies a few bits above the exact one, the one with prefactor on it for small i.",
      ascii: { x: "index", y: "log2Term", series: "series", xLabel: "i", yLabel: "bits" },
    };
  },
});

/** log₂ of an exact integer is good to a few 1e-16 of itself. */
export function log2Quantity(value: number): Quantity {
  return quantity(value, roundingError(value));
}

/** An approximate log₂: its distance from the exact value is its error and, with its sign, its excess. */
export function compared(value: number, exact: number): { log2Term: Quantity; excess: Quantity } {
  const excess = value - exact;
  return {
    log2Term: quantity(value, Math.abs(excess)),
    excess: quantity(excess, roundingError(value) + roundingError(exact)),
  };
}

/** Lines of `series` over one axis, and what the approximations exceed the exact values by. */
export function compareCurves(
  x: string,
  xTitle: string,
  yTitle: string,
  names: readonly string[],
): Specification {
  const encoding = seriesEncoding("series", names, "lines", 3);
  const panel = (title: string, y: string, label: string): Specification => ({
    width: 230,
    height: 220,
    title,
    transform: [{ filter: { field: y, valid: true } }],
    layer: [
      {
        mark: { type: "line" },
        encoding: {
          x: axis(x, xTitle),
          y: axis(y, label),
          ...encoding.line,
        },
      },
      hoverLayer({
        x: same(x),
        y: same(y),
        tooltip: [
          { field: "series", type: "nominal" },
          { ...same(x), format: ".6~g" },
          { ...same(y), format: ".10~g" },
          { ...same(`${y}Error`), format: ".1~g" },
        ],
      }),
    ],
  });
  return panels(
    panel("value", "log2Term", yTitle),
    panel("approximate − exact", "excess", "difference  [bits]"),
  );
}
