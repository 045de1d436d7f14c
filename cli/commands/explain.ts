/** `explain`: the meaning of a status, quantity, field or header, with equation and source. */
import { closestName } from "../../src/closest-name.js";
import { InputError } from "../../src/result.js";
import { columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome } from "../definition/command.js";
import { findMeanings, lexicon, type Meaning } from "../definition/lexicon.js";
import { value } from "../definition/option.js";
import { VOCABULARIES } from "../vocabulary/index.js";

const FIELDS = {
  word: field("A word of the output.", "text"),
  meaning: field("What it means.", "text"),
  unit: field("The unit of its values; 1 for pure numbers.", "text"),
  equation: field("Its defining equation.", "text"),
  source: field("Paper and equation it comes from.", "text"),
  header: field("How printed tables name it.", "text"),
  aliases: field("Other words for it.", "text[]"),
  commands: field("The commands whose output it describes; none for words of the whole program.", "text[]"),
};

export const explain = defineCommand({
  description: "Defines a word of the output; without a word, lists them all.",
  examples: [["explain chi"], ["explain stalled"], ["explain"]],
  operands: {
    words: value<string[], { default: string[] }>(
      "a status, a quantity, a field or a header",
      { placeholder: "words", repeatable: true, parse: (text) => [text] },
      { default: [] },
    ),
  },
  options: {},
  fields: FIELDS,
  run({ words }, { commands }) {
    const meanings = lexicon(VOCABULARIES, commands);
    return words.length === 0 ? listing(meanings) : explanation(meanings, words.join(" "));
  },
});

function explanation(meanings: readonly Meaning[], word: string): Outcome {
  const found = findMeanings(meanings, word);
  if (found.length === 0) {
    const near = closestName(word, [...new Set(meanings.map((known) => known.word))]);
    const hint = near === undefined ? "" : ` (did you mean ${near}?)`;
    throw new InputError(
      `'${word}' is not explained${hint}: expected a word that 'relu-injectivity explain' lists`,
    );
  }
  return { parameters: { word }, results: found, notes: () => found.flatMap(sentences) };
}

function sentences({ word, meaning, unit, equation, source, commands }: Meaning): string[] {
  return [
    `${word}: ${meaning}`,
    ...(unit === undefined || unit === "" || unit === "1" ? [] : [`Unit: ${unit}`]),
    ...(equation === undefined ? [] : [`Equation: ${equation}`]),
    ...(source === undefined ? [] : [`Source: ${source}`]),
    ...(commands.length === 0 ? [] : [`In: ${commands.join(", ")}`]),
  ];
}

function listing(meanings: readonly Meaning[]): Outcome {
  return {
    results: meanings,
    tables: () => [
      {
        columns: columns(FIELDS, "word", "meaning").map((shown) => ({ ...shown, wrap: true })),
        rows: meanings,
      },
    ],
  };
}
