/** The bisection tree over (A, q) for a hidden layer of partially lifted duality, and its value in doubles. */
import { InputError } from "../../src/result.js";
import type { LiftedCover } from "../format/index.js";
import { bisectionTree, type LeafCandidate, type Rectangle } from "./bisection-tree.js";
import { rounded } from "./decimals.js";
import { leastGamma, logHiddenMoment } from "./exponential-moments.js";
import { maximiser } from "./golden.js";
import type { FloorNumbers } from "./lifted-cells.js";

/** Weights w of the layer and w′ of the next one. */
export interface WeightPair {
  readonly w: number;
  readonly next: number;
}

/** The γ that is best at a point, for the least excess over the floors. */
function bestGamma({ w, next }: WeightPair, A: number, q: number, floors: readonly FloorNumbers[]): number {
  const least = leastGamma(w, next, A, q);
  const value = (gamma: number): number =>
    Math.min(
      ...floors.map(
        ({ alpha, floor }) => (-w * gamma) / (q * q) - alpha * logHiddenMoment(w, next, A, q, gamma) - floor,
      ),
    );
  // γ grows without limit as q → ∞ only; 64 times A and the least one is far beyond the maximiser.
  return maximiser(value, least, least + 64 * A + 8, 70);
}

/** sup_γ [w/(4A) − wγρ² − α ln F₁] at a point (A, q). */
function hiddenValueAt(weights: WeightPair, alpha: number, A: number, q: number): number {
  const { w, next } = weights;
  const gamma = bestGamma(weights, A, q, [{ alpha, floor: 0 }]);
  return w / (4 * A) - (w * gamma) / (q * q) - alpha * logHiddenMoment(w, next, A, q, gamma);
}

/** L(w, w′; α): the least of these values, by alternating sections from a start. */
export function hiddenValue(weights: WeightPair, alpha: number, start: { A: number; q: number }): number {
  let { A, q } = start;
  let value = hiddenValueAt(weights, alpha, A, q);
  for (let round = 0, span = 0.02; round < 12; round++, span /= 3) {
    A = maximiser((x) => -hiddenValueAt(weights, alpha, x, q), A * (1 - span), A * (1 + span), 30);
    q = maximiser((x) => -hiddenValueAt(weights, alpha, A, x), q * (1 - span), q * (1 + span), 30);
    value = Math.min(value, hiddenValueAt(weights, alpha, A, q));
  }
  return value;
}

/**
 * A cover that shows the floors at their expansions.
 * @throws InputError when the floors leave no room at large or small A, or the tree grows beyond its limit
 */
export function hiddenCover(weights: WeightPair, floors: readonly FloorNumbers[]): LiftedCover {
  const norms = floors.map(({ alpha }) => Math.sqrt(alpha / 2));
  const q = [
    rounded(0.999 / (Math.max(...norms) + 1), 5),
    rounded(1.001 / (Math.min(...norms) - 1), 5),
  ] as const;
  const { A0, G } = farEnd(weights, floors);
  const A1 = rounded(Math.max(1.02 * nearEnd(weights, floors), 2 * A0), 4);
  const low = rounded(A0, 4);
  const candidate = (box: Rectangle): LeafCandidate => {
    const [a0, a1, q0, q1] = box;
    const gamma = bestGamma(weights, (a0 + a1) / 2, (q0 + q1) / 2, floors);
    const coarse = rounded(gamma, 5);
    const margin = leastAtVertices(weights, box, Number(coarse), floors);
    if (!(Math.abs(margin) < 1e-3)) return { multiplier: coarse, margin: safe(margin) };
    const fine = rounded(gamma, 9);
    return { multiplier: fine, margin: safe(leastAtVertices(weights, box, Number(fine), floors)) };
  };
  const tree = bisectionTree(
    [Number(low), Number(A1), Number(q[0]), Number(q[1])],
    ["A", "q"],
    candidate,
    2e-14,
  );
  return { A: [low, A1], q, G: rounded(G, 6), tree };
}

function safe(margin: number): number {
  return Number.isNaN(margin) ? Number.NEGATIVE_INFINITY : margin;
}

/** A₁ of Lemma 2: −w′²/2 − (w′² − w²)/(4A₁w) above every floor. */
function nearEnd({ w, next }: WeightPair, floors: readonly FloorNumbers[]): number {
  const room = -0.5 * next * next - Math.max(...floors.map(({ floor }) => floor));
  if (!(room > 0))
    throw new InputError("digits: expected fewer, the weights leave no room at small distances");
  return Math.max(0, (next * next - w * w) / (4 * w * room));
}

/** The largest A₀ with w/(2A₀) − G − α ln(½ + ½(1 − w′²/(2G))^{−½}) above every floor, and its G. */
function farEnd({ w, next }: WeightPair, floors: readonly FloorNumbers[]): { A0: number; G: number } {
  const rest = (G: number): number =>
    Math.min(
      ...floors.map(
        ({ alpha, floor }) =>
          -G - alpha * Math.log(0.5 + 0.5 / Math.sqrt(1 - (next * next) / (2 * G))) - floor,
      ),
    );
  const G = maximiser(rest, 0.5 * next * next * (1 + 1e-9), 50 * (1 + next * next));
  const needed = -rest(G);
  return { A0: needed > 0 ? (0.98 * w) / (2 * needed) : 0.5, G };
}

/** The checker's minorant at the four vertices. */
function leastAtVertices(
  { w, next }: WeightPair,
  [a0, a1, q0, q1]: Rectangle,
  gamma: number,
  floors: readonly FloorNumbers[],
): number {
  const middle = (a0 + a1) / 2;
  let least = Number.POSITIVE_INFINITY;
  for (const A of [a0, a1]) {
    const reward = (w * (2 * middle - A)) / (4 * middle * middle);
    for (const q of [q0, q1]) {
      const moment = logHiddenMoment(w, next, A, q, gamma);
      if (Number.isNaN(moment)) return Number.NaN;
      for (const { alpha, floor } of floors)
        least = Math.min(least, reward - (w * gamma) / (q * q) - alpha * moment - floor);
    }
  }
  return least;
}
