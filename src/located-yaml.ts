/** YAML or JSON with the place of everything: plain data, the line of every key, values as their author wrote them. */

import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import { causeText } from "./cause.js";
import { InputError } from "./result.js";

/** A value as written: a text (0.10 stays 0.10), a switch, or several texts; empty for anything else. */
export type WrittenValue = string | boolean | readonly string[];

export interface LocatedYaml {
  /** Plain data; null for an empty text. */
  readonly value: unknown;
  /** NAME:LINE of the key or entry at a path, or of the last one on the way there that exists. */
  place(path: readonly PropertyKey[]): string;
  written(path: readonly PropertyKey[]): WrittenValue;
}

/** What YAML calls infinite; any other number that becomes so is too large. */
const INFINITE = /^[-+]?\.inf$/i;

/** Aliases may repeat a value, not multiply it. */
const MOST_ALIASES = 100;

/**
 * Reads one document.
 * @param name of the file, for messages
 * @throws InputError, with the line, for everything that is not YAML or JSON, for a key given twice, for warnings of the
 * format (unknown tags), for numbers beyond all doubles and for nested anchors or brackets beyond reason
 */
export function parseLocatedYaml(text: string, name: string): LocatedYaml {
  const lines = new LineCounter();
  const lineAt = (offset: number): string => `${name}:${Math.max(1, lines.linePos(offset).line)}`;
  try {
    const document = parseDocument(text, {
      uniqueKeys: true,
      lineCounter: lines,
      prettyErrors: false,
      logLevel: "error",
    });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) throw notYaml(lineAt(problem.pos[0]), problem.message);
    visit(document, {
      Scalar: (_, { value, source, range }) => {
        if (typeof value !== "number" || Number.isFinite(value) || INFINITE.test(source ?? "")) return;
        throw new InputError(
          `${source} in ${lineAt(range?.[0] ?? 0)}: expected a number that a double holds, or a text in quotes`,
        );
      },
    });
    const { contents } = document;
    const follow = (path: readonly PropertyKey[]): Found => nodeAt(contents, path, document);
    return {
      value: document.toJS({ maxAliasCount: MOST_ALIASES }) ?? null,
      place: (path) => {
        const { key, value } = follow(path);
        return lineAt((key ?? value ?? contents)?.range?.[0] ?? 0);
      },
      written: (path) => writtenValue(follow(path).value, document),
    };
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = causeText(error);
    throw notYaml(name, error instanceof RangeError ? "nested too deeply" : reason);
  }
}

function notYaml(place: string, message: string): InputError {
  const [reason] = message.trim().split("\n");
  return new InputError(`${place}: expected YAML or JSON (${reason.replace(/[.:]$/, "")})`);
}

type Document = ReturnType<typeof parseDocument>;

interface Found {
  /** The key, or the entry of a list, last met on the path. */
  readonly key: Node | undefined;
  readonly value: Node | null;
}

function nodeAt(root: Node | null, path: readonly PropertyKey[], document: Document): Found {
  let value = root;
  let key: Node | undefined;
  for (const part of path) {
    const at = isAlias(value) ? value.resolve(document) : value;
    if (isMap(at)) {
      const pair = at.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === part);
      if (pair === undefined) break;
      key = pair.key as Node;
      value = pair.value as Node | null;
    } else if (isSeq(at) && typeof part === "number" && part < at.items.length) {
      value = at.items[part] as Node;
      key = value;
    } else break;
  }
  return { key, value };
}

function writtenValue(node: Node | null | undefined, document: Document): WrittenValue {
  if (isAlias(node)) return writtenValue(node.resolve(document), document);
  if (isSeq(node)) return node.items.map((item) => String(writtenValue(item as Node, document)));
  if (!isScalar(node)) return "";
  const { value, source } = node;
  if (typeof value === "boolean") return value;
  return typeof value === "number" && Number.isFinite(value) ? (source ?? String(value)) : String(value);
}
