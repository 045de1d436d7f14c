/** Values from outside the command line: defaults < project file < environment < flags, each with its origin. */
import type { Command, Option } from "commander";
import { InputError } from "../../src/result.js";
import { closestName, withoutPassword } from "../../sweep/index.js";
import type { Report } from "../output/report.js";
import { type ConfigFile, findConfigFile } from "./file.js";
import { applyValue, commandPath, configurableOptions, environmentName, takesValue } from "./options.js";

export type Environment = Readonly<Record<string, string | undefined>>;

const FILE_VARIABLE = "RELU_INJECTIVITY_CONFIG";

/** Where the values of the command that runs came from, by attribute of the option. */
type Origins = Map<string, string>;

/** The configuration of one command line. */
export interface Configuration {
  /** The values of the command that ran, as a report; to be called once the command line is parsed. */
  report(command: Command): Report;
}

/**
 * Makes every command of the program take values from the project file and the environment.
 * @param argv the command line, which may name the file by --config
 * @throws InputError when the file cannot be read or does not fit the commands
 */
export function configure(
  program: Command,
  argv: readonly string[],
  environment: Environment,
  directory: string,
): Configuration {
  const typed = beforeDoubleDash(argv);
  const origins: Origins = new Map();
  const file = findConfigFile(program, namedFile(typed, environment), directory);
  const printing = typed.includes("--print-config");
  const prepare = (_parent: Command, command: Command): void => {
    if (command.commands.length > 0) return;
    if (file !== undefined) applyFile(command, file, origins);
    applyEnvironment(command, ownVariables(program, command, environment), origins);
    // What is missing is part of the picture.
    if (!printing) return;
    for (const option of command.options) option.mandatory = false;
    for (const operand of command.registeredArguments) operand.required = false;
  };
  for (const group of groups(program)) group.hook("preSubcommand", prepare);
  return { report: (command) => report(command, origins) };
}

function groups(command: Command): Command[] {
  return command.commands.length === 0 ? [] : [command, ...command.commands.flatMap(groups)];
}

function beforeDoubleDash(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf("--");
  return end < 0 ? argv : argv.slice(0, end);
}

function namedFile(
  typed: readonly string[],
  environment: Environment,
): { path: string; by: string } | undefined {
  for (const [i, word] of typed.entries()) {
    if (word === "--config" && i + 1 < typed.length) return { path: typed[i + 1], by: "--config" };
    if (word.startsWith("--config=")) return { path: word.slice("--config=".length), by: "--config" };
  }
  const path = environment[FILE_VARIABLE];
  return path === undefined || path === "" ? undefined : { path, by: FILE_VARIABLE };
}

function applyFile(command: Command, file: ConfigFile, origins: Origins): void {
  const options = configurableOptions(command);
  for (const { option: name, raw, place } of file.settings(command)) {
    const option = options.get(name);
    if (option === undefined) continue;
    applyValue(command, option, raw, "config", `${name} of ${place}`);
    origins.set(option.attributeName(), place);
  }
}

/** The variables that begin like an option of the command, and not like one of a command with a longer name. */
function ownVariables(program: Command, command: Command, environment: Environment): [string, string][] {
  const prefix = environmentName(command);
  const longer = leaves(program)
    .map((other) => environmentName(other))
    .filter((other) => other !== prefix && other.startsWith(prefix));
  return Object.entries(environment).flatMap(([variable, text]): [string, string][] =>
    text !== undefined &&
    text !== "" &&
    variable.startsWith(prefix) &&
    !longer.some((other) => variable.startsWith(other))
      ? [[variable, text]]
      : [],
  );
}

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

function applyEnvironment(command: Command, variables: readonly [string, string][], origins: Origins): void {
  const options = new Map(
    [...configurableOptions(command)].map(([name, option]) => [environmentName(command, name), option]),
  );
  for (const [variable, text] of variables) {
    const option = options.get(variable);
    if (option === undefined) {
      const nearest = closestName(variable, [...options.keys()]);
      const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
      throw new InputError(`${variable} in the environment: expected an option of the command${hint}`);
    }
    applyValue(command, option, text, "env", variable);
    origins.set(option.attributeName(), `env ${variable}`);
  }
}

/** Every option of the command with its value and its origin. */
function report(command: Command, origins: Origins): Report {
  const rows = [...configurableOptions(command)].map(([name, option]) => ({
    option: name,
    value: printable(command.getOptionValue(option.attributeName())) ?? (takesValue(option) ? null : false),
    origin: originOf(command, option, origins),
  }));
  return {
    command: "print-config",
    parameters: { command: commandPath(command).join(" ") },
    results: rows,
    tables: [
      {
        columns: [{ header: "option" }, { header: "value", wrap: true }, { header: "origin" }],
        rows: rows.map(({ option, value, origin }) => [option, shown(value), origin]),
      },
    ],
    exitCode: 0,
  };
}

/** A value without the password that an address may hold. */
function printable(value: unknown): unknown {
  return typeof value === "string" ? withoutPassword(value) : value;
}

function originOf(command: Command, option: Option, origins: Origins): string {
  const key = option.attributeName();
  const source = command.getOptionValueSource(key);
  if (source === "cli") return `flag --${option.name()}`;
  if (source === "config" || source === "env") return origins.get(key) ?? source;
  return command.getOptionValue(key) === undefined ? "not set" : "default";
}

function shown(value: unknown): string {
  if (value === null) return "";
  if (typeof value === "object" && !Array.isArray(value)) return JSON.stringify(value);
  return String(value);
}
