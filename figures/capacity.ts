/** Capacities α_l and relative expansions ζ_l = α_l/α_{l−1} against depth, with the published points. */
import {
  type ComparedRow,
  certifiedSequence,
  deepRequest,
  solveSequence,
  stojnicTables,
} from "../compare/index.js";
import type { DualNorms, Notion } from "../rdt/index.js";
import { solveKrsb } from "../rsb/index.js";
import { quantity } from "../src/result.js";
import { given, type TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, panels, ring, same, seriesEncoding } from "./style.js";

const SERIES: Readonly<Record<DualNorms, string>> = { unit: "unit norms", optimal: "optimal norms" };
const STANDS = "published, stands";
const DIFFERS = "published, does not stand";
const NAMES = [SERIES.unit, SERIES.optimal, STANDS, DIFFERS];

/** Where the published capacities of plain duality stand: Table 1 (weak), Tables 3 and 5 (strong). */
const PUBLISHED: readonly {
  readonly table: string;
  readonly quantity: string;
  readonly notion: Notion;
  readonly depth: number;
}[] = [
  ...[1, 2, 3, 4].map((depth) => ({
    table: "1",
    quantity: `alpha_${depth}`,
    notion: "weak" as const,
    depth,
  })),
  { table: "3", quantity: "capacity", notion: "strong", depth: 2 },
  { table: "5", quantity: "capacity", notion: "strong", depth: 3 },
];

export const capacityFigure = defineFigure({
  name: "capacity",
  summary: "capacities α_l and expansions α_l/α_(l−1) against depth: weak, strong, unit and optimal norms",
  title: "Least admissible expansions of deep networks",
  parameters: {
    depth: {
      kind: "integer",
      meaning: "number of layers, 2 … 100",
      standard: 8,
      quick: 4,
      minimum: 2,
      maximum: 100,
    },
  },
  columns: [
    {
      name: "notion",
      unit: "",
      meaning: "weak: n active units in every layer; strong: 2n from layer 2 on",
    },
    { name: "series", unit: "", meaning: "norms of the dual vectors, or a published number" },
    { name: "depth", unit: "layers", meaning: "l" },
    {
      name: "expansion",
      unit: "1",
      meaning: "α_l = m_l/n; the error of a published number is half a unit of its last digit",
    },
    { name: "relativeExpansion", unit: "1", meaning: "ζ_l = α_l/α_{l−1}, from layer 2 on" },
    {
      name: "certified",
      unit: "",
      meaning: "the proved decimal, rounded up, where there is one; such points carry a ring",
      detail: true,
    },
    {
      name: "note",
      unit: "",
      meaning: "table of Stojnic 2024, and what the computation says of the number",
      detail: true,
    },
  ],
  draw({ depth }, step) {
    const first = solveKrsb({ kind: "threshold" }, 2).value;
    const rows: TableRow[] = [];
    for (const notion of ["weak", "strong"] as const) {
      for (const dualNorms of ["unit", "optimal"] as const) {
        const request = deepRequest({ notion, dualNorms, lifted: false }, depth, "2rsb");
        const layers = solveSequence(request).rows;
        const certified = certifiedSequence(request, layers);
        for (const [i, { layer, expansion, relativeExpansion }] of layers.entries()) {
          const relative = layer === 1 ? null : relativeExpansion;
          rows.push({
            notion,
            series: SERIES[dualNorms],
            depth: layer,
            expansion,
            relativeExpansion: relative,
            certified: certified[i],
            note: "",
          });
        }
        step(`${notion}, ${SERIES[dualNorms]}`, rows.length / depth, 5);
      }
    }
    rows.push(...publishedPoints());
    step("published tables", 5, 5);
    return {
      rows,
      specification: specification(),
      caption:
        `Upper bounds on the least admissible expansion α_l = m_l/n of layer l (top) and ζ_l = α_l/α_{l−1} (bottom) when every layer before is as narrow as the bound admits, α_1 = ${first.value.toFixed(4)} (2-RSB). Left: weak, n active units in every layer. Right: strong, 2n active units from layer 2 on. ` +
        "Unit dual norms as in Stojnic 2024, eqs. (46), (47), (68), and optimal ones; markers without line are the capacities printed in Tables 1, 3 and 5, diamonds those that the program does not give at the printed settings. Rings: the expansion is certified by proof after the layers before (docs/theorems.md).",
      description:
        "With unit norms the capacities rise with depth, with optimal norms they fall. The published points lie on the unit-norm curves, except the weak ones of three and four layers.",
      ascii: {
        x: "depth",
        y: "expansion",
        series: "series",
        where: (row) => row.notion === "weak",
        xLabel: "layer l",
        yLabel: "α_l, weak",
      },
    };
  },
});

function publishedPoints(): TableRow[] {
  const tables = stojnicTables();
  const find = (table: string, name: string): ComparedRow | undefined =>
    tables.find((row) => row.table === table && row.quantity === name);
  return PUBLISHED.flatMap(({ table, quantity: name, notion, depth }) => {
    const row = find(table, name);
    if (row === undefined) return [];
    const relative = find(table, `zeta_${depth}`);
    return [
      {
        notion,
        series: row.agrees ? STANDS : DIFFERS,
        depth,
        expansion: printed(row.published),
        relativeExpansion: relative === undefined || depth === 1 ? null : printed(relative.published),
        certified: null,
        note: `Table ${table}${row.note === "" ? "" : `: ${row.note}`}`,
      },
    ];
  });
}

function printed(text: string) {
  const decimals = text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
  return { ...quantity(given(Number(text)).value, 0.5 * 10 ** -decimals), status: "cited" as const };
}

function specification(): Specification {
  const encoding = seriesEncoding("series", NAMES, "points");
  const computed = { field: "series", oneOf: [SERIES.unit, SERIES.optimal] };
  const panel = (notion: Notion, field: string, label: string): Specification => ({
    width: 220,
    height: 170,
    title: field === "expansion" ? notion : "",
    transform: [{ filter: { field: "notion", equal: notion } }, { filter: { field, valid: true } }],
    layer: [
      {
        transform: [{ filter: computed }],
        mark: { type: "line" },
        encoding: {
          x: axis("depth", "layer l", { axis: { tickMinStep: 1, format: "d" } }),
          y: axis(field, label),
          ...encoding.line,
        },
      },
      {
        mark: { type: "point", size: 42, opacity: 1, strokeWidth: 1.5 },
        encoding: {
          x: same("depth"),
          y: same(field),
          ...encoding.point,
          tooltip: [
            { field: "series", type: "nominal" },
            same("depth"),
            { ...same(field), format: ".12~g" },
            { ...same(`${field}Error`), format: ".1~g" },
            { field: "note", type: "nominal" },
          ],
        },
      },
      ...(field === "expansion" ? [ring("depth", field)] : []),
    ],
  });
  const [expansion, relative] = ["αₗ = mₗ/n", "ζₗ = αₗ/αₗ₋₁"];
  return panels(
    panel("weak", "expansion", expansion),
    panel("strong", "expansion", expansion),
    panel("weak", "relativeExpansion", relative),
    panel("strong", "relativeExpansion", relative),
  );
}
