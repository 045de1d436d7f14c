/** The published fixed-point iteration at work: q(y) of every iterate, and how the residual falls. */
import {
  type IterationRecord,
  MAX_UNIFORM_LEVELS,
  solveFixedPoint,
  uniformBreakingPoints,
} from "../rsb/index.js";
import type { TableColumn, TableRow } from "../src/table/table.js";
import { type Drawn, type DrawnFigure, defineFigure, drawn, type Specification } from "./figure.js";
import { ALPHA_PARAMETER, problemAt, Y_MAX_PARAMETER } from "./published-method.js";
import { axis, COLOURS, logAxis, panels, same } from "./style.js";

/** An iterate with the ends of the grid of its breaking points. */
export interface GridIterate extends Omit<IterationRecord, "overlaps"> {
  readonly overlaps: ArrayLike<number>;
  readonly yMin: number;
  readonly yMax: number;
}

const NAME = "iterations";
const TITLE = "The published iteration";

const ITERATION_COLUMNS: readonly TableColumn[] = [
  { name: "grid", unit: "", meaning: "number of levels of the grid; coarser grids come first" },
  { name: "iteration", unit: "1", meaning: "n, counted on each grid" },
  { name: "level", unit: "1", meaning: "i = 0 … k; 0 carries what belongs to the iterate" },
  { name: "breakingPoint", unit: "1/energy", meaning: "y_i, frozen; the start of the axis for i = 0" },
  { name: "overlap", unit: "1", meaning: "q_i, which holds from y_i on" },
  {
    name: "residual",
    unit: "1",
    meaning: "largest undamped change of an overlap, or relative change of χ; with level 0",
  },
  { name: "chi", unit: "1", meaning: "χ of the iterate; with level 0", detail: true },
  { name: "alpha", unit: "1", meaning: "α in use; with level 0", detail: true },
];

export const iterationsFigure = defineFigure({
  name: NAME,
  summary: "every iterate q(y) of the published fixed-point iteration, and its residual",
  title: TITLE,
  parameters: {
    k: {
      kind: "integer",
      meaning: `levels of the frozen grid, 1 … ${MAX_UNIFORM_LEVELS}`,
      standard: 50,
      quick: 12,
      minimum: 1,
      maximum: MAX_UNIFORM_LEVELS,
    },
    yMax: Y_MAX_PARAMETER,
    alpha: ALPHA_PARAMETER,
    acceleration: {
      kind: "choice",
      meaning: "momentum, or none as published",
      choices: ["none", "momentum"],
      standard: "momentum",
    },
    start: {
      kind: "choice",
      meaning: "ramp, as published, or nested, from half as many levels",
      choices: ["ramp", "nested"],
      standard: "ramp",
    },
  },
  columns: ITERATION_COLUMNS,
  draw({ k, yMax, alpha, acceleration, start }, step) {
    const { record, breakingPoints } = solveFixedPoint({
      problem: problemAt(alpha),
      k,
      yMax,
      acceleration,
      start,
      record: true,
      onIteration: (levels, iteration) => step(`${levels} levels, iteration ${iteration}`, 0, 1),
    });
    const yMin = breakingPoints[0].value;
    return drawnIterates(record.map((iterate) => ({ ...iterate, yMin, yMax })));
  },
});

/** The figure of recorded iterates. */
export function drawIterations(
  iterates: readonly GridIterate[],
  parameters: DrawnFigure["parameters"],
): DrawnFigure {
  return drawn({ name: NAME, title: TITLE, parameters, columns: ITERATION_COLUMNS }, drawnIterates(iterates));
}

function drawnIterates(iterates: readonly GridIterate[]): Drawn {
  const rows = iterates.flatMap(iterateRows);
  const last = iterates[iterates.length - 1];
  return {
    rows,
    specification: specification(iterates),
    caption:
      `Left: overlap q against the frozen breaking points y of the ${last.k} levels up to ${last.yMax.toPrecision(3)}, one curve an iterate, from pale to dark; the last one has residual ${last.residual.toExponential(1)} after ${last.iteration} iterations, α = ${last.alpha.toPrecision(7)}. ` +
      "Right: residual against the iteration, one curve a grid; plain iteration falls like n⁻², since every level is marginal. Source: Maillard 2022, algorithmic solution to the full-RSB equations at T = 0.",
    description:
      "The first iterate is a straight ramp or a resampled coarser solution; the later ones settle quickly on a curve that jumps from the smallest overlap near y = 2 and rises to 1. The residuals fall along nearly straight lines on logarithmic axes.",
    ascii: {
      x: "iteration",
      y: "residual",
      series: "grid",
      logX: true,
      logY: true,
      where: (row) => row.level === 0,
      xLabel: "n",
      yLabel: "residual",
    },
  };
}

function iterateRows({ k, yMin, yMax, iteration, overlaps, residual, chi, alpha }: GridIterate): TableRow[] {
  const y = uniformBreakingPoints(k, yMax, yMin);
  return Array.from(overlaps, (overlap, level) => ({
    grid: `${k} levels`,
    iteration,
    level,
    breakingPoint: level === 0 ? 0 : y[level - 1],
    overlap,
    residual: level === 0 ? residual : null,
    chi: level === 0 ? chi : null,
    alpha: level === 0 ? alpha : null,
  }));
}

function specification(iterates: readonly GridIterate[]): Specification {
  const { k, yMax, iteration } = iterates[iterates.length - 1];
  const residuals = iterates.map(({ residual }) => residual).filter((residual) => residual > 0);
  const longest = Math.max(...iterates.map((iterate) => iterate.iteration));
  return panels(
    {
      width: 240,
      height: 240,
      title: "q(y) of every iterate",
      transform: [{ filter: { field: "grid", equal: `${k} levels` } }],
      mark: { type: "line", interpolate: "step-after", strokeWidth: 1 },
      encoding: {
        x: axis("breakingPoint", "y = lim βx  [1/energy]", { scale: { domain: [0, yMax], nice: false } }),
        y: axis("overlap", "overlap q"),
        detail: { field: "iteration", type: "nominal" },
        color: {
          field: "iteration",
          type: "quantitative",
          scale: {
            type: "log",
            domain: [1, Math.max(2, iteration)],
            range: ["#cfe3f1", COLOURS.blue, COLOURS.black],
          },
          legend: { title: "iteration", orient: "bottom", format: "d", gradientLength: 200 },
        },
      },
    },
    {
      width: 240,
      height: 240,
      title: "residual",
      transform: [{ filter: "datum.level === 0 && datum.residual > 0" }],
      mark: { type: "line" },
      encoding: {
        x: logAxis("iteration", "iteration n", [1, Math.max(2, longest)]),
        y: logAxis("residual", "largest change of an overlap", [
          0.7 * Math.min(...residuals),
          1.5 * Math.max(...residuals),
        ]),
        strokeDash: {
          field: "grid",
          type: "nominal",
          legend: { title: null, orient: "bottom", symbolType: "stroke", symbolSize: 500 },
        },
        tooltip: [
          { field: "grid", type: "nominal" },
          same("iteration"),
          { ...same("residual"), format: ".2~e" },
        ],
      },
    },
  );
}
