/** The commands of this program as a study sees them: which can be swept, over which options. */
import type { Argument, Command, Option } from "commander";
import { InputError } from "../../src/result.js";
import { type CommandForm, closestName, type OptionForm } from "../../sweep/index.js";
import { definitionOf, optionDefinitionOf } from "../definition/commander.js";
import type { OptionDefinition } from "../definition/option.js";

/** Commands that are no function of a point: lists, documents, searches against time, whatever runs other commands. */
const NOT_SWEPT = new Set([
  "tables",
  "explain",
  "sweep",
  "plot",
  "report",
  "verify",
  "export",
  "merge",
  "worker",
  "certificate",
  "completion",
]);

/** Options that every command has, and that change no result. */
const OUTPUT_OPTIONS = new Set(["json", "csv", "markdown", "config", "print-config", "help", "version"]);

/** A placeholder of several capitals stands for a file or a document: --profiles <FILE>, <WEIGHTS>. */
const FILE_PLACEHOLDER = /[A-Z][A-Z.a-z]*[A-Z]/;

/** A placeholder for a value in several parts: <list>, <n,m1,…,out>, <x:y>. */
const LIST_PLACEHOLDER = /list|[,:]/;

/**
 * Finds the command that the leading words name and describes it.
 * @param words the command line of the points: command, subcommands and operands.
 * @throws InputError for unknown commands and for those that cannot be swept.
 */
export function sweepableForm(program: Command, words: readonly string[]): CommandForm {
  const { command, path, operands } = resolve(program, words);
  const operandForms = command.registeredArguments;
  if (readsFile(command) || operands.some((_, k) => namesFile(operandForms[k]))) {
    throw new InputError(
      `${path.join(" ")} in a sweep: expected a command that reads no file, as a point is known by its parameters alone`,
    );
  }
  if (operands.length > operandForms.length) {
    throw new InputError(
      `'${operands[operandForms.length]}' after ${path.join(" ")}: expected options, as in sweep rsb --k 2 --alpha 4:10:0.5`,
    );
  }
  const definition = definitionOf(command);
  const sweep = definition?.kind === "command" ? definition.sweep : undefined;
  return {
    command: [...path, ...operands],
    options: command.options.filter((option) => !OUTPUT_OPTIONS.has(option.name())).map(optionForm),
    ...sweep,
  };
}

interface Resolved {
  readonly command: Command;
  readonly path: readonly string[];
  readonly operands: readonly string[];
}

function resolve(program: Command, words: readonly string[]): Resolved {
  let command = program;
  const path: string[] = [];
  for (const word of words) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (next === undefined) break;
    command = next;
    path.push(word);
  }
  const rest = words.slice(path.length);
  if (command.commands.length > 0) throw unknownCommand(command, path, rest[0]);
  if (NOT_SWEPT.has(path[0])) {
    throw new InputError(`sweep ${path[0]}: expected a solver, such as ${sweepable(program).join(", ")}`);
  }
  return { command, path, operands: rest };
}

function unknownCommand(group: Command, path: readonly string[], word: string | undefined): InputError {
  const names = path.length === 0 ? sweepable(group) : group.commands.map((command) => command.name());
  const near = word === undefined ? undefined : closestName(word, names);
  return new InputError(
    `${word === undefined ? "no command" : `'${word}'`} after ${["sweep", ...path].join(" ")}: expected ${
      near === undefined ? `one of ${names.join(", ")}` : `${near}?`
    }`,
  );
}

function sweepable(program: Command): string[] {
  return program.commands
    .filter((command) => !NOT_SWEPT.has(command.name()) && !readsFile(command))
    .map((command) => command.name());
}

/** Whether it cannot do without a file; an optional one is left out in a sweep. */
function readsFile(command: Command): boolean {
  return command.registeredArguments.some((argument) => argument.required && namesFile(argument));
}

function namesFile(argument: Argument | undefined): boolean {
  return argument !== undefined && FILE_PLACEHOLDER.test(argument.name());
}

function optionForm(option: Option): OptionForm {
  const described = optionDefinitionOf(option);
  if (described !== undefined) return describedForm(option, described);
  const placeholder = /[<[](.*)[>\]]/.exec(option.flags)?.[1] ?? "";
  const parse = option.parseArg as ((text: string, previous: unknown) => unknown) | undefined;
  return {
    name: option.name(),
    parameter: option.attributeName(),
    takesValue: option.required || option.optional,
    switchValue: !option.negate,
    required: option.mandatory,
    list: LIST_PLACEHOLDER.test(placeholder),
    defaultValue: option.defaultValue,
    ...(FILE_PLACEHOLDER.test(placeholder) ? { refused: "names a file" } : {}),
    parse: (text) => {
      const value = parse === undefined ? text : parse(text, undefined);
      // A repeatable option collects its values; a point has one.
      return parse !== undefined && parse.length >= 2 && Array.isArray(value) && value.length === 1
        ? value[0]
        : value;
    },
  };
}

function describedForm(option: Option, described: OptionDefinition): OptionForm {
  const { placeholder, list, repeatable, required, fallback, negated, file, parse, alias } = described;
  return {
    name: option.name(),
    parameter: option.attributeName(),
    takesValue: placeholder !== undefined,
    switchValue: negated !== true,
    required,
    list,
    defaultValue: fallback,
    ...(file === undefined ? {} : { refused: "names a file" }),
    ...(alias === undefined ? {} : { alias }),
    parse: (text) => {
      const value = parse(text, `--${option.name()}`);
      // A repeatable option collects its values; a point has one.
      return repeatable && Array.isArray(value) && value.length === 1 ? value[0] : value;
    },
  };
}
