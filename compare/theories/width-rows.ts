/** Constant widths (n, Cn, …, Cn) by every bound, depth by depth. */
import { type DeepWidthBounds, deepWidthBounds } from "../../geometry/index.js";
import {
  type ConstantWidth,
  constantWidth,
  type DualNorms,
  type LiftedConstantWidth,
  liftedConstantWidth,
  type Notion,
} from "../../rdt/index.js";
import type { Quantity } from "../../src/result.js";

/** The bounds at one depth; the counting bounds grow without limit and are absent at infinite depth. */
export interface WidthRow {
  readonly depth: number;
  readonly unit: ConstantWidth;
  readonly optimal: ConstantWidth;
  /** Lifted duality with optimal norms. */
  readonly lifted: LiftedConstantWidth;
  readonly counting?: DeepWidthBounds;
}

/** The methods by the names used in the output, in the order in which ties go. */
export type WidthMethod = "lifted" | "optimal" | "unit" | "entropy" | "preceding" | "printed";

export const WIDTH_METHOD_NAMES: Readonly<Record<WidthMethod, string>> = {
  lifted: "lifted duality, optimal norms",
  optimal: "plain duality, optimal norms",
  unit: "plain duality, unit norms",
  entropy: "region counting with entropy rates (Paleka 2021, Theorem 5.1 sharpened)",
  preceding: "region counting with the regions of f_{L-1} (Theorem 5.1 sharpened)",
  printed: "region counting (Paleka 2021, Theorem 5.1, eq. (5.10g))",
};

export interface WidthSettings {
  readonly notion: Notion;
  /** Least width of layer 1 by a theory of one layer, in place of the same duality's. */
  readonly firstLayerThreshold?: number;
}

/** Solves depth after depth; the lifted width for every depth is solved once. */
export class WidthSolver {
  private infinite: LiftedConstantWidth | undefined;

  constructor(private readonly settings: WidthSettings) {}

  row(depth: number): WidthRow {
    return {
      depth,
      unit: this.plain(depth, "unit"),
      optimal: this.plain(depth, "optimal"),
      lifted: this.lifted(depth),
      ...(depth === Number.POSITIVE_INFINITY ? {} : { counting: deepWidthBounds(depth) }),
    };
  }

  plain(depth: number, dualNorms: DualNorms): ConstantWidth {
    return constantWidth({ ...this.settings, depth, dualNorms });
  }

  /** From the layer that binds at infinite depth on, every depth needs the same width. */
  lifted(depth: number): LiftedConstantWidth {
    this.infinite ??= liftedConstantWidth({ ...this.settings, depth: Number.POSITIVE_INFINITY });
    if (depth >= this.infinite.bindingLayer) return { ...this.infinite, depth };
    return liftedConstantWidth({ ...this.settings, depth });
  }
}

/** The widths of a row by method; counting bounds for n active units have one sharp form only. */
export function widthsOf(
  { unit, optimal, lifted, counting }: WidthRow,
  notion: Notion,
): Map<WidthMethod, Quantity> {
  const found = new Map<WidthMethod, Quantity>([
    ["lifted", lifted.width],
    ["optimal", optimal.width],
    ["unit", unit.width],
  ]);
  if (counting === undefined) return found;
  found.set("entropy", notion === "strong" ? counting.entropy : counting.entropyWeak);
  if (notion === "strong") found.set("preceding", counting.preceding).set("printed", counting.printed);
  return found;
}

/** The least of the widths, by the first method that has it. */
export function leastWidth(widths: ReadonlyMap<WidthMethod, Quantity>): { by: WidthMethod; width: Quantity } {
  let best: { by: WidthMethod; width: Quantity } | undefined;
  for (const [by, width] of widths)
    if (best === undefined || width.value < best.width.value) best = { by, width };
  if (best === undefined) throw new Error("no bound to choose from");
  return best;
}
