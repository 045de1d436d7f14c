/** The full-RSB threshold of one layer, which many comparisons quote. */
import { DEFAULT_FULL_RSB_TOLERANCE, type FullRsbSolution, solveFullRsb } from "../../rsb/index.js";
import { kept } from "../../src/kept.js";

const solved = kept((tolerance: number) => solveFullRsb({ kind: "threshold" }, { tolerance }));

/** The solution to a tolerance, that of the solver by default. */
export function fullRsbThreshold(tolerance = DEFAULT_FULL_RSB_TOLERANCE): FullRsbSolution {
  return solved(tolerance);
}
