/** The options that every command has, and that change no result: formats, files, digits and configuration. */
import { InputError } from "../../src/result.js";
import { flag, inputFile, outputFile, value } from "./option.js";
import { parseInteger } from "./parse.js";

const MOST_DIGITS = 17;

/** Significant digits, or as many as the error estimate supports. */
export type Digits = number | "all";

function parseDigits(text: string, place: string): Digits {
  if (text === "all") return "all";
  if (Number.isNaN(Number(text)))
    throw new InputError(`'${text}' in ${place}: expected an integer from 1 to ${MOST_DIGITS}, or all`);
  return parseInteger(text, place, 1, MOST_DIGITS);
}

export const SHARED_OPTIONS = {
  json: flag("one JSON object"),
  csv: flag("comma-separated values, one line per result"),
  markdown: flag("Markdown tables"),
  latex: flag("LaTeX tables (booktabs)"),
  digits: value<Digits, { defaultText: string }>(
    "significant digits of quantities in tables, fewer where the error is larger; or all that it supports",
    {
      placeholder: "N",
      range: `1 … ${MOST_DIGITS}, or all`,
      named: ["all"],
      parse: parseDigits,
    },
    { defaultText: "8" },
  ),
  output: outputFile("write the result to a file; .json, .csv, .md, .tex and .parquet choose the format"),
  force: flag("replace files that this program did not write"),
  quiet: flag("nothing on stderr but errors"),
  config: inputFile("option values from a YAML or JSON file (none: not even the project's)"),
  printConfig: flag("show every option with its value and origin, compute nothing"),
};

/** The output formats among them. */
export const FORMATS = ["json", "csv", "markdown", "latex"] as const;

export type Format = "text" | (typeof FORMATS)[number];
