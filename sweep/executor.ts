/** Where the points of a study are computed: one interface, and one implementation an engine. */

/** One point: a command of this package with its parameters, and where its solver may start from. */
export interface PointTask {
  /** Identity of the point: hash of command, canonical parameters, continuation and numerical version. */
  readonly id: string;
  /** The command line that computes it, e.g. ["rsb", "--k", "3", "--alpha", "4.5"]. */
  readonly argv: readonly string[];
  /** The stored results of the point before it on its continuation path, from which the solver starts; absent: cold. */
  readonly start?: unknown;
}

/**
 * Points that must be computed in this order, each started from the results of the one before (the executor fills in
 * `start` from the second point on; the first carries its own); the unit of work. After a failed point the rest of its
 * path is left alone: without a point to start from its identities no longer hold, and the caller plans it anew.
 */
export interface PathTask {
  readonly points: readonly PointTask[];
}

/** What became of a point, ready to be stored; plain JSON. */
export type PointOutcome =
  | {
      readonly id: string;
      readonly state: "done";
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly results: readonly unknown[];
      readonly provenance: Readonly<Record<string, unknown>>;
      /** The exit code the command would have ended with: 0, or 3 where something did not converge. */
      readonly exitCode: number;
    }
  | { readonly id: string; readonly state: "failed"; readonly error: string };

/** Runs paths somewhere. Implementations: the local worker pool, BullMQ on Redis. */
export interface Executor {
  readonly name: string;
  /**
   * Computes every path, in any order and in parallel, calling `onOutcome` once a point as soon as it is known. Reads
   * from `paths` only as fast as it can work, so that plans of any length need constant memory.
   * Resolves when all are done, or, after `stop` aborts, when the points in flight have been reported or given up.
   */
  run(
    paths: Iterable<PathTask>,
    onOutcome: (outcome: PointOutcome) => void,
    options: { readonly stop: AbortSignal; readonly onStart?: (point: PointTask) => void },
  ): Promise<void>;
  close(): Promise<void>;
}
