/** α_k − α_∞ against k on logarithmic axes, with the law the extrapolation uses. */
import { solveFullRsb, solveKrsbChain } from "../rsb/index.js";
import { quantity } from "../src/result.js";
import { isQuantity, type TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, logAxis, same, seriesEncoding } from "./style.js";

const COMPUTED = "αₖ − α(∞)";
const LAW = "Σ cⱼ k⁻ʲ, fitted";
const LEADING = "leading term c₄ k⁻⁴";
const NAMES = [COMPUTED, LAW, LEADING];
const FULL_TOLERANCE = 1e-10;
/** The smallest gap drawn is 1e-7. */
const CHAIN_TOLERANCE = 1e-11;
/** The law's first exponent. */
const EXPONENT = 4;
const LAW_POINTS = 40;

export const convergenceFigure = defineFigure({
  name: "convergence",
  summary: "convergence of the k-RSB thresholds to full RSB, with the extrapolated law",
  title: "Convergence in the number of breaking steps",
  parameters: {
    kMax: { kind: "integer", meaning: "largest k, 2 … 30", standard: 16, quick: 8, minimum: 2, maximum: 30 },
  },
  columns: [
    { name: "series", unit: "", meaning: "computed difference, fitted law, or its leading term" },
    { name: "k", unit: "1", meaning: "steps of replica symmetry breaking" },
    { name: "threshold", unit: "1", meaning: "α_k, root of e_k(α) = 1" },
    {
      name: "gap",
      unit: "1",
      meaning: "α_k − α_∞ with α_∞ from full RSB; its error contains that of both",
    },
  ],
  draw({ kMax }, step) {
    const problem = { kind: "threshold" } as const;
    const full = solveFullRsb(problem, {
      tolerance: FULL_TOLERANCE,
      onLevel: (k) => step(`full RSB, k = ${k}`, Math.min(k, 30), 30 + kMax),
    });
    const { value, error } = full.value;
    const rows: TableRow[] = [];
    for (const solution of solveKrsbChain(problem, kMax, { tolerance: CHAIN_TOLERANCE })) {
      step(`${solution.k}-RSB`, 30 + solution.k, 30 + kMax);
      const { k, value: threshold } = solution;
      if (k === 0) continue;
      const gap = quantity(threshold.value - value, threshold.error + error, threshold.status);
      rows.push({ series: COMPUTED, k, threshold, gap });
    }
    const law = (series: string, coefficients: readonly number[], from: number): void => {
      for (let i = 0; i <= LAW_POINTS; i++) {
        const k = from * (kMax / from) ** (i / LAW_POINTS);
        const gap = coefficients.reduce((sum, c, j) => sum + c * k ** -(EXPONENT + j), 0);
        rows.push({ series, k, threshold: null, gap });
      }
    };
    law(LAW, full.coefficients, Math.min(2, kMax / 2));
    law(LEADING, full.coefficients.slice(0, 1), 1);
    const terms = full.coefficients
      .map((c, j) => `${c.toPrecision(4)} k^−${EXPONENT + j}`)
      .join(" + ")
      .replaceAll("+ -", "− ");
    return {
      rows,
      specification: specification(kMax, rows),
      caption:
        `Distance of the k-RSB threshold from its limit α_∞ = ${value.toFixed(9)} (estimated error ${error.toExponential(0)}), with the tail fitted to k = ${full.levels.join(", ")}: ${terms}. ` +
        "The law is drawn beyond the fitted range as it stands. Source: Maillard 2022, k-RSB thresholds; the exponent 4 is what the values show.",
      description: "On logarithmic axes the points fall along a line that approaches slope minus four.",
      ascii: {
        x: "k",
        y: "gap",
        series: "series",
        logX: true,
        logY: true,
        where: (row) => typeof row.gap === "number" && row.gap > 0,
        xLabel: "k",
        yLabel: "α_k − α_∞",
      },
    };
  },
});

function specification(kMax: number, rows: readonly TableRow[]): Specification {
  const gaps = rows.map(({ gap }) => (isQuantity(gap) ? gap.value : (gap as number)));
  const least = Math.min(...gaps.filter((gap) => gap > 0));
  const encoding = seriesEncoding("series", NAMES, "lines", 3);
  const ticks = [1, 2, 3, 4, 6, 8, 12, 16, 20, 30].filter((k) => k <= kMax);
  const positive = { filter: "datum.gap > 0" };
  return {
    width: 330,
    height: 250,
    transform: [positive],
    layer: [
      {
        mark: { type: "line" },
        encoding: {
          x: axis("k", "k  (steps of replica symmetry breaking)", {
            scale: { type: "log", nice: false },
            axis: { values: ticks, format: "d" },
          }),
          y: logAxis("gap", "αₖ − α(∞)", [0.7 * least, 0.2]),
          ...encoding.line,
        },
      },
      {
        transform: [{ filter: { field: "series", equal: COMPUTED } }],
        mark: { type: "point", filled: true, size: 45, opacity: 1 },
        encoding: {
          x: same("k"),
          y: same("gap"),
          color: encoding.line.color,
          tooltip: [
            same("k"),
            { ...same("threshold"), format: ".13~g" },
            { ...same("gap"), format: ".6~g" },
            { ...same("gapError"), format: ".1~g" },
          ],
        },
      },
    ],
  };
}
