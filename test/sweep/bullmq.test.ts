/** The BullMQ executor against a real Redis server: equality, de-duplication, and every way to be killed. */
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutPassword } from "../../sweep/bullmq-connection.js";
import { openBullmqExecutor } from "../../sweep/bullmq-executor.js";
import type { Timing } from "../../sweep/bullmq-protocol.js";
import { type ServeSummary, serveBullmq } from "../../sweep/bullmq-serve.js";
import type { PathTask, PointOutcome, PointTask } from "../../sweep/executor.js";
import { expectedOutcomes, logisticOutcome, makePaths } from "./logistic-paths.js";
import { freePort, hasBinary } from "./processes.js";
import { type RedisServer, startRedis } from "./redis-server.js";

/** A lock that no pause of a busy machine lets expire; everything else quick. */
const TIMING: Timing = { lock: 10_000, check: 300, backoff: 50 };
const quiet = (): void => undefined;

interface Serving {
  readonly ended: Promise<ServeSummary>;
  readonly stop: () => void;
}

function serve(
  redis: string,
  numerics: string,
  evaluate: (point: PointTask) => PointOutcome | Promise<PointOutcome>,
  note: (line: string) => void = quiet,
): Serving {
  const controller = new AbortController();
  const ended = serveBullmq({
    redis,
    numerics,
    concurrency: 2,
    evaluate: async (point) => evaluate(point),
    note,
    stop: controller.signal,
    timing: TIMING,
  });
  return { ended, stop: () => controller.abort() };
}

interface SweepOptions {
  readonly stop?: AbortSignal;
  readonly onOutcome?: (outcome: PointOutcome) => void;
  readonly note?: (line: string) => void;
  readonly fresh?: boolean;
}

/** Sweeps the paths; the outcomes by id. A point reported twice is an error. */
async function sweep(
  redis: string,
  numerics: string,
  paths: Iterable<PathTask>,
  { stop = new AbortController().signal, onOutcome = quiet, note = quiet, fresh = false }: SweepOptions = {},
): Promise<Map<string, PointOutcome>> {
  const outcomes = new Map<string, PointOutcome>();
  const executor = await openBullmqExecutor({ redis, numerics, note, fresh, timing: TIMING });
  try {
    await executor.run(
      paths,
      (outcome) => {
        expect(outcomes.has(outcome.id)).toBe(false);
        outcomes.set(outcome.id, outcome);
        onOutcome(outcome);
      },
      { stop },
    );
  } finally {
    await executor.close();
  }
  return outcomes;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

describe.skipIf(!hasBinary("redis-server"))("with a Redis server", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.remove());

  it("gives every outcome once, equal to a run without a queue", async () => {
    const paths = makePaths(40, 5);
    const worker = serve(server.url, "plain", logisticOutcome);
    expect(await sweep(server.url, "plain", paths)).toEqual(expectedOutcomes(paths));
    worker.stop();
    expect((await worker.ended).computed).toBe(200);
  });

  it("computes nothing twice for two sweeps of the same points at the same time", async () => {
    const paths = makePaths(20, 4);
    const counts = new Map<string, number>();
    const worker = serve(server.url, "twice", async (point) => {
      counts.set(point.id, (counts.get(point.id) ?? 0) + 1);
      await pause(5);
      return logisticOutcome(point);
    });
    const both = await Promise.all([
      sweep(server.url, "twice", paths),
      sweep(server.url, "twice", makePaths(20, 4)),
    ]);
    worker.stop();
    await worker.ended;
    for (const outcomes of both) expect(outcomes).toEqual(expectedOutcomes(paths));
    expect([...counts.values()]).toEqual(Array(80).fill(1));
  });

  it("continues after a stopped sweep: what the workers finished meanwhile is found, not computed again", async () => {
    const paths = makePaths(6, 6);
    let computed = 0;
    const worker = serve(server.url, "stopped", async (point) => {
      await pause(10);
      computed += 1;
      return logisticOutcome(point);
    });
    const controller = new AbortController();
    let seen = 0;
    const first = await sweep(server.url, "stopped", paths, {
      stop: controller.signal,
      onOutcome: () => {
        seen += 1;
        if (seen === 5) controller.abort();
      },
    });
    expect(first.size).toBeLessThan(36);
    // What a store knows is not asked for again: each path continues after its last stored point.
    const rest = paths.flatMap(({ points }): PathTask[] => {
      const missing = points.filter(({ id }) => !first.has(id));
      const before = first.get(points[points.length - missing.length - 1]?.id ?? "");
      if (missing.length === 0) return [];
      if (before?.state !== "done") return [{ points: missing }];
      return [{ points: [{ ...missing[0], start: before.results }, ...missing.slice(1)] }];
    });
    const second = await sweep(server.url, "stopped", rest);
    worker.stop();
    await worker.ended;
    expect(new Map([...first, ...second])).toEqual(expectedOutcomes(paths));
    expect(first.size + second.size).toBe(36);
    expect(computed).toBe(36);
  });

  it("finds what was computed a moment ago, unless every point is to be computed again", async () => {
    const paths = makePaths(3, 3);
    const worker = serve(server.url, "fresh", logisticOutcome);
    for (const fresh of [false, false, true]) {
      expect(await sweep(server.url, "fresh", paths, { fresh })).toEqual(expectedOutcomes(paths));
    }
    worker.stop();
    expect((await worker.ended).computed).toBe(18);
  });

  it("tells a failed point, leaves the rest of its path alone, and tries it again when asked again", async () => {
    const paths = makePaths(2, 4);
    let broken = true;
    const worker = serve(server.url, "failing", (point) =>
      broken && point.id === "point-1-1"
        ? { id: point.id, state: "failed", error: "out of its domain" }
        : logisticOutcome(point),
    );
    const first = await sweep(server.url, "failing", paths);
    expect(first.get("point-1-1")).toEqual({ id: "point-1-1", state: "failed", error: "out of its domain" });
    expect(first.size).toBe(6);
    broken = false;
    const again = await sweep(server.url, "failing", paths);
    worker.stop();
    await worker.ended;
    expect(again).toEqual(expectedOutcomes(paths));
  });

  it("reports a point that no worker can finish as failed, after several attempts, and goes on", async () => {
    const paths = makePaths(2, 3);
    let attempts = 0;
    const worker = serve(server.url, "poison", (point) => {
      if (point.id !== "point-0-1") return logisticOutcome(point);
      attempts += 1;
      throw new Error("thread ended");
    });
    const outcomes = await sweep(server.url, "poison", paths);
    worker.stop();
    await worker.ended;
    expect(attempts).toBeGreaterThanOrEqual(3);
    expect(outcomes.get("point-0-1")).toMatchObject({
      state: "failed",
      error: expect.stringContaining("thread ended"),
    });
    expect(outcomes.size).toBe(5);
  });

  it("survives the server being killed and started again in the middle", async () => {
    const paths = makePaths(30, 5);
    const notes: string[] = [];
    const worker = serve(server.url, "outage", async (point) => {
      await pause(5);
      return logisticOutcome(point);
    });
    let seen = 0;
    let outage: Promise<void> | undefined;
    const outcomes = await sweep(server.url, "outage", paths, {
      note: (line) => notes.push(line),
      onOutcome: () => {
        seen += 1;
        if (seen !== 40) return;
        outage = server
          .kill()
          .then(() => pause(300))
          .then(() => server.start());
      },
    });
    await outage;
    worker.stop();
    await worker.ended;
    expect(outcomes).toEqual(expectedOutcomes(paths));
    expect(notes.filter((line) => line.includes("lost"))).toHaveLength(1);
  });

  it("survives every connection being dropped in the middle", async () => {
    const paths = makePaths(30, 5);
    const worker = serve(server.url, "dropped", async (point) => {
      await pause(5);
      return logisticOutcome(point);
    });
    const operator = new Redis(server.url);
    let seen = 0;
    const outcomes = await sweep(server.url, "dropped", paths, {
      onOutcome: () => {
        seen += 1;
        if (seen % 40 === 0) void operator.client("KILL", "TYPE", "normal", "SKIPME", "yes");
      },
    });
    operator.disconnect();
    worker.stop();
    await worker.ended;
    expect(outcomes).toEqual(expectedOutcomes(paths));
  });

  it("refuses jobs of another numerical version in one clear line, and says that a worker is missing", async () => {
    const lines: string[] = [];
    const notes: string[] = [];
    let computed = 0;
    const controller = new AbortController();
    const other = serve(
      server.url,
      "version-2",
      (point) => {
        computed += 1;
        return logisticOutcome(point);
      },
      (line) => lines.push(line),
    );
    const waiting = sweep(server.url, "version-1", makePaths(2, 2), {
      stop: controller.signal,
      note: (line) => notes.push(line),
    });
    await expect
      .poll(() => lines.join("\n"), { timeout: 5000 })
      .toContain("refusing jobs of numerical version version-1, as this worker is version-2");
    await expect
      .poll(() => notes.join("\n"), { timeout: 5000 })
      .toContain("no worker of numerical version version-1");
    controller.abort();
    other.stop();
    await other.ended;
    expect((await waiting).size).toBe(0);
    expect(computed).toBe(0);
  });

  it("reads from the plan only as fast as it is worked off", async () => {
    let read = 0;
    function* endless(): Generator<PathTask> {
      for (;;) {
        read += 1;
        yield {
          points: [{ id: `endless-${read}`, argv: ["logistic", "--path", String(read), "--step", "0"] }],
        };
      }
    }
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1500);
    expect((await sweep(server.url, "endless", endless(), { stop: controller.signal })).size).toBe(0);
    expect(read).toBeGreaterThan(10);
    expect(read).toBeLessThanOrEqual(513);
  });

  it("hands an error of the store on", async () => {
    const worker = serve(server.url, "store", logisticOutcome);
    const full = sweep(server.url, "store", makePaths(3, 3), {
      onOutcome: () => {
        throw new Error("disk full");
      },
    });
    await expect(full).rejects.toThrow("disk full");
    worker.stop();
    await worker.ended;
  });
});

describe("addresses", () => {
  const open = (redis: string): Promise<unknown> => openBullmqExecutor({ redis, numerics: "1", note: quiet });

  it.each(["localhost:6379", "http://localhost", "redis://", "redis://host/name", ""])(
    "refuses '%s' with what is expected",
    async (url) => {
      await expect(open(url)).rejects.toThrow(/in option 'redis': expected redis:\/\//);
    },
  );

  it("says in one line that nobody answers", async () => {
    const port = await freePort();
    await expect(open(`redis://127.0.0.1:${port}`)).rejects.toThrow(
      /^'redis:\/\/127\.0\.0\.1:\d+' in option 'redis': expected a Redis server that answers there \(.*ECONNREFUSED.*\)$/,
    );
  });

  it("never prints a password", () => {
    expect(withoutPassword("redis://me:secret@host:1/2")).toBe("redis://me:***@host:1/2");
    expect(withoutPassword("redis://:secret@host")).toBe("redis://:***@host");
    expect(withoutPassword("redis://host")).toBe("redis://host");
  });

  it.skipIf(!hasBinary("redis-server"))("says that the password is not accepted", async () => {
    const locked = await startRedis(["--requirepass", "secret"]);
    try {
      const expected = /in option 'redis': expected a user name and a password that the server accepts/;
      await expect(open(locked.url)).rejects.toThrow(expected);
      const wrong = locked.url.replace("//", "//:wrong@");
      await expect(open(wrong)).rejects.toThrow(expected);
      await expect(open(wrong)).rejects.not.toThrow(/wrong@/);
    } finally {
      await locked.remove();
    }
  });
});
