/** e(α) by replica symmetry, one step, k steps and full RSB, with the thresholds where e = 1. */
import { replicaSymmetricEnergy } from "../rs/index.js";
import { solveFullRsb, solveKrsb, solveKrsbChain } from "../rsb/index.js";
import { type Quantity, quantity } from "../src/result.js";
import { given, isQuantity, type TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, COLOURS, hoverLayer, logAxis, panels, referenceLine, same, seriesEncoding } from "./style.js";

/** The full-RSB error is far below the width of a line. */
const TOLERANCE = 1e-6;
const THRESHOLD_TOLERANCE = 1e-9;
const CHAIN_TOLERANCE = 1e-10;

const alphas = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count + 1 }, (_, i) => Number((from + ((to - from) * i) / count).toPrecision(12)));

export const energyFigure = defineFigure({
  name: "energy",
  summary: "ground-state energy e(α) by RS, 1-RSB, k-RSB and full RSB; the thresholds e = 1",
  title: "Ground-state energy of one layer",
  parameters: {
    alpha: {
      kind: "numbers",
      meaning: "rows per column α = m/n, at least 2",
      standard: alphas(2, 10, 20),
      quick: alphas(2, 10, 8),
      minimum: 2,
      maximum: 1000,
    },
    k: {
      kind: "integer",
      meaning: "the k of the k-RSB curve, 2 … 16",
      standard: 2,
      minimum: 2,
      maximum: 16,
    },
  },
  columns: [
    {
      name: "point",
      unit: "",
      meaning: "curve: energy at a given α; threshold: the α at which the energy is 1",
    },
    { name: "theory", unit: "", meaning: "ansatz" },
    { name: "k", unit: "1", meaning: "steps of replica symmetry breaking; none for full RSB" },
    { name: "alpha", unit: "1", meaning: "rows per column, α = m/n" },
    { name: "energy", unit: "active units per dimension", meaning: "e(α) = lim min_x #{w_μ·x > 0}/n" },
    {
      name: "below",
      unit: "active units per dimension",
      meaning: "full RSB minus this energy at the same α",
    },
  ],
  draw({ alpha, k }, step) {
    const names = ["RS", "1-RSB", `${k}-RSB`, "full RSB"];
    const grid = [...new Set(alpha)].sort((a, b) => a - b);
    const rows: TableRow[] = [];
    const put = (
      what: string,
      theory: string,
      steps: number | null,
      at: Quantity,
      energy: Quantity,
      full?: Quantity,
    ): void => {
      const below =
        full === undefined ? null : quantity(full.value - energy.value, full.error + energy.error);
      rows.push({ point: what, theory, k: steps, alpha: at, energy, below });
    };
    for (const [i, value] of grid.entries()) {
      const energies = energiesAt(value, k);
      energies.forEach((energy, j) => {
        put("curve", names[j], [0, 1, k, null][j], given(value), energy, j < 3 ? energies[3] : undefined);
      });
      step(`e(${value})`, i + 1, grid.length + 1);
    }
    const crossings = thresholds(k);
    crossings.forEach((threshold, j) => {
      put("threshold", names[j], [0, 1, k, null][j], threshold, given(1));
    });
    step("thresholds", grid.length + 1, grid.length + 1);
    const marked = crossings.map(({ value }, j) => `${names[j]} ${value.toFixed(5)}`).join(", ");
    return {
      rows,
      specification: specification(names, [grid[0], grid[grid.length - 1]], rows),
      caption:
        `Least number of active units per input dimension, e(α) = lim min_x #{μ : w_μ·x > 0}/n, of a Gaussian layer with α = m/n: replica symmetry (closed form), 1-RSB, ${k}-RSB and full RSB (extrapolated in k). ` +
        `The layer is injective where e(α) ≥ 1; markers are the thresholds α_k, roots of e_k(α) = 1: ${marked}. Right: how far each lies below full RSB, where that exceeds its error. Source: Maillard 2022, zero-temperature k-RSB equations.`,
      description: `Energy against alpha for four theories. All curves start at 0 for alpha = 2 and rise; the replica-symmetric one lies lowest and crosses e = 1 at ${crossings[0].value.toFixed(2)}, the broken ones nearly coincide and cross between ${crossings[3].value.toFixed(3)} and ${crossings[1].value.toFixed(3)}.`,
      ascii: {
        x: "alpha",
        y: "energy",
        series: "theory",
        where: (row) => row.point === "curve" && (alpha as readonly unknown[]).includes(row.alpha),
        xLabel: "α = m/n",
        yLabel: "e(α)",
      },
    };
  },
});

/** RS, 1-RSB, k-RSB and full RSB; all zero at α = 2. */
function energiesAt(alpha: number, k: number): Quantity[] {
  const symmetric = replicaSymmetricEnergy(alpha).energy;
  if (alpha === 2) return [symmetric, symmetric, symmetric, symmetric];
  const problem = { kind: "energy", alpha } as const;
  const broken = [...solveKrsbChain(problem, k, { tolerance: CHAIN_TOLERANCE })].filter(
    (solution) => solution.k === 1 || solution.k === k,
  );
  const full = solveFullRsb(problem, { tolerance: TOLERANCE }).value;
  return [symmetric, ...broken.map(({ value }) => value), full];
}

function thresholds(k: number): Quantity[] {
  const problem = { kind: "threshold" } as const;
  return [
    ...[0, 1, k].map((steps) => solveKrsb(problem, steps).value),
    solveFullRsb(problem, { tolerance: THRESHOLD_TOLERANCE }).value,
  ];
}

function specification(
  names: readonly string[],
  domain: readonly [number, number],
  rows: readonly TableRow[],
): Specification {
  const distances = rows.flatMap(({ below }) =>
    isQuantity(below) && below.value > below.error ? [below.value] : [],
  );
  const below = [0.7 * Math.min(...distances), 1.4 * Math.max(...distances)] as const;
  const encoding = seriesEncoding("theory", names, "points");
  const x = axis("alpha", "α = m/n", { scale: { domain, nice: false } });
  const within = { filter: { field: "alpha", range: domain } };
  const curve = [{ filter: { field: "point", equal: "curve" } }];
  const certain = [...curve, { filter: "datum.below > datum.belowError" }];
  const threshold = [{ filter: { field: "point", equal: "threshold" } }, within];
  return panels(
    {
      width: 270,
      height: 230,
      title: "e(α)",
      layer: [
        referenceLine(1),
        {
          transform: curve,
          mark: { type: "line" },
          encoding: { x, y: axis("energy", "energy e(α)  [active units / n]"), ...encoding.line },
        },
        hoverLayer({ x: same("alpha"), y: same("energy"), tooltip: tooltip("energy") }, curve),
        {
          transform: threshold,
          mark: {
            type: "point",
            filled: true,
            size: 45,
            opacity: 1,
            stroke: COLOURS.black,
            strokeWidth: 0.5,
          },
          encoding: { x: same("alpha"), y: same("energy"), ...encoding.point, tooltip: tooltip("energy") },
        },
      ],
    },
    {
      width: 230,
      height: 230,
      title: "distance from full RSB",
      layer: [
        {
          transform: certain,
          mark: { type: "line" },
          encoding: {
            x,
            y: logAxis("below", "e(full RSB) − e  [active units / n]", below),
            ...encoding.line,
          },
        },
        {
          transform: certain,
          mark: { type: "point", filled: true, size: 26, opacity: 1 },
          encoding: { x: same("alpha"), y: same("below"), ...encoding.point, tooltip: tooltip("below") },
        },
      ],
    },
  );
}

function tooltip(field: "energy" | "below"): Specification[] {
  return [
    { field: "theory", type: "nominal" },
    { ...same("alpha"), format: ".10~g" },
    { ...same("alphaError"), format: ".1~g" },
    { ...same(field), format: field === "energy" ? ".10~g" : ".4~g" },
    { ...same(`${field}Error`), format: ".1~g" },
  ];
}
