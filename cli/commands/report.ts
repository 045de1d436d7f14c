/** `report`: all tables and figures in one file. */
import { defineCommand, field } from "../definition/command.js";
import { flag, value } from "../definition/option.js";
import { composeReport } from "../document/content.js";
import { requireDocumentFile, writeDocument } from "../document/files.js";

export const report = defineCommand({
  description:
    "Computes every headline table, draws every figure, compares every published number and writes one document: " +
    "HTML that needs nothing else, or Markdown with its figures as files beside it.",
  examples: [
    ["report", "report.html"],
    ["report --output injectivity.md", "with injectivity-energy.svg, … beside it"],
    ["report --quick --output look.html"],
  ],
  options: {
    output: value<string, { readonly default: string }>(
      "FILE.html or FILE.md",
      { placeholder: "FILE", file: "output", parse: requireDocumentFile },
      { default: "report.html" },
    ),
    quick: flag("coarser figures, in a few seconds"),
  },
  fields: {
    files: field("The files that were written."),
    sections: field("The titles of the sections."),
    figures: field("The names of the figures."),
  },
  async run({ output, quick }, { progress }) {
    const { document, figures, exitCode } = await composeReport(quick, (what, done, total) =>
      progress.update({ what, done, total }),
    );
    const files = writeDocument(document, output);
    const sections = document.sections.map(({ title }) => title);
    return {
      parameters: { output, quick },
      results: [{ files, sections, figures: figures.map(({ name }) => name) }],
      notes: () => [`${document.title}: ${files.join(", ")}`],
      exitCode,
    };
  },
});
