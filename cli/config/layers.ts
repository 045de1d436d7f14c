/** Values from outside the command line: defaults < project file < environment < flags, each with its origin. */
import type { EventEmitter } from "node:events";
import type { Command } from "commander";
import { closestName } from "../../src/closest-name.js";
import { InputError } from "../../src/result.js";
import { withoutPassword } from "../../sweep/index.js";
import { columns } from "../definition/columns.js";
import type { CommandDefinition } from "../definition/command.js";
import type { Report } from "../output/report.js";
import { loadedCommands, type ProgramCommands } from "../program-commands.js";
import { CONFIGURATION_WORDS } from "../vocabulary/configuration.js";
import { type ConfigFile, findConfigFile } from "./file.js";
import {
  type ConfigurableOption,
  configurableOptions,
  configuredValue,
  environmentName,
  takesValue,
} from "./options.js";

export type Environment = Readonly<Record<string, string | undefined>>;

const FILE_VARIABLE = "RELU_INJECTIVITY_CONFIG";

/** Where the values of the command that runs came from, by the keys of its options. */
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
export async function configure(
  program: Command,
  commands: ProgramCommands,
  argv: readonly string[],
  environment: Environment,
  directory: string,
): Promise<Configuration> {
  const typed = beforeDoubleDash(argv);
  const origins: Origins = new Map();
  const file = await findConfigFile(commands, namedFile(typed, environment), directory);
  const printing = typed.includes("--print-config");
  const prepare = (_parent: Command, command: Command): void => {
    if (command.commands.length > 0) return;
    const path = commandPath(command);
    const options = configurableOptions(definitionAt(commands, path));
    if (file !== undefined) applyFile(command, path, options, file, origins);
    const variables = ownVariables(path, siblingNames(command), environment);
    applyEnvironment(command, path, options, variables, origins);
    // What is missing is part of the picture.
    if (!printing) return;
    for (const operand of command.registeredArguments) operand.required = false;
  };
  for (const group of groups(program)) group.hook("preSubcommand", prepare);
  return {
    report: (command) => {
      const path = commandPath(command);
      return report(command, path, configurableOptions(definitionAt(commands, path)), origins);
    },
  };
}

/** Words of the command below the program, e.g. ["geometry", "euler"]. */
function commandPath(command: Command): string[] {
  return command.parent === null ? [] : [...commandPath(command.parent), command.name()];
}

function definitionAt(commands: ProgramCommands, path: readonly string[]): CommandDefinition {
  let among = loadedCommands(commands);
  for (const word of path) {
    const { definition } = among[word];
    if (definition.kind === "command") return definition;
    among = definition.commands;
  }
  throw new Error(`${path.join(" ")} is not a command`);
}

function groups(command: Command): Command[] {
  return command.commands.length === 0 ? [] : [command, ...command.commands.flatMap(groups)];
}

function siblingNames({ parent }: Command): readonly string[] {
  return parent?.commands.map((sibling) => sibling.name()) ?? [];
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

type ConfigurableOptions = ReadonlyMap<string, ConfigurableOption>;

function applyFile(
  command: Command,
  path: readonly string[],
  options: ConfigurableOptions,
  file: ConfigFile,
  origins: Origins,
): void {
  for (const { option: name, raw, place } of file.settings(path)) {
    const option = options.get(name);
    if (option === undefined) continue;
    const value = configuredValue(option.definition, raw, `${name} of ${place}`);
    setValue(command, option, value, "config");
    origins.set(option.key, place);
  }
}

/** The variables that begin like an option of the command, and not like one of a sibling with a longer name. */
function ownVariables(
  path: readonly string[],
  siblings: readonly string[],
  environment: Environment,
): [string, string][] {
  const prefix = environmentName(path);
  const longer = siblings
    .map((name) => environmentName([...path.slice(0, -1), name]))
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

function applyEnvironment(
  command: Command,
  path: readonly string[],
  options: ConfigurableOptions,
  variables: readonly [string, string][],
  origins: Origins,
): void {
  const byVariable = new Map([...options].map(([name, option]) => [environmentName(path, name), option]));
  for (const [variable, text] of variables) {
    const option = byVariable.get(variable);
    if (option === undefined) {
      const nearest = closestName(variable, [...byVariable.keys()]);
      const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
      throw new InputError(`${variable} in the environment: expected an option of the command${hint}`);
    }
    setValue(command, option, configuredValue(option.definition, text, variable), "env");
    origins.set(option.key, `env ${variable}`);
  }
}

/** Sets an option as if its value had been typed, but overruled by what is typed. */
function setValue(
  command: Command,
  { key, definition }: ConfigurableOption,
  value: unknown,
  layer: "config" | "env",
): void {
  command.setOptionValueWithSource(key, value, layer);
  // A repeatable option collects its values: typed ones replace the configured ones.
  const overrule = (): void => {
    if (command.getOptionValueSource(key) === layer)
      command.setOptionValueWithSource(key, definition.fallback, "default");
  };
  for (const option of command.options) {
    if (option.attributeName() === key)
      (command as unknown as EventEmitter).prependListener(`option:${option.name()}`, overrule);
  }
}

/** Every option of the command with its value and its origin. */
function report(
  command: Command,
  path: readonly string[],
  options: ConfigurableOptions,
  origins: Origins,
): Report {
  const rows = [...options].map(([name, option]) => ({
    option: name,
    value: printable(command.getOptionValue(option.key)) ?? (takesValue(option.definition) ? null : false),
    origin: originOf(command, name, option, origins),
  }));
  return {
    command: "print-config",
    parameters: { command: path.join(" ") },
    results: rows,
    tables: () => [
      {
        columns: columns(CONFIGURATION_WORDS, "option", "value", "origin").map((shown) =>
          shown.name === "value" ? { ...shown, wrap: true } : shown,
        ),
        rows: rows.map((row) => ({ ...row, value: textOf(row.value) })),
      },
    ],
    exitCode: 0,
  };
}

/** A value without the password that an address may hold. */
function printable(value: unknown): unknown {
  return typeof value === "string" ? withoutPassword(value) : value;
}

function originOf(
  command: Command,
  name: string,
  { key, definition }: ConfigurableOption,
  origins: Origins,
): string {
  const source = command.getOptionValueSource(key);
  if (source === "cli") return `flag --${definition.negated === true ? "no-" : ""}${name}`;
  if (source === "config" || source === "env") return origins.get(key) ?? source;
  return command.getOptionValue(key) === undefined ? "not set" : "default";
}

function textOf(value: unknown): string {
  if (value === null) return "";
  if (typeof value === "object" && !Array.isArray(value)) return JSON.stringify(value, plainBigInt);
  return String(value);
}

/** Exact coordinates are fractions of big integers. */
function plainBigInt(_: string, entry: unknown): unknown {
  return typeof entry === "bigint" ? String(entry) : entry;
}
