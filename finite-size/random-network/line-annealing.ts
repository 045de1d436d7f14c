/** Annealing over lines: along each the next point is drawn exactly from the Gibbs weights of its pieces. */
import type { RandomSource } from "../../src/random/normal.js";
import { type LinePiece, walkLine } from "./line-walk.js";
import { type Network, normalise, preactivations } from "./random-network.js";
import { unitGradient } from "./smooth-descent.js";

export interface AnnealingOptions extends Pick<RandomSource, "uniform" | "normal"> {
  readonly moves: number;
}

/** Half-length of the window on the unit sphere, and the most breakpoints walked in either direction. */
const WINDOW = 0.15;
const MOST_BREAKPOINTS = 40;
/** Inverse temperatures per active unit, first and last. */
const COLDNESS = [1.5, 8] as const;

/**
 * From `start`, moves along random directions and along those that switch off a unit that is barely active. Each
 * line is walked exactly; the new point is uniform on a piece drawn with weight (length) · e^{−β·active}.
 * @param visit sees every new point with its count
 */
export function annealLines(
  network: Network,
  depth: number,
  start: Float64Array,
  { moves, uniform, normal }: AnnealingOptions,
  visit: (x: Float64Array, active: number) => void,
): Float64Array {
  let x = normalise(Float64Array.from(start));
  for (let move = 0; move < moves; move++) {
    const share = move / Math.max(1, moves - 1);
    const coldness = COLDNESS[0] * (COLDNESS[1] / COLDNESS[0]) ** share;
    const u = move % 2 === 0 ? randomDirection(x, normal) : switchingDirection(network, depth, x, uniform);
    const pieces = [
      ...walkLine(network, depth, x, u, WINDOW, MOST_BREAKPOINTS),
      ...walkLine(network, depth, x, u, -WINDOW, MOST_BREAKPOINTS),
    ];
    for (const piece of pieces) visit(pointOn(x, u, (piece.from + piece.to) / 2), piece.active);
    const chosen = drawPiece(pieces, coldness, uniform());
    const t = chosen.from + (0.1 + 0.8 * uniform()) * (chosen.to - chosen.from);
    x = normalise(pointOn(x, u, t));
  }
  return x;
}

function pointOn(x: Float64Array, u: Float64Array, t: number): Float64Array {
  return x.map((value, i) => value + t * u[i]);
}

function randomDirection(x: Float64Array, draw: () => number): Float64Array {
  return normalise(x.map(() => draw()));
}

/** Down the preactivation of one of the three least active units, by chance. */
function switchingDirection(
  network: Network,
  depth: number,
  x: Float64Array,
  uniform: () => number,
): Float64Array {
  const layers = preactivations(network, x, depth);
  const top = layers[depth - 1];
  const barely = Array.from(top, (value, unit) => ({ value, unit }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => a.value - b.value);
  if (barely.length === 0) return randomDirection(x, () => uniform() - 0.5);
  const { unit } = barely[Math.floor(uniform() * Math.min(3, barely.length))];
  return normalise(unitGradient(network, layers, unit).map((value) => -value));
}

function drawPiece(pieces: readonly LinePiece[], coldness: number, chance: number): LinePiece {
  const least = Math.min(...pieces.map((piece) => piece.active));
  const weights = pieces.map(({ from, to, active }) => (to - from) * Math.exp(-coldness * (active - least)));
  let left = chance * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [i, weight] of weights.entries()) {
    left -= weight;
    if (left <= 0) return pieces[i];
  }
  return pieces[pieces.length - 1];
}
