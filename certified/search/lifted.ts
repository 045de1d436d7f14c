/** Finds proofs by partially lifted duality with free dual norms. */

import { liftedCapacity, type ProgramParameters } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";
import type { Count, LiftedProof } from "../format/index.js";
import { PROOF_SCHEMA } from "../format/index.js";
import { requireSearch } from "./arguments.js";
import { beyond, rounded } from "./decimals.js";
import { sphereTerm } from "./exponential-moments.js";
import { lastCells, lastValue } from "./lifted-cells.js";
import { hiddenCover, hiddenValue } from "./lifted-cover.js";

export interface LiftedSearch {
  readonly hidden: readonly string[];
  readonly count: Count;
  /** Decimals of the bound (1 to 10, 11 for one layer): about 150 boxes for each decimal and layer. */
  readonly digits: number;
}

/** Doubles leave room for no more. */
export function requireLiftedDigits(digits: number, most = 10): void {
  if (!Number.isInteger(digits) || digits < 1 || digits > most)
    throw new InputError(`digits ${digits}: expected an integer from 1 to ${most} with lifting`);
}

/** The weights w_i = c₃K_i r_{i−1} of a lifted optimum, and where each hidden layer has its saddle. */
export interface LiftedWeights {
  readonly capacity: number;
  readonly weights: readonly string[];
  readonly saddles: readonly { readonly A: number; readonly q: number }[];
}

/** @throws InputError where lifting brings nothing or no optimum is found */
export function liftedWeights(hidden: readonly number[], count: Count): LiftedWeights {
  const { capacity, lifting, c3, parameters } = liftedCapacity(hidden, { count, dualNorms: "optimal" });
  if (lifting === "none" || capacity.status !== "converged")
    throw new InputError("expansions: expected some at which lifting helps; certify the plain bound instead");
  const { r, gammaBar, dualNorms = [] }: ProgramParameters = parameters;
  const norm = (i: number): number => (i === 0 ? 1 : dualNorms[i - 1] * r[i - 1]);
  return {
    capacity: capacity.value,
    weights: [...hidden, 0].map((_, i) => rounded(c3.value * norm(i), 11)),
    saddles: hidden.map((_, i) => ({ A: 1 / (4 * gammaBar[i]), q: (r[i - 1] ?? 1) / r[i] })),
  };
}

/**
 * A proof of the lifted bound α_l after these hidden expansions, rounded up at the given decimal.
 * @param search hidden expansions as decimals, count (2: n units, 4: 2n) and decimals of the bound
 * @returns the proof
 * @throws InputError for digits out of range, or where lifting brings nothing
 * @example
 * import { certificate, searchLifted } from "relu-injectivity/certified";
 * certificate(searchLifted({ hidden: [], count: 2, digits: 4 })).bound; // "7.4487"
 */
export function searchLifted(search: LiftedSearch): LiftedProof {
  requireSearch(search, 11);
  const { hidden, count, digits } = search;
  requireLiftedDigits(digits, hidden.length === 0 ? 11 : 10);
  const alphas = hidden.map(Number);
  const { capacity, weights, saddles } = liftedWeights(alphas, count);
  // A fifth of a unit more: the slack is never nearly zero.
  const expansion = beyond(capacity + 0.2 * 10 ** -digits, digits, 1);
  const w = weights.map(Number);
  const { gammaSphere, value: sphere } = sphereTerm(w[0]);
  const hiddenValues = alphas.map((alpha, i) => hiddenValue({ w: w[i], next: w[i + 1] }, alpha, saddles[i]));
  const last = lastValue(w[w.length - 1], Number(expansion), count);
  const squares = 0.5 * w.reduce((sum, x) => sum + x * x, 0);
  const psi = squares - sphere + hiddenValues.reduce((sum, x) => sum + x, 0) + last;
  const shares = sharedSlack(psi, hidden.length);
  const lastFloor = rounded(last - shares.last, 15);
  return {
    schema: PROOF_SCHEMA,
    kind: "lifted",
    count,
    weights,
    gammaSphere: rounded(gammaSphere, 14),
    hidden: alphas.map((alpha, i) => {
      const floor = rounded(hiddenValues[i] - shares.hidden, 15);
      const cover = hiddenCover({ w: w[i], next: w[i + 1] }, [{ alpha, floor: Number(floor) }]);
      return { expansion: hidden[i], floor, ...cover };
    }),
    last: {
      expansion,
      floor: lastFloor,
      ...lastCells(w[w.length - 1], count, [{ alpha: Number(expansion), floor: Number(lastFloor) }]),
    },
  };
}

/** Cells are cheap and boxes are not: the hidden layers get most of the slack Ψ, and a twentieth is left over. */
export function sharedSlack(psi: number, hiddenLayers: number): { hidden: number; last: number } {
  if (!(psi > 0)) throw new InputError("digits: expected fewer, the bound leaves no slack in doubles");
  if (hiddenLayers === 0) return { hidden: 0, last: 0.9 * psi };
  return { hidden: (0.85 * psi) / hiddenLayers, last: 0.1 * psi };
}
