/** `report`: all tables and figures in one file. */
import type { Command } from "commander";
import { composeReport } from "../document/content.js";
import { requireDocumentFile, writeDocument } from "../document/files.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";

interface ReportOptions {
  readonly output: string;
  readonly quick?: boolean;
}

/** Registers the command. */
export function registerReport(
  program: Command,
  run: (report: (progress: Progress) => Promise<Report>) => void | Promise<void>,
): void {
  program
    .command("report")
    .summary("all tables and figures in one file, HTML or Markdown")
    .description(
      "Computes every headline table, draws every figure, compares every published number and writes one document: " +
        "HTML that needs nothing else, or Markdown with its figures as files beside it.",
    )
    .option("--output <file>", "FILE.html or FILE.md", requireDocumentFile, "report.html")
    .option("--quick", "coarser figures, in a few seconds")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity report                          report.html
  relu-injectivity report --output injectivity.md  with injectivity-energy.svg, … beside it
  relu-injectivity report --quick --output look.html
`,
    )
    .action((options: ReportOptions) => run((progress) => report(options, progress)));
}

async function report({ output, quick = false }: ReportOptions, progress: Progress): Promise<Report> {
  const { document, figures, exitCode } = await composeReport(quick, (what, done, total) =>
    progress.update({ what, done, total }),
  );
  const written = writeDocument(document, output);
  return {
    command: "report",
    parameters: { output, quick },
    results: [
      {
        files: written,
        sections: document.sections.map(({ title }) => title),
        figures: figures.map(({ name }) => name),
      },
    ],
    tables: [],
    notes: [`${document.title}: ${written.join(", ")}`],
    exitCode,
  };
}
