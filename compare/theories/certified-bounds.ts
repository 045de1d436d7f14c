/** One-layer bounds with the decimals that are proved for them. */
import {
  type ConstantName,
  certificate,
  searchConstants,
  searchLifted,
  searchPlain,
} from "../../certified/index.js";
import type { OneLayerBound } from "../../geometry/index.js";

/** Decimals of the proved bounds: as many as there are, and fewer for a summary. */
const DIGITS = { plain: 15, lifted: 11, constants: 15, summary: 10 };

/** The same bounds; those that have a proof are marked `certified`, with the decimal that it proves. */
export function withCertified(bounds: readonly OneLayerBound[]): OneLayerBound[] {
  const decimals = provedDecimals();
  return bounds.map((bound) => {
    const certified = decimals.get(bound.bound);
    return certified === undefined || !bound.valid ? bound : { ...bound, kind: "certified", certified };
  });
}

/** The best theorems on one layer, to ten decimals: no layer below the first is injective, every one above the second is. */
export function certifiedThresholds(): { readonly lower: string; readonly upper: string } {
  return {
    lower: provedConstants(DIGITS.summary)("sum-of-rows", "below"),
    upper: certificate(searchLifted({ hidden: [], count: 2, digits: DIGITS.summary })).bound ?? "",
  };
}

/** Ends of the brackets of all constants, by one proof. */
function provedConstants(digits: number): (name: ConstantName, side: "below" | "above") => string {
  const constants = searchConstants(digits);
  certificate(constants);
  return (wanted, side) => constants.values.find(({ name }) => name === wanted)?.[side] ?? "";
}

/** By the name of the bound. Lower bounds are rounded down, upper bounds up. */
function provedDecimals(): ReadonlyMap<string, string> {
  const upper = (proof: Parameters<typeof certificate>[0]): string => certificate(proof).bound ?? "";
  const constant = provedConstants(DIGITS.constants);
  return new Map([
    ["RS = plain RDT = Gordon", upper(searchPlain({ hidden: [], count: 2, digits: DIGITS.plain }))],
    ["partially lifted RDT", upper(searchLifted({ hidden: [], count: 2, digits: DIGITS.lifted }))],
    ["sum of rows", constant("sum-of-rows", "below")],
    ["union bound", constant("union-bound", "above")],
  ]);
}
