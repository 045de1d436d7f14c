/** Writes a document in the format its name asks for. */
import { basename } from "node:path";
import { InputError } from "../../src/result.js";
import { writeText } from "../output/output-file.js";
import type { ReportDocument } from "./document.js";
import { documentToHtml } from "./html.js";
import { documentToMarkdown } from "./markdown.js";

/** NAME.html in one file; NAME.md with each figure as NAME-figure.svg beside it. Returns the files. */
export function writeDocument(document: ReportDocument, output: string): string[] {
  const written: string[] = [];
  const write = (path: string, text: string): void => {
    writeText(path, "--output", text);
    written.push(path);
  };
  if (output.endsWith(".html")) {
    write(output, documentToHtml(document));
    return written;
  }
  const base = output.slice(0, -".md".length);
  write(
    output,
    documentToMarkdown(document, (name) => `${basename(base)}-${name}.svg`),
  );
  for (const { blocks } of document.sections) {
    for (const block of blocks)
      if (block.kind === "figure") write(`${base}-${block.figure.name}.svg`, block.svg);
  }
  return written;
}

/** @throws InputError unless the name ends in .html or .md */
export function requireDocumentFile(path: string, place = "--output"): string {
  if (!/[^/]\.(html|md)$/.test(path))
    throw new InputError(`'${path}' in ${place}: expected a name ending in .html or .md`);
  return path;
}
