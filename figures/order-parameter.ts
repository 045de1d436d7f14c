/** The order parameter at zero temperature: q as a function of y = βx, and y(q) near q = 1. */
import {
  MAX_STEPS,
  type Problem,
  type SaddlePointSolution,
  solveFixedPoint,
  solveKrsbChain,
} from "../rsb/index.js";
import type { Quantity } from "../src/result.js";
import { InputError } from "../src/result.js";
import { given, type TableRow } from "../src/table/table.js";
import { defineFigure, type Specification, type Step } from "./figure.js";
import {
  ALPHA_PARAMETER,
  LEVELS_PARAMETER,
  PUBLISHED_LEVELS,
  problemAt,
  Y_MAX_PARAMETER,
} from "./published-method.js";
import { axis, logAxis, panels, same, seriesEncoding } from "./style.js";

const SLOPE = "slope −1/2";
const NARROW = 1e-5;
/** Steps of the variational method, where none are asked for. */
const FEW = [1, 2, 4, 16];

export const orderParameterFigure = defineFigure({
  name: "order-parameter",
  summary: "order parameters q(y) and y(q), y = βx, at the threshold or a given α",
  title: "Order parameter at zero temperature",
  parameters: {
    method: {
      kind: "choice",
      meaning: "free breaking points, or the published iteration on a frozen uniform grid of them",
      choices: ["variational", "fixed-point"],
      standard: "variational",
    },
    k: {
      ...LEVELS_PARAMETER,
      meaning:
        `steps of replica symmetry breaking: variational 1 … ${MAX_STEPS} (default ${FEW.join(", ")}), ` +
        `fixed-point 1 … ${LEVELS_PARAMETER.maximum} (default ${PUBLISHED_LEVELS.join(", ")})`,
      standard: undefined,
      quick: [1, 2, 4],
    },
    yMax: Y_MAX_PARAMETER,
    alpha: ALPHA_PARAMETER,
  },
  columns: [
    {
      name: "theory",
      unit: "",
      meaning: "steps of replica symmetry breaking; or the guide of slope −1/2",
    },
    { name: "level", unit: "1", meaning: "i = 1 … k" },
    { name: "alpha", unit: "1", meaning: "rows per column at which the ansatz is optimal" },
    { name: "breakingPoint", unit: "1/energy", meaning: "y_i = lim β x_i, on (q_{i−1}, q_i)" },
    { name: "overlapBelow", unit: "1", meaning: "q_{i−1}", detail: true },
    { name: "overlap", unit: "1", meaning: "q_i" },
    { name: "deficitBelow", unit: "1", meaning: "1 − q_{i−1}", detail: true },
    { name: "deficit", unit: "1", meaning: "1 − q_i; 0 for the last level", detail: true },
  ],
  draw({ method, k: asked, yMax, alpha }, step) {
    const frozen = method === "fixed-point";
    const k = asked ?? (frozen ? PUBLISHED_LEVELS : FEW);
    const most = Math.max(...k);
    if (!frozen && most > MAX_STEPS)
      throw new InputError(`k is ${most} with free breaking points: expected at most ${MAX_STEPS}`);
    const problem = problemAt(alpha);
    const solutions = frozen ? frozenSolutions(problem, k, yMax, step) : freeSolutions(problem, k, step);
    const rows = solutions.flatMap((solution) => levelRows(solution, alpha));
    const names = [...k].sort((a, b) => a - b).map((steps) => `k = ${steps}`);
    const slope = guide(rows, most);
    return {
      rows: [...rows, ...slope],
      specification: specification(names, rows, slope, frozen),
      caption:
        (frozen
          ? `Frozen breaking points, equally spaced from 0.01 to ${yMax}, overlaps by the published fixed-point iteration. `
          : "") +
        "Left: overlap q against y = βx, the zero-temperature form of q(x): y_i is the breaking point at which q jumps from q_{i−1} to q_i (values reached above the jump are drawn). Right: y(q) near q = 1, one segment a level, on logarithmic axes; " +
        "the grey line has slope −1/2, y ∝ (1 − q)^{−1/2}, through the last level but one of the largest k. " +
        `${alpha === undefined ? "At the threshold e_k(α) = 1 of each k." : `At α = ${alpha}.`} Source: Maillard 2022, k-RSB saddle-point equations at zero temperature.`,
      description:
        "Step functions: the overlaps rise to 1 with growing breaking point; with more levels the steps follow a smooth curve that approaches q = 1 like a square root.",
      ascii: {
        x: "breakingPoint",
        y: "overlap",
        series: "theory",
        logX: true,
        where: (row) => row.theory !== SLOPE,
        xLabel: "y",
        yLabel: "q_i",
      },
    };
  },
});

/** The levels that are asked for, of the chain up to the last of them. */
function freeSolutions(problem: Problem, k: readonly number[], step: Step): SaddlePointSolution[] {
  const most = Math.max(...k);
  const solutions: SaddlePointSolution[] = [];
  for (const solution of solveKrsbChain(problem, most)) {
    step(`${solution.k}-RSB`, solution.k + 1, most + 1);
    if (k.includes(solution.k)) solutions.push(solution);
  }
  return solutions;
}

function frozenSolutions(
  problem: Problem,
  k: readonly number[],
  yMax: number,
  step: Step,
): SaddlePointSolution[] {
  return k.map((levels, i) => {
    const solution = solveFixedPoint({ problem, k: levels, yMax });
    step(`${levels} levels`, i + 1, k.length);
    return solution;
  });
}

function levelRows(
  { k, overlaps, breakingPoints, ansatz, value }: SaddlePointSolution,
  alpha: number | undefined,
): TableRow[] {
  const deficits = ansatz.overlapDeficits;
  return breakingPoints.map((breakingPoint, i) => ({
    theory: `k = ${k}`,
    level: i + 1,
    alpha: alpha === undefined ? value : given(alpha),
    breakingPoint,
    overlapBelow: overlaps[i],
    overlap: overlaps[i + 1],
    deficitBelow: deficits[i],
    deficit: deficits[i + 1],
  }));
}

/** Two ends of a line of slope −1/2 through the middle of the last level but one of the largest k. */
function guide(rows: readonly TableRow[], most: number): TableRow[] {
  const levels = rows.filter((row) => row.theory === `k = ${most}`);
  const inner = levels.filter((row) => (row.deficit as number) > 0);
  const last = inner.at(-1);
  if (last === undefined) return [];
  const { value } = last.breakingPoint as Quantity;
  const deficit = Math.sqrt((last.deficit as number) * (last.deficitBelow as number));
  return [0.3, smallestDeficit(rows)].map((at) => ({
    theory: SLOPE,
    level: null,
    alpha: null,
    breakingPoint: value * Math.sqrt(deficit / at),
    overlapBelow: null,
    overlap: null,
    deficitBelow: at,
    deficit: null,
  }));
}

/** Where the guide reaches the given breaking point, for its name. */
function labelOf([end]: readonly TableRow[], breakingPoint: number): Specification[] {
  if (end === undefined) return [];
  const deficitBelow = (end.deficitBelow as number) * ((end.breakingPoint as number) / breakingPoint) ** 2;
  return [{ deficitBelow, breakingPoint }];
}

/** Where the axis of 1 − q begins: a third of the smallest deficit that is not zero. */
function smallestDeficit(rows: readonly TableRow[]): number {
  const deficits = rows.map((row) => row.deficit as number).filter((deficit) => deficit > 0);
  return Math.min(0.1, ...deficits) / 3;
}

/** A frozen grid has too many levels for points. */
function specification(
  names: readonly string[],
  rows: readonly TableRow[],
  slope: readonly TableRow[],
  frozen: boolean,
): Specification {
  const encoding = seriesEncoding("theory", names, frozen ? "lines" : "points");
  const { color } = encoding.line;
  // Frozen levels below the first jump, of no width, are left out of the picture.
  const open = rows.filter((row) => (row.deficitBelow as number) - (row.deficit as number) > NARROW);
  const breakingPoints = open.map((row) => (row.breakingPoint as Quantity).value);
  const [least, most] = [0.8 * Math.min(...breakingPoints), 1.3 * Math.max(...breakingPoints)];
  const smallest = smallestDeficit(rows);
  const tooltip = [
    { field: "theory", type: "nominal" },
    ...["level", "breakingPoint", "overlapBelow", "overlap", "deficitBelow"].map((field) => ({
      ...same(field),
      format: ".8~g",
    })),
  ];
  const levels = { filter: { not: { field: "theory", equal: SLOPE } } };
  const drawnPoints = (layer: Specification): Specification[] =>
    frozen ? [] : [{ mark: { type: "point", filled: true, size: 28, opacity: 1 }, ...layer }];
  return panels(
    {
      width: 230,
      height: 230,
      title: "q(y), y = βx",
      transform: [levels],
      layer: [
        {
          mark: { type: "line", interpolate: "step-after" },
          encoding: {
            x: logAxis("breakingPoint", "y = lim βx  [1/energy]", [least, most]),
            y: axis("overlap", "overlap q"),
            ...encoding.line,
          },
        },
        // From the edge to the first jump, the first jump, and from the last one to the edge.
        {
          transform: [{ filter: "datum.level === 1" }, { calculate: `${least}`, as: "edge" }],
          mark: { type: "rule" },
          encoding: { x: same("edge"), x2: { field: "breakingPoint" }, y: same("overlapBelow"), color },
        },
        {
          transform: [{ filter: "datum.level === 1" }],
          mark: { type: "rule" },
          encoding: { x: same("breakingPoint"), y: same("overlapBelow"), y2: { field: "overlap" }, color },
        },
        {
          transform: [{ filter: "datum.deficit === 0" }, { calculate: `${most}`, as: "edge" }],
          mark: { type: "rule" },
          encoding: { x: same("breakingPoint"), x2: { field: "edge" }, y: same("overlap"), color },
        },
        ...drawnPoints({
          encoding: { x: same("breakingPoint"), y: same("overlap"), ...encoding.point, tooltip },
        }),
      ],
    },
    {
      width: 230,
      height: 230,
      title: "y(q) near q = 1",
      layer: [
        {
          transform: [{ filter: { field: "theory", equal: SLOPE } }],
          mark: { type: "line", color: "#9a9a9a", strokeWidth: 1, clip: true },
          encoding: {
            x: logAxis("deficitBelow", "1 − q", [smallest, 1]),
            y: logAxis("breakingPoint", "y(q)  [1/energy]", [least, most]),
          },
        },
        {
          data: { values: labelOf(slope, least * (most / least) ** 0.9) },
          mark: { type: "text", align: "left", dx: 8, fontSize: 9, color: "#555555", text: SLOPE },
          encoding: { x: same("deficitBelow"), y: same("breakingPoint") },
        },
        {
          transform: [levels, { calculate: `max(datum.deficit, ${smallest})`, as: "deficitShown" }],
          mark: { type: "rule", strokeWidth: 1.6 },
          encoding: {
            x: same("deficitBelow"),
            x2: { field: "deficitShown" },
            y: same("breakingPoint"),
            color,
          },
        },
        ...drawnPoints({
          transform: [levels],
          encoding: { x: same("deficitBelow"), y: same("breakingPoint"), ...encoding.point, tooltip },
        }),
      ],
    },
  );
}
