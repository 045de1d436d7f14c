/** Every command with its description, loaded at once. */
import { DIRECTORY } from "../directory.js";
import type { ProgramCommands } from "../program-commands.js";

export const ALL_COMMANDS: ProgramCommands = Object.fromEntries(
  await Promise.all(
    Object.entries(DIRECTORY).map(
      async ([name, { summary, load }]) => [name, { summary, definition: await load() }] as const,
    ),
  ),
);
