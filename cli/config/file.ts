/** The project file: one section per command, YAML or JSON, held against the options that the commands really have. */

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { causeText } from "../../src/cause.js";
import { closestName } from "../../src/closest-name.js";
import { refuseOtherKind } from "../../src/file-kind.js";
import { type LocatedYaml, parseLocatedYaml, type WrittenValue } from "../../src/located-yaml.js";
import { InputError } from "../../src/result.js";
import { inputPath, STANDARD_INPUT } from "../../src/standard-input.js";
import type { CommandDefinition, Definition } from "../definition/command.js";
import { definitionOf, type ProgramCommands } from "../program-commands.js";
import { CONFIG_FILE_NAMES } from "./names.js";
import { configurableOptions, takesValue } from "./options.js";

/** In place of a file: none at all, not even the one of the working directory. */
const NO_FILE = "none";
const LARGEST_FILE = 1_000_000;

/** One setting of a command. */
interface FileSetting {
  readonly option: string;
  readonly raw: WrittenValue;
  /** FILE:line */
  readonly place: string;
}

export interface ConfigFile {
  /** What the file says for the command at a path. */
  settings(path: readonly string[]): FileSetting[];
}

/**
 * The file that was named, or the one of the directory, if there is one.
 * @throws InputError naming file and line for what is not YAML or JSON, for unknown commands and options (with the
 * nearest known name) and for values that no option can take
 */
export async function findConfigFile(
  commands: ProgramCommands,
  named: { readonly path: string; readonly by: string } | undefined,
  directory: string,
): Promise<ConfigFile | undefined> {
  if (named?.path === NO_FILE) return undefined;
  if (named !== undefined)
    return readConfigFile(commands, resolve(directory, named.path), named.path, named.by);
  const present = CONFIG_FILE_NAMES.filter((name) => existsSync(join(directory, name)));
  if (present.length > 1) {
    throw new InputError(
      `${present.join(" and ")} in one directory: expected one of them, or --config <FILE>`,
    );
  }
  const [name] = present;
  return name === undefined
    ? undefined
    : readConfigFile(commands, join(directory, name), name, "the working directory");
}

async function readConfigFile(
  commands: ProgramCommands,
  path: string,
  shown: string,
  by: string,
): Promise<ConfigFile> {
  const document = parseLocatedYaml(readText(path, shown, by), shown);
  const { value, place } = document;
  if (value === null) return { settings: () => [] };
  if (typeof value !== "object")
    throw new InputError(`'${shown}' is plain text: expected a configuration (docs/configuration.md)`);
  if (!isSection(value)) throw misshapen("the file", place([]), "commands");
  for (const [name, section] of Object.entries(value)) {
    if (!Object.hasOwn(commands, name))
      throw unknownName(name, place([name]), "a command", Object.keys(commands));
    requireSection(await definitionOf(commands[name]), [name], section, document);
  }
  return {
    settings: (command) => {
      const section = command.reduce<unknown>(
        (at, name) => (isSection(at) && Object.hasOwn(at, name) ? at[name] : undefined),
        value,
      );
      if (!isSection(section)) return [];
      return Object.keys(section).map((option) => {
        const at = [...command, option];
        return { option, raw: document.written(at), place: place(at) };
      });
    },
  };
}

function readText(path: string, shown: string, by: string): string {
  let text: string;
  try {
    const bytes = readFileSync(shown === STANDARD_INPUT ? inputPath(shown) : path);
    if (bytes.length > 0)
      refuseOtherKind(bytes, `'${shown}' in ${by}`, "a configuration (docs/configuration.md)");
    text = bytes.toString("utf8");
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = causeText(error);
    throw new InputError(`'${shown}' in ${by}: expected a YAML or JSON file that can be read (${reason})`);
  }
  if (text.length > LARGEST_FILE) {
    throw new InputError(
      `'${shown}' in ${by}: expected a configuration of at most ${LARGEST_FILE} characters`,
    );
  }
  return text;
}

type Section = Readonly<Record<string, unknown>>;

function isSection(value: unknown): value is Section {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws InputError for the first thing in a section that its command does not know or take */
function requireSection(
  definition: Definition,
  path: readonly string[],
  section: unknown,
  document: LocatedYaml,
): void {
  if (section === null) return;
  const owner = path.join(" ");
  const { place } = document;
  if (definition.kind === "command") {
    if (!isSection(section)) throw misshapen(owner, place(path), "options");
    requireOptions(definition, path, section, document);
    return;
  }
  if (!isSection(section)) throw misshapen(owner, place(path), "commands");
  const { commands } = definition;
  for (const [name, below] of Object.entries(section)) {
    const at = [...path, name];
    if (!Object.hasOwn(commands, name))
      throw unknownName(name, place(at), `a subcommand of ${owner}`, Object.keys(commands));
    requireSection(commands[name].definition, at, below, document);
  }
}

function requireOptions(
  definition: CommandDefinition,
  path: readonly string[],
  section: Section,
  { place }: LocatedYaml,
): void {
  const options = configurableOptions(definition);
  for (const [name, value] of Object.entries(section)) {
    const at = place([...path, name]);
    const option = options.get(name);
    if (option === undefined)
      throw unknownName(name, at, `an option of ${path.join(" ")}`, [...options.keys()]);
    if (takesValue(option.definition) ? !isValue(value) : typeof value !== "boolean") {
      const expected = takesValue(option.definition) ? "a text, a number or a list of them" : "true or false";
      throw new InputError(`${name} in ${at}: expected ${expected}`);
    }
  }
}

function isValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isText);
  return typeof value === "boolean" || isText(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

function misshapen(owner: string, place: string, kind: string): InputError {
  return new InputError(`${owner} in ${place}: expected names of ${kind} with their values`);
}

function unknownName(name: string, place: string, what: string, known: readonly string[]): InputError {
  const nearest = closestName(name, known);
  const hint = nearest === undefined ? ` (${known.join(", ")})` : `; did you mean ${nearest}?`;
  return new InputError(`'${name}' in ${place}: expected ${what}${hint}`);
}
