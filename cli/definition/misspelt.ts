/** "Did you mean …" for options that take words beside numbers and other forms. */
import { closestName } from "../../src/closest-name.js";
import { InputError } from "../../src/result.js";

/** The same parser, whose refusal of a misspelt word names the nearest of `words`. */
export function withSuggestion<Value>(
  parse: (text: string, place: string) => Value,
  words: readonly string[],
): (text: string, place: string) => Value {
  return (text, place) => {
    try {
      return parse(text, place);
    } catch (error) {
      const typed = /[\p{N}-]*\p{L}[\p{L}\p{N}-]*/u.exec(text)?.[0];
      const near = typed === undefined || words.includes(typed) ? undefined : closestName(typed, words);
      if (near === undefined || !(error instanceof InputError)) throw error;
      throw new InputError(error.message.replace(": expected", ` (did you mean ${near}?): expected`));
    }
  };
}
