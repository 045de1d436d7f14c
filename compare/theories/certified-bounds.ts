/** One-layer bounds with the decimals that are proved for them. */
import {
  type ConstantName,
  certificate,
  searchConstants,
  searchLifted,
  searchPlain,
} from "../../certified/index.js";
import type { OneLayerBound } from "../../geometry/index.js";

/** Decimals of the proved bounds. */
const DIGITS = { plain: 15, lifted: 11, constants: 15 };

/** The same bounds; those that have a proof are marked `certified`, with the decimal that it proves. */
export function withCertified(bounds: readonly OneLayerBound[]): OneLayerBound[] {
  const decimals = provedDecimals();
  return bounds.map((bound) => {
    const certified = decimals.get(bound.bound);
    return certified === undefined || !bound.valid ? bound : { ...bound, kind: "certified", certified };
  });
}

/** By the name of the bound. Lower bounds are rounded down, upper bounds up. */
function provedDecimals(): ReadonlyMap<string, string> {
  const upper = (proof: Parameters<typeof certificate>[0]): string => certificate(proof).bound ?? "";
  const constants = searchConstants(DIGITS.constants);
  certificate(constants);
  const constant = (wanted: ConstantName, side: "below" | "above"): string =>
    constants.values.find(({ name }) => name === wanted)?.[side] ?? "";
  return new Map([
    ["RS = plain RDT = Gordon", upper(searchPlain({ hidden: [], count: 2, digits: DIGITS.plain }))],
    ["partially lifted RDT", upper(searchLifted({ hidden: [], count: 2, digits: DIGITS.lifted }))],
    ["sum of rows", constant("sum-of-rows", "below")],
    ["union bound", constant("union-bound", "above")],
  ]);
}
