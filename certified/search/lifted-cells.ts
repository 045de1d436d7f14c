/** Cells of A for the last layer of partially lifted duality, and its value in doubles. */
import { InputError } from "../../src/result.js";
import type { LiftedCells } from "../format/index.js";
import { rounded } from "./decimals.js";
import { logLastMoment } from "./exponential-moments.js";
import { maximiser } from "./golden.js";

/** An expansion with the floor to be shown at it. */
export interface FloorNumbers {
  readonly alpha: number;
  readonly floor: number;
}

const LARGEST_MU = 60;
const MOST_CELLS = 900;

/** D(w; α) = inf_A sup_μ [w/(4A) − wμc/2 − α ln F₂], the count constant c = 2t and κ in F₂. */
export function lastValue(w: number, alpha: number, count: number, margin = 0): number {
  const inner = (A: number): number => {
    const value = (mu: number) =>
      w / (4 * A) - (w * mu * count) / 2 - alpha * logLastMoment(w, A, mu, margin);
    return value(maximiser(value, 0, LARGEST_MU * A, 80));
  };
  const best = Math.exp(maximiser((logA) => -inner(Math.exp(logA)), Math.log(0.05), Math.log(50), 80));
  return inner(best);
}

/** Greedy cells from the largest distance down, each as wide as one μ serves at both ends. */
export function lastCells(
  w: number,
  count: number,
  floors: readonly FloorNumbers[],
  margin = 0,
): LiftedCells {
  const least = (A: number, mu: number, reward: number): number =>
    Math.min(
      ...floors.map(
        ({ alpha, floor }) => reward - (w * mu * count) / 2 - alpha * logLastMoment(w, A, mu, margin) - floor,
      ),
    );
  const largestFloor = Math.max(...floors.map(({ floor }) => floor));
  const start = largestFloor > 0 ? (0.99 * w) / (2 * largestFloor) : 0.02;
  const cuts = [rounded(Math.min(start, 0.2), 6)];
  const mus: string[] = [];
  const tail = (A: number): { mu: number; margin: number } => {
    const margin = (mu: number): number => least(2 * A, mu, 0);
    const mu = maximiser(margin, 0, 2 * LARGEST_MU * A);
    return { mu, margin: margin(mu) };
  };
  for (let A = Number(cuts[0]); tail(A).margin <= 1e-6; ) {
    if (mus.length > MOST_CELLS) throw new InputError("digits: expected fewer, the cells shrink to nothing");
    const cell = (end: number): { mu: number; margin: number } => {
      const middle = (A + end) / 2;
      const tangent = (x: number): number => (w * (2 * middle - x)) / (4 * middle * middle);
      const margin = (mu: number): number => Math.min(least(A, mu, tangent(A)), least(end, mu, tangent(end)));
      const mu = maximiser(margin, 0, LARGEST_MU * end);
      return { mu, margin: margin(mu) };
    };
    let [low, high] = [A, 4 * A];
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      if (cell(middle).margin > 0) low = middle;
      else high = middle;
    }
    // A little less than the widest cell: μ and the cut are rounded.
    const end = rounded(A + 0.97 * (low - A), 12);
    A = Number(end);
    cuts.push(end);
    const previous = Number(cuts[cuts.length - 2]);
    mus.push(rounded(cellMultiplier({ w, count, margin }, floors, previous, A), 12));
  }
  return { A: cuts, mu: mus, muSmall: rounded(tail(Number(cuts[cuts.length - 1])).mu, 8) };
}

/** The μ that serves both ends of a cell best. */
function cellMultiplier(
  { w, count, margin: kappa }: { readonly w: number; readonly count: number; readonly margin: number },
  floors: readonly FloorNumbers[],
  start: number,
  end: number,
): number {
  const middle = (start + end) / 2;
  const margin = (mu: number): number =>
    Math.min(
      ...[start, end].flatMap((A) =>
        floors.map(
          ({ alpha, floor }) =>
            (w * (2 * middle - A)) / (4 * middle * middle) -
            (w * mu * count) / 2 -
            alpha * logLastMoment(w, A, mu, kappa) -
            floor,
        ),
      ),
    );
  return maximiser(margin, 0, LARGEST_MU * end);
}
