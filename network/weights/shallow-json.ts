/** A look at JSON text before it is parsed: nesting costs memory out of proportion to its length. */
import { InputError } from "../../src/result.js";

const DEEPEST = 32;

/** JSON.parse. @throws InputError in one line for anything that is no JSON or is nested deeper than any format here */
export function parseShallowJson(text: string, where: string, expected: string): unknown {
  requireShallow(text, where, expected);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll(/\s+/g, " ").slice(0, 120) : "";
    throw new InputError(`${where} is no JSON: expected ${expected} (${reason})`);
  }
}

function requireShallow(text: string, where: string, expected: string): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (quoted) {
      if (character === BACKSLASH) i++;
      else if (character === QUOTE) quoted = false;
    } else if (character === QUOTE) quoted = true;
    else if (character === OPEN_ARRAY || character === OPEN_OBJECT) {
      if (++depth > DEEPEST)
        throw new InputError(`${where} nests deeper than ${DEEPEST}: expected ${expected}`);
    } else if (character === CLOSE_ARRAY || character === CLOSE_OBJECT) depth--;
  }
}

const [QUOTE, BACKSLASH] = ['"', "\\"].map((character) => character.charCodeAt(0));
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = ["[", "]", "{", "}"].map((character) =>
  character.charCodeAt(0),
);
