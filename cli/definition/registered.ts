/** Commands that are still registered by hand, seen as descriptions; goes with the last of them. */
import { Command, type Option } from "commander";
import { InputError } from "../../src/result.js";
import type { RegisterCommand } from "../program.js";
import type { Definition } from "./command.js";
import type { OptionDefinition } from "./option.js";
import { SHARED_OPTIONS } from "./shared-options.js";

const NOT_SWEPT = new Set(["tables", "certificate"]);
const FILE_PLACEHOLDER = /[A-Z][A-Z.a-z]*[A-Z]/;
const LIST_PLACEHOLDER = /list|[,:]/;

/** The description of a command that is registered by hand. */
export function describedRegistration(register: RegisterCommand): Definition {
  const probe = new Command();
  register(probe, () => undefined);
  const [command] = probe.commands;
  return fromCommand(command, [command.name()]);
}

function fromCommand(command: Command, path: readonly string[]): Definition {
  const description = command.description();
  if (command.commands.length > 0) {
    const commands = command.commands.map((sub) => [
      sub.name(),
      { summary: sub.summary(), definition: fromCommand(sub, [...path, sub.name()]) },
    ]);
    return { kind: "group", description, commands: Object.fromEntries(commands) };
  }
  const operands = command.registeredArguments.map((argument) => [
    argument.name(),
    {
      meaning: argument.description,
      placeholder: argument.name(),
      ...(FILE_PLACEHOLDER.test(argument.name()) ? { file: "input" } : {}),
      list: false,
      repeatable: argument.variadic,
      required: argument.required,
      fallback: argument.defaultValue,
      parse: (text: string) => text,
      ...wordsOf(argument.parseArg),
    },
  ]);
  return {
    kind: "command",
    description,
    examples: [],
    options: Object.fromEntries(
      command.options
        .filter((option) => !Object.hasOwn(SHARED_OPTIONS, option.attributeName()))
        .map((option) => [option.attributeName(), fromOption(option)]),
    ),
    operands: Object.fromEntries(operands),
    fields: {},
    ...(NOT_SWEPT.has(path[0]) ? {} : { sweep: {} }),
    run: () => {
      throw new Error(`${path.join(" ")} is registered by hand`);
    },
  };
}

function fromOption(option: Option): OptionDefinition {
  const placeholder = /[<[](.*)[>\]]/.exec(option.flags)?.[1];
  const parse = option.parseArg as ((text: string, previous: unknown) => unknown) | undefined;
  return {
    meaning: option.description,
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(placeholder !== undefined && FILE_PLACEHOLDER.test(placeholder) ? { file: "input" } : {}),
    ...wordsOf(option.parseArg),
    list: LIST_PLACEHOLDER.test(placeholder ?? ""),
    repeatable: (parse?.length ?? 0) >= 2,
    required: option.mandatory,
    fallback: option.defaultValue,
    ...(option.negate ? { negated: true } : {}),
    parse: (text, place) => {
      try {
        return parse === undefined ? text : parse(text, undefined);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        throw new InputError(error.message.replace(` in ${option.long}:`, ` in ${place}:`));
      }
    },
  };
}

/** A parser knows its words, and says them when it refuses one. */
function wordsOf(parse: unknown): { readonly words?: readonly string[] } {
  if (typeof parse !== "function") return {};
  try {
    (parse as (text: string, previous: unknown) => unknown)("\u0001", undefined);
  } catch (error) {
    const said = error instanceof InputError ? /expected one of (.+)$/.exec(error.message)?.[1] : undefined;
    const words = said?.split(/, (?:or )?|,| or /).filter((word) => /^[\w.:+-]+$/.test(word)) ?? [];
    return words.length > 0 ? { words } : {};
  }
  return {};
}
