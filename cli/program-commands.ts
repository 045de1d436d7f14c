/** The commands of a program by name, each loaded when it is needed. */
import type { Children, Definition } from "./definition/command.js";
import { describedRegistration } from "./definition/registered.js";
import type { RegisterCommand } from "./program.js";

/** A command of the program; without a definition it is only listed until it is loaded. */
export interface ProgramCommand {
  readonly summary: string;
  readonly definition?: Definition | RegisterCommand;
  readonly load?: () => Promise<Definition | RegisterCommand>;
}

export type ProgramCommands = Readonly<Record<string, ProgramCommand>>;

/** The description of a command. */
export async function definitionOf({ definition, load }: ProgramCommand): Promise<Definition> {
  const found = definition ?? (await load?.());
  if (found === undefined) throw new Error("a command without a description");
  return typeof found === "function" ? describedRegistration(found) : found;
}

/** All that are loaded, with their descriptions. */
export function describedCommands(commands: ProgramCommands): Children {
  return Object.fromEntries(
    Object.entries(commands).flatMap(([name, { summary, definition }]) =>
      definition === undefined
        ? []
        : [
            [
              name,
              {
                summary,
                definition: typeof definition === "function" ? describedRegistration(definition) : definition,
              },
            ],
          ],
    ),
  );
}
