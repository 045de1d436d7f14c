/** Every command with its description, loaded at once. */
import type { Children } from "../definition/command.js";
import { DIRECTORY } from "../directory.js";

export const ALL_COMMANDS: Children = Object.fromEntries(
  await Promise.all(
    Object.entries(DIRECTORY).map(
      async ([name, { summary, load }]) => [name, { summary, definition: await load() }] as const,
    ),
  ),
);
