/** The lemma on biases, in its true direction only: a quick yes, or no statement. */
import { matrixFromRows, rowOf } from "../../src/matrix/dense-matrix.js";
import { checkLayer, SPACE } from "../injectivity/index.js";
import type { NetworkLayer } from "../model.js";

/** `injective`: proved. `no-statement`: the lemma's "only if" is false, so that nothing follows. */
export type BiasLemmaAnswer = "injective" | "no-statement";

/**
 * Puthawala et al. 2020 state that ReLU(Wx + b) is injective iff the rows with b ≥ 0 alone are injective without bias.
 * "If" is true, and with it the same about any centre: rows with b + W c ≥ 0, for x ↦ x − c. "Only if" is false: for
 * W = (1, −1), b = (1, −1/2) the layer is injective and the lemma's rows are not.
 * @param centre the point c; the origin by default
 */
export function biasLemma({ weights, bias }: NetworkLayer, centre?: ArrayLike<number>): BiasLemmaAnswer {
  const rows: Float64Array[] = [];
  for (let i = 0; i < weights.rows; i++) {
    const row = rowOf(weights, i);
    if (surelyNonnegative(row, bias?.[i] ?? 0, centre)) rows.push(row);
  }
  if (rows.length < weights.columns) return "no-statement";
  const { verdict } = checkLayer({ weights: matrixFromRows(rows), bias: null, domain: SPACE });
  return verdict === "injective" ? "injective" : "no-statement";
}

/** Whether b + w·c ≥ 0 despite rounding: a doubtful row is left out, which can only cost the answer. */
function surelyNonnegative(row: Float64Array, bias: number, centre: ArrayLike<number> | undefined): boolean {
  if (centre === undefined) return bias >= 0;
  const terms = [bias, ...row.map((entry, j) => entry * centre[j])];
  const sum = terms.reduce((total, term) => total + term, 0);
  return sum >= 2 * terms.length * Number.EPSILON * terms.reduce((total, term) => total + Math.abs(term), 0);
}
