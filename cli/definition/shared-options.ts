/** The options that every command has, and that change no result: formats and configuration. */
import { flag, inputFile } from "./option.js";

export const SHARED_OPTIONS = {
  json: flag("one JSON object"),
  csv: flag("comma-separated values, one line per result"),
  markdown: flag("Markdown tables"),
  latex: flag("LaTeX tables (booktabs)"),
  config: inputFile("option values from a YAML or JSON file (none: not even the project's)"),
  force: flag("replace files that this program did not write"),
  printConfig: flag("show every option with its value and origin, compute nothing"),
};

/** The output formats among them. */
export const FORMATS = ["json", "csv", "markdown", "latex"] as const;
