/** Finds proofs by the published program, whose dual norms are fixed, with the program's own root from below. */

import { unitNormLayer } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";
import type { Count, UnitHidden, UnitProof } from "../format/index.js";
import { PROOF_SCHEMA } from "../format/index.js";
import { requireSearch } from "./arguments.js";
import { bisectionTree, type LeafCandidate, type Rectangle } from "./bisection-tree.js";
import { beyond, rounded } from "./decimals.js";
import { lastLayerAbove } from "./last-layer.js";
import { type LowerStep, lowerEnd } from "./plain.js";
import { psi } from "./psi.js";
import { remembered } from "./remembered.js";

export interface UnitSearch {
  readonly hidden: readonly string[];
  readonly count: Count;
  /** Decimals of the bound (1 to 10): the boxes multiply with each. */
  readonly digits: number;
}

const MOST_DIGITS = 10;

/**
 * A proof of what the published program gives after these hidden expansions, rounded up at the given decimal.
 * @param search hidden expansions as decimals, count (2: n units, 4: 2n) and decimals of the bound
 * @returns the proof
 * @throws InputError for expansions that are not above 2, or digits out of range
 * @example
 * import { certificate, searchUnit } from "relu-injectivity/certified";
 * certificate(searchUnit({ hidden: ["6.7004"], count: 2, digits: 3 })).bound; // "8.268"
 */
export function searchUnit(search: UnitSearch): UnitProof {
  requireSearch(search, MOST_DIGITS);
  const { hidden, count, digits } = search;
  const layers: UnitHidden[] = [];
  let incoming = "1";
  for (const expansion of hidden) {
    const layer = hiddenLayer(expansion, incoming, digits + 1);
    layers.push(layer);
    incoming = layer.tau;
  }
  return {
    schema: PROOF_SCHEMA,
    kind: "unit",
    count,
    hidden: layers,
    last: lastLayerAbove(incoming, count, digits),
    below: lowerEnd(hidden, count, digits, unitLower),
  };
}

function outgoing(expansion: string, incoming: string) {
  const step = unitNormLayer({ expansion: Number(expansion), incoming: Number(incoming) });
  if (Number.isNaN(step.rho))
    throw new InputError(
      `expansion ${expansion} behind the value ${incoming}: expected an expansion above 2 at which the program has a value`,
    );
  return step;
}

/** U(b, ρ) = b² − 2bT + αψ(b, σ) − (σ−1)ρ² + 2bρτ at fixed numbers. */
interface Numbers {
  readonly alpha: number;
  readonly T: number;
  readonly tau: number;
}

const hiddenLayer = remembered((expansion, incoming, decimals): UnitHidden => {
  const unit = 10 ** -decimals;
  const tau = beyond(outgoing(expansion, incoming).outgoing.value + 0.5 * unit, decimals, 1);
  const numbers = { alpha: Number(expansion), T: Number(incoming), tau: Number(tau) };
  const A = Math.sqrt(numbers.alpha / 2);
  const b0 = (0.98 * 2 * (A * numbers.tau - numbers.T)) / (A * A + numbers.tau ** 2 - 1);
  const gap = 1 - (A - numbers.tau) ** 2;
  const b1 = (1.02 * 2 * numbers.T) / gap;
  const b = [rounded(b0, 3), rounded(b1, 3)] as const;
  const rhoMax = rounded(1.02 * (A * Math.hypot(1, Number(b[1])) + numbers.T / Math.sqrt(gap)), 3);
  const root = [Number(b[0]), Number(b[1]), 0, Number(rhoMax)] as const;
  // Rounding of αψ and of the squares in doubles, with much to spare against slacks of 1e-11 and more.
  const tolerance = 1e-14 * (1 + numbers.alpha);
  const tree = bisectionTree(root, ["b", "r"], (box) => candidate(box, numbers), tolerance);
  return { expansion, tau, b, rhoMax, tree };
});

function candidate(box: Rectangle, numbers: Numbers): LeafCandidate {
  const [b0, b1, r0, r1] = box;
  const sigma = bestSigma((b0 + b1) / 2, (r0 + r1) / 2, numbers.alpha);
  const coarse = rounded(sigma, 5);
  const margin = leastAtVertices(box, Number(coarse), numbers);
  if (!(Math.abs(margin) < 1e-3)) return { multiplier: coarse, margin };
  const fine = rounded(sigma, 10);
  return { multiplier: fine, margin: leastAtVertices(box, Number(fine), numbers) };
}

/** The maximiser: αψ_σ = ρ², which is σ = √(α(1+b²)M(b, σ)/2)/ρ, M nearly constant. */
function bestSigma(b: number, rho: number, alpha: number): number {
  let sigma = 1;
  for (let i = 0; i < 60; i++) {
    const next = Math.sqrt((alpha * (1 + b * b) * psi(b, sigma).held) / 2) / rho;
    if (Math.abs(next - sigma) < 1e-13 * sigma) return next;
    sigma = next;
  }
  return sigma;
}

/** The minorant of the checker at the four vertices. */
function leastAtVertices([b0, b1, r0, r1]: Rectangle, sigma: number, { alpha, T, tau }: Numbers): number {
  const [bm, rm] = [(b0 + b1) / 2, (r0 + r1) / 2];
  let least = Number.POSITIVE_INFINITY;
  for (const b of [b0, b1]) {
    const base = 2 * bm * b - bm * bm - 2 * b * T + alpha * psi(b, sigma).value;
    for (const rho of [r0, r1]) {
      const square = sigma >= 1 ? rho * rho : 2 * rm * rho - rm * rm;
      least = Math.min(least, base - (sigma - 1) * square + 2 * b * rho * tau);
    }
  }
  return least;
}

/** The program's stationary point, with τ rounded down: there U < 0. */
const unitLower: LowerStep = (expansion, incoming, decimals) => {
  const { outgoing: value, gammaBar, gamma } = outgoing(expansion, incoming);
  const tau = beyond(value.value - 0.5 * 10 ** -decimals, decimals, -1);
  return {
    expansion,
    tau,
    b: rounded(2 * gammaBar, 15),
    sigma: rounded(1 + 4 * gamma * gammaBar, 15),
  };
};
