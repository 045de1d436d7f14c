/** Whether the output of a command is described: every key of its JSON, and every header of its printed tables. */
import { expect } from "vitest";
import { ALL_COMMANDS } from "../../cli/commands/all.js";
import type { Children, Definition } from "../../cli/definition/command.js";
import { findMeanings, lexicon } from "../../cli/definition/lexicon.js";
import { VOCABULARIES } from "../../cli/vocabulary/index.js";
import { isQuantity } from "../../src/table/table.js";
import { runAsync } from "./command-line.js";

const DESCRIBED = ALL_COMMANDS;

const MEANINGS = lexicon(VOCABULARIES, DESCRIBED);

/** Every key of the results at any depth is a field of the command, and `explain` knows every printed header. */
export async function expectDescribed(line: string | readonly string[]): Promise<void> {
  const words = typeof line === "string" ? line.split(" ") : line;
  const { out, err } = await runAsync([...words, "--json"]);
  expect(out, `${words.join(" ")}: ${err}`).not.toBe("");
  const { results } = JSON.parse(out) as { readonly results: readonly unknown[] };
  const fields = new Set(Object.keys(fieldsOf(words)));
  const keys = new Set(results.flatMap(keysOf));
  expect(
    [...keys].filter((key) => !fields.has(key)),
    `${words.join(" ")}: keys without a meaning`,
  ).toEqual([]);
  const headers = headersOf((await runAsync([...words, "--markdown"])).out);
  expect(
    headers.filter((header) => findMeanings(MEANINGS, header).length === 0),
    `${words.join(" ")}: headers without a meaning`,
  ).toEqual([]);
}

function fieldsOf(words: readonly string[]): Readonly<Record<string, unknown>> {
  let children: Children = DESCRIBED;
  for (const word of words) {
    const definition: Definition | undefined = children[word]?.definition;
    if (definition === undefined) break;
    if (definition.kind === "command") return definition.fields;
    children = definition.commands;
  }
  throw new Error(`${words.join(" ")} names no described command`);
}

/** Names of objects' entries at any depth; a quantity is one value. */
function keysOf(found: unknown): string[] {
  if (Array.isArray(found)) return found.flatMap(keysOf);
  if (typeof found !== "object" || found === null || isQuantity(found)) return [];
  return Object.entries(found).flatMap(([key, value]) => [key, ...keysOf(value)]);
}

/** The cells of the lines above the rules of Markdown tables. */
function headersOf(markdown: string): string[] {
  const lines = markdown.split("\n");
  return lines
    .filter((_, i) => /^\|(?: -{3}:? \|)+$/.test(lines[i + 1] ?? ""))
    .flatMap((line) =>
      line
        .replaceAll("\\|", "\u0001")
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.replaceAll("\u0001", "|").trim()),
    );
}
