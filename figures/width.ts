/** Least constant width C of (n, Cn, …, Cn) against depth, by duality and by counting regions. */
import { certifiedWidth } from "../compare/index.js";
import { deepWidthBounds } from "../geometry/index.js";
import { constantWidth, liftedConstantWidth, type Notion } from "../rdt/index.js";
import type { Quantity } from "../src/result.js";
import type { TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, logAxis, panels, ring, same, seriesEncoding } from "./style.js";

const UNIT = "duality, unit norms";
const OPTIMAL = "duality, optimal norms";
const LIFTED = "lifted duality, optimal norms";
const PRINTED = "counting, Theorem 5.1 (5.10g)";
const PRECEDING = "counting, regions of layer L − 1";
const ENTROPY = "counting, entropy rates";
/** Widths closer than this are one: the proofs have eight decimals and more. */
const PROOF_UNIT = 1e-7;
/** Ticks. */
const WIDTHS = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000];
const NAMES = [UNIT, OPTIMAL, LIFTED, PRINTED, PRECEDING, ENTROPY];

export const widthFigure = defineFigure({
  name: "width",
  summary: "least constant width of (n, Cn, …, Cn) against depth, beside Theorem 5.1 of Paleka 2021",
  title: "Constant width of deep networks",
  parameters: {
    depth: {
      kind: "integers",
      meaning: "numbers of layers, each 1 … 10000",
      standard: [1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 30, 50, 100],
      quick: [1, 2, 4, 10, 100],
      minimum: 1,
      maximum: 10_000,
    },
  },
  columns: [
    {
      name: "notion",
      unit: "",
      meaning: "weak: n active units in every layer; strong: 2n from layer 2 on, hence injective",
    },
    { name: "method", unit: "", meaning: "theorem behind the bound" },
    { name: "depth", unit: "layers", meaning: "L" },
    { name: "width", unit: "1", meaning: "least C of (n, Cn, …, Cn)" },
    {
      name: "certified",
      unit: "",
      meaning: "the proved decimal, rounded up, where there is one; such points carry a ring",
      detail: true,
    },
  ],
  draw({ depth }, step) {
    const depths = [...new Set(depth)].sort((a, b) => a - b);
    const rows: TableRow[] = [];
    for (const [i, notion] of (["weak", "strong"] as const).entries()) {
      const everyDepth = liftedConstantWidth({ depth: Number.POSITIVE_INFINITY, notion });
      for (const layers of depths) {
        // One layer needs n active units whatever comes after: the weak notion.
        if (notion === "strong" && layers === 1) continue;
        const put = (method: string, width: Quantity): void => {
          rows.push({ notion, method, depth: layers, width, certified: proved(notion, method, width) });
        };
        const counting = deepWidthBounds(layers);
        put(UNIT, constantWidth({ depth: layers, notion, dualNorms: "unit" }).width);
        put(OPTIMAL, constantWidth({ depth: layers, notion, dualNorms: "optimal" }).width);
        put(
          LIFTED,
          layers >= everyDepth.bindingLayer
            ? everyDepth.width
            : liftedConstantWidth({ depth: layers, notion }).width,
        );
        put(ENTROPY, notion === "weak" ? counting.entropyWeak : counting.entropy);
        if (notion === "strong") {
          put(PRINTED, counting.printed);
          put(PRECEDING, counting.preceding);
        }
        step(
          `width of ${layers} layers, ${notion}`,
          i * depths.length + depths.indexOf(layers) + 1,
          2 * depths.length,
        );
      }
    }
    return {
      rows,
      specification: specification(depths),
      caption:
        "Least constant width C for which every layer of (n, Cn, …, Cn) keeps enough active units for every input, n → ∞ at fixed depth L; all are upper bounds on the width needed. Duality: Stojnic 2024 with unit norms as published, and with optimal norms, for which one width serves every depth. " +
        "Rings: the width is certified by proof for every depth (docs/theorems.md, Theorem 3). Counting: Paleka 2021, Theorem 5.1, 2^{−C−2}(eC)^{L+3} < 1 as printed, with the regions of the preceding layer, and with entropy rates, L·H₂(1/C) + H₂(k/C) = 1 (k = 2; k = 1 for the weak notion).",
      description:
        "The counting bounds grow about like L log L without limit, the unit-norm bound rises steeply and levels off, the optimal-norm bounds are flat and far below, the lifted ones a little lower still.",
      ascii: {
        x: "depth",
        y: "width",
        series: "method",
        logX: true,
        logY: true,
        where: (row) => row.notion === "strong",
        xLabel: "L",
        yLabel: "C, strong,",
      },
    };
  },
});

/** The proved width for every depth, where it is what the method needs at this depth, to the decimals of the proof. */
function proved(notion: Notion, method: string, { value }: Quantity): string | null {
  if (method !== OPTIMAL && method !== LIFTED) return null;
  const certified = certifiedWidth(notion, method === LIFTED);
  return Number(certified) - value < PROOF_UNIT ? certified : null;
}

function specification(depths: readonly number[]): Specification {
  const encoding = seriesEncoding("method", NAMES, "points", 2);
  const reach: [number, number] = [depths[0] / 1.12, depths[depths.length - 1] * 1.12];
  const panel = (notion: Notion): Specification => ({
    width: 220,
    height: 230,
    title: notion,
    transform: [{ filter: { field: "notion", equal: notion } }],
    layer: [
      {
        mark: { type: "line" },
        encoding: {
          x: logAxis("depth", "layers L", reach),
          y: axis("width", "least constant width C", {
            scale: { type: "log", padding: 8 },
            axis: { values: WIDTHS, format: "~g" },
          }),
          ...encoding.line,
        },
      },
      {
        mark: { type: "point", size: 26, opacity: 1, filled: true },
        encoding: {
          x: same("depth"),
          y: same("width"),
          ...encoding.point,
          tooltip: [
            { field: "method", type: "nominal" },
            same("depth"),
            { ...same("width"), format: ".12~g" },
            { ...same("widthError"), format: ".1~g" },
          ],
        },
      },
      ring("depth", "width"),
    ],
  });
  return { ...panels(panel("weak"), panel("strong")), resolve: { scale: { y: "shared" } } };
}
