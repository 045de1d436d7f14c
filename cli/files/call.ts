/** The files that one call names: what its operands and options say they read, and where they write. */
import { existsSync } from "node:fs";
import { InputError } from "../../src/result.js";
import { STANDARD_INPUT } from "../../src/standard-input.js";
import { CONFIG_FILE_NAMES } from "../config/names.js";
import type { CommandDefinition } from "../definition/command.js";
import { flagName, type OptionDefinition, type Options } from "../definition/option.js";
import { SHARED_OPTIONS } from "../definition/shared-options.js";
import { type Files, filesOf, type NamedFile } from "./files.js";

/** A description of a call with the values that it was given. */
export interface Call {
  readonly operands: Options;
  readonly options: Options;
  readonly values: Readonly<Record<string, unknown>>;
  /** What --config names. */
  readonly config: string | undefined;
  /** Whether files that this program did not write may be replaced. */
  readonly force: boolean;
  /** Of its results. */
  readonly fields: CommandDefinition["fields"];
}

/**
 * The call of a command, with the file of the shared option --output where the command has none of its own.
 * @param shared the value of an option that every command has
 */
export function callOf(
  { operands = {}, options, fields }: Pick<CommandDefinition, "operands" | "options" | "fields">,
  values: Readonly<Record<string, unknown>>,
  shared: (name: keyof typeof SHARED_OPTIONS) => unknown,
): Call {
  const config = shared("config");
  const settings = {
    operands,
    fields,
    config: typeof config === "string" ? config : undefined,
    force: shared("force") === true,
  };
  if (Object.hasOwn(options, "output")) return { ...settings, options, values };
  const { output } = SHARED_OPTIONS;
  return { ...settings, options: { ...options, output }, values: { ...values, output: shared("output") } };
}

/** Its inputs are never written, whatever names they go by. @throws InputError where two of them are standard input */
export function filesOfCall({ operands, options, values, config, force, fields }: Call): Files {
  const inputs = named({ operands, options, values }, "input").map(({ path, by }) => ({ path, by }));
  const fromPipe = [
    ...inputs.filter(({ path }) => path === STANDARD_INPUT).map(({ by }) => by),
    ...(config === STANDARD_INPUT ? ["--config"] : []),
  ];
  if (fromPipe.length > 1) {
    throw new InputError(`'-' in ${fromPipe.join(" and in ")}: expected standard input in one place`);
  }
  const configuration =
    config === undefined ? CONFIG_FILE_NAMES.filter((name) => existsSync(name)) : [config];
  return filesOf([...inputs, ...configuration.map((path) => ({ path, by: "--config" }))], force, fields);
}

/** Asked before the work. @throws InputError for the first output that cannot be written, or must not be */
export function requireOutputs(call: Pick<Call, "operands" | "options" | "values">, files: Files): void {
  for (const { path, by } of named(call, "output")) files.require(path, by);
  for (const { path, by } of named(call, "store")) files.requireOther(path, by);
}

function named(
  { operands, options, values }: Pick<Call, "operands" | "options" | "values">,
  use: OptionDefinition["file"],
): NamedFile[] {
  const all = [
    ...Object.entries(operands).map(([name, operand]) => ({
      name,
      option: operand,
      by: `<${operand.placeholder ?? name}>`,
    })),
    ...Object.entries(options).map(([name, option]) => ({ name, option, by: `--${flagName(name)}` })),
  ];
  return all.flatMap(({ name, option, by }) => {
    if (option.file !== use) return [];
    const value = values[name];
    const paths = Array.isArray(value) ? value : [value];
    return paths.filter((path) => typeof path === "string").map((path) => ({ path, by }));
  });
}
