/** e(α) by RS, 1-RSB and the published method at several numbers of levels: the last figure of the talk. */
import { replicaSymmetricEnergy } from "../rs/index.js";
import { solveFixedPoint, solveFullRsb, solveKrsb } from "../rsb/index.js";
import type { Quantity } from "../src/result.js";
import { given, type TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { LEVELS_PARAMETER, Y_MAX_PARAMETER } from "./published-method.js";
import { axis, hoverLayer, logAxis, panels, same, seriesEncoding } from "./style.js";

/** Below the width of a line; the energy is off by the square of what the iteration leaves open. */
const TOLERANCE = 3e-5;
const FULL_TOLERANCE = 1e-6;
const CONVERGED = "full RSB";

export const publishedEnergyFigure = defineFigure({
  name: "published-energy",
  summary: "energies e(α) by RS, 1-RSB and the published grids of k = 30, 50, 100, 200 levels",
  title: "Ground-state energy by the published method",
  parameters: {
    alpha: {
      kind: "numbers",
      meaning: "rows per column α = m/n, above 2",
      standard: [3, 4, 5, 6, 7, 8, 9, 10],
      quick: [4, 7, 10],
      minimum: 2.01,
      maximum: 1000,
    },
    k: LEVELS_PARAMETER,
    yMax: Y_MAX_PARAMETER,
  },
  columns: [
    { name: "theory", unit: "", meaning: "ansatz, or number of levels of the frozen grid" },
    { name: "alpha", unit: "1", meaning: "rows per column, α = m/n" },
    { name: "energy", unit: "active units per dimension", meaning: "e(α), by the functional" },
    {
      name: "byDensity",
      unit: "active units per dimension",
      meaning: "α P(error), the published rule; frozen grids only",
    },
    { name: "gap", unit: "active units per dimension", meaning: "full RSB − e(α)" },
    { name: "densityGap", unit: "active units per dimension", meaning: "full RSB − α P(error)" },
  ],
  draw({ alpha, k, yMax }, step) {
    const rows: TableRow[] = [];
    for (const [i, value] of alpha.entries()) {
      const problem = { kind: "energy", alpha: value } as const;
      const full = solveFullRsb(problem, { tolerance: FULL_TOLERANCE }).value;
      const put = (theory: string, energy: Quantity, byDensity?: Quantity): void => {
        rows.push({
          theory,
          alpha: given(value),
          energy,
          byDensity: byDensity ?? null,
          gap: theory === CONVERGED ? null : full.value - energy.value,
          densityGap: byDensity === undefined ? null : full.value - byDensity.value,
        });
      };
      put("RS", replicaSymmetricEnergy(value).energy);
      put("1-RSB", solveKrsb(problem, 1).value);
      for (const levels of k) {
        const solution = solveFixedPoint({ problem, k: levels, yMax, tolerance: TOLERANCE });
        put(`k = ${levels}`, solution.value, solution.energyByDensity);
      }
      put(CONVERGED, full);
      step(`e(${value})`, i + 1, alpha.length);
    }
    const names = ["RS", "1-RSB", ...k.map((levels) => `k = ${levels}`), CONVERGED];
    return {
      rows,
      specification: specification(names, rows),
      caption:
        `Left: energy e(α) by replica symmetry, 1-RSB, the published fixed-point iteration with k breaking points frozen from 0.01 to ${yMax}, and full RSB (extrapolated chain). Right: distance from full RSB on a logarithmic axis; the frozen grids differ by their cap on y, not by k. ` +
        "Source: Maillard 2022, last figure.",
      description:
        "All curves rise with alpha; on the left only replica symmetry can be told apart. On the right replica symmetry lies highest, 1-RSB below it, and the frozen grids together far below, at about one part in 50000.",
      ascii: {
        x: "alpha",
        y: "energy",
        series: "theory",
        xLabel: "α = m/n",
        yLabel: "e(α)",
      },
    };
  },
});

function specification(names: readonly string[], rows: readonly TableRow[]): Specification {
  const encoding = seriesEncoding("theory", names, "lines");
  const positive = rows.flatMap(({ gap }) => (typeof gap === "number" && gap > 0 ? [gap] : []));
  const gaps = [0.7 * Math.min(...positive), 1.4 * Math.max(...positive)] as const;
  const panel = (field: string, title: string, y: Specification): Specification => ({
    width: 240,
    height: 230,
    title,
    transform: [{ filter: { field, valid: true } }, { filter: `datum.${field} > 0` }],
    layer: [
      {
        mark: { type: "line" },
        encoding: { x: axis("alpha", "α = m/n"), y, ...encoding.line },
      },
      hoverLayer({
        x: same("alpha"),
        y: same(field),
        tooltip: [
          { field: "theory", type: "nominal" },
          same("alpha"),
          { ...same("energy"), format: ".10~g" },
          { ...same("energyError"), format: ".1~g" },
          { ...same("byDensity"), format: ".10~g" },
        ],
      }),
    ],
  });
  return panels(
    panel("energy", "e(α)", axis("energy", "energy e(α)  [active units / n]")),
    panel("gap", "distance from full RSB", logAxis("gap", "e(full RSB) − e", gaps)),
  );
}
