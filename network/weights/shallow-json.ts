/** A look at JSON text before it is parsed: deep nesting costs memory, and of a repeated name JSON.parse hides all but one. */
import { InputError } from "../../src/result.js";

const DEEPEST = 32;

/**
 * JSON.parse.
 * @throws InputError in one line for a text that is not JSON, is nested deeper than any format here, or names a member
 * of an object twice
 */
export function parseShallowJson(text: string, where: string, expected: string): unknown {
  requirePlain(text, where, expected);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll(/\s+/g, " ").slice(0, 120) : "";
    throw new InputError(`${where} is not JSON: expected ${expected} (${reason})`);
  }
}

function requirePlain(text: string, where: string, expected: string): void {
  /** Of each open object the names so far, of each open array nothing. */
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      const end = closingQuote(text, at);
      const names = open.at(-1);
      if (names !== undefined && isName(text, end)) {
        const name = text.slice(at + 1, end);
        if (names.has(name)) {
          throw new InputError(
            `'${name.slice(0, 80)}' twice in one object of ${where}: expected ${expected}`,
          );
        }
        names.add(name);
      }
      at = end;
    } else if (character === OPEN_ARRAY || character === OPEN_OBJECT) {
      open.push(character === OPEN_OBJECT ? new Set() : undefined);
      if (open.length > DEEPEST)
        throw new InputError(`${where} nests deeper than ${DEEPEST}: expected ${expected}`);
    } else if (character === CLOSE_ARRAY || character === CLOSE_OBJECT) open.pop();
  }
}

function closingQuote(text: string, opening: number): number {
  let at = opening + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}

/** Whether a colon follows the string that ends here. */
function isName(text: string, closing: number): boolean {
  let at = closing + 1;
  while (WHITE_SPACE.includes(text.charAt(at)) && at < text.length) at++;
  return text.charAt(at) === ":";
}

const WHITE_SPACE = " \t\r\n";
const [QUOTE, BACKSLASH] = ['"', "\\"].map((character) => character.charCodeAt(0));
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = ["[", "]", "{", "}"].map((character) =>
  character.charCodeAt(0),
);
