/** The norm multiplier γ of a hidden layer, explicit in the other order parameters, and its derivatives. */
import { overlapsOf } from "../functional/ansatz.js";
import type { HiddenOrder } from "./deep-ansatz.js";

/** γ with derivatives in the increments of ĥ and of r, in the breaking points and in c. */
export interface FieldNorm {
  readonly gamma: number;
  readonly fieldIncrements: Float64Array;
  readonly overlapIncrements: Float64Array;
  readonly breakingPoints: Float64Array;
  readonly chi: number;
}

/**
 * γ = ½[ ĥ_k c + Σ_j y_j (ĥ_j r_j − ĥ_{j−1} r_{j−1}) ]: stationarity of the functional in the norm R_k of the layer's
 * output, which drops out of everything else because every layer sees normalised overlaps.
 */
export function fieldNorm({ fieldIncrements, output }: HiddenOrder): FieldNorm {
  const y = output.breakingPoints;
  const k = y.length;
  const overlaps = overlapsOf(output);
  const fields = new Float64Array(k + 1);
  let sum = 0;
  for (let j = 0; j <= k; j++) {
    sum += fieldIncrements[j];
    fields[j] = sum;
  }
  let gamma = 0.5 * fields[k] * output.chi;
  const breakingPoints = new Float64Array(k);
  for (let j = 1; j <= k; j++) {
    breakingPoints[j - 1] = 0.5 * (fields[j] * overlaps[j] - fields[j - 1] * overlaps[j - 1]);
    gamma += y[j - 1] * breakingPoints[j - 1];
  }
  const inFields = new Float64Array(k + 1);
  const inOverlaps = new Float64Array(k + 1);
  let fieldTail = 0.5 * output.chi;
  let overlapTail = 0;
  for (let j = k; j >= 0; j--) {
    const jump = 0.5 * ((j > 0 ? y[j - 1] : 0) - (j < k ? y[j] : 0));
    fieldTail += jump * overlaps[j];
    overlapTail += jump * fields[j];
    inFields[j] = fieldTail;
    inOverlaps[j] = overlapTail;
  }
  return {
    gamma,
    fieldIncrements: inFields,
    overlapIncrements: inOverlaps,
    breakingPoints,
    chi: 0.5 * fields[k],
  };
}
