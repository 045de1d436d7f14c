/** The search for inputs that leave few units active, layer by layer. */

import { randomSource } from "../../src/random/normal.js";
import { requireInteger, requirePositive } from "../../src/result.js";
import { annealLines } from "./line-annealing.js";
import { activeUnits, type Network } from "./random-network.js";
import { smoothDescent } from "./smooth-descent.js";

export interface SearchOptions {
  readonly seed: number;
  /** Multiplies the numbers of starts and of line moves; 1 takes seconds for 16 inputs, width 8 and 10 layers. */
  readonly work?: number;
  /** Sees every layer when its search has ended. */
  readonly onLayer?: (found: LeastActive) => void;
}

/** The best input found for one layer. An upper bound on the true minimum, never a proof that there is none below. */
export interface LeastActive {
  readonly layer: number;
  readonly units: number;
  /** Least number of active units found, recounted at the witness. */
  readonly active: number;
  readonly witness: Float64Array;
  /** How many starts reached the least count. */
  readonly hits: number;
  readonly starts: number;
}

const STARTS = 24;
const DESCENT_STEPS = 160;
const LINE_MOVES = 60;
/** Descents that are annealed: those with the least counts. */
const FINALISTS = 4;
/** Stream of the seed that drives the search; stream 0 draws the network. */
const SEARCH_STREAM = 1;

/**
 * For every layer, many starts: random points and the witnesses of the two layers before. Each is lowered by
 * {@link smoothDescent}; the lowest are then annealed by exact walks along lines. Every point met counts.
 * @throws InputError unless the seed is an integer ≥ 0 and `work` is positive
 */
export function leastActiveUnits(
  network: Network,
  { seed, work = 1, onLayer }: SearchOptions,
): LeastActive[] {
  requireInteger(seed, "seed", 0, Number.MAX_SAFE_INTEGER);
  requirePositive(work, "work");
  const { uniform, normal } = randomSource(seed, SEARCH_STREAM);
  const starts = Math.max(1, Math.round(STARTS * Math.sqrt(work)));
  const moves = Math.max(1, Math.round(LINE_MOVES * Math.sqrt(work)));
  const witnesses: Float64Array[] = [];
  return network.map(({ units }, index) => {
    const depth = index + 1;
    const origins = [
      ...Array.from({ length: starts }, () => new Float64Array(network[0].inputs).map(() => normal())),
      ...witnesses.slice(-2),
    ];
    const runs = origins.map((origin) => {
      const run = { least: Number.POSITIVE_INFINITY, at: origin };
      const visit = (x: Float64Array, active: number): void => {
        if (active < run.least) [run.least, run.at] = [active, Float64Array.from(x)];
      };
      smoothDescent(network, depth, origin, { steps: DESCENT_STEPS }, visit);
      return run;
    });
    runs.sort((a, b) => a.least - b.least);
    let best = { active: runs[0].least, witness: runs[0].at };
    for (const run of runs.slice(0, FINALISTS)) {
      const visit = (x: Float64Array, active: number): void => {
        run.least = Math.min(run.least, active);
        if (active < best.active) best = { active, witness: Float64Array.from(x) };
      };
      annealLines(network, depth, run.at, { moves, uniform, normal }, visit);
    }
    witnesses.push(best.witness);
    const found: LeastActive = {
      layer: depth,
      units,
      active: activeUnits(network, best.witness, depth),
      witness: best.witness,
      hits: runs.filter((run) => run.least === best.active).length,
      starts: origins.length,
    };
    onLayer?.(found);
    return found;
  });
}
