/** Connections to Redis: checked once with one clear sentence, lasting ones that outlive a restart of the server. */
import type { Redis } from "ioredis";
import { optionalPackage } from "../src/optional-package.js";
import { InputError } from "../src/result.js";

const PROBE_MILLISECONDS = 5000;
const LONGEST_RETRY_MILLISECONDS = 2000;

/** Says what happens to the connection and the queue, for people: one sentence a call. */
export type Note = (sentence: string) => void;

/** The address without its password, fit to be printed. */
export function withoutPassword(url: string): string {
  return url.replace(/^(rediss?:\/\/[^/@:]*):[^/@]*@/, "$1:***@");
}

/**
 * A connection that waits and tries again for ever when the server goes away, so that no command is lost.
 * @throws InputError when the address is no Redis address, or nobody answers there now, or the password is refused
 */
export async function connectRedis(url: string, note: Note): Promise<Redis> {
  requireRedisUrl(url);
  await probe(url);
  const { Redis } = await optionalPackage(
    "sweeps on several machines",
    "bullmq ioredis",
    () => import("ioredis"),
  );
  const client = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempts) => Math.min(100 * attempts, LONGEST_RETRY_MILLISECONDS),
  });
  let lost = false;
  client.on("error", () => undefined);
  client.on("close", () => {
    if (client.status === "end" || lost) return;
    lost = true;
    note(`connection to ${withoutPassword(url)} lost: waiting until it is back`);
  });
  client.on("ready", () => {
    if (lost) note(`connection to ${withoutPassword(url)} is back`);
    lost = false;
  });
  return client;
}

/** Tells each error of the queue once; that the connection is lost is told by the connection itself. */
export function tellErrors(note: Note): (error: Error) => void {
  const told = new Set<string>();
  return ({ message }) => {
    if (/ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|closed|LOADING/i.test(message) || told.has(message)) return;
    told.add(message);
    note(`the queue reports: ${message}`);
  };
}

/** @throws InputError unless the text is redis://[user:password@]host[:port][/database] or the same with rediss. */
function requireRedisUrl(url: string): void {
  const expected = "expected redis://[user:password@]host[:port][/database], or rediss:// for TLS";
  const refuse = (): never => {
    throw new InputError(`'${withoutPassword(url)}' in option 'redis': ${expected}`);
  };
  if (!URL.canParse(url)) refuse();
  const { protocol, hostname, pathname } = new URL(url);
  if (!/^rediss?:$/.test(protocol) || hostname === "" || !/^(\/\d*)?$/.test(pathname)) refuse();
}

/** One connection that does not try again, so that a wrong address is a sentence and not a wait. */
async function probe(url: string): Promise<void> {
  const { Redis } = await optionalPackage(
    "sweeps on several machines",
    "bullmq ioredis",
    () => import("ioredis"),
  );
  let reason: Error | undefined;
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: PROBE_MILLISECONDS,
    commandTimeout: PROBE_MILLISECONDS,
    maxRetriesPerRequest: 0,
  });
  client.on("error", (error) => {
    reason ??= error;
  });
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    const said = reason ?? (error instanceof Error ? error : new Error(String(error)));
    throw new InputError(`'${withoutPassword(url)}' in option 'redis': ${expectation(said)}`);
  } finally {
    client.disconnect();
  }
}

function expectation(error: Error): string {
  const message = error.message.trim().split("\n")[0];
  if (/NOAUTH|WRONGPASS|invalid password|invalid username|ERR AUTH/i.test(message)) {
    return `expected a user name and a password that the server accepts (${message})`;
  }
  if (/DB index/i.test(message)) return `expected a database that the server has (${message})`;
  return `expected a Redis server that answers there (${message})`;
}
