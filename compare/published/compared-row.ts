/** One published number beside the computed one. */
import type { Quantity } from "../../src/result.js";

/** Where a published number was printed. */
export type PublishedSource = "maillard" | "stojnic" | "paleka" | "puthawala";

/**
 * What the printed number says of the computed one: that it is its value, or that it is an upper (lower) bound of it,
 * such as a constant said to be sufficient (necessary).
 */
export type Claim = "value" | "upper" | "lower";

/** A row of a reproduced table. */
export interface ComparedRow {
  readonly source: PublishedSource;
  readonly table: string;
  readonly quantity: string;
  /** As printed. */
  readonly published: string;
  readonly computed: Quantity;
  /** Whether what was printed is true: see {@link Claim}; null where it cannot be read. */
  readonly agrees: boolean | null;
  readonly note: string;
  /** `value` where absent. */
  readonly claim?: Claim;
  /** Where the source prints the same claim before; it counts once. */
  readonly repeats?: string;
  /** What should be there instead, or what sharpens it. */
  readonly correction?: string;
  /** For the capacity of a published parameter set: what the program says of the printed parameters. */
  readonly audit?: PublishedAudit;
}

/** Residuals of a printed parameter set, and the explanation of its capacity that fits best. */
export interface PublishedAudit {
  /** φ_0 at the printed parameters; a capacity has φ_0 = 0. */
  readonly objective: number;
  /** Largest relative residual of the stationarity conditions. */
  readonly stationarity: number;
  /** The relative change of α_l that would bring φ_0 to zero. */
  readonly objectiveResidual: number;
  readonly explanation: string;
  /** The change of the program that the printed parameters fit clearly better than the program itself, if any. */
  readonly substitution: string | null;
}

/** Half a unit of the last printed digit. */
export function printedPrecision(printed: string): number {
  const decimals = printed.includes(".") ? printed.length - printed.indexOf(".") - 1 : 0;
  return 0.5 * 10 ** -decimals;
}

/** Whether a computed value rounds to the printed one, its own error allowed for. */
export function agreesWithPrinted(computed: Quantity, printed: string): boolean {
  return (
    Math.abs(computed.value - Number(printed)) <= printedPrecision(printed) * (1 + 1e-9) + computed.error
  );
}
