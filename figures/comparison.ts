/** Every method at one depth: the least expansion of the last layer, and the one width for all layers. */
import type { DeepBound } from "../compare/index.js";
import type { Notion } from "../rdt/index.js";
import type { Quantity } from "../src/result.js";
import type { TableRow } from "../src/table/table.js";
import { boundMarks, NAMES_AXIS } from "./bound-marks.js";
import { KINDS } from "./bounds.js";
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
import { logAxis, panels, ring } from "./style.js";

const MEASURES = { expansion: "least expansion of layer L", width: "least constant width C" } as const;
type Measure = keyof typeof MEASURES;
const MEASURED = ["expansion", "width"] as const;

const SHAPES = { "lower bound": "triangle-right", "upper bound": "triangle-left" };

export const comparisonFigure = defineFigure({
  name: "comparison",
  summary: "every method at one depth: least expansion of the last layer and constant width, side and kind",
  title: "Every method at one depth",
  parameters: COMPARISON_PARAMETERS,
  columns: [
    NOTION_COLUMN,
    { name: "rank", unit: "1", meaning: "place in ascending order of the value", detail: true },
    { name: "measure", unit: "", meaning: "least expansion of the last layer, or one width for all layers" },
    { name: "method", unit: "", meaning: "name of the bound, or of the method" },
    {
      name: "value",
      unit: "1",
      meaning: "m_L/n given the layers before it by the same method, or C of (n, Cn, …, Cn)",
    },
    BOUND_COLUMNS.side,
    BOUND_COLUMNS.kind,
    CERTIFIED_COLUMN,
    { name: "shown", unit: "", meaning: "label in the figure", detail: true },
    BOUND_COLUMNS.source,
  ],
  draw({ depth, k }, step) {
    const rows = comparedNotions(depth, k, step).flatMap(({ notion, bounds }) =>
      MEASURED.flatMap((measure) =>
        ascending(bounds, depth, measure).map((row, i) => ({ rank: i + 1, ...cells(notion, measure, row) })),
      ),
    );
    const picture = notionsAt(depth).flatMap((notion) =>
      MEASURED.map((measure) => panel(depth, notion, measure, rows)),
    );
    return {
      rows,
      // The room between columns is for the names of the methods and the values.
      specification: { ...panels(...picture), spacing: { row: 60, column: 190 } },
      caption:
        `What every method asks of ${depth === 1 ? "one layer" : `${depth} layers`} as n → ∞: the expansion m_L/n of the last layer, given the least ones before it by the same method (α_1 = 6.70039, 2-RSB, for duality and replica theory), and the least C of (n, Cn, …, Cn). Triangles point to where the threshold lies; rings are certified by proof (docs/theorems.md). ` +
        "Weak: n active units in every layer; strong: 2n from layer 2 on. Logarithmic axes. Sources: Stojnic 2024, Paleka 2021 (Theorem 5.1), Maillard 2022; see the data.",
      description:
        "Methods sorted by value. Lifted duality with optimal norms asks least among the theorems; counting regions asks several times as much, and multiplying thresholds of one layer asks orders of magnitude more.",
      ascii: {
        x: "value",
        y: "rank",
        names: "method",
        series: "kind",
        logX: true,
        where: (row) => row.notion === "weak" && row.measure === MEASURES.expansion,
        xLabel: "m_L/n",
        yLabel: "rank",
      },
    };
  },
});

/** The rows that have the measure, one a method, by its value. */
function ascending(bounds: readonly DeepBound[], depth: number, measure: Measure): DeepBound[] {
  const last = bounds.filter(({ layer }) => layer === depth || layer === null);
  return last
    .filter((row) => measured(row, measure) !== null)
    .sort((a, b) => (measured(a, measure)?.value ?? 0) - (measured(b, measure)?.value ?? 0));
}

function measured({ value, width }: DeepBound, measure: Measure): DeepBound["value"] {
  return measure === "expansion" ? value : width;
}

function cells(notion: Notion, measure: Measure, row: DeepBound): TableRow {
  const value = measured(row, measure);
  const shared = sharedCells(notion, row);
  return {
    ...shared,
    // A proof of a layer says nothing of a width.
    certified: measure === "expansion" ? shared.certified : null,
    measure: MEASURES[measure],
    method: row.bound,
    value,
    shown: (value?.value ?? Number.NaN).toPrecision(5).replace("e+", "e"),
  };
}

function panel(depth: number, notion: Notion, measure: Measure, rows: readonly TableRow[]): Specification {
  const own = rows.filter((row) => row.notion === notion && row.measure === MEASURES[measure]);
  const names = own.map(({ method }) => method);
  const values = own.map(({ value }) => (value as Quantity).value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // Room for the numbers to the right of the points.
  const domain = [0.8 * least, most * (most / least) ** 0.45] as const;
  const kinds = ["rigorous", "physics"];
  const y = {
    field: "method",
    type: "nominal",
    sort: names,
    axis: NAMES_AXIS,
  };
  return {
    width: 200,
    height: 20 * names.length,
    title: depth === 1 ? "one layer" : `${notion}, L = ${depth}`,
    transform: [
      { filter: { field: "notion", equal: notion } },
      { filter: { field: "measure", equal: MEASURES[measure] } },
    ],
    layer: [
      ...boundMarks({
        x: logAxis("value", MEASURES[measure], domain, { grid: false }),
        y,
        kinds: Object.fromEntries(kinds.map((kind) => [kind, KINDS[kind]])),
        shapes: SHAPES,
      }),
      ringAt(y),
    ],
  };
}

/** The ring of {@link ring} on a nominal axis. */
function ringAt(y: Specification): Specification {
  const { encoding, ...mark } = ring("value", "method") as { readonly encoding: Specification };
  return { ...mark, encoding: { ...encoding, y } };
}
