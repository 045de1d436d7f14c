/** Writes a document in the format its name asks for; a coarse one never in the place of a full one. */
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { FIGURES } from "../../figures/index.js";
import { InputError } from "../../src/result.js";
import type { Files } from "../files/files.js";
import type { ReportDocument } from "./document.js";
import { EXPLORER_FILE, explorerBeside, explorerPage } from "./explorer-page.js";
import { documentToHtml } from "./html.js";
import { documentToMarkdown } from "./markdown.js";

const OPTION = "--output";
const EXPLORER = "the explorer beside the report (--no-explorer)";

/** Stands in full documents, in either format. */
const FULL_MARK = "<!-- full report -->\n";

/**
 * Asked before the work, for the document and its figures.
 * @throws InputError for what cannot be written, and for a quick document in the place of a full one
 */
export function requireDocument(output: string, quick: boolean, explorer: boolean, files: Files): void {
  files.require(output, OPTION);
  if (explorer) files.require(explorerBeside(output), EXPLORER);
  const figures = isMarkdown(output) ? FIGURES.map(({ name }) => figureFile(output, name)) : [];
  for (const file of figures) files.require(file, OPTION);
  if (quick && existsSync(output) && readFileSync(output, "utf8").includes(FULL_MARK)) {
    throw new InputError(
      `'${output}' in ${OPTION} is a full report: expected another name for a quick one, or no --quick`,
    );
  }
}

interface Writing {
  readonly document: ReportDocument;
  readonly output: string;
  readonly quick: boolean;
  /** The explorer beside it, and a link. */
  readonly explorer: boolean;
}

/** NAME.html in one file; NAME.md with each figure as NAME-figure.svg beside it. Returns the files. */
export function writeDocument({ document: plain, output, quick, explorer }: Writing, files: Files): string[] {
  const document = explorer ? { ...plain, explorer: EXPLORER_FILE } : plain;
  const written: string[] = [];
  const write = (path: string, content: string | Uint8Array, option = OPTION): void => {
    files.write(path, option, content);
    written.push(path);
  };
  const markdown = isMarkdown(output);
  const text = markdown
    ? documentToMarkdown(document, (name) => basename(figureFile(output, name)))
    : documentToHtml(document);
  write(output, `${text}${quick ? "" : FULL_MARK}`);
  for (const { blocks } of markdown ? document.sections : [])
    for (const block of blocks)
      if (block.kind === "figure") write(figureFile(output, block.figure.name), block.svg);
  if (explorer) write(explorerBeside(output), explorerPage(), EXPLORER);
  return written;
}

function isMarkdown(output: string): boolean {
  return output.endsWith(".md");
}

function figureFile(output: string, name: string): string {
  return `${output.slice(0, -".md".length)}-${name}.svg`;
}

/** @throws InputError unless the name ends in .html or .md */
export function requireDocumentFile(path: string, place = OPTION): string {
  if (!/[^/]\.(html|md)$/.test(path))
    throw new InputError(`'${path}' in ${place}: expected a name ending in .html or .md`);
  return path;
}
