/** The points of a path with their identities, which depend on the points before them. */
import type { PointTask } from "./executor.js";
import { pointId } from "./identity.js";
import type { Plan, PlannedPath, PlannedPoint } from "./plan.js";

/** What a store knows of a point. */
export type PointState = "done" | "failed";

export interface IdentifiedPoint {
  readonly id: string;
  readonly command: readonly string[];
  readonly parameters: PlannedPoint["parameters"];
  readonly argv: readonly string[];
  readonly numerics: string;
  /** The point it starts from; null for a cold start. */
  readonly from: string | null;
}

/**
 * The points of a path in turn. A point starts from the one before it in a chained path, unless that one failed: then
 * it starts cold, and its identity says so. Points not yet computed count as successful.
 * @param stateOf asked for each point before the next one is identified.
 */
export function* identifyPath(
  plan: Plan,
  path: PlannedPath,
  numerics: string,
  stateOf: (id: string) => PointState | undefined,
): Generator<IdentifiedPoint, void, void> {
  let from: string | null = null;
  for (const { parameters, argv } of path.points) {
    const id = pointId({ command: plan.command, parameters, numerics, from });
    yield { id, command: plan.command, parameters, argv, numerics, from };
    from = path.chained && stateOf(id) !== "failed" ? id : null;
  }
}

/** The task of a point for an executor. */
export function taskOf({ id, argv }: IdentifiedPoint, start?: unknown): PointTask {
  return start === undefined ? { id, argv } : { id, argv, start };
}
