/**
 * Which commands a command line needs: its own, so that a quick command does not load what only others use, or all where
 * commands look at each other; of the rest their names.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_FILE_NAMES } from "./config/names.js";
import { DIRECTORY } from "./directory.js";
import type { ProgramCommands } from "./program-commands.js";

/** Commands that look at others. */
const LOOKS_AROUND = new Set(["sweep", "verify", "worker", "merge", "completion", "explain"]);

/** The commands of the program, those that the line needs with their descriptions. */
export async function commandsFor(argv: readonly string[]): Promise<ProgramCommands> {
  const [first = "--help"] = argv;
  if (LOOKS_AROUND.has(first)) return (await import("./commands/all.js")).ALL_COMMANDS;
  const entries: ProgramCommands = DIRECTORY;
  if (!Object.hasOwn(DIRECTORY, first)) return entries;
  const name = first as keyof typeof DIRECTORY;
  const { summary, load } = DIRECTORY[name];
  return { ...entries, [name]: { summary, definition: await load() } };
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
