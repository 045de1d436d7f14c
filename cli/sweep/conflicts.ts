/** Conflicts among the options of a sweep: what one call of the command refuses, no point of a sweep is asked. */
import type { StudyRequest } from "../../sweep/index.js";
import type { CommandDefinition } from "../definition/command.js";
import { requireNoConflict } from "../definition/conflicts.js";
import { flagName } from "../definition/option.js";

/** @throws InputError for the first conflict that some point of the request has */
export function requireNoSweptConflict(
  definition: CommandDefinition,
  { options, axes }: Pick<StudyRequest, "options" | "axes">,
): void {
  const { options: known, conflicts = [] } = definition;
  const texts = new Map<string, Iterable<string | true>>();
  for (const { name, text } of options) texts.set(keyOf(known, name), [text]);
  for (const { name, values } of axes) texts.set(keyOf(known, name), each(values));
  for (const conflict of conflicts) {
    for (const value of valuesOf(known, conflict.only?.[0], texts))
      requireNoConflict(
        { ...definition, conflicts: [conflict] },
        { has: (name) => texts.has(name), value: () => value },
      );
  }
}

/** All values that the points of the request have of an option. */
function* valuesOf(
  known: CommandDefinition["options"],
  name: string | undefined,
  texts: ReadonlyMap<string, Iterable<string | true>>,
): Generator<unknown> {
  const given = name === undefined ? undefined : texts.get(name);
  // An operand, or nothing that the conflict depends on.
  if (name === undefined || !Object.hasOwn(known, name)) yield undefined;
  else if (given === undefined) yield known[name].fallback;
  else for (const text of given) yield text === true ? true : known[name].parse(text, `--${flagName(name)}`);
}

function* each({ count, at }: StudyRequest["axes"][number]["values"]): Generator<string> {
  for (let i = 0; i < count; i++) yield at(i);
}

/** The key of an option by its name or alias, as typed. */
function keyOf(known: CommandDefinition["options"], typed: string): string {
  const found = Object.entries(known).find(
    ([name, { negated, alias }]) =>
      alias === typed || typed === (negated === true ? `no-${flagName(name)}` : flagName(name)),
  );
  return found?.[0] ?? typed;
}
