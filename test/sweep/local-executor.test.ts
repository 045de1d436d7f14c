/** The local pool: order within paths, starts, crashes, back-pressure, stopping. */
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { PathTask, PointOutcome } from "../../sweep/executor.js";
import { localExecutor } from "../../sweep/local-executor.js";

const module = pathToFileURL(fileURLToPath(new URL("../fixtures/study-worker.mjs", import.meta.url)));
const executor = localExecutor({ workers: 2, module, heapMegabytes: 32 });
afterAll(() => executor.close());

const path = (...words: readonly string[]): PathTask => ({
  points: words.map((word) => ({ id: word, argv: word.split("-") })),
});

async function run(
  paths: Iterable<PathTask>,
  stop = new AbortController(),
  onOutcome: (outcome: PointOutcome) => void = () => undefined,
): Promise<PointOutcome[]> {
  const outcomes: PointOutcome[] = [];
  await executor.run(
    paths,
    (outcome) => {
      outcomes.push(outcome);
      onOutcome(outcome);
    },
    { stop: stop.signal },
  );
  return outcomes;
}

const summary = (outcomes: readonly PointOutcome[]) =>
  Object.fromEntries(
    outcomes.map((outcome) => [outcome.id, outcome.state === "done" ? outcome.results[0] : outcome.error]),
  );

describe("the local pool", () => {
  it("hands each point of a path the results of the one before, and the first its own start", async () => {
    const outcomes = await run([
      path("add-1", "add-2", "add-3"),
      { points: [{ id: "resumed", argv: ["add", "10"], start: [100] }] },
    ]);
    expect(summary(outcomes)).toEqual({ "add-1": 1, "add-2": 3, "add-3": 6, resumed: 110 });
  });

  it("fails the point whose thread dies, ends its path there, and goes on with the rest", async () => {
    const outcomes = await run([
      path("exit", "add-1"),
      path("throw", "add-2"),
      path("memory", "add-3"),
      path("add-4", "add-5"),
      path("add-6"),
    ]);
    const found = summary(outcomes);
    expect(Object.keys(found).sort()).toEqual(["add-4", "add-5", "add-6", "exit", "memory", "throw"]);
    expect(found.exit).toContain("the worker died");
    expect(found.throw).toContain("planted");
    expect(found.memory).toMatch(/memory/i);
    expect(found["add-5"]).toBe(9);
    expect(found["add-6"]).toBe(6);
  });

  it("asks for paths only as fast as it works, and for none once stopped", async () => {
    let asked = 0;
    let known = 0;
    let furthest = 0;
    function* paths(): Generator<PathTask> {
      for (;;) {
        asked += 1;
        furthest = Math.max(furthest, asked - known);
        yield path(`add-${asked}`);
      }
    }
    const stop = new AbortController();
    const outcomes = await run(paths(), stop, () => {
      known += 1;
      if (known === 20) stop.abort();
    });
    expect(furthest).toBeLessThanOrEqual(2);
    expect(outcomes.length).toBe(asked);
    expect(outcomes.length).toBeLessThanOrEqual(22);
  });
});
