/** Parameter studies: plans, stores that survive, executors. */
export type { Executor, PathTask, PointOutcome, PointTask } from "./executor.js";
