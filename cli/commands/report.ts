/** `report`: all tables and figures in one file. */
import { InputError } from "../../src/result.js";
import { defineCommand, field } from "../definition/command.js";
import { flag, flagOff, value } from "../definition/option.js";
import { composeReport } from "../document/content.js";
import { requireDocument, requireDocumentFile, writeDocument } from "../document/files.js";

const FULL = "report";
const QUICK = "report-quick";

/** The name asked for, which must be that of Markdown where --markdown asks for it too; else the standard one. */
function documentFile(asked: string | undefined, quick: boolean, markdown: boolean): string {
  if (markdown && asked !== undefined && !asked.endsWith(".md"))
    throw new InputError(`'${asked}' in --output with --markdown: expected a name ending in .md`);
  return asked ?? `${quick ? QUICK : FULL}.${markdown ? "md" : "html"}`;
}

export const report = defineCommand({
  description:
    "Computes every headline table, draws every figure, compares every published number and writes one document: " +
    "HTML that needs nothing else, or Markdown with its figures as files beside it; and the explorer, which it links.",
  examples: [
    ["report", "report.html, and explorer.html beside it"],
    ["report --output injectivity.md", "with injectivity-energy.svg, … beside it"],
    ["report --quick --markdown", "coarser, report-quick.md and its figures"],
  ],
  options: {
    output: value<string, { readonly defaultText: string }>(
      "FILE.html or FILE.md",
      { placeholder: "FILE", parse: requireDocumentFile },
      { defaultText: `${FULL}.html, with --quick ${QUICK}.html; with --markdown .md` },
    ),
    quick: flag("coarser figures, in a few seconds"),
    explorer: flagOff("no explorer.html beside the report, and no link to it"),
  },
  fields: {
    files: field("The files that were written.", "text[]"),
    sections: field("The titles of the sections.", "text[]"),
    figures: field("The names of the figures.", "text[]"),
  },
  async run({ output: asked, quick, explorer }, { progress, files: access, given }) {
    const output = documentFile(asked, quick, given("markdown"));
    requireDocument(output, quick, explorer, access);
    const { document, figures, exitCode } = await composeReport(quick, (what, done, total) =>
      progress.update({ what, done, total }),
    );
    const files = writeDocument({ document, output, quick, explorer }, access);
    const sections = document.sections.map(({ title }) => title);
    return {
      parameters: { output, quick, explorer },
      results: [{ files, sections, figures: figures.map(({ name }) => name) }],
      notes: () => [`${document.title}: ${files.join(", ")}`],
      exitCode,
    };
  },
});
