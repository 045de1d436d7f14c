/** The search for inputs that leave few units active, layer by layer. */

import { seededUniform } from "../../src/random/seeded.js";
import { requireInteger, requirePositive } from "../../src/result.js";
import { annealLines } from "./line-annealing.js";
import { activeUnits, type Network, seededGaussian } from "./random-network.js";
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

/**
 * For every layer, many starts: random points and the witnesses of the two layers before. Each is lowered by
 * {@link smoothDescent}; the lowest are then annealed by exact walks along lines. Every point met counts.
 * @throws InputError for a seed that is no integer ≥ 0 or work that is not positive
 */
export function leastActiveUnits(
  network: Network,
  { seed, work = 1, onLayer }: SearchOptions,
): LeastActive[] {
  requireInteger(seed, "seed", 0, 2 ** 31);
  requirePositive(work, "work");
  const uniform = seededUniform(Math.imul(seed + 1, 0x85ebca6b));
  const gaussian = seededGaussian(seed + 0x1000);
  const starts = Math.max(1, Math.round(STARTS * Math.sqrt(work)));
  const moves = Math.max(1, Math.round(LINE_MOVES * Math.sqrt(work)));
  const witnesses: Float64Array[] = [];
  return network.map(({ units }, index) => {
    const depth = index + 1;
    const origins = [
      ...Array.from({ length: starts }, () => new Float64Array(network[0].inputs).map(() => gaussian())),
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
      annealLines(network, depth, run.at, { moves, uniform, gaussian }, visit);
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
