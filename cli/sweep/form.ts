/** The commands of this program as a study sees them: which can be swept, over which options. */
import { closestName } from "../../src/closest-name.js";
import { InputError } from "../../src/result.js";
import type { CommandForm, OptionForm } from "../../sweep/index.js";
import type { Children, CommandDefinition, Definition } from "../definition/command.js";
import { flagName, type OptionDefinition } from "../definition/option.js";

/**
 * Finds the command that the leading words name and describes it.
 * @param words the command line of the points: command, subcommands and operands.
 * @throws InputError for unknown commands and for those that cannot be swept.
 */
export function sweepableForm(commands: Children, words: readonly string[]): CommandForm {
  const { definition, path, operands } = resolve(commands, words);
  const known = Object.values(definition.operands ?? {});
  if (readsFile(definition) || operands.some((_, i) => known[i]?.file !== undefined)) {
    throw new InputError(
      `${path.join(" ")} in a sweep: expected a command that reads no file, as a point is known by its parameters alone`,
    );
  }
  if (definition.sweep === undefined) throw noSolver(commands, path);
  if (operands.length > known.length) {
    throw new InputError(
      `'${operands[known.length]}' after ${path.join(" ")}: expected options, as in sweep rsb --k 2 --alpha 4:10:0.5`,
    );
  }
  return {
    command: [...path, ...operands],
    options: Object.entries(definition.options).map(([name, option]) => ({
      ...optionForm(name, option),
      ...(definition.sweep?.unstated?.includes(name) ? { defaultValue: undefined } : {}),
    })),
    ...definition.sweep,
  };
}

/** The description of the command that the leading words name. @throws InputError for unknown commands */
export function sweptDefinition(commands: Children, words: readonly string[]): CommandDefinition {
  return resolve(commands, words).definition;
}

interface Resolved {
  readonly definition: CommandDefinition;
  readonly path: readonly string[];
  readonly operands: readonly string[];
}

function resolve(commands: Children, words: readonly string[]): Resolved {
  let among = commands;
  for (const [i, word] of words.entries()) {
    if (!Object.hasOwn(among, word)) throw unknownCommand(among, words.slice(0, i), word);
    const { definition } = among[word];
    if (definition.kind === "command")
      return { definition, path: words.slice(0, i + 1), operands: words.slice(i + 1) };
    among = definition.commands;
    if (sweepable(among).length === 0) throw noSolver(commands, words.slice(0, i + 1));
  }
  throw unknownCommand(among, words, undefined);
}

function noSolver(commands: Children, path: readonly string[]): InputError {
  return new InputError(
    `sweep ${path.join(" ")}: expected a solver, such as ${sweepable(commands).join(", ")}`,
  );
}

function unknownCommand(among: Children, path: readonly string[], word: string | undefined): InputError {
  const names = sweepable(among);
  const near = word === undefined ? undefined : closestName(word, names);
  return new InputError(
    `${word === undefined ? "no command" : `'${word}'`} after ${["sweep", ...path].join(" ")}: expected ${
      near === undefined ? `one of ${names.join(", ")}` : `${near}?`
    }`,
  );
}

function sweepable(commands: Children): string[] {
  return Object.entries(commands).flatMap(([name, { definition }]) => (isSwept(definition) ? [name] : []));
}

function isSwept(definition: Definition): boolean {
  if (definition.kind === "group") return sweepable(definition.commands).length > 0;
  return definition.sweep !== undefined && !readsFile(definition);
}

/** Whether it cannot do without a file; an optional one is left out in a sweep. */
function readsFile({ operands = {} }: CommandDefinition): boolean {
  return Object.values(operands).some(({ required, file }) => required && file !== undefined);
}

function optionForm(name: string, option: OptionDefinition): OptionForm {
  const { placeholder, list, repeatable, required, fallback, negated, file, parse, alias } = option;
  const takesValue = placeholder !== undefined;
  return {
    name: negated === true ? `no-${flagName(name)}` : flagName(name),
    // A point keeps the identity that it had before the option was renamed.
    parameter: alias === undefined ? name : camelCase(alias),
    takesValue,
    switchValue: negated !== true,
    required,
    list,
    // A switch that nobody gave is no parameter of a point.
    defaultValue: takesValue ? fallback : undefined,
    ...(file === undefined ? {} : { refused: "names a file" }),
    ...(alias === undefined ? {} : { alias }),
    parse: (text) => {
      const value = parse(text, `--${flagName(name)}`);
      // A repeatable option collects its values; a point has one.
      return repeatable && Array.isArray(value) && value.length === 1 ? value[0] : value;
    },
  };
}

function camelCase(flag: string): string {
  return flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
