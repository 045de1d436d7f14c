/** The commands of a program by name, each loaded when it is needed. */
import type { Children, Definition } from "./definition/command.js";

/** A command of the program; without a definition it is only listed until it is loaded. */
export interface ProgramCommand {
  readonly summary: string;
  readonly definition?: Definition;
  readonly load?: () => Promise<Definition>;
}

export type ProgramCommands = Readonly<Record<string, ProgramCommand>>;

/** The description of a command. */
export async function definitionOf({ definition, load }: ProgramCommand): Promise<Definition> {
  const found = definition ?? (await load?.());
  if (found === undefined) throw new Error("a command without a description");
  return found;
}

/** All that are loaded, with their descriptions. */
export function loadedCommands(commands: ProgramCommands): Children {
  return Object.fromEntries(
    Object.entries(commands).flatMap(([name, { summary, definition }]) =>
      definition === undefined ? [] : [[name, { summary, definition }]],
    ),
  );
}
