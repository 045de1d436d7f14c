/** Options that exclude or need one another, checked from the description of the command. */
import { InputError } from "../../src/result.js";
import type { CommandDefinition, Conflict } from "./command.js";
import { flagName } from "./option.js";

/** @throws InputError for the first conflict among the options that were given. */
export function requireNoConflict(
  { conflicts = [] }: CommandDefinition,
  isGiven: (name: string) => boolean,
): void {
  for (const conflict of conflicts) check(conflict, isGiven);
}

function check({ together, needs, expected }: Conflict<string>, isGiven: (name: string) => boolean): void {
  if (together?.every(isGiven)) {
    const flags = together.map(typed);
    throw new InputError(`${flags.join(" and ")} together: expected ${expected ?? "one of them"}`);
  }
  if (needs !== undefined && isGiven(needs[0]) && !isGiven(needs[1])) {
    throw new InputError(
      `${typed(needs[0])} without ${typed(needs[1])}: expected ${expected ?? typed(needs[1])}`,
    );
  }
}

function typed(name: string): string {
  return `--${flagName(name)}`;
}
