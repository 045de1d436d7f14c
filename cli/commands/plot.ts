/** `plot`: figures as SVG, interactive HTML, vega-lite, data, or characters in a terminal. */
import type { Command } from "commander";
import { FIGURES, type Figure, type Step } from "../../figures/index.js";
import { InputError } from "../../src/result.js";
import { EXIT } from "../exit-codes.js";
import { requireFigureFile, writeFigure } from "../plot-files.js";
import { addParameterOptions, parameterValues } from "../plot-options.js";
import { asciiReport, figureReport, writtenReport } from "../plot-report.js";
import type { Progress } from "../progress.js";
import type { Report } from "../report.js";

type Run = (report: (progress: Progress) => Report | Promise<Report>) => void | Promise<void>;

interface PlotOptions {
  readonly output?: string;
  readonly ascii?: boolean;
  readonly markdown?: boolean;
}

/** Registers the command, with a subcommand for each figure. */
export function registerPlot(program: Command, run: Run): void {
  const plot = program
    .command("plot")
    .summary("figures as SVG, interactive HTML, data or text")
    .description("Figures of the theories and of the published work. Without a figure: the list of them.")
    .argument("[figure]", "one of the figures below")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity plot                               lists the figures
  relu-injectivity plot energy --output energy.svg    with energy.csv and energy.json beside it
  relu-injectivity plot width --output width.html     interactive, needs no network
  relu-injectivity plot convergence --ascii           a quick look in the terminal
  relu-injectivity plot energy --alpha 3,4,5,6,7 --csv
`,
    )
    .action((name: string | undefined) => run(() => listing(name)));
  plot
    .command("list")
    .summary("the figures, one line each")
    .addHelpText("before", "Examples:\n  relu-injectivity plot list --json\n")
    .action(() => run(() => listing(undefined)));
  for (const figure of FIGURES) {
    const command = addOutputOptions(plot.command(figure.name).summary(figure.summary)).addHelpText(
      "before",
      `Examples:
  relu-injectivity plot ${figure.name} --output ${figure.name}.svg
  relu-injectivity plot ${figure.name} --ascii
`,
    );
    addParameterOptions(command, figure).action((options: PlotOptions & Record<string, unknown>) =>
      run((progress) => report(figure, options, progress)),
    );
  }
}

function addOutputOptions(command: Command): Command {
  return command
    .option(
      "--output <file>",
      "write FILE.svg, .html or .vl.json with FILE.csv and .json beside it, or only FILE.csv, FILE.json",
      requireFigureFile,
    )
    .option("--ascii", "a plot of characters in place of the table");
}

async function report(
  figure: Figure,
  options: PlotOptions & Record<string, unknown>,
  progress: Progress,
): Promise<Report> {
  const step: Step = (what, done, total) => progress.update({ what: `${figure.name}: ${what}`, done, total });
  const drawn = figure.draw(parameterValues(figure, options), step);
  if (options.output !== undefined) {
    return writtenReport(drawn, await writeFigure(options.output, drawn, figureReport(drawn)));
  }
  // Characters are for people; a Markdown reader gets the table.
  return options.ascii === true && options.markdown !== true ? asciiReport(drawn) : figureReport(drawn);
}

function listing(name: string | undefined): Report {
  if (name !== undefined) {
    throw new InputError(
      `unknown figure '${name}': expected one of ${["list", ...FIGURES.map((figure) => figure.name)].join(", ")}`,
    );
  }
  return {
    command: "plot",
    parameters: {},
    results: FIGURES.map((figure) => ({ figure: figure.name, summary: figure.summary })),
    tables: [
      {
        title: "Figures",
        columns: [{ header: "figure" }, { header: "shows", wrap: true }],
        rows: FIGURES.map((figure) => [figure.name, figure.summary]),
      },
    ],
    notes: ["plot FIGURE --help: its parameters; --output FILE.svg or FILE.html draws it."],
    exitCode: EXIT.ok,
  };
}
