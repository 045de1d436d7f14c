/** Sweeps over workers in processes of their own: killed workers, killed sweeps, equal stores. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { numericsIdentity } from "../../sweep/index.js";
import { hasBinary, type Started, start, untilLines } from "./processes.js";
import { type RedisServer, startRedis } from "./redis-server.js";

const STUDY = ["sweep", "rsb", "--k", "2", "--alpha", "5:8:0.03", "--config", "none"];

describe.skipIf(!hasBinary("redis-server"))("with a Redis server and worker processes", () => {
  let server: RedisServer;
  let directory: string;
  let expected: string;
  const running = new Set<Started>();

  const launch = (...args: string[]): Started => {
    const started = start(args, directory);
    running.add(started);
    return started;
  };
  const worker = (): Started =>
    launch("worker", "--redis", server.url, "--concurrency", "1", "--lock", "2", "--config", "none");
  const sweep = (store: string): Started =>
    launch(...STUDY, "--executor", "bullmq", "--redis", server.url, "--store", store);
  const stored = (store: string): string => readFileSync(join(directory, store), "utf8");

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "relu-injectivity-processes-"));
    server = await startRedis();
    await launch(...STUDY, "--store", "local.jsonl").ended;
    expected = stored("local.jsonl");
    expect(expected.split("\n")).toHaveLength(102);
  }, 60_000);
  afterAll(async () => {
    for (const { child, ended } of running) {
      child.kill("SIGKILL");
      await ended;
    }
    await server.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  it("a worker killed in the middle loses nothing: the store equals that of the local pool, byte for byte", async () => {
    const victim = worker();
    const run = sweep("killed-worker.jsonl");
    await untilLines(join(directory, "killed-worker.jsonl"), 20, run);
    victim.child.kill("SIGKILL");
    const other = worker();
    await run.ended;
    expect(stored("killed-worker.jsonl")).toBe(expected);
    other.child.kill("SIGTERM");
    const { code, out } = await other.ended;
    expect(code).toBe(0);
    // The victim's points in flight are computed again, and hardly more than those.
    const computed = Number(/(\d+) points computed/.exec(out)?.[1]);
    expect(computed).toBeLessThanOrEqual(82);
  });

  it("a sweep killed in the middle and started again gives the same store; nothing is computed twice", async () => {
    // Another database: the outcomes of the first test are not to be found.
    const address = `${server.url}/1`;
    const serving = launch("worker", "--redis", address, "--concurrency", "2", "--config", "none");
    const again = (): Started =>
      launch(...STUDY, "--executor", "bullmq", "--redis", address, "--store", "killed-sweep.jsonl");
    for (const lines of [10, 40]) {
      const run = again();
      await untilLines(join(directory, "killed-sweep.jsonl"), lines, run);
      run.child.kill("SIGKILL");
      await run.ended;
    }
    await again().ended;
    expect(stored("killed-sweep.jsonl")).toBe(expected);
    serving.child.kill("SIGTERM");
    expect((await serving.ended).out).toContain("101 points computed");
  });

  it("an interrupted sweep takes its waiting jobs back, ends with exit code 130, and says how to continue", async () => {
    const address = `${server.url}/2`;
    const run = launch(...STUDY, "--executor", "bullmq", "--redis", address, "--store", "stopped.jsonl");
    const redis = new Redis(address);
    const waiting = (): Promise<number> => redis.llen(`relu-injectivity:paths-${numericsIdentity()}:wait`);
    await expect.poll(waiting, { timeout: 20_000 }).toBe(7);
    run.child.kill("SIGINT");
    const { code, out } = await run.ended;
    expect(code).toBe(130);
    expect(out).toContain("The same command line continues");
    expect(await waiting()).toBe(0);
    redis.disconnect();
  });

  it("says in one line what is wrong with the address, and ends with exit code 2", async () => {
    const { code, err, out } = await launch("worker", "--redis", "redis://127.0.0.1:1", "--config", "none")
      .ended;
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^error: 'redis:[^\n]*expected a Redis server that answers there[^\n]*\n$/);
  });
});
