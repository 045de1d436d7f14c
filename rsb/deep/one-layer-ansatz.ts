/** One-layer solutions at the threshold, from which paths of deeper networks start. */
import { solveKrsb } from "../chain/krsb.js";
import { replicaSymmetricLevel } from "../chain/replica-symmetric-level.js";
import type { Ansatz } from "../functional/ansatz.js";

/** They are starts only. */
const TOLERANCE = 1e-8;

const solutions = new Map<number, Ansatz>();

/** The one-layer threshold solution at k, kept for the life of the thread. */
export function oneLayerAnsatz(k: number): Ansatz {
  const known = solutions.get(k);
  if (known !== undefined) return known;
  const problem = { kind: "threshold" } as const;
  const { ansatz } =
    k === 0 ? replicaSymmetricLevel(problem) : solveKrsb(problem, k, { tolerance: TOLERANCE });
  solutions.set(k, ansatz);
  return ansatz;
}
