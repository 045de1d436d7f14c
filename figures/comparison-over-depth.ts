/** Every method layer by layer: least expansions against depth, each layer given those before it. */
import type { DeepBound } from "../compare/index.js";
import type { Notion } from "../rdt/index.js";
import type { TableRow } from "../src/table/table.js";
import {
  BOUND_COLUMNS,
  CERTIFIED_COLUMN,
  COMPARISON_PARAMETERS,
  comparedNotions,
  NOTION_COLUMN,
  notionsAt,
  sharedCells,
} from "./comparison-rows.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, logAxis, panels, ring, same, seriesEncoding } from "./style.js";

const LOWER = "lower bound";
/** From the least demanding to the most. */
const NAMES = [
  LOWER,
  "lifted duality",
  "duality",
  "duality, unit norms",
  "region counting",
  "product, full RSB",
  "product, lifted duality",
];

export const comparisonOverDepthFigure = defineFigure({
  name: "comparison-over-depth",
  summary: "every method against depth: least expansion of each layer given those before it, weak and strong",
  title: "Every method against depth",
  parameters: COMPARISON_PARAMETERS,
  columns: [
    NOTION_COLUMN,
    { name: "method", unit: "", meaning: "the method; both lower bounds are one curve" },
    { name: "layer", unit: "1", meaning: "l" },
    {
      name: "expansion",
      unit: "1",
      meaning: "least m_l/n of the layer, given those before it by the same method",
    },
    BOUND_COLUMNS.side,
    BOUND_COLUMNS.kind,
    CERTIFIED_COLUMN,
    BOUND_COLUMNS.source,
  ],
  draw({ depth, k }, step) {
    const rows = comparedNotions(depth, k, step).flatMap(({ notion, bounds }) =>
      bounds.filter(({ value }) => value !== null).map((row) => cells(notion, row)),
    );
    const names = k === undefined ? NAMES : [...NAMES, `${k}-RSB of deep networks`];
    return {
      rows,
      specification: specification(depth, names, rows),
      caption:
        "Least expansion m_l/n of layer l as n → ∞, given the least ones of the layers before it by the same method (α_1 = 6.70039, 2-RSB, for duality and replica theory; layer 1 by the method itself). Rings: certified by proof (docs/theorems.md). " +
        "Weak: n active units in every layer; strong: 2n from layer 2 on. Constant widths against depth are the figure width. Sources: Stojnic 2024, Paleka 2021 (Theorem 5.1), Maillard 2022; see the data.",
      description:
        "With optimal norms duality falls with depth, with unit norms it rises slowly, counting regions rises about in proportion to depth, and products of one-layer thresholds rise exponentially.",
      ascii: {
        x: "layer",
        y: "expansion",
        series: "method",
        logY: true,
        where: (row) => row.notion === "weak",
        xLabel: "layer l",
        yLabel: "m_l/n, weak",
      },
    };
  },
});

function cells(notion: Notion, row: DeepBound): TableRow {
  return { ...sharedCells(notion, row), method: methodOf(row), layer: row.layer, expansion: row.value };
}

/** Layer 1 by full RSB begins the product; the lower bounds of all layers are one curve. */
function methodOf({ bound, side }: DeepBound): string {
  if (side === "lower") return LOWER;
  return bound === "full RSB" ? "product, full RSB" : bound;
}

function specification(depth: number, names: readonly string[], rows: readonly TableRow[]): Specification {
  const encoding = seriesEncoding("method", names, "points", 2);
  const values = rows.map(({ expansion }) =>
    typeof expansion === "object" && expansion !== null ? expansion.value : 2,
  );
  const panel = (notion: Notion): Specification => ({
    width: 220,
    height: 240,
    title: notion,
    transform: [{ filter: { field: "notion", equal: notion } }],
    layer: [
      {
        mark: { type: "line" },
        encoding: {
          x: axis("layer", "layer l", { axis: { tickMinStep: 1, format: "d" } }),
          y: logAxis("expansion", "mₗ/n", [1.8, 1.3 * Math.max(...values)]),
          ...encoding.line,
        },
      },
      {
        mark: { type: "point", size: 42, opacity: 1, strokeWidth: 1.5 },
        encoding: {
          x: same("layer"),
          y: same("expansion"),
          ...encoding.point,
          tooltip: [
            { field: "method", type: "nominal" },
            same("layer"),
            { ...same("expansion"), format: ".12~g" },
            { ...same("expansionError"), format: ".1~g" },
            { field: "kind", type: "nominal" },
            { field: "source", type: "nominal" },
          ],
        },
      },
      ring("layer", "expansion"),
    ],
  });
  return panels(...notionsAt(depth).map(panel));
}
