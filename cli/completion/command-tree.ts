/** What a shell has to know of the command line: commands, options, and the words that a value may be. */
import type { Argument, Command, Option } from "commander";
import { InputError } from "../../src/result.js";
import { optionDefinitionOf } from "../definition/commander.js";
import type { OptionDefinition } from "../definition/option.js";

/** What may follow an option, or stand as an operand. */
export type ValueForm =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "file" }
  | { readonly kind: "other" };

export interface OptionNode {
  /** e.g. "--dual-norms" */
  readonly flag: string;
  readonly description: string;
  /** Absent for switches. */
  readonly value?: ValueForm;
}

export interface CommandNode {
  /** Words below the program, e.g. ["network", "show"]; empty for the program itself. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly OptionNode[];
  readonly subcommands: readonly { readonly name: string; readonly description: string }[];
  readonly operand?: ValueForm;
}

/** The commands of a program, itself first. */
export function commandTree(command: Command, path: readonly string[] = []): CommandNode[] {
  const [operand] = command.registeredArguments;
  const node: CommandNode = {
    path,
    description: descriptionOf(command),
    options: [...command.options.filter((option) => !option.hidden).map(optionNode), HELP],
    subcommands: command.commands.map((sub) => ({ name: sub.name(), description: descriptionOf(sub) })),
    ...(operand === undefined ? {} : { operand: valueForm(operand, operand.name()) }),
  };
  return [node, ...command.commands.flatMap((sub) => commandTree(sub, [...path, sub.name()]))];
}

const HELP: OptionNode = { flag: "--help", description: "examples, options, units and ranges" };

function descriptionOf(command: Command): string {
  return command.summary() === "" ? command.description() : command.summary();
}

function optionNode(option: Option): OptionNode {
  const flag = option.long ?? option.flags;
  const { description } = option;
  if (!option.required && !option.optional) return { flag, description };
  const described = optionDefinitionOf(option);
  if (described !== undefined) return { flag, description, value: describedValue(described) };
  return { flag, description, value: valueForm(option, /[<[](.*)[>\]]/.exec(option.flags)?.[1] ?? "") };
}

function valueForm(option: Option | Argument, placeholder: string): ValueForm {
  const words = choicesOf(option);
  if (words.length > 0) return { kind: "words", words };
  return { kind: /^(FILE|STORE|DIR|WEIGHTS|NET)\b|\.json/i.test(placeholder) ? "file" : "other" };
}

function describedValue({ words, file }: OptionDefinition): ValueForm {
  if (words !== undefined) return { kind: "words", words };
  return { kind: file === undefined ? "other" : "file" };
}

/** No word of any option. */
const NO_WORD = "\u0001";

/**
 * The words that an option takes. Its parser knows them, and says them when it refuses a word: "expected one of …".
 * Asking it keeps one list in one place.
 */
function choicesOf(option: Option | Argument): readonly string[] {
  if (option.argChoices !== undefined) return option.argChoices;
  if (option.parseArg === undefined) return [];
  try {
    (option.parseArg as (text: string, previous: unknown) => unknown)(NO_WORD, undefined);
  } catch (error) {
    const said = error instanceof InputError ? /expected one of (.+)$/.exec(error.message)?.[1] : undefined;
    return said?.split(/, (?:or )?|,| or /).filter((word) => /^[\w.:+-]+$/.test(word)) ?? [];
  }
  return [];
}
