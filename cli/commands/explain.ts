/** `explain`: the meaning of a status, quantity or option, with equation and source. */
import type { Command } from "commander";
import { InputError } from "../../src/result.js";
import { findEntry, GLOSSARY } from "../glossary/index.js";
import { EXIT } from "../output/exit-codes.js";
import type { Report } from "../output/report.js";

/** Registers the command. */
export function registerExplain(program: Command, run: (report: () => Report) => void): void {
  program
    .command("explain [words...]")
    .summary("what a status or a quantity means")
    .description("Defines a word of the output; without a word, lists them all.")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity explain chi
  relu-injectivity explain stalled
  relu-injectivity explain
`,
    )
    .action((words: string[]) => run(() => report(words.join(" "))));
}

function report(word: string): Report {
  if (word === "") return listing();
  const entry = findEntry(word);
  if (entry === undefined) {
    const close = GLOSSARY.map((known) => known.word).filter((known) =>
      known.toLowerCase().startsWith(word[0].toLowerCase()),
    );
    const hint = close.length > 0 ? ` (did you mean ${close.join(", ")}?)` : "";
    throw new InputError(
      `'${word}' is not explained${hint}: expected a word that 'relu-injectivity explain' lists`,
    );
  }
  return {
    command: "explain",
    parameters: { word },
    results: [{ ...entry }],
    tables: [],
    notes: [
      `${entry.word}: ${entry.meaning}`,
      ...(entry.equation === undefined ? [] : [`Equation: ${entry.equation}`]),
      ...(entry.source === undefined ? [] : [`Source: ${entry.source}`]),
    ],
    exitCode: EXIT.ok,
  };
}

function listing(): Report {
  return {
    command: "explain",
    parameters: {},
    results: GLOSSARY.map((entry) => ({ ...entry })),
    tables: [
      {
        columns: [{ header: "word" }, { header: "meaning", wrap: true }],
        rows: GLOSSARY.map((entry) => [entry.word, entry.meaning]),
      },
    ],
    exitCode: EXIT.ok,
  };
}
