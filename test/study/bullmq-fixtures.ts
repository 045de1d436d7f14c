/** A Redis server of its own on a free loopback port, and paths whose values depend on the order of their points. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Redis } from "ioredis";
import type { PathTask, PointOutcome, PointTask } from "../../study/executor.js";

/** Whether the binary is on the path; says so where it is not. */
export function hasBinary(name: string): boolean {
  const found = (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)));
  if (!found) console.warn(`skipped: ${name} is not installed`);
  return found;
}

export interface RedisServer {
  readonly url: string;
  /** Ends it as a power cut would, or by the given signal. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

/** Starts redis-server with an append-only file in a directory of its own. */
export async function startRedis(options: readonly string[] = []): Promise<RedisServer> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), "relu-injectivity-redis-"));
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const settings = ["--port", String(port), "--bind", "127.0.0.1", "--dir", directory, "--save", ""];
    child = spawn("redis-server", [...settings, "--appendonly", "yes", ...options], { stdio: "ignore" });
    const probe = new Redis(port, "127.0.0.1", { retryStrategy: () => 50, maxRetriesPerRequest: null });
    probe.on("error", () => undefined);
    await probe.ping().catch((error: Error) => {
      if (!/NOAUTH/.test(error.message)) throw error;
    });
    probe.disconnect();
  };
  const kill = async (signal: NodeJS.Signals = "SIGKILL"): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child?.once("exit", resolve));
    child.kill(signal);
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    remove: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}

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
