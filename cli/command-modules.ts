/**
 * Which commands a command line needs: its own where one module is enough, so that a quick command does not load what
 * only others use; only names for the list of commands; every one where commands look at each other.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_FILE_NAMES } from "./config/names.js";
import { DIRECTORY, type Entry } from "./directory.js";
import type { ProgramCommands } from "./program.js";

/** Commands that look at others. */
const LOOKS_AROUND = new Set(["sweep", "verify", "worker", "merge", "completion", "explain"]);

/** The commands that the line needs. */
export async function commandsFor(argv: readonly string[], configured: boolean): Promise<ProgramCommands> {
  const entries: Readonly<Record<string, Entry>> = DIRECTORY;
  const [first = "--help"] = argv;
  if (["--help", "-h", "--version", "-V"].includes(first)) return entries;
  if (configured || LOOKS_AROUND.has(first) || !Object.hasOwn(entries, first)) {
    return (await import("./commands/all.js")).ALL_COMMANDS;
  }
  const { summary, load } = entries[first];
  return { [first]: { summary, definition: await load() } };
}

/** Whether option values may come from a file or a variable: only then is it worth reading them. */
export function isConfigured(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): boolean {
  return (
    argv.some((word) => /^--(?:config|print-config)(?:=|$)/.test(word)) ||
    Object.keys(environment).some(
      (name) => name.startsWith("RELU_INJECTIVITY_") && name !== "RELU_INJECTIVITY_KERNEL",
    ) ||
    CONFIG_FILE_NAMES.some((name) => existsSync(join(directory, name)))
  );
}
