/** The order parameter at zero temperature: q as a function of y = βx, and y(q) near q = 1. */
import { solveKrsbChain } from "../rsb/index.js";
import type { Quantity } from "../src/result.js";
import { given, type TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, logAxis, panels, same, seriesEncoding } from "./style.js";

const SLOPE = "slope −1/2";

export const orderParameterFigure = defineFigure({
  name: "order-parameter",
  summary: "order parameters q(y) and y(q), y = βx, at the threshold or a given α",
  title: "Order parameter at zero temperature",
  parameters: {
    k: {
      kind: "integers",
      meaning: "steps of replica symmetry breaking, each 1 … 40",
      standard: [1, 2, 4, 16],
      quick: [1, 2, 4],
      minimum: 1,
      maximum: 40,
    },
    alpha: {
      kind: "number",
      meaning: "rows per column α = m/n, greater than 2 (default: the threshold of each k)",
      standard: undefined,
      minimum: 2.01,
      maximum: 1000,
    },
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
  draw({ k, alpha }, step) {
    const problem =
      alpha === undefined ? ({ kind: "threshold" } as const) : ({ kind: "energy", alpha } as const);
    const most = Math.max(...k);
    const rows: TableRow[] = [];
    for (const { k: steps, overlaps, breakingPoints, ansatz, value } of solveKrsbChain(problem, most)) {
      step(`${steps}-RSB`, steps + 1, most + 1);
      if (!k.includes(steps)) continue;
      const theory = `k = ${steps}`;
      const deficits = ansatz.overlapDeficits;
      const at = alpha === undefined ? value : given(alpha);
      for (let level = 1; level <= steps; level++) {
        rows.push({
          theory,
          level,
          alpha: at,
          breakingPoint: breakingPoints[level - 1],
          overlapBelow: overlaps[level - 1],
          overlap: overlaps[level],
          deficitBelow: deficits[level - 1],
          deficit: deficits[level],
        });
      }
    }
    const names = [...k].sort((a, b) => a - b).map((steps) => `k = ${steps}`);
    return {
      rows: [...rows, ...guide(rows, most)],
      specification: specification(names, rows),
      caption:
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

/** Where the axis of 1 − q begins: a third of the smallest deficit that is not zero. */
function smallestDeficit(rows: readonly TableRow[]): number {
  const deficits = rows.map((row) => row.deficit as number).filter((deficit) => deficit > 0);
  return Math.min(0.1, ...deficits) / 3;
}

function specification(names: readonly string[], rows: readonly TableRow[]): Specification {
  const encoding = seriesEncoding("theory", names, "points");
  const { color } = encoding.line;
  const breakingPoints = rows.map((row) => (row.breakingPoint as Quantity).value);
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
  const points = { mark: { type: "point", filled: true, size: 28, opacity: 1 } };
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
        {
          ...points,
          encoding: { x: same("breakingPoint"), y: same("overlap"), ...encoding.point, tooltip },
        },
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
          transform: [levels, { calculate: `max(datum.deficit, ${smallest})`, as: "deficitShown" }],
          mark: { type: "rule", strokeWidth: 1.6 },
          encoding: {
            x: same("deficitBelow"),
            x2: { field: "deficitShown" },
            y: same("breakingPoint"),
            color,
          },
        },
        {
          ...points,
          transform: [levels],
          encoding: { x: same("deficitBelow"), y: same("breakingPoint"), ...encoding.point, tooltip },
        },
      ],
    },
  );
}
