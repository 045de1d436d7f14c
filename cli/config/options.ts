/** The options of a command as configuration sees them: names in files and in the environment, values applied as if typed. */
import type { EventEmitter } from "node:events";
import type { Command, Option } from "commander";
import { InputError } from "../../src/result.js";

/** Where an option's value was found, by the names of commander's sources: `config` is a file, `env` the environment. */
export type Layer = "config" | "env";

/** A value before its option has parsed it: a text, a switch, or several texts. */
export type RawValue = string | boolean | readonly string[];

/** Options that steer configuration itself, or that only make sense when typed. */
const NOT_CONFIGURABLE = new Set(["config", "print-config", "help", "version"]);

/** Words of the command below the program, e.g. ["geometry", "euler"]. */
export function commandPath(command: Command): string[] {
  return command.parent === null ? [] : [...commandPath(command.parent), command.name()];
}

/** The name of an option in files: as typed after the dashes, "lifted" for a switch --no-lifted too. */
function optionName(option: Option): string {
  return option.name().replace(/^no-/, "");
}

/** The options that files and the environment may set, one a name. */
export function configurableOptions(command: Command): Map<string, Option> {
  const options = command.options.filter((option) => !NOT_CONFIGURABLE.has(option.name()));
  return new Map(options.map((option) => [optionName(option), option]));
}

/** Whether a value follows the option; otherwise it is a switch. */
export function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

const ENVIRONMENT_PREFIX = "RELU_INJECTIVITY";

/** e.g. RELU_INJECTIVITY_GEOMETRY_EULER_ROWS; without an option the prefix of all options of the command. */
export function environmentName(command: Command, option = ""): string {
  return [ENVIRONMENT_PREFIX, ...commandPath(command), option].join("_").toUpperCase().replace(/-/g, "_");
}

/**
 * Sets an option as if its value had been typed, but overruled by what is typed.
 * @param place where the value stands, for messages, e.g. "k of study.yaml:3"
 * @throws InputError in the words of the option's own parser, with the place
 */
export function applyValue(
  command: Command,
  option: Option,
  raw: RawValue,
  layer: Layer,
  place: string,
): void {
  const value = takesValue(option) ? parsedValue(option, raw, place) : requireSwitch(raw, place);
  const key = option.attributeName();
  command.setOptionValueWithSource(key, value, layer);
  // A repeatable option collects its values: typed ones replace the configured ones.
  const overrule = (): void => {
    if (command.getOptionValueSource(key) === layer) {
      command.setOptionValueWithSource(key, option.defaultValue, "default");
    }
  };
  (command as unknown as EventEmitter).prependListener(`option:${option.name()}`, overrule);
}

function parsedValue(option: Option, raw: RawValue, place: string): unknown {
  if (typeof raw === "boolean") {
    if (raw && option.optional) return option.presetArg ?? true;
    throw new InputError(`${raw} in ${place}: expected a value, as ${option.flags} takes one`);
  }
  const { parseArg } = option;
  if (parseArg === undefined) return option.variadic ? asList(raw) : asText(raw);
  const parse = parseArg as (text: string, previous: unknown) => unknown;
  try {
    // A parser with two parameters collects; any other takes a list as one text, separated by commas.
    return parse.length >= 2
      ? asList(raw).reduce((collected: unknown, text) => parse(text, collected), option.defaultValue)
      : parse(asText(raw), option.defaultValue);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const flag = option.long ?? option.flags;
    const message = error.message;
    throw new InputError(
      message.includes(` in ${flag}:`)
        ? message.replace(` in ${flag}:`, ` in ${place}:`)
        : `${message} (${place})`,
    );
  }
}

function asList(raw: string | readonly string[]): readonly string[] {
  return typeof raw === "string" ? [raw] : raw;
}

function asText(raw: string | readonly string[]): string {
  return typeof raw === "string" ? raw : raw.join(",");
}

function requireSwitch(raw: RawValue, place: string): boolean {
  if (raw === true || raw === "true" || raw === "1") return true;
  if (raw === false || raw === "false" || raw === "0") return false;
  throw new InputError(`'${String(raw)}' in ${place}: expected true or false`);
}
