/** Every number printed in Paleka 2021 (master thesis), except settings of examples and timings, recomputed. */
import type { ComparedRow } from "./compared-row.js";
import { palekaDeepRows } from "./paleka-2021-deep.js";
import { palekaLayerRows } from "./paleka-2021-layer.js";

/** All rows in the order of the chapters, with corrections where the thesis needs one. */
export function palekaTable(): ComparedRow[] {
  return [...palekaLayerRows(), ...palekaDeepRows()];
}
