/**
 * Which commands a command line needs: its own, so that a quick command does not load what only others use, or all where
 * commands look at each other; of the rest their names.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../src/result.js";
import { CONFIG_FILE_NAMES } from "./config/names.js";
import type { Children } from "./definition/command.js";
import { DIRECTORY } from "./directory.js";
import type { ProgramCommands } from "./program-commands.js";
import { sweepableForm } from "./sweep/form.js";

/** Commands that look at others. */
const LOOKS_AROUND = new Set(["sweep", "verify", "worker", "merge", "completion", "explain"]);

/** The commands of the program, those that the line needs with their descriptions. */
export async function commandsFor(argv: readonly string[]): Promise<ProgramCommands> {
  const [first = "--help"] = argv;
  if (LOOKS_AROUND.has(first)) {
    const swept = first === "sweep" ? await sweptCommand(argv.slice(1)) : {};
    if (Object.keys(swept).length > 0) return { ...DIRECTORY, ...(await loaded(first)), ...swept };
    return (await import("./commands/all.js")).ALL_COMMANDS;
  }
  return { ...DIRECTORY, ...(await loaded(first)) };
}

/** The command of that name with its description; nothing where there is none. */
async function loaded(name: string): Promise<Children> {
  if (!Object.hasOwn(DIRECTORY, name)) return {};
  const { summary, load } = DIRECTORY[name as keyof typeof DIRECTORY];
  return { [name]: { summary, definition: await load() } };
}

/** The command that a sweep names first and can sweep; nothing where all commands must be looked at, to find or to refuse it. */
async function sweptCommand(rest: readonly string[]): Promise<Children> {
  const end = rest.findIndex((word) => word.startsWith("-"));
  const words = end < 0 ? rest : rest.slice(0, end);
  if (words.length === 0) return {};
  const commands = await loaded(words[0]);
  try {
    sweepableForm(commands, words);
    return commands;
  } catch (error) {
    if (error instanceof InputError) return {};
    throw error;
  }
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
