/** A report in the format that was asked for, for the terminal or for a file. */
import { GENERATOR, XML_MARK } from "../../src/generator.js";
import type { Format } from "../definition/shared-options.js";
import { packageVersion } from "../version.js";
import { toCsv } from "./delimited.js";
import { toJson } from "./json.js";
import { toLatex } from "./latex.js";
import type { Look } from "./look.js";
import { toMarkdown } from "./markdown.js";
import type { Report } from "./report.js";
import { toText } from "./text-table.js";

/** In pieces, as a document may be long. */
export function printedReport(report: Report, format: Format, look: Look): Iterable<string> {
  if (format === "json") return [toJson(report), "\n"];
  if (format === "csv") return [toCsv(report.results), "\n"];
  if (format === "latex") return [toLatex(report, look), "\n"];
  if (format === "markdown") return [toMarkdown(report, look), "\n"];
  return report.document ?? [toText(report, look), "\n"];
}

/** The same for a file, which says who wrote it where the format allows. */
export function* filedReport(report: Report, format: Format, look: Look): Generator<string, void, void> {
  if (format === "latex") yield `% ${GENERATOR}\n`;
  if (format === "markdown") yield `${XML_MARK}\n\n`;
  if (format === "text" && report.document === undefined)
    yield `relu-injectivity ${packageVersion()}: ${report.command}\n\n`;
  yield* printedReport(report, format, look);
}
