/** Paths whose values depend on the order of their points, without a solver. */
import type { PathTask, PointOutcome, PointTask } from "../../sweep/index.js";

/** `count` paths of `length` points. */
export function makePaths(count: number, length: number): PathTask[] {
  return Array.from({ length: count }, (_, path) => ({
    points: Array.from({ length }, (_unused, step) => ({
      id: `point-${path}-${step}`,
      argv: ["logistic", "--path", String(path), "--step", String(step)],
    })),
  }));
}

/**
 * A chaotic map along the path, so that every digit depends on all points before: x_0 from the path, then
 * x -> 3.9 x (1 - x).
 */
export function logisticOutcome(point: PointTask): PointOutcome {
  const [, , path, , step] = point.argv;
  const previous = (point.start as [{ x: number }] | undefined)?.[0].x;
  if (Number(step) > 0 !== (previous !== undefined)) throw new Error(`wrong start of ${point.id}`);
  const x = previous === undefined ? 0.1 + Number(path) / 1000 : 3.9 * previous * (1 - previous);
  const parameters = { path: Number(path), step: Number(step) };
  return { id: point.id, state: "done", parameters, results: [{ x }], provenance: {}, exitCode: 0 };
}

/** What an undisturbed run on one thread gives, by id. */
export function expectedOutcomes(paths: readonly PathTask[]): Map<string, PointOutcome> {
  const outcomes = new Map<string, PointOutcome>();
  for (const { points } of paths) {
    let start: unknown;
    for (const point of points) {
      const outcome = logisticOutcome(start === undefined ? point : { ...point, start });
      if (outcome.state === "done") start = outcome.results;
      outcomes.set(point.id, outcome);
    }
  }
  return outcomes;
}
