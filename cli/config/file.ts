/** The project file: one section a command, YAML or JSON, held against the options that the commands really have. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { z } from "zod";
import { InputError } from "../../src/result.js";
import { closestName } from "../../sweep/index.js";
import { CONFIG_FILE_NAMES } from "./names.js";
import { commandPath, configurableOptions, type RawValue, takesValue } from "./options.js";

/** In place of a file: none at all, not even the one of the working directory. */
const NO_FILE = "none";
const LARGEST_FILE = 1_000_000;

/** One setting of a command. */
interface FileSetting {
  readonly option: string;
  readonly raw: RawValue;
  /** FILE:line */
  readonly place: string;
}

export interface ConfigFile {
  settings(command: Command): FileSetting[];
}

/**
 * The file that was named, or the one of the directory, if there is one.
 * @throws InputError naming file and line for what is no YAML or JSON, for unknown commands and options (with the
 * nearest known name) and for values that no option can take
 */
export function findConfigFile(
  program: Command,
  named: { readonly path: string; readonly by: string } | undefined,
  directory: string,
): ConfigFile | undefined {
  if (named?.path === NO_FILE) return undefined;
  if (named !== undefined)
    return readConfigFile(program, resolve(directory, named.path), named.path, named.by);
  const present = CONFIG_FILE_NAMES.filter((name) => existsSync(join(directory, name)));
  if (present.length > 1) {
    throw new InputError(
      `${present.join(" and ")} in one directory: expected one of them, or --config <FILE>`,
    );
  }
  const [name] = present;
  return name === undefined
    ? undefined
    : readConfigFile(program, join(directory, name), name, "the working directory");
}

function readConfigFile(program: Command, path: string, shown: string, by: string): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(readText(path, shown, by), { lineCounter: lines, prettyErrors: false });
  const place = (at: readonly PropertyKey[]): string => {
    const node = at.length === 0 ? document.contents : (keyNode(document.contents, at) ?? document.contents);
    const offset = node?.range?.[0] ?? 0;
    return `${shown}:${lines.linePos(offset).line}`;
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const reason = error.message.split("\n")[0].replace(/[.:]$/, "");
    throw new InputError(`${shown}:${lines.linePos(error.pos[0]).line}: expected YAML or JSON (${reason})`);
  }
  if (document.contents === null) return { settings: () => [] };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new InputError(`${shown}: expected YAML without nested anchors (${reason})`);
  }
  const checked = schemaOf(program).safeParse(value);
  if (!checked.success) throw new InputError(sentence(checked.error.issues[0], program, place));
  return {
    settings: (command) => {
      const path = commandPath(command);
      const section = document.getIn(path, true);
      if (!isMap(section)) return [];
      return section.items.map(({ key, value: entry }) => {
        const option = String(isScalar(key) ? key.value : key);
        return { option, raw: rawValue(entry as Node, document), place: place([...path, option]) };
      });
    },
  };
}

function readText(path: string, shown: string, by: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`'${shown}' in ${by}: expected a YAML or JSON file that can be read (${reason})`);
  }
  if (text.length > LARGEST_FILE) {
    throw new InputError(
      `'${shown}' in ${by}: expected a configuration of at most ${LARGEST_FILE} characters`,
    );
  }
  return text;
}

const VALUE = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])).min(1),
]);

/** What a file may hold, made of the commands themselves. */
function schemaOf(command: Command): z.ZodType {
  if (command.commands.length > 0) {
    return z.strictObject(
      Object.fromEntries(command.commands.map((sub) => [sub.name(), schemaOf(sub).optional()])),
    );
  }
  const options = [...configurableOptions(command)].map(([name, option]) => [
    name,
    (takesValue(option) ? VALUE : z.boolean()).optional(),
  ]);
  return z.strictObject(Object.fromEntries(options)).nullable();
}

type Issue = z.core.$ZodIssue;

function sentence(issue: Issue, program: Command, place: (at: readonly PropertyKey[]) => string): string {
  const { command, rest } = followPath(program, issue.path);
  const owner = commandPath(command).join(" ");
  if (issue.code === "unrecognized_keys") {
    const [key] = issue.keys;
    const group = command.commands.length > 0;
    const names = group
      ? command.commands.map((sub) => sub.name())
      : [...configurableOptions(command).keys()];
    const nearest = closestName(key, names);
    const hint = nearest === undefined ? ` (${names.join(", ")})` : `; did you mean ${nearest}?`;
    const what = group ? (owner === "" ? "a command" : `a subcommand of ${owner}`) : `an option of ${owner}`;
    return `'${key}' in ${place([...issue.path, key])}: expected ${what}${hint}`;
  }
  const option = rest.length > 0 ? configurableOptions(command).get(String(rest[0])) : undefined;
  const where = place(issue.path);
  if (option === undefined) {
    const kind = command.commands.length > 0 ? "commands" : "options";
    return `${owner === "" ? "the file" : owner} in ${where}: expected names of ${kind} with their values`;
  }
  return takesValue(option)
    ? `${rest[0].toString()} in ${where}: expected a text, a number or a list of them`
    : `${rest[0].toString()} in ${where}: expected true or false`;
}

/** The command that a path of keys leads to, and the keys that are left. */
function followPath(
  program: Command,
  path: readonly PropertyKey[],
): { command: Command; rest: PropertyKey[] } {
  let command = program;
  const rest = [...path];
  while (rest.length > 0) {
    const next = command.commands.find((sub) => sub.name() === rest[0]);
    if (next === undefined) break;
    command = next;
    rest.shift();
  }
  return { command, rest };
}

/** The node of the last key of a path. */
function keyNode(root: Node | null, path: readonly PropertyKey[]): Node | undefined {
  let node: unknown = root;
  let key: unknown;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === part);
      if (pair === undefined) break;
      key = pair.key;
      node = pair.value;
    } else if (isSeq(node) && typeof part === "number") {
      node = node.items[part];
      key = node;
    } else break;
  }
  return (key as Node | undefined) ?? undefined;
}

type Document = ReturnType<typeof parseDocument>;

/** The value as its author wrote it: 0.10 stays 0.10. */
function rawValue(node: Node | null, document: Document): RawValue {
  if (isAlias(node)) return rawValue((node.resolve(document) as Node | undefined) ?? null, document);
  if (isSeq(node)) return node.items.map((item) => String(rawValue(item as Node, document)));
  if (!isScalar(node)) return "";
  if (typeof node.value === "boolean") return node.value;
  if (typeof node.value === "number") {
    return Number.isFinite(node.value) ? (node.source ?? String(node.value)) : String(node.value);
  }
  return String(node.value);
}
