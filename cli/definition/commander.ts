/** From descriptions to commander: flags, operands, help texts, and the values that a command's `run` receives. */
import { Argument, type Command, Option } from "commander";
import { closestName } from "../../src/closest-name.js";
import { InputError } from "../../src/result.js";
import { callOf, filesOfCall, requireOutputs } from "../files/call.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";
import type { Children, CommandDefinition, Definition, GroupDefinition, Outcome } from "./command.js";
import { requireNoConflict } from "./conflicts.js";
import { exitCodeOf } from "./judge.js";
import { describeOption, flagName, type OptionDefinition, type Options } from "./option.js";
import { SHARED_OPTIONS } from "./shared-options.js";

/** Adds a described command to a program. */
export function addDefinition(
  parent: Command,
  path: readonly string[],
  summary: string,
  definition: Definition,
  runner: Runner,
): void {
  const command = parent
    .command(path[path.length - 1])
    .summary(summary)
    .description(definition.description)
    .helpCommand(false);
  if (definition.kind === "group") addGroup(command, path, definition, runner);
  else addCommand(command, path, definition, runner);
}

/** What runs a command, and the commands that it may look at. */
export interface Runner {
  readonly run: RunCommand;
  readonly commands: () => Children;
  /** For a point of a sweep, whose options are those of all its points. */
  readonly pointwise?: boolean;
}

function addGroup(command: Command, path: readonly string[], group: GroupDefinition, runner: Runner): void {
  const { commands: children, examples } = group;
  // Options before the name of a subcommand: the group itself says what it expects.
  command.argument("[command...]").usage("<command>").allowUnknownOption();
  if (examples !== undefined) command.addHelpText("before", () => exampleText(examples));
  for (const [name, { summary, definition }] of Object.entries(children))
    addDefinition(command, [...path, name], summary, definition, runner);
  command.action(([word]: readonly (string | undefined)[]) => {
    const asked =
      word === undefined ? `${path.join(" ")} without a command` : `'${word}' after ${path.join(" ")}`;
    const names = Object.keys(children);
    const near = word === undefined ? undefined : closestName(word, names);
    const meant = near === undefined ? "" : ` (did you mean ${near}?)`;
    throw new InputError(`${asked}${meant}: expected one of ${names.join(", ")}`);
  });
}

function addCommand(
  command: Command,
  path: readonly string[],
  definition: CommandDefinition,
  { run, commands, pointwise = false }: Runner,
): void {
  const { options, operands = {}, examples, remarks, passesThrough } = definition;
  for (const [name, operand] of Object.entries(operands)) command.addArgument(argumentOf(name, operand));
  if (passesThrough) command.argument("[words...]", "the command with its options").allowUnknownOption();
  for (const [name, option] of Object.entries(options)) command.addOption(optionOf(name, option));
  command.addHelpText("before", () => exampleText(examples));
  if (remarks !== undefined) command.addHelpText("after", () => `\n${remarks()}`);
  command.action((..._given: unknown[]) => {
    const values: Record<string, unknown> = {};
    for (const [i, name] of Object.keys(operands).entries()) values[name] = command.processedArgs[i];
    for (const [name, { placeholder }] of Object.entries(options)) {
      const value: unknown = command.getOptionValue(name);
      values[name] = placeholder === undefined ? value === true : value;
    }
    requireGiven(command, options);
    const given = (name: string): boolean => isGiven(command, name, options, values);
    requireNoConflict(definition, { has: given, value: (name) => values[name] });
    const rest = passesThrough ? command.args : [];
    const call = callOf(definition, values, (name) => sharedValue(command, name));
    const files = filesOfCall(call);
    return run((progress, start) => {
      requireOutputs(call, files);
      const context = {
        ...{ progress, files, start, rest, commands: commands() },
        given: pointwise ? () => false : given,
      };
      const made = definition.run(values, context);
      const finish = (outcome: Outcome): Report | Promise<Report> => {
        const report = reportOf(path, values, outcome);
        return files.begun()?.then(() => report) ?? report;
      };
      return made instanceof Promise ? made.then(finish) : finish(made);
    }, files);
  });
}

/** @throws InputError for the first option that the command cannot do without */
function requireGiven(command: Command, options: Options): void {
  if (command.getOptionValue("printConfig") === true) return;
  for (const [name, { required, placeholder }] of Object.entries(options)) {
    if (!required || command.getOptionValue(name) !== undefined) continue;
    throw new InputError(`--${flagName(name)} is missing: expected --${flagName(name)} <${placeholder}>`);
  }
}

/** The outcome with what its command line says. */
function reportOf(
  path: readonly string[],
  values: Readonly<Record<string, unknown>>,
  outcome: Outcome,
): Report {
  const {
    parameters = parametersOf(values),
    results,
    tables = () => [],
    exitCode: _own,
    judged: _judged,
    ...rest
  } = outcome;
  return {
    command: path.join(" "),
    ...rest,
    parameters,
    results: results as Report["results"],
    tables,
    exitCode: exitCodeOf(outcome),
  };
}

function parametersOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Whether somebody gave the option or operand: on the line, in a file, or by a variable. */
function isGiven(
  command: Command,
  name: string,
  options: Options,
  values: Readonly<Record<string, unknown>>,
): boolean {
  // An operand.
  if (!Object.hasOwn(options, name) && !Object.hasOwn(SHARED_OPTIONS, name))
    return values[name] !== undefined;
  const source = command.getOptionValueSource(name);
  if (source === undefined || source === "default") return false;
  // A switch that a file turns off is not given.
  return command.getOptionValue(name) !== (options[name]?.negated === true);
}

function argumentOf(name: string, operand: OptionDefinition): Argument {
  const shown = `${operand.placeholder ?? name}${operand.repeatable ? "..." : ""}`;
  const argument = new Argument(operand.required ? `<${shown}>` : `[${shown}]`, describeOption(operand));
  const place = `<${operand.placeholder ?? name}>`;
  if (operand.repeatable) {
    argument.argParser((text: string, previous: unknown) => [
      ...((previous as unknown[] | undefined) ?? []),
      ...(operand.parse(text, place) as unknown[]),
    ]);
  } else argument.argParser((text: string) => operand.parse(text, place));
  return argument.default(operand.fallback);
}

/** An option for commander. */
function optionOf(name: string, definition: OptionDefinition): Option {
  const long = `--${definition.negated ? "no-" : ""}${flagName(name)}`;
  const { placeholder, repeatable, fallback, parse, alias } = definition;
  const flags = alias === undefined ? long : `--${alias}, ${long}`;
  const option = new Option(
    placeholder === undefined ? flags : `${flags} <${placeholder}>`,
    describeOption(definition),
  );
  if (placeholder === undefined) return option;
  const place = `--${flagName(name)}`;
  if (repeatable) {
    option.argParser((text: string, previous: unknown) => [
      ...(previous === fallback ? [] : ((previous as unknown[] | undefined) ?? [])),
      ...(parse(text, place) as unknown[]),
    ]);
  } else option.argParser((text: string) => parse(text, place));
  if (fallback !== undefined) option.default(fallback);
  return option;
}

const SHARED = new WeakSet<Option>();

/** Adds the options that every command has, but where it means something of its own by the name. */
export function addSharedOptions(command: Command): void {
  for (const [name, definition] of Object.entries(SHARED_OPTIONS)) {
    if (command.options.some((own) => own.attributeName() === name)) continue;
    const option = optionOf(name, definition);
    SHARED.add(option);
    command.addOption(option);
  }
}

/** The value of an option that every command has; undefined where the command has its own of that name. */
export function sharedValue(command: Command, name: keyof typeof SHARED_OPTIONS): unknown {
  const option = command.options.find((known) => known.attributeName() === name);
  return option !== undefined && SHARED.has(option) ? command.getOptionValue(name) : undefined;
}

function exampleText(examples: CommandDefinition["examples"]): string {
  const lines = examples.map(([line]) => `relu-injectivity ${line}`);
  const width = Math.max(0, ...lines.map((line) => line.length).filter((length) => length <= SHORT_LINE));
  const shown = lines.map((line, i) => {
    const remark = examples[i][1];
    return remark === undefined ? `  ${line}` : `  ${line.padEnd(width)}  ${remark}`;
  });
  return `Examples:\n${shown.join("\n")}\n`;
}

/** Longer examples do not push the remarks of the others to the right. */
const SHORT_LINE = 46;
