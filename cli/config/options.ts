/** The options of a command as configuration sees them: their names in files and in the environment, and their values. */

import type { WrittenValue } from "../../src/located-yaml.js";
import { InputError } from "../../src/result.js";
import type { CommandDefinition } from "../definition/command.js";
import { flagName, type OptionDefinition, type Options } from "../definition/option.js";
import { FORMATS, SHARED_OPTIONS } from "../definition/shared-options.js";

/** An option that files and the environment may set. */
export interface ConfigurableOption {
  /** Its name among the values of the command, e.g. "dualNorms". */
  readonly key: string;
  readonly definition: OptionDefinition;
}

/** The options that files and the environment may set, by their names there: as typed after the dashes, without "no-". */
export function configurableOptions({ options }: CommandDefinition): Map<string, ConfigurableOption> {
  const shared = [...FORMATS, "digits", "output", "quiet"] as const;
  const all: Options = {
    ...options,
    ...Object.fromEntries(
      // A command's own option of the same name stands.
      shared.filter((name) => !Object.hasOwn(options, name)).map((name) => [name, SHARED_OPTIONS[name]]),
    ),
  };
  return new Map(Object.entries(all).map(([key, definition]) => [flagName(key), { key, definition }]));
}

/** Whether a value follows the option; otherwise it is a switch. */
export function takesValue({ placeholder }: OptionDefinition): boolean {
  return placeholder !== undefined;
}

/** e.g. RELU_INJECTIVITY_GEOMETRY_EULER_ROWS; without an option the prefix of all options of the command. */
export function environmentName(path: readonly string[], option = ""): string {
  return ["RELU_INJECTIVITY", ...path, option].join("_").toUpperCase().replace(/-/g, "_");
}

/**
 * The value of an option that a file or the environment gives.
 * @param place where it stands, for messages, e.g. "k of study.yaml:3"
 * @throws InputError in the words of the option's own parser
 */
export function configuredValue(definition: OptionDefinition, raw: WrittenValue, place: string): unknown {
  if (!takesValue(definition)) return requireSwitch(raw, place);
  const { parse, repeatable, placeholder } = definition;
  if (typeof raw === "boolean") {
    throw new InputError(`${raw} in ${place}: expected a value, <${placeholder}>`);
  }
  const texts = typeof raw === "string" ? [raw] : raw;
  return repeatable
    ? texts.flatMap((text) => parse(text, place) as unknown[])
    : parse(texts.join(","), place);
}

function requireSwitch(raw: WrittenValue, place: string): boolean {
  if (raw === true || raw === "true" || raw === "1") return true;
  if (raw === false || raw === "false" || raw === "0") return false;
  throw new InputError(`'${String(raw)}' in ${place}: expected true or false`);
}
