/** Every word that the output uses, with all its meanings: what `explain` knows, made of the descriptions themselves. */
import type { Described } from "../../src/table/described.js";
import type { Children, Definition } from "./command.js";
import { isNumeric, type ValueType } from "./value-type.js";

/** One meaning of a word, with the commands whose output it describes; none for words of the whole program. */
export interface Meaning extends Described {
  readonly word: string;
  readonly commands: readonly string[];
}

/** The meanings of all words: shared ones first, then fields and options of commands. */
export function lexicon(
  shared: readonly Readonly<Record<string, Described>>[],
  commands: Children,
): Meaning[] {
  const meanings = new Map<string, { meaning: Meaning; commands: Set<string> }>();
  const add = (
    word: string,
    { type, ...given }: Described & { readonly type?: ValueType },
    command?: string,
  ): void => {
    const described = type !== undefined && isNumeric(type) ? { ...given } : given;
    const key = `${word}\n${described.meaning}`;
    const known = meanings.get(key) ?? { meaning: { ...described, word, commands: [] }, commands: new Set() };
    if (command !== undefined) known.commands.add(command);
    meanings.set(key, known);
  };
  for (const words of shared) for (const [word, described] of Object.entries(words)) add(word, described);
  for (const [name, { definition }] of Object.entries(commands)) {
    for (const [path, fields] of fieldsOf(definition, [name]))
      for (const [word, described] of Object.entries(fields)) add(word, described, path);
  }
  return [...meanings.values()].map((known) => ({ ...known.meaning, commands: [...known.commands] }));
}

function fieldsOf(
  definition: Definition,
  path: readonly string[],
): [string, Readonly<Record<string, Described>>][] {
  if (definition.kind === "command") return [[path.join(" "), definition.fields]];
  return Object.entries(definition.commands).flatMap(([name, child]) =>
    fieldsOf(child.definition, [...path, name]),
  );
}

/** All meanings of a word, of an alias, or of a printed header; exact spelling first, then whatever case, dashes and index. */
export function findMeanings(meanings: readonly Meaning[], word: string): readonly Meaning[] {
  const exact = meanings.filter((meaning) => namesOf(meaning).includes(word));
  if (exact.length > 0) return exact;
  const named = (wanted: string): readonly Meaning[] =>
    meanings.filter((meaning) => namesOf(meaning).some((name) => normalise(name) === wanted));
  const loosely = named(normalise(word));
  // r_2 is an r, layer 3 a layer.
  return loosely.length > 0 ? loosely : named(normalise(word.replace(/[_ ]\d+$/, "")));
}

function namesOf({ word, aliases = [], header }: Meaning): readonly string[] {
  return header === undefined ? [word, ...aliases] : [word, header, ...aliases];
}

function normalise(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
