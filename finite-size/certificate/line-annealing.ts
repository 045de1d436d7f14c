/** Line-Gibbs annealing: points of a line drawn exactly from the Gibbs weights of E, the temperature falling. */
import type { RandomSource } from "../../src/random/normal.js";
import type { SearchWorkspace } from "./search-workspace.js";
import { toUnitSphere } from "./smooth-descent.js";

/** Inverse temperatures per positive product, first and last, and the length of the window on each line. */
const COLDNESS = [2, 8] as const;
const WINDOW = 0.12;
/** Moves between two recomputations of all products, which rounding moves slowly away from x. */
const BLOCK = 2000;

/** Directions in the pool of one chain. */
export const POOL = 512;

export interface AnnealingControl {
  /** Number of moves, in blocks of 2000. */
  readonly moves: number;
  readonly random: RandomSource;
  /** Positive products of the best x so far, which lies in the region `best`. */
  readonly least: number;
  readonly target: number;
  /** Asked between blocks, with the fraction done; true ends the chain. */
  readonly shouldStop: (fraction: number) => boolean;
}

/** One chain from the region `best`, which it improves where it can. @returns the positive products of `best` */
export function anneal(workspace: SearchWorkspace, control: AnnealingControl): number {
  const { engine, rows, width, height, at, view } = workspace;
  const { random, target, shouldStop } = control;
  fillPool(workspace, random);
  const [table, products] = [view("table", height + 1), view("products", height)];
  view("x", width).set(view("best", width));
  const state = new Uint32Array(engine.buffer, at.state, 4);
  for (let word = 0; word < 4; word++) state[word] = random.below(4294967296);
  const energy = new Int32Array(engine.buffer, at.energy, 1);
  const blocks = Math.ceil(control.moves / BLOCK);
  let least = control.least;
  for (let block = 0; block < blocks && least > target && !shouldStop(block / blocks); block++) {
    const coldness = COLDNESS[0] * (COLDNESS[1] / COLDNESS[0]) ** (block / Math.max(1, blocks - 1));
    for (let k = 0; k <= height; k++) table[k] = Math.exp(-coldness * k);
    products.fill(-1);
    energy[0] = engine.functions.apply(rows, width, at.matrix, at.x, at.products);
    least = engine.functions.anneal(
      BLOCK,
      rows,
      width,
      workspace.directions,
      at.pool,
      at.images,
      at.x,
      at.products,
      at.table,
      WINDOW,
      at.state,
      at.crossings,
      at.best,
      at.energy,
      least,
      target,
    );
  }
  return least;
}

/** Random unit vectors, and the products of every row with each. */
function fillPool(
  { engine, rows, columns, width, height, directions, at, view }: SearchWorkspace,
  random: RandomSource,
): void {
  const pool = view("pool", directions * width);
  view("images", directions * height).fill(0);
  for (let k = 0; k < directions; k++) {
    const direction = pool.subarray(k * width, (k + 1) * width).fill(0);
    for (let j = 0; j < columns; j++) direction[j] = random.normal();
    toUnitSphere(direction);
    engine.functions.apply(rows, width, at.matrix, at.pool + 8 * k * width, at.images + 8 * k * height);
  }
}
