/** The first term against K (Figure 4.4) and the growth rate of the Euler surrogate (Figure A.1). */
import {
  eulerCharacteristicBound,
  eulerCharacteristicExponent,
  eulerTerms,
  termApproximation,
} from "../geometry/index.js";
import { log2Dyadic } from "../src/exact/dyadic.js";
import { quantity, roundingError } from "../src/result.js";
import { given, type TableRow } from "../src/table/table.js";
import { compareCurves, compared, EXCESS, log2Quantity } from "./euler-terms.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, COLOURS, panels, referenceLine, same } from "./style.js";

const EXACT = "exact";
const PRINTED = "(4.50), as printed";
const PREFACTOR = "with the prefactor";
/** K from which the saddle point is real; the rate decreases from there on. */
const CRITICAL = 3 + 2 * Math.SQRT2;

export const eulerFirstTermFigure = defineFigure({
  name: "euler-first-term",
  summary: "log₂|U(m,n,0)| exact and approximate against K = (m − n)/n (Figure 4.4 of Paleka 2021)",
  title: "First term of the Euler surrogate against K",
  parameters: {
    columns: {
      kind: "integer",
      meaning: "n of q_{m,n}, 2 … 400 (the thesis writes q_{m,n+1}: its n = 100 is 101 here)",
      standard: 101,
      minimum: 2,
      maximum: 400,
    },
    kMax: { kind: "number", meaning: "largest K, at most 40", standard: 10, minimum: 0.5, maximum: 40 },
    points: {
      kind: "integer",
      meaning: "values of K, 5 … 400",
      standard: 100,
      quick: 50,
      minimum: 5,
      maximum: 400,
    },
  },
  columns: [
    {
      name: "series",
      unit: "",
      meaning: "exact integer, (4.50), or the approximation with its prefactor",
    },
    { name: "rows", unit: "1", meaning: "m" },
    { name: "ratio", unit: "1", meaning: "K = (m − n)/n" },
    {
      name: "log2Term",
      unit: "bits",
      meaning: "log₂|U(m, n, 0)|; the error of an approximation is its distance from the exact value",
    },
    EXCESS,
  ],
  draw({ columns, kMax = 10, points }, step) {
    const n = columns - 1;
    const rowCounts = [
      ...new Set(
        Array.from({ length: points }, (_, i) => n + Math.max(1, Math.round((kMax * n * (i + 1)) / points))),
      ),
    ];
    const rows = rowCounts.flatMap((m, i): TableRow[] => {
      const log2 = log2Dyadic(eulerTerms(m, columns)[0].exact);
      const { printed, withPrefactor } = termApproximation(m, columns, 0);
      step(`m = ${m}`, i + 1, rowCounts.length);
      const ratio = (m - n) / n;
      const near = (series: string, value: number): TableRow => ({
        series,
        rows: m,
        ratio,
        ...compared(value, log2),
      });
      return [
        { series: EXACT, rows: m, ratio, log2Term: log2Quantity(log2), excess: null },
        near(PRINTED, printed),
        near(PREFACTOR, withPrefactor.log2),
      ];
    });
    return {
      rows,
      specification: compareCurves("ratio", "K = (m − n)/n", "log₂|U(m, n, 0)|  [bits]", [
        EXACT,
        PRINTED,
        PREFACTOR,
      ]),
      caption: `First term of q_{m,n+1} at n = ${n}: exact, by (4.50), and by the saddle-point method with its prefactor. Below K = 3 + 2√2 the saddle points are complex and the term oscillates in sign; near its zeros the approximations exceed it. Source: Paleka 2021, eq. (4.50), Figure 4.4.`,
      description:
        "Nearly straight rising curves that agree at the scale of the figure, with dips of the exact one below K = 5.83.",
      ascii: { x: "ratio", y: "log2Term", series: "series", xLabel: "K", yLabel: "bits" },
    };
  },
});

export const eulerRateFigure = defineFigure({
  name: "euler-rate",
  summary: "growth rate of the Euler surrogate against K, and its zero (Figure A.1 of Paleka 2021)",
  title: "Growth rate of the Euler surrogate",
  parameters: {
    kMax: { kind: "number", meaning: "largest K, 8 … 100", standard: 20, minimum: 8, maximum: 100 },
    points: { kind: "integer", meaning: "values of K, 10 … 2000", standard: 200, minimum: 10, maximum: 2000 },
  },
  columns: [
    {
      name: "point",
      unit: "",
      meaning: "curve, the point where the saddle point becomes real, or the zero",
    },
    { name: "ratio", unit: "1", meaning: "K = (m − n)/n" },
    {
      name: "rate",
      unit: "bits per dimension",
      meaning: "lim (1/n) log₂|q_{m,n}| = −K + (K+1) H₂(1/(K+1)) + log₂(e) Re f(z₀)",
    },
  ],
  draw({ kMax = 20, points }, step) {
    const threshold = eulerCharacteristicBound().value;
    const zero = quantity(threshold.value - 1, threshold.error, threshold.status);
    const ratios = Array.from({ length: points }, (_, i) => (kMax * (i + 1)) / points);
    const all = [...new Set([...ratios, CRITICAL])].sort((a, b) => a - b);
    const rows: TableRow[] = all.map((k) => {
      const rate = eulerCharacteristicExponent(k);
      return {
        point: k === CRITICAL ? "K = 3 + 2√2" : "curve",
        ratio: given(k),
        // Terms of size K cancel.
        rate: quantity(rate, roundingError(1 + k, 8)),
      };
    });
    rows.push({ point: "zero", ratio: zero, rate: given(0) });
    step("rates", 1, 1);
    return {
      rows,
      specification: rateSpecification(kMax),
      caption:
        `Growth rate (4.52) of the Euler surrogate, −K + (K+1)H₂(1/(K+1)) + log₂(e) Re f(z₀), at m − n = Kn. Left: for all K, with a real saddle point to the right of the dot at K = 3 + 2√2. Right: where it decreases through zero, at K₀ = ${zero.value.toFixed(8)}, that is m/n = ${threshold.value.toFixed(8)}. ` +
        "Source: Paleka 2021, eqs. (4.52)–(4.54), Figure A.1. As a threshold this value is refuted by the rigorous upper bound of replica symmetry and plain duality.",
      description: "The rate rises steeply to a maximum, falls through zero and then almost linearly.",
      ascii: { x: "ratio", y: "rate", xLabel: "K", yLabel: "bits/n" },
    };
  },
});

function rateSpecification(kMax: number): Specification {
  const panel = (title: string, domain: readonly [number, number]): Specification => ({
    width: 220,
    height: 210,
    title,
    layer: [
      referenceLine(0),
      {
        transform: [{ filter: { field: "ratio", range: domain } }],
        mark: { type: "line", color: COLOURS.blue, clip: true },
        encoding: {
          x: axis("ratio", "K = (m − n)/n", { scale: { domain, nice: false } }),
          y: axis("rate", "growth rate  [bits per dimension]"),
        },
      },
      {
        transform: [
          {
            filter: { and: [{ not: { field: "point", equal: "curve" } }, { field: "ratio", range: domain }] },
          },
        ],
        mark: { type: "point", filled: true, size: 45, opacity: 1, color: COLOURS.black },
        encoding: {
          x: same("ratio"),
          y: same("rate"),
          shape: {
            field: "point",
            type: "nominal",
            scale: { domain: ["K = 3 + 2√2", "zero"], range: ["circle", "diamond"] },
            legend: { title: null, orient: "bottom" },
          },
          tooltip: [
            { field: "point", type: "nominal" },
            { ...same("ratio"), format: ".12~g" },
            { ...same("rate"), format: ".10~g" },
          ],
        },
      },
    ],
  });
  return panels(panel("all K", [0, kMax]), panel("critical interval", [5.5, Math.min(9, kMax)]));
}
