/** Printed capacities of Stojnic 2024 confirmed or refuted by proof: certified brackets of the published program. */
import { type Certificate, certificate, searchUnit } from "../../certified/index.js";
import type { Notion } from "../../rdt/index.js";
import { publishedRows } from "./published-stojnic-2024.js";

/** One printed capacity of the plain program. */
export interface CertifiedVerdict {
  readonly table: number;
  readonly depth: number;
  readonly notion: Notion;
  /** α_1 … α_{l−1} as printed. */
  readonly expansions: readonly string[];
  readonly printed: string;
  /**
   * `confirmed`: the program's value rounds to the printed digits; `too-small`, `too-large`: it lies above or below
   * every number that does. A value that is too large still is a bound, one that is too small is not the program's.
   */
  readonly judgement: "confirmed" | "too-small" | "too-large" | "undecided";
  readonly proof: Certificate;
}

/** Decimals of the brackets: the printed capacities have at most three. */
const DIGITS = 8;

/** Tables 2 to 6; the lifted tables are not judged, as no proof format serves unit norms with lifting. */
export function certifiedAudit(): CertifiedVerdict[] {
  return publishedRows.flatMap(({ table, depth, notion, lifted, entries }) => {
    const printedOf = (name: string): string | null =>
      entries.find(({ quantity }) => quantity === name)?.printed ?? null;
    const printed = printedOf("capacity");
    if (lifted || printed === null) return [];
    const expansions = Array.from({ length: depth - 1 }, (_, i) => printedOf(`expansion_${i + 1}`) ?? "");
    const count = notion === "weak" ? 2 : 4;
    const proof = certificate(searchUnit({ hidden: expansions, count, digits: DIGITS }));
    return [{ table, depth, notion, expansions, printed, judgement: judgementOf(printed, proof), proof }];
  });
}

/** Compares decimals exactly, in units of the last certified place. */
function judgementOf(printed: string, { bound, lower }: Certificate): CertifiedVerdict["judgement"] {
  const units = (text: string): bigint => {
    const [whole, part = ""] = text.split(".");
    return BigInt(whole + part.padEnd(DIGITS + 1, "0"));
  };
  const places = printed.split(".")[1]?.length ?? 0;
  const half = 5n * 10n ** BigInt(DIGITS - places);
  const [least, largest] = [units(printed) - half, units(printed) + half];
  const [low, high] = [units(lower ?? "0"), units(bound ?? "0")];
  if (low >= largest) return "too-small";
  if (high <= least) return "too-large";
  return low >= least && high <= largest ? "confirmed" : "undecided";
}
