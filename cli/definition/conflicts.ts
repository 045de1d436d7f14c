/** Options that exclude one another, or say nothing without another, checked from the description of the command. */
import { InputError } from "../../src/result.js";
import type { CommandDefinition, Conflict } from "./command.js";
import { flagName } from "./option.js";

/** What was given: on the line, in a file, or by a variable. */
export interface Given {
  readonly has: (name: string) => boolean;
  readonly value: (name: string) => unknown;
}

/** @throws InputError for the first conflict among the options that were given. */
export function requireNoConflict({ conflicts = [], options }: CommandDefinition, given: Given): void {
  const known = (name: string): boolean => Object.hasOwn(options, name);
  const typed = (name: string): string =>
    known(name) && options[name].negated === true ? `--no-${flagName(name)}` : flagOf(name);
  for (const { together, options: idle = [], only, expected } of conflicts) {
    if (together?.every(given.has)) {
      const flags = together.map(typed);
      throw new InputError(`${flags.join(" and ")} together: expected ${expected ?? "one of them"}`);
    }
    const ignored = idle.find(given.has);
    if (ignored === undefined || only === undefined) continue;
    const missing = unmet(only, given, known, typed);
    if (missing !== undefined)
      throw new InputError(`${typed(ignored)} ${missing.found}: expected ${expected ?? missing.expected}`);
  }
}

/** What stands in place of the option, or of its value, that the others need. */
function unmet(
  [name, ...values]: NonNullable<Conflict<string>["only"]>,
  given: Given,
  isOption: (name: string) => boolean,
  typed: (name: string) => string,
): { readonly found: string; readonly expected: string } | undefined {
  const flag = isOption(name) ? typed(name) : name.toUpperCase();
  if (values.length === 0) return given.has(name) ? undefined : { found: `without ${flag}`, expected: flag };
  const value = given.value(name);
  if (values.includes(value)) return undefined;
  return {
    found: `with ${flag} ${String(value)}`,
    expected: values.map((word) => `${flag} ${String(word)}`).join(" or "),
  };
}

/**
 * For options that say nothing to the data at hand, which no description can tell. At a point of a sweep, whose options
 * are those of all points, they count as not given.
 * @param found why it says nothing, e.g. "with a FILE that is enumerated"
 * @throws InputError where it was given
 */
export function refuseIdle(given: Given["has"], name: string, found: string): void {
  if (given(name))
    throw new InputError(`${flagOf(name)} ${found}: expected no ${flagOf(name)}, as it changes nothing`);
}

function flagOf(name: string): string {
  return `--${flagName(name)}`;
}
