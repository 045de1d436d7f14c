/** Whether this program wrote a file, by what the file says of itself: only those are replaced without being asked. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { GENERATOR, HTML_MARK, XML_MARK } from "../../src/generator.js";
import { packageFile } from "../package-file.js";

const HEAD = 65_536;
const TAIL = 8192;

/** The fields of a command's results by name. */
export type ResultFields = Readonly<Record<string, { readonly type: unknown }>>;

/**
 * @param path an existing regular file
 * @param fields those of the command that would replace it: tables without errors are known by their columns
 */
export function isOwnFile(path: string, fields: ResultFields): boolean {
  const { head, tail } = endsOf(path);
  if (head === "" || RULES.some((rule) => rule(head, tail))) return true;
  const names = columnsOf(firstLine(head));
  return isPlainTable(names, fields) || isTableOfOther(names);
}

/** Whether the columns are fields of the command, none of them one that it prints with its error. */
function isPlainTable(names: readonly string[], fields: ResultFields): boolean {
  const roots = names.map((name) => name.split(".", 1)[0]);
  return (
    roots.length > 1 && roots.every((name) => Object.hasOwn(fields, name) && fields[name].type !== "quantity")
  );
}

/**
 * The same for the fields of any command, where nobody else would give these names together: one of them is two words in
 * one or a part of something nested, they are many, or they are all that the command has.
 */
function isTableOfOther(names: readonly string[]): boolean {
  const unusual = names.length >= MANY || names.some((name) => OWN_NAME.test(name));
  return allFields().some(
    (fields) => (unusual || Object.keys(fields).length === names.length) && isPlainTable(names, fields),
  );
}

const MANY = 5;
const OWN_NAME = /^[a-z]+(?:[A-Z]|\.)[\w.]*$/;

const QUANTITY = "#/$defs/quantity";

interface OutputSchema {
  readonly $defs: Readonly<
    Record<string, { readonly properties?: Readonly<Record<string, { readonly $ref?: string }>> }>
  >;
}

let known: readonly ResultFields[] | undefined;

/** The fields of every command, from the schema of their output, which is shipped: loading all commands takes longer. */
function allFields(): readonly ResultFields[] {
  known ??= fieldsIn(packageFile("docs/output.schema.json"));
  return known;
}

function fieldsIn(schema: string | undefined): ResultFields[] {
  if (schema === undefined) return [];
  const { $defs } = JSON.parse(schema) as OutputSchema;
  return Object.entries($defs).flatMap(([name, { properties }]) => {
    if (properties === undefined || name.endsWith("-output")) return [];
    const fields = Object.entries(properties).map(([key, { $ref }]) => [
      key,
      { type: $ref === QUANTITY ? "quantity" : "other" },
    ]);
    return [Object.fromEntries(fields) as ResultFields];
  });
}

function firstLine(head: string): string {
  return head.split(/\r?\n/, 1)[0];
}

function columnsOf(line: string): string[] {
  return line.split(",").map((name) => name.replace(/^"(.*)"$/, "$1"));
}

/** The first and the last bytes, each byte a character where they are no UTF-8. */
function endsOf(path: string): { readonly head: string; readonly tail: string } {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const read = (length: number, position: number): string => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, position)).toString("utf8");
    };
    return {
      head: read(Math.min(HEAD, size), 0),
      tail: read(Math.min(TAIL, size), Math.max(0, size - TAIL)),
    };
  } finally {
    closeSync(file);
  }
}

type Rule = (head: string, tail: string) => boolean;

const RULES: readonly Rule[] = [
  // Envelopes, profiles, certificates and proofs say so in their first field, stores in every line.
  (head) => /^\s*\{\s*"(?:schema|format)"\s*:\s*"relu-injectivity/.test(head),
  (head) => /^\{"v":\d+,"id":"/.test(head),
  (head) => /^\{[^[\]{}]*"k":\d+,"iteration":\d+,/.test(head),
  // Vega-lite specifications and study files.
  (head) => head.startsWith("{") && head.includes(`"generator": "${GENERATOR}"`),
  (head) => head.startsWith("<svg ") && head.includes(XML_MARK),
  (head) => /^<!doctype html>/i.test(head) && head.includes(HTML_MARK),
  (head) => head.startsWith(XML_MARK) || head.startsWith(`% ${GENERATOR}\n`),
  // Texts of --output.
  (head) => /^relu-injectivity \d+\.\d+\.\d+\S*: [a-z]/.test(head),
  (head) => head.startsWith("#!") && head.slice(0, 2000).includes(GENERATOR),
  (head, tail) => head.startsWith("PAR1") && tail.includes(GENERATOR),
  (head, tail) => head.startsWith("%PDF-") && `${head}${tail}`.includes(`(${GENERATOR})`),
  // The signature of a PNG is no UTF-8 in its first byte.
  (head) => head.slice(1, 4) === "PNG" && head.includes(`Software\0\0\0\0\0${GENERATOR}`),
  (head) => isOwnHeader(firstLine(head)),
];

/** Profiles, Parisi function, complexity. */
const PROFILE_HEADERS = [
  "level,overlap,breakingPoint,field,phi,",
  "layer,level,preactivation,auxiliary,",
  "from,to,deficitFrom,deficitTo,breakingPoint",
  "breakingPoint,replicatedEnergy,energy,complexity,",
];

/** A header of names, among them a quantity with its error and status: nobody else writes that. */
function isOwnHeader(line: string): boolean {
  if (PROFILE_HEADERS.some((header) => line.startsWith(header))) return true;
  const names = columnsOf(line);
  const all = new Set(names);
  return (
    names.every((name) => /^[\p{L}_$][\p{L}\p{N}_.$-]*$/u.test(name)) &&
    names.some((name) => all.has(`${name}.error`) && all.has(`${name}.status`))
  );
}
