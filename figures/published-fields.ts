/** φ(q, h) and P(q, h) of the published method at several α. */
import { fieldProfiles, MAX_UNIFORM_LEVELS, type ProfileLevel, solveFixedPoint } from "../rsb/index.js";
import type { TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { Y_MAX_PARAMETER } from "./published-method.js";
import { axis, hoverLayer, panels, same, seriesEncoding } from "./style.js";

/** Overlaps at which φ and P are shown: the smallest, a quarter, a half and nine tenths of the way, and 1. */
const SHARES = [0, 0.5, 0.9, 1];
const NAMES = ["q = q(0)", "half way", "nine tenths of the way", "q = 1"];

export const publishedFieldsFigure = defineFigure({
  name: "published-fields",
  summary: "φ(q, h) and P(q, h) at α = 4, 6, 8 by the published method",
  title: "Fields by the published method",
  parameters: {
    alpha: {
      kind: "numbers",
      meaning: "rows per column α = m/n, above 2",
      standard: [4, 6, 8],
      quick: [6],
      minimum: 2.01,
      maximum: 1000,
    },
    k: {
      kind: "integer",
      meaning: `levels of the frozen grid, 1 … ${MAX_UNIFORM_LEVELS}`,
      standard: 50,
      quick: 10,
      minimum: 1,
      maximum: MAX_UNIFORM_LEVELS,
    },
    yMax: Y_MAX_PARAMETER,
    points: {
      kind: "integer",
      meaning: "number of fields, 11 … 2001",
      standard: 161,
      quick: 61,
      minimum: 11,
      maximum: 2001,
    },
  },
  columns: [
    { name: "alpha", unit: "1", meaning: "rows per column, α = m/n" },
    { name: "curve", unit: "", meaning: "place of the overlap between q(0) and 1" },
    { name: "overlap", unit: "1", meaning: "q of the level" },
    { name: "field", unit: "standard deviation of (Wx)_μ at |x| = 1", meaning: "h" },
    {
      name: "phi",
      unit: "energy (1 = one active unit)",
      meaning: "φ(q, h), the zero-temperature Parisi function",
    },
    { name: "density", unit: "1/field", meaning: "P(q, h), the density of the field at this level" },
  ],
  draw({ alpha, k, yMax, points }, step) {
    const rows = alpha.flatMap((value, i): TableRow[] => {
      const problem = { kind: "energy", alpha: value } as const;
      const { ansatz } = solveFixedPoint({ problem, k, yMax });
      const { levels, fields } = fieldProfiles(ansatz, { alpha: value, halfWidth: 3, points });
      step(`α = ${value}`, i + 1, alpha.length);
      return SHARES.flatMap((share, j) => levelRows(value, NAMES[j], nearest(levels, share), fields));
    });
    return {
      rows,
      specification: panels(
        ...alpha.flatMap((value) => [
          panel(value, "phi", "φ(q, h)  [active units]"),
          panel(value, "density", "P(q, h)  [1/field]"),
        ]),
      ),
      caption: `Zero-temperature Parisi function φ(q, h) and density of the field P(q, h) by the published fixed-point iteration with ${k} breaking points frozen from 0.01 to ${yMax}, at α = ${alpha.join(", ")}; one curve for each of four overlaps between the smallest one and 1. Below 0 and above √(2χ) φ(1, h) is constant. Source: Maillard 2022, algorithmic solution to the full-RSB equations at T = 0.`,
      description:
        "φ falls from 0 to −1 across a region above h = 0 that narrows as the overlap grows. P is a Gaussian at the smallest overlap and develops a depletion above zero towards q = 1.",
      ascii: {
        x: "field",
        y: "density",
        series: "curve",
        where: (row) => row.alpha === alpha[0],
        xLabel: "h",
        yLabel: "P(q, h)",
      },
    };
  },
});

/** The level whose overlap is nearest to a share of the way from the smallest to 1. */
function nearest(levels: readonly ProfileLevel[], share: number): ProfileLevel {
  const smallest = levels[0].overlap;
  const wanted = smallest + share * (1 - smallest);
  return levels.reduce((best, level) =>
    Math.abs(level.overlap - wanted) < Math.abs(best.overlap - wanted) ? level : best,
  );
}

function levelRows(
  alpha: number,
  curve: string,
  { overlap, phi, density }: ProfileLevel,
  fields: Float64Array,
): TableRow[] {
  return Array.from(fields, (field, j) => ({
    alpha,
    curve,
    overlap,
    field,
    phi: phi[j],
    density: density[j],
  }));
}

function panel(alpha: number, field: string, label: string): Specification {
  const encoding = seriesEncoding("curve", NAMES, "lines");
  return {
    width: 230,
    height: 170,
    title: `α = ${alpha}`,
    transform: [{ filter: { field: "alpha", equal: alpha } }],
    layer: [
      {
        mark: { type: "line" },
        encoding: {
          x: axis("field", "field h  [standard deviations]", { scale: { domain: [-3, 3], nice: false } }),
          y: axis(field, label),
          ...encoding.line,
        },
      },
      hoverLayer({
        x: same("field"),
        y: same(field),
        tooltip: [
          { field: "curve", type: "nominal" },
          { ...same("overlap"), format: ".6~g" },
          { ...same("field"), format: ".4~g" },
          { ...same(field), format: ".8~g" },
        ],
      }),
    ],
  };
}
