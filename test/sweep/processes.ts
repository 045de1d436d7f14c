/** The built command line as processes of its own, for tests that kill them. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expectSchema } from "../cli/output-schema.js";

/** The bundle that the global setup has made. */
export const MAIN = fileURLToPath(new URL("../../.test-build/cli/main.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts `relu-injectivity` with these arguments in a directory. */
export function start(args: readonly string[], cwd: string, environment: NodeJS.ProcessEnv = {}): Started {
  return startCommand(process.execPath, [MAIN, ...args], cwd, environment);
}

/** Starts any program; what it prints as JSON is held against the schema. */
export function startCommand(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = {},
): Started {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { out: "", err: "" };
  child.stdout.on("data", (piece: Buffer) => {
    written.out += piece.toString();
  });
  child.stderr.on("data", (piece: Buffer) => {
    written.err += piece.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, ...written }));
  }).then((outcome) => {
    expectSchema(outcome.out);
    return outcome;
  });
  return { child, ended };
}

/** Lines of a file; none where there is no file. */
export function lineCount(path: string): number {
  try {
    return readFileSync(path, "utf8").split("\n").length - 1;
  } catch {
    return 0;
  }
}

/** Waits until the file has so many lines. @throws Error when the process that writes it ends before, with its stderr */
export async function untilLines(path: string, count: number, writer?: Started): Promise<void> {
  let ended: Ended | undefined;
  void writer?.ended.then((outcome) => {
    ended = outcome;
  });
  while (lineCount(path) < count) {
    if (ended !== undefined)
      throw new Error(`ended with ${ended.code} and fewer than ${count} lines: ${ended.err}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

/**
 * Whether a program is installed; says so where it is not. Set TEST_SERVICES=required where its absence is an error.
 */
export function hasBinary(name: string): boolean {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"];
  if (folders.some((folder) => existsSync(join(folder, name)))) return true;
  if (process.env.TEST_SERVICES === "required") throw new Error(`${name} is not installed`);
  console.warn(`skipped: ${name} is not installed`);
  return false;
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
