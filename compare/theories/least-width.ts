/** The least constant width by the duality asked for, beside the best of all bounds. */
import { type DualNorms, liftedConstantWidth, type Notion } from "../../rdt/index.js";
import { type Quantity, quantity } from "../../src/result.js";
import { certifiedWidth } from "./certified-width.js";
import { type FirstLayerChoice, oneLayerThreshold } from "./first-layer.js";
import { leastWidth, WIDTH_METHOD_NAMES, type WidthMethod, WidthSolver, widthsOf } from "./width-rows.js";

/** What is asked for. */
export interface LeastWidthRequest {
  /** Number of layers, or Infinity for every depth. */
  readonly depth: number;
  readonly notion: Notion;
  readonly dualNorms: DualNorms;
  readonly lifted: boolean;
  /** Least width of layer 1 by a theory of one layer, in place of the same duality's. */
  readonly firstLayer?: FirstLayerChoice;
}

/** The least C of (n, Cn, …, Cn), n → ∞. */
export interface LeastWidth {
  readonly depth: number;
  readonly notion: Notion;
  readonly width: Quantity;
  /** The layer whose condition is an equality; Infinity where it is the limit of the deep ones. */
  readonly bindingLayer: number;
  /** Duality and counting are theorems; layer 1 by replica theory is not, a given number is what it is. */
  readonly kind: "certified" | "rigorous" | "physics" | "conditional";
  /** Proved for every C from this decimal on; null but for every depth, optimal norms and layer 1 by the same duality. */
  readonly certified: string | null;
  readonly theorem: string;
  readonly plain: Quantity;
  readonly lifted: Quantity;
  /** What the binding layer receives, and what ever deeper ones do. */
  readonly incoming: number;
  readonly deepValue: number;
  /** The bounds by counting regions; null at infinite depth. */
  readonly counting: Readonly<Record<"printed" | "preceding" | "entropy" | "entropyWeak", Quantity>> | null;
  readonly best: { readonly width: Quantity; readonly by: WidthMethod; readonly theorem: string };
}

/**
 * The least constant width, and the solver with which it was found, for the same question at other depths.
 * @throws InputError for the strong notion with one layer, and for lifting with unit norms beyond 24 layers
 */
export function leastConstantWidth(asked: LeastWidthRequest): { least: LeastWidth; solver: WidthSolver } {
  const { depth, notion, dualNorms, lifted, firstLayer } = asked;
  const threshold = typeof firstLayer === "string" ? oneLayerThreshold(firstLayer) : given(firstLayer);
  const settings = { notion, ...(threshold === undefined ? {} : { firstLayerThreshold: threshold.value }) };
  const solver = new WidthSolver(settings);
  const row = solver.row(depth);
  const plain = row[dualNorms];
  const withLifting =
    dualNorms === "optimal" || !lifted ? row.lifted : liftedConstantWidth({ ...settings, depth, dualNorms });
  const { width, bindingLayer } = lifted ? withLifting : plain;
  const best = leastWidth(widthsOf(row, notion));
  const everyDepth = depth === Number.POSITIVE_INFINITY && dualNorms === "optimal";
  const certified = everyDepth && firstLayer === undefined ? certifiedWidth(notion, lifted) : null;
  return {
    solver,
    least: {
      depth,
      notion,
      // Where layer 1 binds, C is the threshold that was given, with its error.
      width:
        threshold === undefined || bindingLayer > 1
          ? width
          : { ...width, error: width.error + threshold.error },
      bindingLayer,
      kind: certified === null ? kindOf(firstLayer) : "certified",
      certified,
      theorem: WIDTH_METHOD_NAMES[lifted && dualNorms === "optimal" ? "lifted" : dualNorms],
      plain: plain.width,
      lifted: withLifting.width,
      incoming: plain.incoming,
      deepValue: plain.deepValue,
      counting:
        row.counting === undefined
          ? null
          : {
              printed: row.counting.printed,
              preceding: row.counting.preceding,
              entropy: row.counting.entropy,
              entropyWeak: row.counting.entropyWeak,
            },
      best: { width: best.width, by: best.by, theorem: WIDTH_METHOD_NAMES[best.by] },
    },
  };
}

function given(expansion: number | undefined): Quantity | undefined {
  return expansion === undefined ? undefined : quantity(expansion, 0);
}

function kindOf(firstLayer: FirstLayerChoice | undefined): LeastWidth["kind"] {
  if (firstLayer === "2rsb" || firstLayer === "frsb") return "physics";
  return typeof firstLayer === "number" ? "conditional" : "rigorous";
}
